//! The network, forwards.

use std::ops::Range;

use super::{
    config::TemporalConfig,
    layout::{Block, Conv, Layout, Linear, PAD},
};
use crate::{
    denoiser::Condition,
    error::Result,
    networks::{fused::sinusoid, mlp::net::extend_observed},
    weights::{self, Weights},
};
use kernel::{
    math::{add_assign, silu},
    matmul::Packed,
    norm::{Norm, Statistics},
};

/// Chunks that go through the network together.
pub const SLICE: usize = 8;

/// One array of packed weights for every layer, in the order of the layout.
#[derive(Clone, Debug)]
pub(super) struct Packs {
    pub time: [Packed; 2],
    pub encoder: [Packed; 2],
    pub film: Packed,
    /// Of each block: its two convolutions and the one beside them.
    pub blocks: Vec<(Packed, Packed, Option<Packed>)>,
    pub down: Vec<Packed>,
    pub up: Vec<Packed>,
    pub last: Packed,
    pub out: Packed,
}

impl Packs {
    pub fn new(layout: &Layout, linear: impl Fn(&Linear) -> Packed, conv: impl Fn(&Conv) -> Packed) -> Self {
        Self {
            time: layout.time.each_ref().map(&linear),
            encoder: layout.encoder.each_ref().map(&linear),
            film: linear(&layout.film),
            blocks: layout.blocks.iter().map(|b| (conv(&b.c1), conv(&b.c2), b.sk.as_ref().map(&conv))).collect(),
            down: layout.down.iter().map(&conv).collect(),
            up: layout.up.iter().map(&conv).collect(),
            last: conv(&layout.last),
            out: conv(&layout.out),
        }
    }

    pub fn fill(&mut self, layout: &Layout, linear: impl Fn(&Linear, &mut Packed), conv: impl Fn(&Conv, &mut Packed)) {
        layout.time.iter().zip(&mut self.time).for_each(|(l, p)| linear(l, p));
        layout.encoder.iter().zip(&mut self.encoder).for_each(|(l, p)| linear(l, p));
        linear(&layout.film, &mut self.film);
        for (block, (c1, c2, sk)) in layout.blocks.iter().zip(&mut self.blocks) {
            conv(&block.c1, c1);
            conv(&block.c2, c2);
            if let (Some(layer), Some(packed)) = (&block.sk, sk) {
                conv(layer, packed);
            }
        }
        layout.down.iter().zip(&mut self.down).for_each(|(c, p)| conv(c, p));
        layout.up.iter().zip(&mut self.up).for_each(|(c, p)| conv(c, p));
        conv(&layout.last, &mut self.last);
        conv(&layout.out, &mut self.out);
    }
}

/// Intermediate values of a block, for a slice of chunks.
#[derive(Clone, Debug)]
pub(super) struct BlockTape {
    /// What it is given, padded.
    pub x: Vec<f32>,
    /// The first convolution's output, and what its normalisation and SiLU make of it.
    pub h1: Vec<f32>,
    pub a1: Vec<f32>,
    /// The same, scaled and shifted, padded.
    pub p1: Vec<f32>,
    pub h2: Vec<f32>,
    pub s1: Vec<Statistics>,
    pub s2: Vec<Statistics>,
}

/// Intermediate values of a slice of chunks.
#[derive(Clone, Debug)]
pub struct Tape {
    pub(super) sinusoids: Vec<f32>,
    pub(super) t0: Vec<f32>,
    pub(super) t0_active: Vec<f32>,
    pub(super) t1: Vec<f32>,
    pub(super) observed: Vec<f32>,
    pub(super) e0: Vec<f32>,
    pub(super) e0_active: Vec<f32>,
    pub(super) e1: Vec<f32>,
    /// Time and observation side by side, and SiLU of them.
    pub(super) told: Vec<f32>,
    pub(super) told_active: Vec<f32>,
    pub(super) film: Vec<f32>,
    pub(super) blocks: Vec<BlockTape>,
    pub(super) down: Vec<Vec<f32>>,
    pub(super) up: Vec<Vec<f32>>,
    pub(super) last_x: Vec<f32>,
    pub(super) last_h: Vec<f32>,
    pub(super) last_a: Vec<f32>,
    pub(super) last_s: Vec<Statistics>,
    pub(super) flow: Vec<f32>,
    skips: Vec<Vec<f32>>,
}

