//! Lines 2 to 4 of Algorithm 1 (Ho et al. 2020) over points: what a step needs, drawn by address.

use std::rc::Rc;

use super::{
    config::{ToyConfig, loss_weights},
    timestep_sampler::TimeSampler,
};
use crate::{
    data::points::PointSet,
    diffusion::{ForwardCoefficients, Prediction, Schedule, forward},
    rng::{Purpose, Rng},
};

/// What the numbers of one purpose and step are drawn for. A whole batch shares a stream, since setting up a stream for every
/// x would cost more than its noise; x number i begins at index i·values.
pub mod stream {
    /// Which x_0.
    pub const DATA: u32 = 0;
    /// When.
    pub const TIME: u32 = 1;
    /// ε.
    pub const EPSILON: u32 = 2;
    /// The second noise, which only [`Target::TwoNoises`](super::Target::TwoNoises) has.
    pub const OMEGA: u32 = 3;
    /// Which conditions are hidden.
    pub const DROPOUT: u32 = 4;
    /// Which pictures are mirrored.
    pub const MIRROR: u32 = 5;
    /// Which x_0 a measurement of the bound draws.
    pub const VLB_DATA: u32 = 6;
    /// ε of a measurement of the bound.
    pub const VLB_EPSILON: u32 = 7;
}

/// One batch, ready for the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PointBatch {
    /// x_t, count × dims.
    pub x: Vec<f32>,
    /// The paper's t of each, 1..=T.
    pub t: Vec<u32>,
    /// What the network should say, count × dims.
    pub target: Vec<f32>,
    /// What each point's squared error counts in the loss.
    pub weight: Vec<f32>,
}

/// What a batch is drawn towards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The prediction made of ε, as in Algorithm 1.
    OneNoise,
    /// The prediction made of ε_t·√(1 − ᾱ_t)/√β_t instead, where ε_t is the noise of step t alone: the loss before its two
    /// noises are merged (Su 2022). Given x_t its mean is ε, so the expected gradient is the same, and the rest is variance.
    TwoNoises,
}

/// f32 factors of one time.
#[derive(Clone, Copy, Debug)]
struct Factors {
    /// x_t = signal·x_0 + noise·ε (eq. 4).
    signal: f32,
    noise: f32,
    /// target = of_x0·x_0 + of_eps·ε.
    of_x0: f32,
    of_eps: f32,
    /// ε' = ε − spread·ω with [`Target::TwoNoises`], and what a change of ε changes in the target at fixed x_t.
    spread: f32,
    eps_to_target: f32,
    /// Of the squared error in the loss.
    weight: f32,
    /// From the squared error of the output to that of ε̂.
    to_eps: f32,
}

/// Draws batches from a set of points.
pub struct BatchSource {
    data: Rc<PointSet>,
    factors: Vec<Factors>,
    rng: Rng,
    antithetic: bool,
    scratch: Scratch,
}

/// Draws that are needed only while a batch is made.
#[derive(Default)]
struct Scratch {
    chosen: Vec<u32>,
    times: Vec<u32>,
    counts: Vec<f32>,
    eps: Vec<f32>,
    omega: Vec<f32>,
}

impl BatchSource {
    /// Batches of these points for a run of these settings, drawn for this purpose: to train or to measure.
    pub fn new(config: &ToyConfig, schedule: &Schedule, data: Rc<PointSet>, purpose: Purpose) -> Self {
        let weights = loss_weights(config.weighting, config.prediction, schedule);
        let factors = weights.iter().zip(1..).map(|(&weight, t)| Factors::new(config.prediction, schedule, t, weight));
        Self {
            data,
            factors: factors.collect(),
            rng: Rng::new(config.seed.into(), purpose),
            antithetic: config.antithetic,
            scratch: Scratch::default(),
        }
    }

    /// The points.
    pub fn data(&self) -> &Rc<PointSet> {
        &self.data
    }

    /// Whether each x_0 and t comes twice, with ε and −ε.
    pub fn set_antithetic(&mut self, antithetic: bool) {
        self.antithetic = antithetic;
    }

