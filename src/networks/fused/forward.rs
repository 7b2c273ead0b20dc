//! The network, forwards.

use std::mem::take;

use super::{
    FusedUNet,
    plan::{BlockPlan, ConvLayer, NormLayer, PointLayer},
    tape::{BlockTape, Tape},
};
use crate::{data::ImageShape, denoiser::Condition};
use kernel::{
    conv::{pad, upsample_padded},
    linear::linear,
    math::{add_assign, silu},
    matmul::{Runs, matmul},
    norm::Statistics,
};

/// sin and cos of t over a geometric row of frequencies (Vaswani et al. 2017; Ho et al. 2020, appendix B).
pub(crate) fn sinusoid(t: f32, out: &mut [f32]) {
    let half = out.len() / 2;
    let (sin, cos) = out.split_at_mut(half);
    for (i, (s, c)) in sin.iter_mut().zip(cos).enumerate() {
        // Single precision throughout, as the reference does it: at t = 1000 the rounding is visible otherwise.
        let frequency = libm::expf(-libm::logf(10_000.0) * i as f32 / half as f32);
        (*s, *c) = libm::sincosf(t * frequency);
    }
}

/// Folds squares of pixels into channels, into a padded picture.
fn space_to_depth(x: &[f32], shape: ImageShape, patch: usize, out: &mut [f32]) {
    let (w, c) = (shape.width, shape.channels);
    let (wide, folded) = (w / patch + 2, c * patch * patch);
    for (i, pixel) in x.chunks_exact(c).enumerate() {
        let (y, x) = (i / w, i % w);
        let within = (y % patch) * patch + x % patch;
        let at = ((y / patch + 1) * wide + x / patch + 1) * folded + within * c;
        out[at..at + c].copy_from_slice(pixel);
    }
}

/// The reverse of [`space_to_depth`], from an unpadded picture.
pub(super) fn depth_to_space(x: &[f32], shape: ImageShape, patch: usize, out: &mut [f32]) {
    let (w, c) = (shape.width, shape.channels);
    let (narrow, folded) = (w / patch, c * patch * patch);
    for (i, pixel) in out.chunks_exact_mut(c).enumerate() {
        let (y, column) = (i / w, i % w);
        let within = (y % patch) * patch + column % patch;
        pixel.copy_from_slice(&x[((y / patch) * narrow + column / patch) * folded + within * c..][..c]);
    }
}

impl FusedUNet {
    fn norm(&self, layer: &NormLayer, x: &[f32], statistics: &mut Statistics, out: &mut [f32]) {
        let (gamma, beta) = (&self.flat[layer.at.w.clone()], &self.flat[layer.at.b.clone()]);
        layer.norm.forward(x, gamma, beta, statistics, out);
    }

    fn conv(&self, layer: &ConvLayer, padded: &[f32], out: &mut [f32], accumulate: bool) {
        layer.conv.forward(padded, &self.convs[layer.id], &self.flat[layer.at.b.clone()], out, accumulate);
    }

    fn point(&self, layer: &PointLayer, x: &[f32], out: &mut [f32], accumulate: bool) {
        let offsets = self.pixel_offsets(x.len() / layer.input, layer.input);
        let runs = Runs { count: 1, stride: 0, len: layer.input };
        matmul(x, &offsets, runs, &self.points[layer.id], &self.flat[layer.at.b.clone()], out, accumulate);
    }

    pub(super) fn pixel_offsets(&self, pixels: usize, channels: usize) -> Vec<usize> {
        (0..pixels).map(|i| i * channels).collect()
    }

    fn embed(&self, t: f32, condition: &Condition, tape: &mut Tape) {
        let flat = &self.flat;
        sinusoid(t, &mut tape.sinusoid);
        linear(&tape.sinusoid, &flat[self.plan.t1.w.clone()], &flat[self.plan.t1.b.clone()], &mut tape.t1);
        tape.t1_active.iter_mut().zip(&tape.t1).for_each(|(a, &v)| *a = silu(v));
        linear(&tape.t1_active, &flat[self.plan.t2.w.clone()], &flat[self.plan.t2.b.clone()], &mut tape.t2);
        tape.rows.clear();
        for (table, value) in self.plan.attributes.iter().zip(condition.classes()) {
            // Row 0 is the null class.
            let row = table.start + value.map_or(0, |v| v + 1) * tape.t2.len();
            add_assign(&mut tape.t2, &flat[row..][..tape.embedding.len()]);
            tape.rows.push(row);
        }
        tape.embedding.iter_mut().zip(&tape.t2).for_each(|(a, &v)| *a = silu(v));
    }

