//! The network, backwards: the gradient of a weighted squared error over a batch, by every weight.

use super::net::{Mlp, SLICE, Slice, whole};
use crate::trainer::{Batch, loss::squared_error_gradient};
use kernel::{
    math::add_assign,
    matmul::{Outer, Packed, matmul, outer_product},
};

/// The weights once more, packed for the way back, and working space. Made once; a gradient allocates nothing after the
/// largest batch has been seen.
#[derive(Clone, Debug)]
pub struct Gradient {
    hidden: Vec<Packed>,
    last: Packed,
    time: Packed,
    slice: Slice,
    out: Vec<f32>,
    flow: [Vec<f32>; 2],
    /// The distinct times of the batch, and which of them each point has.
    times: Vec<usize>,
    place: Vec<u32>,
    /// For t − 1: its place among the distinct times, or `UNSEEN`.
    seen: Vec<u32>,
    /// Embeddings of the distinct times, what the first layer makes of them, and the gradient by that.
    embeddings: Vec<f32>,
    rows: Vec<f32>,
    d_rows: Vec<f32>,
    grads: Vec<f32>,
    errors: Vec<f32>,
}

const UNSEEN: u32 = u32::MAX;

fn sum_rows(d: &[f32], to: &mut [f32]) {
    d.chunks_exact(to.len()).for_each(|row| add_assign(to, row));
}

impl Gradient {
    /// Room for the gradients of this network.
    pub fn new(net: &Mlp) -> Self {
        let (dims, width) = (net.layout.dims, net.layout.width);
        let layer = vec![0.0; SLICE * width];
        Self {
            hidden: vec![Packed::new(width, width); net.layout.hidden.len()],
            last: Packed::new(dims, width),
            time: Packed::new(net.layout.embedding.max(1), width),
            slice: net.slice(),
            out: vec![0.0; SLICE * dims],
            flow: [layer.clone(), layer],
            times: Vec::new(),
            place: Vec::new(),
            seen: vec![UNSEEN; net.times.steps()],
            embeddings: Vec::new(),
            rows: Vec::new(),
            d_rows: Vec::new(),
            grads: vec![0.0; net.layout.total],
            errors: Vec::new(),
        }
    }

    /// The gradient of the last batch, laid out as the network's flat weights.
    pub fn flat(&self) -> &[f32] {
        &self.grads
    }

    /// Norm of the gradient of the last batch.
    pub fn norm(&self) -> f64 {
        self.grads.iter().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>().sqrt()
    }

    /// Multiplies the gradient of the last batch by a factor.
    pub fn scale(&mut self, factor: f32) {
        if factor != 1.0 {
            self.grads.iter_mut().for_each(|g| *g *= factor);
        }
    }

    /// Of the last batch: mean squared error a coordinate of each point, before its weight.
    pub fn errors(&self) -> &[f32] {
        &self.errors
    }

    /// Computes the gradient of Σᵢ wᵢ·‖outputᵢ − targetᵢ‖²/(count·dims), the loss of eq. 14 with a weight for each point.
    pub fn compute(&mut self, net: &Mlp, batch: &Batch) {
        self.pack(net);
        self.grads.fill(0.0);
        self.errors.clear();
        self.tell_times(net, &batch.t);
        let (dims, width) = (net.layout.dims, net.layout.width);
        let count = batch.t.len();
        for first in (0..count).step_by(SLICE) {
            let rows = SLICE.min(count - first);
            let points = first * dims..(first + rows) * dims;
            let (x, target) = (&batch.x_t[points.clone()], &batch.target[points]);
            let sums = &mut self.slice.slopes[0];
            for (sums, &place) in sums.chunks_exact_mut(width).zip(&self.place[first..first + rows]) {
                sums.copy_from_slice(&self.rows[place as usize * width..][..width]);
            }
            let mut joined = std::mem::take(&mut self.slice.joined);
            let inputs = net.join(x, &batch.conditions, first, &mut joined);
            net.add_input_layer(inputs, &mut self.slice.slopes[0]);
            net.forward(rows, &mut self.slice, &mut self.out);
            // The error takes the output's place: it is all that the way back needs of it.
            let out = self.out.chunks_exact_mut(dims).zip(target.chunks_exact(dims));
            for ((out, target), weight) in out.zip(&batch.weight[first..first + rows]) {
                self.errors.push(squared_error_gradient(out, target, *weight, count));
            }
            self.backward(net, inputs, first, rows);
            self.slice.joined = joined;
        }
        let layout = &net.layout;
        sum_rows(&self.d_rows, &mut self.grads[layout.bias.clone()]);
        if layout.embedding > 0 {
            let outer = Outer {
                segments: &[(0, 0)],
                len: self.times.len(),
                a_stride: layout.embedding,
                b_stride: layout.width,
            };
            let dw = &mut self.grads[layout.time.clone()];
            outer_product(&self.embeddings, &self.d_rows, outer, layout.embedding, width, dw);
        }
    }

