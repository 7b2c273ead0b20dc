//! The embedding of the time and of the condition: e = silu(t2(silu(t1(sinusoid(t)))) + Σᵢ condᵢ[row]), and what each
//! residual block takes from it.
//!
//! It depends on nothing but t and the condition. The sampler has it from the host ([`HostEmbedding`]): a few hundred
//! thousand multiplications there, one upload, and some forty dispatches fewer on a GPU. Training differentiates through
//! it and computes it on the device ([`BurnUNet::shifts`](super::BurnUNet)).

use crate::{
    denoiser::Condition,
    error::Result,
    networks::{UNetConfig, fused::sinusoid},
    weights::{Weight, Weights},
};
use kernel::{linear::linear, math::silu};

/// A dense layer on the host; the weight is [in, out], as the kernel reads it.
struct Dense {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Dense {
    fn load(weights: &Weights, name: &str) -> Self {
        let Weight { shape, values } = &weights[&format!("{name}.weight")];
        let (out, input) = (shape[0], shape[1]);
        let weight = (0..input * out).map(|i| values[i % out * input + i / out]).collect();
        Self { weight, bias: weights[&format!("{name}.bias")].values.clone() }
    }

    fn forward(&self, x: &[f32]) -> Vec<f32> {
        let mut out = vec![0.0; self.bias.len()];
        linear(x, &self.weight, &self.bias, &mut out);
        out
    }
}

/// The embedding, computed on the host.
pub(super) struct HostEmbedding {
    base: usize,
    t1: Dense,
    t2: Dense,
    tables: Vec<Weight>,
    blocks: Vec<Dense>,
}

impl HostEmbedding {
    /// For weights that have been checked against the configuration.
    pub fn new(config: &UNetConfig, weights: &Weights) -> Result<Self> {
        crate::weights::check(weights, &config.parameters())?;
        Ok(Self {
            base: config.base,
            t1: Dense::load(weights, "t1"),
            t2: Dense::load(weights, "t2"),
            tables: (0..config.attributes.len()).map(|i| weights[&format!("cond.{i}.weight")].clone()).collect(),
            blocks: config.residual_blocks().iter().map(|b| Dense::load(weights, &format!("{}.te", b.name))).collect(),
        })
    }

    /// What is added to each channel of every block, one row a condition; the network is fed the time `t`.
    pub fn shifts(&self, t: f32, conditions: &[Condition]) -> Vec<f32> {
        let mut wave = vec![0.0; self.base];
        sinusoid(t, &mut wave);
        let hidden: Vec<f32> = self.t1.forward(&wave).into_iter().map(silu).collect();
        let time = self.t2.forward(&hidden);
        let mut rows: Vec<(&Condition, Vec<f32>)> = Vec::new();
        let mut shifts = Vec::new();
        for condition in conditions {
            // A sheet of pictures mostly asks for the same thing in all of them.
            let known = rows.iter().position(|(c, _)| *c == condition).unwrap_or_else(|| {
                rows.push((condition, self.row(&time, condition)));
                rows.len() - 1
            });
            shifts.extend_from_slice(&rows[known].1);
        }
        shifts
    }

    fn row(&self, time: &[f32], condition: &Condition) -> Vec<f32> {
        let mut e = time.to_vec();
        for (table, value) in self.tables.iter().zip(condition.classes()) {
            let row = value.map_or(0, |v| v + 1) * e.len();
            let row = &table.values[row..row + e.len()];
            e.iter_mut().zip(row).for_each(|(e, r)| *e += r);
        }
        e.iter_mut().for_each(|e| *e = silu(*e));
        self.blocks.iter().flat_map(|block| block.forward(&e)).collect()
    }
}