/// Chunks `[steps, channels]` into the middle of padded ones.
pub(super) fn pad(count: usize, steps: usize, channels: usize, x: &[f32], out: &mut [f32]) {
    let (size, padded) = (steps * channels, (steps + 2 * PAD) * channels);
    for (x, out) in x.chunks_exact(size).zip(out.chunks_exact_mut(padded)).take(count) {
        out[PAD * channels..PAD * channels + size].copy_from_slice(x);
    }
}

/// A group normalisation over the steps of one chunk, with SiLU behind it.
pub(super) fn norm(steps: usize, channels: usize, groups: usize) -> Norm {
    Norm { height: 1, width: steps, channels, groups, silu: true, border: 0 }
}

/// The network and its weights, packed for the kernels.
#[derive(Clone, Debug)]
pub struct TemporalUNet {
    pub(super) config: TemporalConfig,
    pub(super) layout: Layout,
    pub(super) flat: Vec<f32>,
    packs: Packs,
    values: usize,
}

impl TemporalUNet {
    /// The network of this shape, for chunks of `values` numbers, with these weights.
    ///
    /// # Errors
    /// `InvalidSetting` where the network cannot be built, `WeightsShape` where the weights are not its own.
    pub fn new(values: usize, config: &TemporalConfig, weights: &Weights) -> Result<Self> {
        config.validate(values)?;
        weights::check(weights, &config.parameters(values))?;
        let layout = Layout::new(config, values);
        let flat = layout.flatten(weights);
        let packs = Packs::new(&layout, |l| Packed::new(l.input, l.output), Conv::new_packed);
        let mut net = Self { config: config.clone(), layout, flat, packs, values };
        net.pack();
        Ok(net)
    }

    /// Numbers in a chunk.
    pub fn values(&self) -> usize {
        self.values
    }

    /// The shape of the network.
    pub fn config(&self) -> &TemporalConfig {
        &self.config
    }

    /// The weights, by name.
    pub fn weights(&self) -> Weights {
        self.layout.by_name(&self.flat)
    }

    /// Flat numbers, such as a [gradient](super::Gradient), by the names of the weights they belong to.
    ///
    /// # Panics
    /// Where there are not as many as the network has weights.
    pub fn by_name(&self, flat: &[f32]) -> Weights {
        self.layout.by_name(flat)
    }

    /// Takes on other weights of the same layout.
    pub(super) fn set_flat(&mut self, flat: &[f32]) {
        self.flat.copy_from_slice(flat);
        self.pack();
    }

    /// Brings the packed weights up to date with the flat ones.
    pub(super) fn pack(&mut self) {
        let flat = &self.flat;
        let linear = |l: &Linear, packed: &mut Packed| packed.fill_rows(&flat[l.w.clone()]);
        self.packs.fill(&self.layout, linear, |c, packed| c.pack(flat, packed));
    }

    /// Room for the intermediate values of one slice.
    pub fn tape(&self) -> Tape {
        let (config, layout) = (&self.config, &self.layout);
        let rows = |width: usize| vec![0.0; SLICE * width];
        let padded = |conv: &Conv, steps: usize| vec![0.0; SLICE * (steps + 2 * PAD) * conv.input];
        let plain = |conv: &Conv| vec![0.0; SLICE * conv.steps_out() * conv.output];
        let blocks: Vec<BlockTape> = layout
            .blocks
            .iter()
            .map(|b| BlockTape {
                x: padded(&b.c1, b.c1.steps_out()),
                h1: plain(&b.c1),
                a1: plain(&b.c1),
                p1: padded(&b.c2, b.c2.steps_out()),
                h2: plain(&b.c2),
                s1: vec![Statistics::new(); SLICE],
                s2: vec![Statistics::new(); SLICE],
            })
            .collect();
        let (time, encoder) = (config.time_width, config.encoder);
        let largest = layout.blocks.iter().map(|b| b.c1.steps_out() * b.c1.input.max(b.c1.output)).max();
        let largest = largest.unwrap_or(0).max(layout.last.steps_out() * layout.last.input);
        let levels = config.widths.len();
        Tape {
            sinusoids: rows(time),
            t0: rows(4 * time),
            t0_active: rows(4 * time),
            t1: rows(time),
            observed: rows(config.observed),
            e0: rows(encoder),
            e0_active: rows(encoder),
            e1: rows(encoder),
            told: rows(config.told()),
            told_active: rows(config.told()),
            film: rows(layout.film.output),
            blocks,
            down: layout.down.iter().map(|c| padded(c, 2 * c.steps_out())).collect(),
            up: layout.up.iter().map(|c| padded(c, c.steps_out() / 2)).collect(),
            last_x: padded(&layout.last, config.steps),
            last_h: plain(&layout.last),
            last_a: padded(&layout.out, config.steps),
            last_s: vec![Statistics::new(); SLICE],
            flow: vec![0.0; SLICE * largest],
            skips: (0..levels).map(|l| rows((config.steps >> l) * config.widths[l])).collect(),
        }
    }

