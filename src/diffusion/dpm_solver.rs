//! DPM-Solver++(2M): a solver of second order for the deterministic path of DDIM (Lu et al. 2022, "DPM-Solver++").
//!
//! DDIM takes x̂_0 for constant along a step. This solver draws a straight line through the x̂_0 of this step and that of
//! the step before, in λ = ½ ln SNR, so that twice the steps make a quarter of the error, not half. A step costs one call of
//! the network, as DDIM's does; it needs the last x̂_0 besides.

use super::{
    forward::forward,
    prediction::Prediction,
    reverse::{MeanCoefficients, ReverseStep, check_times},
    schedule::Schedule,
};
use crate::error::{Error, ErrorCode, Result};

/// The step from `t` to `t_next`. `before` is the time from which the step before it started; `None` in the first step,
/// which is then of first order: DDIM with η = 0. So is the last one, to `t_next` = 0, where λ is infinite.
///
/// # Errors
/// `InvalidSetting` unless `t_next` < `t` < `before` ≤ T.
pub fn dpm_solver_step(
    schedule: &Schedule,
    prediction: Prediction,
    before: Option<usize>,
    t: usize,
    t_next: usize,
) -> Result<ReverseStep> {
    check_times(schedule, t, t_next)?;
    if before.is_some_and(|before| before <= t || before > schedule.steps()) {
        return Err(Error::new(ErrorCode::InvalidSetting, format!("a step from {t} after one from {before:?}")));
    }
    let lambda = |t: usize| 0.5 * schedule.log_snr(t);
    let (here, there) = (forward(schedule, t), forward(schedule, t_next));
    let h = lambda(t_next) - lambda(t);
    // Lu et al. 2022, eq. 9: expm1, because h is small when steps are many.
    let x0_total = -there.signal * libm::expm1(-h);
    let ahead = match before {
        // Lu et al. 2022, algorithm 2: D = (1 + 1/(2r)) x̂_0 − 1/(2r) x̂_0 before, r = h before / h
        Some(before) if t_next > 0 => h / (2.0 * (lambda(t) - lambda(before))),
        _ => 0.0,
    };
    let mean = MeanCoefficients {
        x_t: there.noise / here.noise,
        x0: x0_total * (1.0 + ahead),
        x0_before: -x0_total * ahead,
        eps: 0.0,
    };
    Ok(ReverseStep { mean, ..ReverseStep::still(schedule, prediction, t, t_next) })
}
