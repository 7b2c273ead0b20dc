//! The forward process q: from data to noise.

use super::schedule::Schedule;

/// The factors in x = signal · (the x it starts from) + noise · ε with ε ~ N(0, I).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForwardCoefficients {
    /// Of the x it starts from.
    pub signal: f64,
    /// Of ε.
    pub noise: f64,
}

/// x_t from x_0 in one jump: (√ᾱ_t, √(1 − ᾱ_t)). At t = 0 it is (1, 0).
///
/// # Panics
/// Where t is not within 0..=T.
pub fn forward(schedule: &Schedule, t: usize) -> ForwardCoefficients {
    // Ho et al. 2020, eq. 4
    ForwardCoefficients { signal: schedule.alpha_bar(t).sqrt(), noise: schedule.one_minus_alpha_bar(t).sqrt() }
}

/// x_t from x_{t−1}: (√α_t, √β_t).
///
/// # Panics
/// Where t is not within 1..=T.
pub fn forward_step(schedule: &Schedule, t: usize) -> ForwardCoefficients {
    // Ho et al. 2020, eq. 2
    ForwardCoefficients { signal: schedule.alpha(t).sqrt(), noise: schedule.beta(t).sqrt() }
}

/// x_t from x_s for any s ≤ t: (√(ᾱ_t/ᾱ_s), √(1 − ᾱ_t/ᾱ_s)). It is eq. 4 with s = 0 and eq. 2 with s = t − 1: to noise a
/// picture that has been noised already.
///
/// # Panics
/// Where s or t is not within 0..=T.
pub fn forward_between(schedule: &Schedule, s: usize, t: usize) -> ForwardCoefficients {
    // Kingma et al. 2021, eq. 20 and 21 (there α is √ᾱ)
    ForwardCoefficients { signal: schedule.alpha_between(s, t).sqrt(), noise: schedule.beta_between(s, t).sqrt() }
}