    /// The output for up to [`SLICE`] chunks, each at its time t = 1..=T, with an observation for each or none at all.
    pub(super) fn forward(&self, x: &[f32], times: &[u32], conditions: &[Condition], tape: &mut Tape, out: &mut [f32]) {
        let count = times.len();
        let (config, layout, flat) = (&self.config, &self.layout, &self.flat);
        self.tell(times, conditions, tape);
        let mut flow = std::mem::take(&mut tape.flow);
        flow[..x.len()].copy_from_slice(x);
        let levels = config.widths.len();
        let mut number = 0;
        for level in 0..levels {
            for _ in 0..2 {
                self.block(number, count, tape, &mut flow);
                number += 1;
            }
            let size = count * (config.steps >> level) * config.widths[level];
            tape.skips[level][..size].copy_from_slice(&flow[..size]);
            if level + 1 < levels {
                let conv = &layout.down[level];
                pad(count, config.steps >> level, conv.input, &flow, &mut tape.down[level]);
                conv.forward(count, &tape.down[level], &self.packs.down[level], flat, &mut flow);
            }
        }
        for _ in 0..2 {
            self.block(number, count, tape, &mut flow);
            number += 1;
        }
        for (i, level) in (1..levels).rev().enumerate() {
            self.join(count, level, &tape.skips[level], &mut flow);
            for _ in 0..2 {
                self.block(number, count, tape, &mut flow);
                number += 1;
            }
            let conv = &layout.up[i];
            pad(count, config.steps >> level, conv.input, &flow, &mut tape.up[i]);
            conv.forward(count, &tape.up[i], &self.packs.up[i], flat, &mut flow);
        }
        let (steps, width) = (config.steps, config.widths[0]);
        pad(count, steps, width, &flow, &mut tape.last_x);
        layout.last.forward(count, &tape.last_x, &self.packs.last, flat, &mut tape.last_h);
        self.normalise(count, steps, width, &layout.last_norm, &tape.last_h, &mut tape.last_s, &mut flow);
        pad(count, steps, width, &flow, &mut tape.last_a);
        layout.out.forward(count, &tape.last_a, &self.packs.out, flat, out);
        tape.flow = flow;
    }

    /// What the blocks are told of times and observations.
    fn tell(&self, times: &[u32], conditions: &[Condition], tape: &mut Tape) {
        let (config, layout, flat, packs) = (&self.config, &self.layout, &self.flat, &self.packs);
        let (count, time) = (times.len(), config.time_width);
        for (row, &t) in tape.sinusoids.chunks_exact_mut(time).zip(times) {
            // The network counts from 0, as the paper's code does.
            sinusoid((t - 1) as f32, row);
        }
        tape.observed.clear();
        (0..count).for_each(|i| extend_observed(&mut tape.observed, conditions, i, config.observed));
        layout.time[0].forward(count, &tape.sinusoids, &packs.time[0], flat, &mut tape.t0);
        activate(&tape.t0, &mut tape.t0_active);
        layout.time[1].forward(count, &tape.t0_active, &packs.time[1], flat, &mut tape.t1);
        layout.encoder[0].forward(count, &tape.observed, &packs.encoder[0], flat, &mut tape.e0);
        activate(&tape.e0, &mut tape.e0_active);
        layout.encoder[1].forward(count, &tape.e0_active, &packs.encoder[1], flat, &mut tape.e1);
        for (i, told) in tape.told.chunks_exact_mut(config.told()).take(count).enumerate() {
            told[..time].copy_from_slice(&tape.t1[i * time..][..time]);
            told[time..].copy_from_slice(&tape.e1[i * config.encoder..][..config.encoder]);
        }
        activate(&tape.told, &mut tape.told_active);
        layout.film.forward(count, &tape.told_active, &packs.film, flat, &mut tape.film);
    }

