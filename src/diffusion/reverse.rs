//! One step from noise towards data, as scalars.

use serde::{Deserialize, Serialize};

use super::{
    forward::forward,
    posterior::{posterior_mean, posterior_variance},
    prediction::{OutputCoefficients, Prediction},
    schedule::Schedule,
};
use crate::error::{Error, ErrorCode, Result};

/// How the reverse process is walked.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum SamplerKind {
    /// Algorithm 2 of Ho et al. 2020.
    Ddpm {
        /// σ², from 0, which is β̃ (right for data of a single point), to 1, which is β (right for x_0 ~ N(0, I)); in
        /// between, ln σ² is interpolated (Nichol and Dhariwal 2021, eq. 15).
        variance: f64,
    },
    /// DDIM (Song et al. 2021).
    Ddim {
        /// From 0, which is deterministic, to 1, which is DDPM with β̃.
        eta: f64,
    },
}

impl SamplerKind {
    fn check(self) -> Result<()> {
        let (name, value) = match self {
            Self::Ddpm { variance } => ("variance", variance),
            Self::Ddim { eta } => ("eta", eta),
        };
        if (0.0..=1.0).contains(&value) {
            return Ok(());
        }
        Err(Error::new(ErrorCode::InvalidSetting, format!("{name} = {value} is not within 0..=1")))
    }
}

/// The factors of a step's mean.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MeanCoefficients {
    /// Of x_t.
    pub x_t: f64,
    /// Of x̂_0.
    pub x0: f64,
    /// Of ε̂.
    pub eps: f64,
    /// Of the x̂_0 of the step before, which only DPM-Solver++ uses.
    pub x0_before: f64,
}

/// Everything that one step from x_t to x_{t_next} needs, as scalars that work on any kind of array:
///
/// ```text
/// x0_hat  = x0.x_t · x_t + x0.output · output          then clipped, where clipping is wanted
/// eps_hat = eps.x_t · x_t + eps.output · output
/// mean    = mean.x_t · x_t + mean.x0 · x0_hat + mean.eps · eps_hat + mean.x0_before · (x0_hat of the step before)
/// x_next  = mean + sigma · z,  z ~ N(0, I)
/// ```
///
/// As in diffusers, clipping x̂_0 here leaves ε̂ as the network gave it. The sampler takes the ε̂ that the clipped x̂_0
/// leaves instead, as DDIM needs under guidance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReverseStep {
    /// The time of the array that the step starts from, 1..=T.
    pub t: usize,
    /// The time it arrives at, below `t`; 0 is the finished picture.
    pub t_next: usize,
    /// x̂_0 from the network's output.
    pub x0: OutputCoefficients,
    /// ε̂ from the network's output.
    pub eps: OutputCoefficients,
    /// The mean.
    pub mean: MeanCoefficients,
    /// Standard deviation of the noise added to the mean; 0 in the last step, which would only add noise to the picture.
    pub sigma: f64,
}

impl ReverseStep {
    /// The step from `t` to `t_next`.
    ///
    /// # Errors
    /// `InvalidSetting` unless `t_next` < `t` ≤ T and the sampler's parameter is within 0..=1.
    pub fn new(
        schedule: &Schedule,
        sampler: SamplerKind,
        prediction: Prediction,
        t: usize,
        t_next: usize,
    ) -> Result<Self> {
        check_times(schedule, t, t_next)?;
        sampler.check()?;
        let mean = match sampler {
            // Ho et al. 2020, eq. 7 with x̂_0 for x_0: unclipped it is eq. 11, as section 3.2 derives it.
            SamplerKind::Ddpm { .. } => {
                let of = posterior_mean(schedule, t, t_next);
                MeanCoefficients { x_t: of.x_t, x0: of.x0, ..Default::default() }
            }
            SamplerKind::Ddim { eta } => {
                let (x0, eps) = (schedule.alpha_bar(t_next).sqrt(), ddim_direction(schedule, eta, t, t_next));
                MeanCoefficients { x0, eps, ..Default::default() }
            }
        };
        let sigma = if t_next == 0 { 0.0 } else { reverse_variance(schedule, sampler, t, t_next).sqrt() };
        Ok(Self { mean, sigma, ..Self::still(schedule, prediction, t, t_next) })
    }

