//! The network, backwards: the gradient of any function of its output by every weight, for one picture.

use super::{
    FusedUNet,
    plan::{BlockPlan, ConvLayer, NormLayer, PointLayer},
    tape::{BlockTape, Tape},
};
use kernel::{
    conv::{dilate_padded, pad, upsample_gradient},
    linear::linear_gradient,
    math::{add_assign, silu_derivative},
    matmul::{Outer, Packed, Runs, matmul, outer_product},
    norm::Statistics,
};

/// The weights once more, packed for the pass back, and working space.
#[derive(Clone, Debug)]
pub struct Backward {
    pub(super) convs: Vec<Packed>,
    pub(super) points: Vec<Packed>,
}

/// Working space of one thread.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    padded: Vec<f32>,
    activation: Vec<f32>,
    hidden: Vec<f32>,
    flow: Vec<f32>,
    skips: Vec<Vec<f32>>,
}

fn sized(buffer: &mut Vec<f32>, len: usize) -> &mut [f32] {
    if buffer.len() < len {
        buffer.resize(len, 0.0);
    }
    &mut buffer[..len]
}

fn sum_pixels(d: &[f32], to: &mut [f32]) {
    for pixel in d.chunks_exact(to.len()) {
        add_assign(to, pixel);
    }
}

/// What the pieces of the pass back share.
struct BackwardPass<'a> {
    net: &'a FusedUNet,
    packs: &'a Backward,
    grads: &'a mut [f32],
    padded: Vec<f32>,
    activation: Vec<f32>,
    hidden: Vec<f32>,
    d_embedding: Vec<f32>,
}

impl BackwardPass<'_> {
    /// Weight and bias from the padded input; the gradient of the input replaces `dx` where asked for.
    fn conv(&mut self, layer: &ConvLayer, x: &[f32], d: &[f32], stride: usize, dx: Option<&mut [f32]>) {
        let (dw, db) = layer.at.split(self.grads);
        layer.conv.weight_gradient(x, d, dw);
        sum_pixels(d, db);
        if let Some(dx) = dx {
            let (h, w, c) = (layer.h, layer.w, layer.output);
            let padded = sized(&mut self.padded, (h + 2) * (w + 2) * c);
            if stride == 1 {
                pad(d, h, w, c, padded)
            } else {
                dilate_padded(d, h, w, c, padded)
            }
            layer.back.forward(padded, &self.packs.convs[layer.id], &[], dx, false);
        }
    }

    fn point(&mut self, layer: &PointLayer, x: &[f32], d: &[f32], dx: &mut [f32], accumulate: bool) {
        let (dw, db) = layer.at.split(self.grads);
        let pixels = x.len() / layer.input;
        let outer = Outer { segments: &[(0, 0)], len: pixels, a_stride: layer.input, b_stride: layer.output };
        outer_product(x, d, outer, layer.input, layer.output, dw);
        sum_pixels(d, db);
        let offsets = self.net.pixel_offsets(pixels, layer.output);
        let runs = Runs { count: 1, stride: 0, len: layer.output };
        matmul(d, &offsets, runs, &self.packs.points[layer.id], &[], dx, accumulate);
    }

    fn norm(&mut self, layer: &NormLayer, x: &[f32], statistics: &Statistics, d: &mut [f32], dx: &mut [f32]) {
        let (gamma, beta) = (&self.net.flat[layer.at.w.clone()], &self.net.flat[layer.at.b.clone()]);
        let (dg, db) = layer.at.split(self.grads);
        layer.norm.backward(x, gamma, beta, statistics, d, dx, dg, db);
    }

    /// `d` is the gradient of the block's output, `dx` becomes that of its input.
    fn block(&mut self, plan: &BlockPlan, tape: &BlockTape, embedding: &[f32], d: &[f32], dx: &mut [f32]) {
        let mut activation = std::mem::take(&mut self.activation);
        let mut hidden = std::mem::take(&mut self.hidden);
        match &plan.skip {
            Some(skip) => self.point(skip, &tape.x, d, dx, false),
            None => dx.copy_from_slice(d),
        }
        let inner = sized(&mut activation, tape.h.len());
        self.conv(&plan.c2, &tape.a2, d, 1, Some(inner));
        let dh = sized(&mut hidden, tape.h.len());
        dh.fill(0.0);
        self.norm(&plan.n2, &tape.h, &tape.s2, inner, dh);
        let mut d_time = vec![0.0; plan.c1.output];
        sum_pixels(dh, &mut d_time);
        let (dw, db) = plan.te.split(self.grads);
        linear_gradient(embedding, &self.net.flat[plan.te.w.clone()], &d_time, &mut self.d_embedding, dw, db);
        let inner = sized(&mut activation, tape.x.len());
        self.conv(&plan.c1, &tape.a1, dh, 1, Some(inner));
        self.norm(&plan.n1, &tape.x, &tape.s1, inner, dx);
        (self.activation, self.hidden) = (activation, hidden);
    }
}

