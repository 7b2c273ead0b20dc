//! Lines 2 to 4 of Algorithm 1 (Ho et al. 2020): what a step needs, drawn by address.

use std::rc::Rc;

use super::{
    config::{NetworkConfig, Objective, TrainConfig},
    learner::Batch,
    loss::loss_weights,
    timestep_sampler::TimestepSampler,
};
use crate::{
    data::Dataset,
    denoiser::Condition,
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

/// Draws batches from data.
pub struct BatchSource<D> {
    data: Rc<D>,
    factors: Vec<Factors>,
    rng: Rng,
    antithetic: bool,
    condition_dropout: f64,
    objective: Objective,
    mirror: bool,
    scratch: Scratch,
}

/// Draws that are needed only while a batch is made.
#[derive(Default)]
struct Scratch {
    chosen: Vec<u32>,
    mirrored: Vec<u32>,
    times: Vec<u32>,
    counts: Vec<f32>,
    hidden: Vec<f64>,
    eps: Vec<f32>,
    omega: Vec<f32>,
}

impl<D: Dataset> BatchSource<D> {
    /// Batches of these data for a run of these settings, drawn for this purpose: to train or to measure.
    pub fn new<N: NetworkConfig>(config: &TrainConfig<N>, schedule: &Schedule, data: Rc<D>, purpose: Purpose) -> Self {
        let weights = loss_weights(config.weighting, config.prediction, schedule);
        let factors = weights.iter().zip(1..).map(|(&weight, t)| match config.objective {
            Objective::Denoise => Factors::new(config.prediction, schedule, t, weight),
            Objective::Regress => Factors::REGRESSION,
        });
        Self {
            data,
            factors: factors.collect(),
            rng: Rng::new(config.seed.into(), purpose),
            antithetic: config.antithetic,
            condition_dropout: config.condition_dropout,
            objective: config.objective,
            mirror: config.mirror,
            scratch: Scratch::default(),
        }
    }

    /// The data.
    pub fn data(&self) -> &Rc<D> {
        &self.data
    }

    /// Whether each x_0 and t comes twice, with ε and −ε.
    pub fn set_antithetic(&mut self, antithetic: bool) {
        self.antithetic = antithetic;
    }

    /// Fills `batch` with `size` x of step `step`.
    pub fn fill(&mut self, batch: &mut Batch, size: usize, times: &TimestepSampler, target: Target, step: u32) {
        let values = self.data.values();
        // Of antithetic pairs one half is drawn and the other half is its mirror image.
        let drawn = if self.antithetic { size / 2 } else { size };
        let Scratch { chosen, mirrored, times: drawn_times, counts, eps, omega, .. } = &mut self.scratch;
        chosen.resize(drawn, 0);
        mirrored.resize(if self.mirror { drawn } else { 0 }, 0);
        drawn_times.resize(drawn, 0);
        counts.resize(drawn, 0.0);
        eps.resize(drawn * values, 0.0);
        omega.resize(if target == Target::TwoNoises { drawn * values } else { 0 }, 0.0);
        self.rng.below(stream::DATA, step, self.data.count() as u32, chosen);
        self.rng.below(stream::MIRROR, step, 2, mirrored);
        times.draw(&self.rng, stream::TIME, step, drawn_times, counts);
        self.rng.normals(stream::EPSILON, step, eps);
        self.rng.normals(stream::OMEGA, step, omega);

        batch.x_t.resize(size * values, 0.0);
        batch.target.resize(size * values, 0.0);
        batch.t.resize(size, 0);
        batch.weight.resize(size, 0.0);
        for i in 0..size {
            let (from, sign) = if i < drawn { (i, 1.0) } else { (i - drawn, -1.0) };
            let f = self.factors[drawn_times[from] as usize - 1];
            let eps = &eps[from * values..][..values];
            let x_t = &mut batch.x_t[i * values..][..values];
            // x_0 lies in x_t's place until it is noised.
            self.data.write(chosen[from] as usize, mirrored.get(from) == Some(&1), x_t);
            for ((x_t, target), &eps) in x_t.iter_mut().zip(&mut batch.target[i * values..][..values]).zip(eps) {
                let (x0, eps) = (*x_t, sign * eps);
                *x_t = f.signal * x0 + f.noise * eps;
                *target = f.of_x0 * x0 + f.of_eps * eps;
            }
            if let Some(omega) = omega.get(from * values..(from + 1) * values) {
                for (target, &omega) in batch.target[i * values..][..values].iter_mut().zip(omega) {
                    *target -= f.eps_to_target * f.spread * sign * omega;
                }
            }
            (batch.t[i], batch.weight[i]) = match self.objective {
                Objective::Denoise => (drawn_times[from], f.weight * counts[from]),
                Objective::Regress => (self.factors.len() as u32, f.weight),
            };
        }
        self.fill_conditions(batch, drawn, size, step);
    }

    /// What each x of the batch is, some of it hidden (Ho and Salimans 2022, algorithm 1).
    fn fill_conditions(&mut self, batch: &mut Batch, drawn: usize, size: usize, step: u32) {
        let attributes = self.data.attributes();
        batch.conditions.clear();
        if attributes == 0 && self.data.observed() == 0 {
            return;
        }
        let Scratch { chosen, hidden, .. } = &mut self.scratch;
        hidden.resize(drawn * (attributes + 1), 0.0);
        self.rng.uniforms(stream::DROPOUT, step, hidden);
        for i in 0..size {
            let from = if i < drawn { i } else { i - drawn };
            let mut condition = self.data.condition(chosen[from] as usize);
            let (all, each) = hidden[from * (attributes + 1)..][..attributes + 1].split_first().expect("at least one");
            if *all < self.condition_dropout {
                condition = condition.free();
            }
            if let Condition::Classes(values) = &mut condition {
                for (value, own) in values.iter_mut().zip(each) {
                    // A single attribute has nothing to be combined with, so hiding it once is enough.
                    if attributes > 1 && *own < self.condition_dropout {
                        *value = None;
                    }
                }
            }
            batch.conditions.push(condition);
        }
    }

    /// (x_0, ε) of the batch of `size` x that was filled last, count × values each.
    ///
    /// # Panics
    /// Where that batch was smaller.
    pub fn drawn(&self, size: usize) -> (Vec<f32>, Vec<f32>) {
        let (values, Scratch { chosen, mirrored, eps, .. }) = (self.data.values(), &self.scratch);
        let (mut x0, mut noise) = (vec![0.0; size * values], Vec::with_capacity(size * values));
        for (i, x0) in x0.chunks_exact_mut(values).enumerate() {
            // As `fill` has it: antithetic pairs share a draw.
            let (from, sign) = if i < chosen.len() { (i, 1.0) } else { (i - chosen.len(), -1.0) };
            self.data.write(chosen[from] as usize, mirrored.get(from) == Some(&1), x0);
            noise.extend(eps[from * values..][..values].iter().map(|e| sign * e));
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
    /// Of no noise and no x_t: the target is x_0.
    const REGRESSION: Self = Self {
        signal: 0.0,
        noise: 0.0,
        of_x0: 1.0,
        of_eps: 0.0,
        spread: 0.0,
        eps_to_target: 0.0,
        weight: 1.0,
        to_eps: 1.0,
    };

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