    /// The step that leaves x where it is and adds nothing: what other steps differ from.
    ///
    /// # Panics
    /// Where t is not within 1..=T.
    pub fn still(schedule: &Schedule, prediction: Prediction, t: usize, t_next: usize) -> Self {
        let mean = MeanCoefficients { x_t: 1.0, ..Default::default() };
        Self { t, t_next, x0: prediction.x0(schedule, t), eps: prediction.eps(schedule, t), mean, sigma: 0.0 }
    }
}

/// σ² of the step from `t` to `t_next`, before the rule that the last step adds no noise.
///
/// # Panics
/// Where t is not within 1..=T, or `t_next` not below it.
pub fn reverse_variance(schedule: &Schedule, sampler: SamplerKind, t: usize, t_next: usize) -> f64 {
    let small = posterior_variance(schedule, t, t_next);
    match sampler {
        // Nichol and Dhariwal 2021, eq. 15, as a product of powers instead of a sum of logarithms: β̃_1 = 0 has none, and
        // 0⁰ = 1 gives β its due at the end.
        SamplerKind::Ddpm { variance } => {
            libm::pow(schedule.beta_between(t_next, t), variance) * libm::pow(small, 1.0 - variance)
        }
        // Song et al. 2021, eq. 16
        SamplerKind::Ddim { eta } => eta * eta * small,
    }
}

/// The factor of ε̂ in a step of DDIM: √(1 − ᾱ' − σ²), where ᾱ' is that of `t_next`.
fn ddim_direction(schedule: &Schedule, eta: f64, t: usize, t_next: usize) -> f64 {
    // Song et al. 2021, eq. 12. With σ² = η² β̃ and 1 − ᾱ = β + α (1 − ᾱ') it becomes a product of sums of positive
    // numbers, which rounding cannot make negative, as it can the difference when η = 1.
    let before = schedule.one_minus_alpha_bar(t_next);
    let kept = (1.0 - eta * eta) * schedule.beta_between(t_next, t) + schedule.alpha_between(t_next, t) * before;
    (before * kept / schedule.one_minus_alpha_bar(t)).sqrt()
}

/// Euler's step of the probability-flow ODE, which Heun's method (Karras et al. 2022, algorithm 1) takes twice: in
/// y = x/√ᾱ and σ = √((1 − ᾱ)/ᾱ) the ODE is dy/dσ = ε̂ (Song et al. 2021, eq. 14). It is DDIM with η = 0, written in x_t and
/// ε̂.
///
/// # Errors
/// `InvalidSetting` unless `t_next` < `t` ≤ T.
pub fn heun_step(schedule: &Schedule, prediction: Prediction, t: usize, t_next: usize) -> Result<ReverseStep> {
    check_times(schedule, t, t_next)?;
    let mut step = ReverseStep::still(schedule, prediction, t, t_next);
    step.mean.x_t = schedule.alpha_between(t_next, t).sqrt().recip();
    // √ᾱ' (σ' − σ)
    step.mean.eps = forward(schedule, t_next).noise - step.mean.x_t * schedule.one_minus_alpha_bar(t).sqrt();
    Ok(step)
}

/// Whether a chain can be walked from `t` down to `t_next`.
pub(super) fn check_times(schedule: &Schedule, t: usize, t_next: usize) -> Result<()> {
    schedule.check(t)?;
    if t_next < t {
        return Ok(());
    }
    Err(Error::new(ErrorCode::InvalidSetting, format!("a reverse step from time {t} to {t_next}")))
}
