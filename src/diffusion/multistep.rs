//! DPM-Solver++(2M): a solver of second order for the deterministic path of DDIM (Lu et al. 2022, "DPM-Solver++").
//!
//! DDIM takes x̂_0 for constant along a step. This solver draws a straight line through the x̂_0 of this step and that of
//! the step before, in λ = ½ ln SNR, so that twice the steps make a quarter of the error, not half. A step costs one call of
//! the network, as DDIM's does; what it wants besides is the last x̂_0.

use super::{forward::forward, prediction::Prediction, reverse::check_times, schedule::Schedule};
use crate::error::{Error, ErrorCode, Result};

/// Everything that one step from x_t to x_{t_next} needs, as scalars:
///
/// ```text
/// x0_hat = x0.0 · x_t + x0.1 · output           then clipped, where clipping is wanted
/// x_next = next.0 · x_t + next.1 · x0_hat + next.2 · (x0_hat of the step before)
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MultistepStep {
    /// The time of the array that the step starts from, 1..=T.
    pub t: usize,
    /// The time it arrives at, below `t`; 0 is the finished picture.
    pub t_next: usize,
    /// Factors of x_t and of the network's output in x̂_0.
    pub x0: (f64, f64),
    /// Factors of x_t, of x̂_0 and of the x̂_0 of the step before in x_{t_next}.
    pub next: (f64, f64, f64),
}

impl MultistepStep {
    /// The step from `t` to `t_next`. `t_before` is the time from which the step before it started; `None` in the first
    /// step, which is then of first order: DDIM with η = 0. So is the last one, to `t_next` = 0, where λ is infinite.
    ///
    /// # Errors
    /// `InvalidSetting` unless `t_next` < `t` < `t_before` ≤ T.
    pub fn new(
        schedule: &Schedule,
        prediction: Prediction,
        t_before: Option<usize>,
        t: usize,
        t_next: usize,
    ) -> Result<Self> {
        check_times(schedule, t, t_next)?;
        if t_before.is_some_and(|before| before <= t || before > schedule.steps()) {
            return Err(Error::new(ErrorCode::InvalidSetting, format!("a step from {t} after one from {t_before:?}")));
        }
        let lambda = |t: usize| 0.5 * schedule.log_snr(t);
        let (_, noise) = forward(schedule, t);
        let (signal_next, noise_next) = forward(schedule, t_next);
        let h = lambda(t_next) - lambda(t);
        // Lu et al. 2022, eq. 9: expm1, because h is small when steps are many.
        let x0_total = -signal_next * libm::expm1(-h);
        let ahead = match t_before {
            // Lu et al. 2022, algorithm 2: D = (1 + 1/(2r)) x̂_0 − 1/(2r) x̂_0 before, r = h before / h
            Some(before) if t_next > 0 => h / (2.0 * (lambda(t) - lambda(before))),
            _ => 0.0,
        };
        Ok(Self {
            t,
            t_next,
            x0: prediction.x0(schedule, t),
            next: (noise_next / noise, x0_total * (1.0 + ahead), -x0_total * ahead),
        })
    }
}