impl FusedUNet {
    /// Packs the weights for [`FusedUNet::backward`].
    pub(super) fn pack_backward(&self, packs: &mut Backward) {
        for layer in self.plan.conv_layers() {
            let w = &self.flat[layer.at.w.clone()];
            kernel::conv::pack_backward(w, layer.input, layer.output, &mut packs.convs[layer.id]);
        }
        for layer in self.plan.point_layers() {
            let w = &self.flat[layer.at.w.clone()];
            packs.points[layer.id].fill(|k, n| w[n * layer.output + k]);
        }
    }

    /// Room for [`FusedUNet::pack_backward`].
    pub(super) fn new_backward(&self) -> Backward {
        let mut convs = vec![Packed::new(1, 1); self.plan.convs];
        let mut points = vec![Packed::new(1, 1); self.plan.points];
        self.plan.conv_layers().for_each(|l| convs[l.id] = Packed::new(9 * l.output, l.input));
        self.plan.point_layers().for_each(|l| points[l.id] = Packed::new(l.output, l.input));
        Backward { convs, points }
    }

    /// grads += the gradient by every weight, where `d_out` is the gradient by the output of the pass on `tape`.
    pub(super) fn backward(
        &self,
        packs: &Backward,
        tape: &Tape,
        d_out: &[f32],
        space: &mut Workspace,
        grads: &mut [f32],
    ) {
        let plan = &self.plan;
        let config = &plan.config;
        let mut pass = BackwardPass {
            net: self,
            packs,
            grads,
            padded: std::mem::take(&mut space.padded),
            activation: std::mem::take(&mut space.activation),
            hidden: std::mem::take(&mut space.hidden),
            d_embedding: vec![0.0; config.embedding()],
        };
        let mut flow = std::mem::take(&mut space.flow);
        sized(&mut flow, tape.flow.len());
        let mut next = vec![0.0; flow.len()];
        let mut d_skips = std::mem::take(&mut space.skips);
        d_skips.resize(tape.skips.len(), Vec::new());

        // The folding only moves numbers, so its gradient moves them back.
        let folded = &mut next[..plan.last.h * plan.last.w * plan.last.output];
        space_to_depth_unpadded(d_out, config, folded);
        let mut activation = std::mem::take(&mut pass.activation);
        let inner = sized(&mut activation, tape.last_x.len());
        pass.conv(&plan.last, &tape.last_a, folded, 1, Some(inner));
        let d = &mut flow[..tape.last_x.len()];
        d.fill(0.0);
        pass.norm(&plan.last_norm, &tape.last_x, &tape.last_s, inner, d);
        pass.activation = activation;

        let levels = config.multipliers.len();
        let mut blocks = plan.blocks.iter().zip(&tape.blocks).rev();
        let mut skip = 0;
        for i in (0..levels).rev() {
            if let Some(up) = plan.up.get(i) {
                let d_up = &mut next[..up.h * up.w * up.input];
                pass.conv(up, &tape.up[i], &flow[..up.h * up.w * up.output], 1, Some(d_up));
                upsample_gradient(d_up, up.h / 2, up.w / 2, up.input, &mut flow);
            }
            for _ in 0..config.blocks {
                let Some((block, trace)) = blocks.next() else { break };
                let dx = &mut next[..trace.x.len()];
                let values = block.c2.h * block.c2.w * block.c2.output;
                pass.block(block, trace, &tape.embedding, &flow[..values], dx);
                let from_skip = block.c2.output;
                let from_below = block.c1.input - from_skip;
                let d_skip = &mut d_skips[skip];
                d_skip.resize(tape.skips[skip].len(), 0.0);
                let ends = flow.chunks_exact_mut(from_below).zip(d_skip.chunks_exact_mut(from_skip));
                for (pixel, (below, skip)) in dx.chunks_exact(block.c1.input).zip(ends) {
                    below.copy_from_slice(&pixel[..from_below]);
                    skip.copy_from_slice(&pixel[from_below..]);
                }
                skip += 1;
            }
        }

        for middle in (0..2).rev() {
            let Some((block, trace)) = blocks.next() else { break };
            let values = trace.x.len();
            if middle == 0 {
                pass.attention(tape, &mut flow[..values]);
            }
            pass.block(block, trace, &tape.embedding, &flow[..values], &mut next[..values]);
            flow[..values].copy_from_slice(&next[..values]);
        }

        for level in (0..levels).rev() {
            if let Some(down) = plan.down.get(level) {
                let d_in = &mut next[..down.h * down.w * down.input];
                let d = &flow[..down.h / 2 * (down.w / 2) * down.output];
                pass.conv(down, &tape.down[level], d, 2, Some(d_in));
                flow[..d_in.len()].copy_from_slice(d_in);
            }
            for _ in 0..config.blocks {
                let Some((block, trace)) = blocks.next() else { break };
                skip -= 1;
                let d = &mut flow[..d_skips[skip].len()];
                add_assign(d, &d_skips[skip]);
                let dx = &mut next[..trace.x.len()];
                pass.block(block, trace, &tape.embedding, d, dx);
                flow[..dx.len()].copy_from_slice(dx);
            }
        }
        let values = plan.first.h * plan.first.w * plan.first.output;
        pass.conv(&plan.first, &tape.input, &flow[..values], 1, None);
        pass.embedding(tape);
        (space.padded, space.activation, space.hidden) = (pass.padded, pass.activation, pass.hidden);
        (space.flow, space.skips) = (flow, d_skips);
    }
}

