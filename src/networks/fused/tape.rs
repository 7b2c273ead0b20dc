//! What one pass leaves behind: every layer's input, for the gradient, in buffers that are made once.

use super::plan::Plan;
use kernel::{attention::Attention, norm::Statistics};

/// A residual block's intermediate values. `a1` and `a2` are padded.
#[derive(Clone, Debug)]
pub(super) struct BlockTape {
    pub x: Vec<f32>,
    pub a1: Vec<f32>,
    pub h: Vec<f32>,
    pub a2: Vec<f32>,
    pub s1: Statistics,
    pub s2: Statistics,
}

/// All intermediate values of one picture's pass.
#[derive(Clone, Debug)]
pub struct Tape {
    /// Sinusoids of t, then each stage of the embedding: before and after its SiLU.
    pub(super) sinusoid: Vec<f32>,
    pub(super) t1: Vec<f32>,
    pub(super) t1_active: Vec<f32>,
    pub(super) t2: Vec<f32>,
    pub(super) embedding: Vec<f32>,
    pub(super) rows: Vec<usize>,
    pub(super) input: Vec<f32>,
    pub(super) blocks: Vec<BlockTape>,
    pub(super) down: Vec<Vec<f32>>,
    pub(super) up: Vec<Vec<f32>>,
    pub(super) attention: Attention,
    pub(super) attention_x: Vec<f32>,
    pub(super) attention_n: Vec<f32>,
    pub(super) attention_s: Statistics,
    pub(super) qkv: Vec<f32>,
    pub(super) attention_w: Vec<f32>,
    pub(super) attended: Vec<f32>,
    pub(super) last_x: Vec<f32>,
    pub(super) last_a: Vec<f32>,
    pub(super) last_s: Statistics,
    /// The picture on its way, and the ends of the skip connections.
    pub(super) flow: Vec<f32>,
    pub(super) skips: Vec<Vec<f32>>,
    pub(super) bias: Vec<f32>,
}

impl Tape {
    pub(super) fn new(plan: &Plan) -> Self {
        let config = &plan.config;
        let e = config.embedding();
        let padded = |h: usize, w: usize, c: usize| vec![0.0; (h + 2) * (w + 2) * c];
        let blocks: Vec<BlockTape> = plan
            .blocks
            .iter()
            .map(|b| BlockTape {
                x: vec![0.0; b.c1.h * b.c1.w * b.c1.input],
                a1: padded(b.c1.h, b.c1.w, b.c1.input),
                h: vec![0.0; b.c1.h * b.c1.w * b.c1.output],
                a2: padded(b.c2.h, b.c2.w, b.c2.input),
                s1: Statistics::new(),
                s2: Statistics::new(),
            })
            .collect();
        let deep = &plan.attention_norm.norm;
        let tokens = deep.height * deep.width;
        let largest = blocks.iter().map(|b| b.x.len().max(b.h.len())).max().unwrap_or(0);
        let largest = plan.up.iter().map(|l| l.h * l.w * l.output).fold(largest, usize::max);
        let on_the_way_down = config.multipliers.len() * config.blocks;
        Self {
            sinusoid: vec![0.0; config.base],
            t1: vec![0.0; e],
            t1_active: vec![0.0; e],
            t2: vec![0.0; e],
            embedding: vec![0.0; e],
            rows: Vec::new(),
            input: padded(plan.first.h, plan.first.w, plan.first.input),
            skips: plan.blocks[..on_the_way_down].iter().map(|b| vec![0.0; b.c1.h * b.c1.w * b.c1.output]).collect(),
            blocks,
            down: plan.down.iter().map(|l| padded(l.h, l.w, l.input)).collect(),
            up: plan.up.iter().map(|l| padded(l.h, l.w, l.input)).collect(),
            attention: Attention::new(tokens, deep.channels),
            attention_x: vec![0.0; tokens * deep.channels],
            attention_n: vec![0.0; tokens * deep.channels],
            attention_s: Statistics::new(),
            qkv: vec![0.0; tokens * 3 * deep.channels],
            attention_w: vec![0.0; tokens * tokens],
            attended: vec![0.0; tokens * deep.channels],
            last_x: vec![0.0; plan.last.h * plan.last.w * plan.last.input],
            last_a: padded(plan.last.h, plan.last.w, plan.last.input),
            last_s: Statistics::new(),
            flow: vec![0.0; largest],
            bias: Vec::new(),
        }
    }
}