    #[expect(clippy::too_many_arguments, reason = "a place in the network, what it reads and what it writes")]
    fn normalise(
        &self,
        count: usize,
        steps: usize,
        channels: usize,
        (gamma, beta): &(Range<usize>, Range<usize>),
        x: &[f32],
        statistics: &mut [Statistics],
        out: &mut [f32],
    ) {
        let (norm, size) = (norm(steps, channels, self.config.groups), steps * channels);
        let (gamma, beta) = (&self.flat[gamma.clone()], &self.flat[beta.clone()]);
        let chunks = x.chunks_exact(size).zip(out.chunks_exact_mut(size)).zip(statistics);
        chunks.take(count).for_each(|((x, out), statistics)| norm.forward(x, gamma, beta, statistics, out));
    }

    /// Block `number` on what flows.
    fn block(&self, number: usize, count: usize, tape: &mut Tape, flow: &mut [f32]) {
        let Block { c1, n1, film, c2, n2, sk, .. } = &self.layout.blocks[number];
        let (pack1, pack2, pack_sk) = &self.packs.blocks[number];
        let (steps, channels) = (c1.steps_out(), c1.output);
        let BlockTape { x, h1, a1, p1, h2, s1, s2 } = &mut tape.blocks[number];
        pad(count, steps, c1.input, flow, x);
        c1.forward(count, x, pack1, &self.flat, h1);
        self.normalise(count, steps, channels, n1, h1, s1, a1);
        let padded = (steps + 2 * PAD) * channels;
        for (s, (a1, p1)) in a1.chunks_exact(steps * channels).zip(p1.chunks_exact_mut(padded)).take(count).enumerate()
        {
            let film = &tape.film[s * self.layout.film.output + film..][..2 * channels];
            let (scale, shift) = film.split_at(channels);
            for (a, p) in a1.chunks_exact(channels).zip(p1[PAD * channels..].chunks_exact_mut(channels)) {
                for (((p, a), scale), shift) in p.iter_mut().zip(a).zip(scale).zip(shift) {
                    *p = a * (1.0 + scale) + shift;
                }
            }
        }
        c2.forward(count, p1, pack2, &self.flat, h2);
        let size = count * steps * channels;
        // What flows on is the input, or a convolution of it, with the branch added.
        if let (Some(sk), Some(pack)) = (sk, pack_sk) {
            sk.forward(count, x, pack, &self.flat, flow);
        }
        let mut branch = vec![0.0; size];
        self.normalise(count, steps, channels, n2, h2, s2, &mut branch);
        add_assign(&mut flow[..size], &branch);
    }

    /// Channels of the way down behind those that flow.
    fn join(&self, count: usize, level: usize, skip: &[f32], flow: &mut [f32]) {
        let width = self.config.widths[level];
        let rows = count * (self.config.steps >> level);
        // From the end, so that nothing is overwritten before it is moved.
        for row in (0..rows).rev() {
            flow.copy_within(row * width..(row + 1) * width, 2 * row * width);
            flow[(2 * row + 1) * width..][..width].copy_from_slice(&skip[row * width..][..width]);
        }
    }

    /// The network's output for chunks that share the time t = 1..=T, count × values each, with an observation for each or
    /// none at all.
    ///
    /// # Panics
    /// Where `out` is not as long as `x`, or an observation is not of the network's size.
    pub fn predict(&self, x: &[f32], t: usize, conditions: &[Condition], tape: &mut Tape, out: &mut [f32]) {
        assert_eq!(x.len(), out.len(), "an output for every chunk");
        let times = [t as u32; SLICE];
        let size = SLICE * self.values;
        for (first, (x, out)) in (0..).step_by(SLICE).zip(x.chunks(size).zip(out.chunks_mut(size))) {
            let count = x.len() / self.values;
            let own = conditions.get(first..conditions.len().min(first + count)).unwrap_or_default();
            self.forward(x, &times[..count], own, tape, out);
        }
    }
}

/// to = SiLU(from).
fn activate(from: &[f32], to: &mut [f32]) {
    from.iter().zip(to).for_each(|(&from, to)| *to = silu(from));
}