impl BackwardPass<'_> {
    /// `d` is the gradient after the attention and becomes the one before it.
    fn attention(&mut self, tape: &Tape, d: &mut [f32]) {
        let plan = &self.net.plan;
        let mut d_attended = vec![0.0; tape.attended.len()];
        self.point(&plan.attention_out, &tape.attended, d, &mut d_attended, false);
        let mut d_qkv = vec![0.0; tape.qkv.len()];
        tape.attention.backward(&tape.qkv, &tape.attention_w, &d_attended, &mut d_qkv);
        let mut d_normed = d_attended;
        self.point(&plan.qkv, &tape.attention_n, &d_qkv, &mut d_normed, false);
        self.norm(&plan.attention_norm, &tape.attention_x, &tape.attention_s, &mut d_normed, d);
    }

    fn embedding(&mut self, tape: &Tape) {
        let (plan, flat) = (&self.net.plan, &self.net.flat);
        let mut d_t2 = std::mem::take(&mut self.d_embedding);
        d_t2.iter_mut().zip(&tape.t2).for_each(|(d, &v)| *d *= silu_derivative(v));
        for &row in &tape.rows {
            add_assign(&mut self.grads[row..][..d_t2.len()], &d_t2);
        }
        let mut d_t1 = vec![0.0; d_t2.len()];
        let (dw, db) = plan.t2.split(self.grads);
        linear_gradient(&tape.t1_active, &flat[plan.t2.w.clone()], &d_t2, &mut d_t1, dw, db);
        d_t1.iter_mut().zip(&tape.t1).for_each(|(d, &v)| *d *= silu_derivative(v));
        let (dw, db) = plan.t1.split(self.grads);
        let mut d_sinusoid = vec![0.0; tape.sinusoid.len()];
        linear_gradient(&tape.sinusoid, &flat[plan.t1.w.clone()], &d_t1, &mut d_sinusoid, dw, db);
    }
}

/// Folds squares of pixels into channels, without padding.
fn space_to_depth_unpadded(x: &[f32], config: &crate::networks::UNetConfig, out: &mut [f32]) {
    let (shape, patch) = (config.image, config.patch);
    let (w, c) = (shape.width, shape.channels);
    for (i, pixel) in x.chunks_exact(c).enumerate() {
        let (y, x) = (i / w, i % w);
        let within = (y % patch) * patch + x % patch;
        let at = ((y / patch) * (w / patch) + x / patch) * config.patch_channels() + within * c;
        out[at..at + c].copy_from_slice(pixel);
    }
}