    /// Fills `batch` with `size` points of step `step`.
    pub fn fill(&mut self, batch: &mut PointBatch, size: usize, times: &TimeSampler, target: Target, step: u32) {
        let dims = self.data.dims;
        // Of antithetic pairs one half is drawn and the other half is its mirror image.
        let drawn = if self.antithetic { size / 2 } else { size };
        let Scratch { chosen, times: drawn_times, counts, eps, omega } = &mut self.scratch;
        chosen.resize(drawn, 0);
        drawn_times.resize(drawn, 0);
        counts.resize(drawn, 0.0);
        eps.resize(drawn * dims, 0.0);
        omega.resize(if target == Target::TwoNoises { drawn * dims } else { 0 }, 0.0);
        self.rng.below(stream::DATA, step, (self.data.values.len() / dims) as u32, chosen);
        times.draw(&self.rng, stream::TIME, step, drawn_times, counts);
        self.rng.normals(stream::EPSILON, step, eps);
        self.rng.normals(stream::OMEGA, step, omega);

        batch.x.resize(size * dims, 0.0);
        batch.target.resize(size * dims, 0.0);
        batch.t.resize(size, 0);
        batch.weight.resize(size, 0.0);
        for i in 0..size {
            let (from, sign) = if i < drawn { (i, 1.0) } else { (i - drawn, -1.0) };
            let f = self.factors[drawn_times[from] as usize - 1];
            let x0 = &self.data.values[chosen[from] as usize * dims..][..dims];
            let eps = &eps[from * dims..][..dims];
            let out = batch.x[i * dims..][..dims].iter_mut().zip(&mut batch.target[i * dims..][..dims]);
            for (((x, target), &x0), &eps) in out.zip(x0).zip(eps) {
                let eps = sign * eps;
                *x = f.signal * x0 + f.noise * eps;
                *target = f.of_x0 * x0 + f.of_eps * eps;
            }
            if let Some(omega) = omega.get(from * dims..(from + 1) * dims) {
                for (target, &omega) in batch.target[i * dims..][..dims].iter_mut().zip(omega) {
                    *target -= f.eps_to_target * f.spread * sign * omega;
                }
            }
            batch.t[i] = drawn_times[from];
            batch.weight[i] = f.weight * counts[from];
        }
    }

    /// (x_0, ε) of the batch of `size` points that was filled last, count × dims each.
    ///
    /// # Panics
    /// Where that batch was smaller.
    pub fn drawn(&self, size: usize) -> (Vec<f32>, Vec<f32>) {
        let (dims, Scratch { chosen, eps, .. }) = (self.data.dims, &self.scratch);
        let (mut x0, mut noise) = (Vec::with_capacity(size * dims), Vec::with_capacity(size * dims));
        for i in 0..size {
            // As `fill` has it: antithetic pairs share a draw.
            let (from, sign) = if i < chosen.len() { (i, 1.0) } else { (i - chosen.len(), -1.0) };
            x0.extend_from_slice(&self.data.values[chosen[from] as usize * dims..][..dims]);
            noise.extend(eps[from * dims..][..dims].iter().map(|e| sign * e));
        }
        (x0, noise)
    }

    /// What a point's squared error counts in the loss at time t, apart from how the times were drawn.
    pub fn loss_weight(&self, t: u32) -> f64 {
        f64::from(self.factors[t as usize - 1].weight)
    }

    /// From the squared error of the network's output to that of ε̂, at time t.
    pub fn eps_error(&self, t: u32) -> f64 {
        f64::from(self.factors[t as usize - 1].to_eps)
    }
}

impl Factors {
    fn new(prediction: Prediction, schedule: &Schedule, t: usize, weight: f64) -> Self {
        let ForwardCoefficients { signal, noise } = forward(schedule, t);
        let target = prediction.target(schedule, t);
        let eps_of_output = prediction.eps(schedule, t).output;
        // √(α_t (1 − ᾱ_{t−1})/β_t), the weight of ω in ε_t·√(1 − ᾱ_t)/√β_t.
        let spread = (schedule.alpha(t) * schedule.one_minus_alpha_bar(t - 1) / schedule.beta(t)).sqrt();
        Self {
            signal: signal as f32,
            noise: noise as f32,
            of_x0: target.x0 as f32,
            of_eps: target.eps as f32,
            spread: spread as f32,
            eps_to_target: (1.0 / eps_of_output) as f32,
            weight: weight as f32,
            to_eps: (eps_of_output * eps_of_output) as f32,
        }
    }
}
