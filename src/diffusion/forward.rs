//! The forward process q: from data to noise. Each function returns (signal, noise), the factors in
//! x = signal · (where one starts) + noise · ε with ε ~ N(0, I).

use super::schedule::Schedule;

/// x_t from x_0 in one jump: (√ᾱ_t, √(1 − ᾱ_t)). At t = 0 it is (1, 0).
///
/// # Panics
/// Where t is not within 0..=T.
pub fn forward(schedule: &Schedule, t: usize) -> (f64, f64) {
    // Ho et al. 2020, eq. 4
    (schedule.alpha_bar(t).sqrt(), schedule.one_minus_alpha_bar(t).sqrt())
}

/// x_t from x_{t−1}: (√α_t, √β_t).
///
/// # Panics
/// Where t is not within 1..=T.
pub fn forward_step(schedule: &Schedule, t: usize) -> (f64, f64) {
    // Ho et al. 2020, eq. 2
    (schedule.alpha(t).sqrt(), schedule.beta(t).sqrt())
}

/// x_t from x_s for any s ≤ t: (√(ᾱ_t/ᾱ_s), √(1 − ᾱ_t/ᾱ_s)). It is eq. 4 with s = 0 and eq. 2 with s = t − 1: to noise a
/// picture that has been noised already.
///
/// # Panics
/// Where s or t is not within 0..=T.
pub fn forward_between(schedule: &Schedule, s: usize, t: usize) -> (f64, f64) {
    // Kingma et al. 2021, eq. 20 and 21 (there α is √ᾱ)
    (schedule.alpha_between(s, t).sqrt(), schedule.beta_between(s, t).sqrt())
}
