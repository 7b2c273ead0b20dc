//! The posterior q(x_{t_next} given x_t, x_0) = N(μ̃, β̃ I).
//!
//! The time before, `t_next`, may be any below t; t − 1 gives the paper's equations as they stand.

use super::schedule::Schedule;

/// The factors in μ̃ = x0 · x_0 + x_t · x_t.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PosteriorMean {
    /// Of x_0.
    pub x0: f64,
    /// Of x_t.
    pub x_t: f64,
}

/// The factors in μ̃ = x_t · x_t + eps · ε.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PosteriorMeanFromNoise {
    /// Of x_t.
    pub x_t: f64,
    /// Of ε.
    pub eps: f64,
}

/// μ̃ from x_0 and x_t. At `t_next` = 0 the factors are 1 and 0.
///
/// # Panics
/// Where t is not within 1..=T, or `t_next` not below it.
pub fn posterior_mean(schedule: &Schedule, t: usize, t_next: usize) -> PosteriorMean {
    // Ho et al. 2020, eq. 7
    let noise = schedule.one_minus_alpha_bar(t);
    PosteriorMean {
        x0: schedule.alpha_bar(t_next).sqrt() * schedule.beta_between(t_next, t) / noise,
        x_t: schedule.alpha_between(t_next, t).sqrt() * schedule.one_minus_alpha_bar(t_next) / noise,
    }
}

/// The same μ̃ from x_t and ε.
///
/// Clipping has no place in this form, since it never names x_0.
///
/// # Panics
/// As [`posterior_mean`].
pub fn posterior_mean_from_noise(schedule: &Schedule, t: usize, t_next: usize) -> PosteriorMeanFromNoise {
    // Ho et al. 2020, eq. 11
    let alpha = schedule.alpha_between(t_next, t).sqrt();
    let eps = -schedule.beta_between(t_next, t) / (schedule.one_minus_alpha_bar(t).sqrt() * alpha);
    PosteriorMeanFromNoise { x_t: 1.0 / alpha, eps }
}

/// β̃; 0 at `t_next` = 0.
///
/// # Panics
/// As [`posterior_mean`].
pub fn posterior_variance(schedule: &Schedule, t: usize, t_next: usize) -> f64 {
    // Ho et al. 2020, eq. 7
    schedule.one_minus_alpha_bar(t_next) / schedule.one_minus_alpha_bar(t) * schedule.beta_between(t_next, t)
}
