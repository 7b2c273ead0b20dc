//! The network, backwards: the gradient of a weighted squared error over a batch, by every weight.

use super::{
    layout::{Block, Conv, Linear, PAD},
    net::{BlockTape, Packs, SLICE, Tape, TemporalUNet, norm, pad},
};
use crate::trainer::{Batch, loss::squared_error_gradient};
use kernel::{
    math::{add_assign, silu_derivative},
    matmul::Packed,
};

/// The weights once more, packed for the way back, and working space.
pub struct Gradient {
    packs: Packs,
    tape: Tape,
    /// The gradient of what flows, of what it becomes, and of what every level passed over.
    flow: Vec<f32>,
    next: Vec<f32>,
    skips: Vec<Vec<f32>>,
    /// Padded gradients, zero at both ends for every number of channels.
    padded: Vec<f32>,
    d_film: Vec<f32>,
    out: Vec<f32>,
    grads: Vec<f32>,
    errors: Vec<f32>,
}

impl Gradient {
    /// Room for the gradients of this network.
    pub fn new(net: &TemporalUNet) -> Self {
        let layout = &net.layout;
        let tape = net.tape();
        let largest = tape.flow.len();
        let levels = net.config.widths.len();
        let size = |l: usize| SLICE * (net.config.steps >> l) * net.config.widths[l];
        Self {
            packs: Packs::new(layout, |l| Packed::new(l.output, l.input), Conv::new_packed_back),
            flow: vec![0.0; largest],
            next: vec![0.0; largest],
            skips: (0..levels).map(|l| vec![0.0; size(l)]).collect(),
            padded: Vec::new(),
            d_film: vec![0.0; SLICE * layout.film.output],
            out: vec![0.0; SLICE * net.values()],
            grads: vec![0.0; layout.total],
            errors: Vec::new(),
            tape,
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

    /// Of the last batch: mean squared error a number of each chunk, before its weight.
    pub fn errors(&self) -> &[f32] {
        &self.errors
    }

    /// Computes the gradient of Σᵢ wᵢ·‖outputᵢ − targetᵢ‖²/(count·values), the loss of eq. 14 with a weight for each chunk.
    pub fn compute(&mut self, net: &TemporalUNet, batch: &Batch) {
        let flat = &net.flat;
        self.packs.fill(&net.layout, |l, packed| l.pack_back(flat, packed), |c, packed| c.pack_back(flat, packed));
        self.grads.fill(0.0);
        self.errors.clear();
        let (values, total) = (net.values(), batch.t.len());
        for first in (0..total).step_by(SLICE) {
            let count = SLICE.min(total - first);
            let numbers = first * values..(first + count) * values;
            let conditions = batch.conditions.get(first..first + count).unwrap_or_default();
            let times = &batch.t[first..first + count];
            net.forward(&batch.x_t[numbers.clone()], times, conditions, &mut self.tape, &mut self.out);
            // The error takes the output's place: it is all that the way back needs of it.
            let out = self.out.chunks_exact_mut(values).zip(batch.target[numbers].chunks_exact(values));
            for ((out, target), weight) in out.zip(&batch.weight[first..first + count]) {
                self.errors.push(squared_error_gradient(out, target, *weight, total));
            }
            self.backward(net, count);
        }
    }

    fn backward(&mut self, net: &TemporalUNet, count: usize) {
        let (config, layout) = (&net.config, &net.layout);
        let (steps, width) = (config.steps, config.widths[0]);
        layout.out.weight_gradient(count, &self.tape.last_a, &self.out, &mut self.grads);
        fill_padded(&mut self.padded, count, steps, layout.action, &self.out);
        layout.out.input_gradient(count, &self.padded, &self.packs.out, &mut self.flow, false);
        let last = &layout.last_norm;
        let Tape { last_h, last_s, .. } = &self.tape;
        let place = Place { count, steps, channels: width, groups: config.groups };
        place.norm_gradient(net, last, last_h, last_s, &mut self.flow, &mut self.next, &mut self.grads);
        layout.last.weight_gradient(count, &self.tape.last_x, &self.next, &mut self.grads);
        fill_padded(&mut self.padded, count, steps, width, &self.next);
        layout.last.input_gradient(count, &self.padded, &self.packs.last, &mut self.flow, false);

        let levels = config.widths.len();
        let mut number = layout.blocks.len();
        for (i, level) in (1..levels).rev().enumerate().rev() {
            let conv = &layout.up[i];
            conv.weight_gradient(count, &self.tape.up[i], &self.flow, &mut self.grads);
            fill_padded(&mut self.padded, count, conv.steps_out(), conv.output, &self.flow);
            conv.input_gradient(count, &self.padded, &self.packs.up[i], &mut self.flow, false);
            for _ in 0..2 {
                number -= 1;
                self.block(net, number, count);
            }
            // The second half of the channels came from the way down.
            let (width, skip) = (config.widths[level], &mut self.skips[level]);
            for row in 0..count * (steps >> level) {
                skip[row * width..][..width].copy_from_slice(&self.flow[(2 * row + 1) * width..][..width]);
                self.flow.copy_within(2 * row * width..(2 * row + 1) * width, row * width);
            }
        }
        for _ in 0..2 {
            number -= 1;
            self.block(net, number, count);
        }
        for level in (0..levels).rev() {
            if level + 1 < levels {
                let conv = &layout.down[level];
                conv.weight_gradient(count, &self.tape.down[level], &self.flow, &mut self.grads);
                fill_padded(&mut self.padded, count, conv.steps_out(), conv.output, &self.flow);
                conv.input_gradient(count, &self.padded, &self.packs.down[level], &mut self.flow, false);
            }
            // The finest level is passed over to nothing.
            if level > 0 {
                let size = count * (steps >> level) * config.widths[level];
                add_assign(&mut self.flow[..size], &self.skips[level][..size]);
            }
            for _ in 0..2 {
                number -= 1;
                self.block(net, number, count);
            }
        }
        self.tell(net, count);
    }

    /// Block `number`: `flow` is the gradient of its output, then of its input.
    fn block(&mut self, net: &TemporalUNet, number: usize, count: usize) {
        let Block { c1, n1, film, c2, n2, sk, .. } = &net.layout.blocks[number];
        let (back1, back2, back_sk) = &self.packs.blocks[number];
        let BlockTape { x, h1, a1, p1, h2, s1, s2 } = &self.tape.blocks[number];
        let (steps, channels) = (c1.steps_out(), c1.output);
        let size = count * steps * channels;
        let place = Place { count, steps, channels, groups: net.config.groups };
        let (grads, padded) = (&mut self.grads, &mut self.padded);
        let d_out = self.flow[..size].to_vec();

        place.norm_gradient(net, n2, h2, s2, &mut self.flow, &mut self.next, grads);
        c2.weight_gradient(count, p1, &self.next, grads);
        fill_padded(padded, count, steps, channels, &self.next);
        c2.input_gradient(count, padded, back2, &mut self.flow, false);

        let chunk = steps * channels;
        for (s, (d, a1)) in self.flow[..size].chunks_exact_mut(chunk).zip(a1.chunks_exact(chunk)).enumerate() {
            let at = s * net.layout.film.output + film;
            let scale = &self.tape.film[at..at + channels];
            let (d_scale, d_shift) = self.d_film[at..at + 2 * channels].split_at_mut(channels);
            d_scale.fill(0.0);
            d_shift.fill(0.0);
            for (d, a1) in d.chunks_exact_mut(channels).zip(a1.chunks_exact(channels)) {
                for c in 0..channels {
                    d_scale[c] += d[c] * a1[c];
                    d_shift[c] += d[c];
                    d[c] *= 1.0 + scale[c];
                }
            }
        }
        place.norm_gradient(net, n1, h1, s1, &mut self.flow, &mut self.next, grads);
        c1.weight_gradient(count, x, &self.next, grads);
        fill_padded(padded, count, steps, channels, &self.next);
        c1.input_gradient(count, padded, back1, &mut self.flow, false);

        if let (Some(sk), Some(back)) = (sk, back_sk) {
            sk.weight_gradient(count, x, &d_out, grads);
            fill_padded(padded, count, steps, channels, &d_out);
            sk.input_gradient(count, padded, back, &mut self.flow, true);
        } else {
            add_assign(&mut self.flow[..size], &d_out);
        }
    }

    /// From the gradient of the FiLM layers' output to those of everything that the blocks are told.
    fn tell(&mut self, net: &TemporalUNet, count: usize) {
        let (config, layout, tape, grads) = (&net.config, &net.layout, &self.tape, &mut self.grads);
        let (time, encoder, told) = (config.time_width, config.encoder, config.told());
        layout.film.weight_gradient(count, &tape.told_active, &self.d_film, grads);
        let mut d_told = vec![0.0; count * told];
        layout.film.input_gradient(count, &self.d_film, &self.packs.film, &mut d_told);
        deactivate(&tape.told, &mut d_told);
        let part = |from: usize, width: usize| -> Vec<f32> {
            d_told.chunks_exact(told).flat_map(|row| &row[from..from + width]).copied().collect()
        };
        let mut layers = |[first, second]: &[Linear; 2], back: &Packed, [x, sums, active]: [&[f32]; 3], d: &[f32]| {
            second.weight_gradient(count, active, d, grads);
            let mut d_sums = vec![0.0; count * second.input];
            second.input_gradient(count, d, back, &mut d_sums);
            deactivate(sums, &mut d_sums);
            first.weight_gradient(count, x, &d_sums, grads);
        };
        let packs = &self.packs;
        layers(&layout.time, &packs.time[1], [&tape.sinusoids, &tape.t0, &tape.t0_active], &part(0, time));
        layers(&layout.encoder, &packs.encoder[1], [&tape.observed, &tape.e0, &tape.e0_active], &part(time, encoder));
    }
}

/// d ← d·SiLU'(x).
fn deactivate(x: &[f32], d: &mut [f32]) {
    d.iter_mut().zip(x).for_each(|(d, &x)| *d *= silu_derivative(x));
}

/// Chunks into the middle of padded ones with zeros around them.
fn fill_padded(padded: &mut Vec<f32>, count: usize, steps: usize, channels: usize, d: &[f32]) {
    padded.clear();
    padded.resize(count * (steps + 2 * PAD) * channels, 0.0);
    pad(count, steps, channels, d, padded);
}

/// Where a normalisation is.
#[derive(Clone, Copy)]
struct Place {
    count: usize,
    steps: usize,
    channels: usize,
    groups: usize,
}

impl Place {
    /// dx = the gradient of the input, from that of the output, which is used up.
    #[expect(clippy::too_many_arguments, reason = "a place in the network, what it reads and what it writes")]
    fn norm_gradient(
        self,
        net: &TemporalUNet,
        (gamma, beta): &(std::ops::Range<usize>, std::ops::Range<usize>),
        x: &[f32],
        statistics: &[kernel::norm::Statistics],
        d_out: &mut [f32],
        dx: &mut [f32],
        grads: &mut [f32],
    ) {
        let Self { count, steps, channels, groups } = self;
        let (norm, size) = (norm(steps, channels, groups), steps * channels);
        // Scale and shift lie side by side.
        let (d_gamma, d_beta) = grads[gamma.start..beta.end].split_at_mut(channels);
        let (gamma, beta) = (&net.flat[gamma.clone()], &net.flat[beta.clone()]);
        dx[..count * size].fill(0.0);
        let chunks =
            x.chunks_exact(size).zip(statistics).zip(d_out.chunks_exact_mut(size)).zip(dx.chunks_exact_mut(size));
        for (((x, statistics), d_out), dx) in chunks.take(count) {
            norm.backward(x, gamma, beta, statistics, d_out, dx, d_gamma, d_beta);
        }
    }
}
