//! The posterior q(x_{t_next} | x_t, x_0) = N(μ̃, β̃ I): where one came from, if one knew where one set out.
//!
//! The time before, `t_next`, may be any below t; t − 1 gives the paper's equations as they stand.

use super::schedule::Schedule;

/// μ̃ from x_0 and x_t: the factors (of x_0, of x_t). At `t_next` = 0 it is (1, 0).
///
/// # Panics
/// Where t is not within 1..=T, or `t_next` not below it.
pub fn posterior_mean(schedule: &Schedule, t: usize, t_next: usize) -> (f64, f64) {
    // Ho et al. 2020, eq. 7
    let noise = schedule.one_minus_alpha_bar(t);
    (
        schedule.alpha_bar(t_next).sqrt() * schedule.beta_between(t_next, t) / noise,
        schedule.alpha_between(t_next, t).sqrt() * schedule.one_minus_alpha_bar(t_next) / noise,
    )
}

/// The same μ̃ from x_t and ε: the factors (of x_t, of ε).
///
/// Clipping has no place in this form, since it never names x_0.
///
/// # Panics
/// As [`posterior_mean`].
pub fn posterior_mean_from_noise(schedule: &Schedule, t: usize, t_next: usize) -> (f64, f64) {
    // Ho et al. 2020, eq. 11
    let alpha = schedule.alpha_between(t_next, t).sqrt();
    (1.0 / alpha, -schedule.beta_between(t_next, t) / (schedule.one_minus_alpha_bar(t).sqrt() * alpha))
}

/// β̃; 0 at `t_next` = 0.
///
/// # Panics
/// As [`posterior_mean`].
pub fn posterior_variance(schedule: &Schedule, t: usize, t_next: usize) -> f64 {
    // Ho et al. 2020, eq. 7
    schedule.one_minus_alpha_bar(t_next) / schedule.one_minus_alpha_bar(t) * schedule.beta_between(t_next, t)
}