    fn block(&self, plan: &BlockPlan, tape: &mut BlockTape, embedding: &[f32], bias: &mut Vec<f32>, out: &mut [f32]) {
        self.norm(&plan.n1, &tape.x, &mut tape.s1, &mut tape.a1);
        // The time embedding is added to every pixel, so it joins the convolution's bias.
        bias.resize(plan.c1.output, 0.0);
        linear(embedding, &self.flat[plan.te.w.clone()], &self.flat[plan.te.b.clone()], bias);
        add_assign(bias, &self.flat[plan.c1.at.b.clone()]);
        plan.c1.conv.forward(&tape.a1, &self.convs[plan.c1.id], bias, &mut tape.h, false);
        self.norm(&plan.n2, &tape.h, &mut tape.s2, &mut tape.a2);
        match &plan.skip {
            Some(skip) => self.point(skip, &tape.x, out, false),
            None => out.copy_from_slice(&tape.x),
        }
        self.conv(&plan.c2, &tape.a2, out, true);
    }

    /// One picture's pass: `x` is `[height, width, channels]`, `t` what the network is fed. The output goes to `out`,
    /// all else stays on the tape.
    pub(super) fn forward(&self, x: &[f32], t: f32, condition: &Condition, tape: &mut Tape, out: &mut [f32]) {
        let plan = &self.plan;
        let config = &plan.config;
        self.embed(t, condition, tape);
        space_to_depth(x, config.image, config.patch, &mut tape.input);
        let mut flow = take(&mut tape.flow);
        let mut bias = take(&mut tape.bias);
        self.conv(&plan.first, &tape.input, &mut flow[..plan.first.h * plan.first.w * plan.first.output], false);

        let levels = config.multipliers.len();
        let mut blocks = plan.blocks.iter().zip(&mut tape.blocks);
        for level in 0..levels {
            for k in 0..config.blocks {
                let Some((block, trace)) = blocks.next() else { break };
                let values = trace.x.len();
                trace.x.copy_from_slice(&flow[..values]);
                let end = &mut tape.skips[level * config.blocks + k];
                self.block(block, trace, &tape.embedding, &mut bias, end);
                flow[..end.len()].copy_from_slice(end);
            }
            if let Some(down) = plan.down.get(level) {
                pad(&flow, down.h, down.w, down.input, &mut tape.down[level]);
                self.conv(down, &tape.down[level], &mut flow[..down.h / 2 * (down.w / 2) * down.output], false);
            }
        }

        for middle in 0..2 {
            let Some((block, trace)) = blocks.next() else { break };
            let values = trace.x.len();
            trace.x.copy_from_slice(&flow[..values]);
            self.block(block, trace, &tape.embedding, &mut bias, &mut flow[..values]);
            if middle == 0 {
                tape.attention_x.copy_from_slice(&flow[..values]);
                self.norm(&plan.attention_norm, &tape.attention_x, &mut tape.attention_s, &mut tape.attention_n);
                self.point(&plan.qkv, &tape.attention_n, &mut tape.qkv, false);
                tape.attention.forward(&tape.qkv, &mut tape.attention_w, &mut tape.attended);
                self.point(&plan.attention_out, &tape.attended, &mut flow[..values], true);
            }
        }

        let mut skips = tape.skips.iter().rev();
        for i in 0..levels {
            for _ in 0..config.blocks {
                let (Some((block, trace)), Some(skip)) = (blocks.next(), skips.next()) else { break };
                let from_skip = block.c2.output;
                let from_below = block.c1.input - from_skip;
                let pixels = trace.x.chunks_exact_mut(block.c1.input);
                for ((to, below), skip) in pixels.zip(flow.chunks_exact(from_below)).zip(skip.chunks_exact(from_skip)) {
                    to[..from_below].copy_from_slice(below);
                    to[from_below..].copy_from_slice(skip);
                }
                let values = block.c2.h * block.c2.w * block.c2.output;
                self.block(block, trace, &tape.embedding, &mut bias, &mut flow[..values]);
            }
            if let Some(up) = plan.up.get(i) {
                upsample_padded(&flow, up.h / 2, up.w / 2, up.input, &mut tape.up[i]);
                self.conv(up, &tape.up[i], &mut flow[..up.h * up.w * up.output], false);
            }
        }

        let values = tape.last_x.len();
        tape.last_x.copy_from_slice(&flow[..values]);
        self.norm(&plan.last_norm, &tape.last_x, &mut tape.last_s, &mut tape.last_a);
        let folded = &mut flow[..plan.last.h * plan.last.w * plan.last.output];
        self.conv(&plan.last, &tape.last_a, folded, false);
        depth_to_space(folded, config.image, config.patch, out);
        tape.flow = flow;
        tape.bias = bias;
    }
}