    fn pack(&mut self, net: &Mlp) {
        let (layout, flat) = (&net.layout, &net.flat);
        let width = layout.width;
        for (packed, (w, _)) in self.hidden.iter_mut().zip(&layout.hidden) {
            let w = &flat[w.clone()];
            packed.fill(|k, n| w[n * width + k]);
        }
        self.last.fill_rows(&flat[layout.last.0.clone()]);
        if layout.embedding > 0 {
            self.time.fill_rows(&flat[layout.time.clone()]);
        }
    }

    /// Finds the distinct times and what the first layer makes of each.
    fn tell_times(&mut self, net: &Mlp, t: &[u32]) {
        let (width, embedding) = (net.layout.width, net.layout.embedding);
        self.times.clear();
        self.place.clear();
        self.embeddings.clear();
        for &t in t {
            let t = t as usize;
            if self.seen[t - 1] == UNSEEN {
                self.seen[t - 1] = self.times.len() as u32;
                self.times.push(t);
                self.embeddings.extend_from_slice(net.times.row(t));
            }
            self.place.push(self.seen[t - 1]);
        }
        self.times.iter().for_each(|t| self.seen[t - 1] = UNSEEN);
        self.rows.resize(self.times.len() * width, 0.0);
        self.d_rows.clear();
        self.d_rows.resize(self.times.len() * width, 0.0);
        let bias = &net.flat[net.layout.bias.clone()];
        if embedding == 0 {
            self.rows.chunks_exact_mut(width).for_each(|row| row.copy_from_slice(bias));
            return;
        }
        let offsets: [usize; SLICE] = std::array::from_fn(|i| i * embedding);
        for (emb, rows) in self.embeddings.chunks(SLICE * embedding).zip(self.rows.chunks_mut(SLICE * width)) {
            let count = rows.len() / width;
            matmul(emb, &offsets[..count], whole(embedding), &self.time, bias, rows, false);
        }
    }

    /// The way back through a slice whose output's gradient is in `self.out`.
    fn backward(&mut self, net: &Mlp, inputs: &[f32], first: usize, rows: usize) {
        let layout = &net.layout;
        let (dims, width) = (layout.dims, layout.width);
        let values = rows * width;
        let outer = |a_stride| Outer { segments: &[(0, 0)], len: rows, a_stride, b_stride: width };
        let d_out = &self.out[..rows * dims];
        let depth = net.config.depth;
        outer_product(
            d_out,
            &self.slice.active[depth - 1],
            outer(dims),
            dims,
            width,
            &mut self.grads[layout.last.0.clone()],
        );
        sum_rows(d_out, &mut self.grads[layout.last.1.clone()]);
        let [flow, next] = &mut self.flow;
        matmul(d_out, &net.offsets().dims[..rows], whole(dims), &self.last, &[], flow, false);
        for i in (0..depth).rev() {
            for (d, slope) in flow[..values].iter_mut().zip(&self.slice.slopes[i]) {
                *d *= slope;
            }
            if i == 0 {
                break;
            }
            let (w, b) = &layout.hidden[i - 1];
            sum_rows(&flow[..values], &mut self.grads[b.clone()]);
            let below = &self.slice.active[i - 1];
            outer_product(below, flow, outer(width), width, width, &mut self.grads[w.clone()]);
            matmul(flow, &net.offsets().width[..rows], whole(width), &self.hidden[i - 1], &[], next, false);
            std::mem::swap(flow, next);
        }
        let read = layout.inputs;
        outer_product(inputs, flow, outer(read), read, width, &mut self.grads[layout.x.clone()]);
        for (d, &place) in flow.chunks_exact(width).zip(&self.place[first..first + rows]) {
            add_assign(&mut self.d_rows[place as usize * width..][..width], d);
        }
    }
}
