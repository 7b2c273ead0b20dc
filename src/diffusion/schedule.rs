//! The noise schedule: how fast the building comes down.

use std::f64::consts::FRAC_PI_2;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorCode, Result};

/// The largest T that is taken. The longest chains in the literature have 4,000 steps.
const MAX_STEPS: usize = 10_000;

/// The shape of β_t over t. The ends are those of diffusers 0.42, and do not change with T: a short chain with the β of
/// a long one ends with a picture still visible, which [`Schedule::prior_kl`] measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ScheduleKind {
    /// β from 1e-4 to 0.02 in equal steps (Ho et al. 2020, section 4).
    Linear,
    /// √β from √0.00085 to √0.012 in equal steps (Rombach et al. 2022).
    ScaledLinear,
    /// ᾱ_t = f(t/T)/f(0) with f(u) = cos²((u + 0.008)/1.008 · π/2), β at most 0.999 (Nichol and Dhariwal 2021, eq. 17).
    Cosine,
    /// β from 1e-4 to 0.02 along a logistic curve from −6 to 6 (GeoDiff, Xu et al. 2022).
    Sigmoid,
    /// √β from √1e-4 to √0.02 in equal steps (`quad` in the code of Ho et al. 2020).
    Quadratic,
}

/// β_t, α_t and ᾱ_t for t = 1..=T, with ᾱ_0 = 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// β_t at index t − 1.
    betas: Vec<f64>,
    /// ln ᾱ_t at index t.
    ///
    /// The logarithm is what is kept, because both ends of the chain are then exact: near the data 1 − ᾱ_t is 1e-4 and
    /// less, and would lose its last digits as a difference; near the noise ᾱ_t is as small. See
    /// [`Self::one_minus_alpha_bar`].
    log_alpha_bars: Vec<f64>,
}

impl Schedule {
    /// The schedule of this kind with `steps` = T steps, 1 to 10,000.
    ///
    /// # Errors
    /// `InvalidSetting` for another number of steps.
    pub fn new(kind: ScheduleKind, steps: usize) -> Result<Self> {
        check_steps(steps)?;
        let betas = match kind {
            ScheduleKind::Linear => linspace(1e-4, 0.02, steps).collect(),
            ScheduleKind::ScaledLinear => linspace(0.00085f64.sqrt(), 0.012f64.sqrt(), steps).map(|r| r * r).collect(),
            ScheduleKind::Cosine => (1..=steps).map(|t| cosine_beta(t, steps)).collect(),
            ScheduleKind::Sigmoid => {
                linspace(-6.0, 6.0, steps).map(|u| (0.02 - 1e-4) / (1.0 + libm::exp(-u)) + 1e-4).collect()
            }
            ScheduleKind::Quadratic => linspace(1e-4f64.sqrt(), 0.02f64.sqrt(), steps).map(|r| r * r).collect(),
        };
        Self::from_betas(betas)
    }

    /// A schedule with these β, that of t = 1 first.
    ///
    /// # Errors
    /// `InvalidSetting` unless there are 1 to 10,000 of them, each between 0 and 1 exclusive, and ᾱ_T is a normal f64
    /// (above 2e-308): x_0 is found by dividing by its root.
    pub fn from_betas(betas: Vec<f64>) -> Result<Self> {
        check_steps(betas.len())?;
        if let Some(i) = betas.iter().position(|b| !(*b > 0.0 && *b < 1.0)) {
            return invalid(format!("beta({}) = {} is not between 0 and 1", i + 1, betas[i]));
        }
        let mut log_alpha_bars = Vec::with_capacity(betas.len() + 1);
        let mut sum = 0.0;
        log_alpha_bars.push(sum);
        for beta in &betas {
            // A sum of log1p: 1 − β would round a small β off before its logarithm is taken.
            sum += libm::log1p(-beta);
            log_alpha_bars.push(sum);
        }
        if libm::exp(sum) < f64::MIN_POSITIVE {
            return invalid("alpha_bar(T) is too small for a number: use fewer steps or smaller betas".into());
        }
        Ok(Self { betas, log_alpha_bars })
    }

    /// T.
    pub fn steps(&self) -> usize {
        self.betas.len()
    }

    /// Checks that `t` is a time of this chain, 1..=T. Worth calling on what a visitor chose, before the methods below,
    /// which panic.
    ///
    /// # Errors
    /// `InvalidSetting` where it is not.
    pub fn check(&self, t: usize) -> Result<()> {
        if (1..=self.steps()).contains(&t) {
            return Ok(());
        }
        invalid(format!("time {t} is not within 1..={}", self.steps()))
    }

    /// β_t, the variance of the noise that step t adds (Ho et al. 2020, eq. 2).
    ///
    /// # Panics
    /// Where t is not within 1..=T.
    pub fn beta(&self, t: usize) -> f64 {
        self.betas[t - 1]
    }

    /// α_t = 1 − β_t, the share of the signal's power that step t keeps.
    ///
    /// # Panics
    /// Where t is not within 1..=T.
    pub fn alpha(&self, t: usize) -> f64 {
        1.0 - self.beta(t)
    }

    /// ᾱ_t = α_1⋯α_t, the share of the signal's power left after t steps; 1 at t = 0.
    ///
    /// # Panics
    /// Where t is not within 0..=T.
    pub fn alpha_bar(&self, t: usize) -> f64 {
        libm::exp(self.log_alpha_bars[t])
    }

    /// 1 − ᾱ_t, the variance of the noise in x_t, without the cancellation of the plain difference: that has lost four of
    /// its sixteen digits where ᾱ_t = 0.9999, at the very steps that draw the finest detail.
    ///
    /// # Panics
    /// Where t is not within 0..=T.
    pub fn one_minus_alpha_bar(&self, t: usize) -> f64 {
        // Not a negation, which would make the 0 of t = 0 a −0.
        0.0 - libm::expm1(self.log_alpha_bars[t])
    }

    /// α of the one step from time `s` to the later time `t`: ᾱ_t/ᾱ_s. For s = t − 1 it is α_t.
    ///
    /// # Panics
    /// Where t or s is not within 0..=T.
    pub fn alpha_between(&self, s: usize, t: usize) -> f64 {
        libm::exp(self.log_alpha_bars[t] - self.log_alpha_bars[s])
    }

    /// β of the one step from time `s` to the later time `t`: 1 − ᾱ_t/ᾱ_s, without cancellation.
    ///
    /// # Panics
    /// Where t or s is not within 0..=T.
    pub fn beta_between(&self, s: usize, t: usize) -> f64 {
        0.0 - libm::expm1(self.log_alpha_bars[t] - self.log_alpha_bars[s])
    }

    /// SNR(t) = ᾱ_t/(1 − ᾱ_t), signal to noise as a ratio of powers; infinite at t = 0.
    ///
    /// # Panics
    /// Where t is not within 0..=T.
    pub fn snr(&self, t: usize) -> f64 {
        // Kingma et al. 2021, section 3.2
        self.alpha_bar(t) / self.one_minus_alpha_bar(t)
    }

    /// ln SNR(t), in nats; infinite at t = 0.
    ///
    /// # Panics
    /// Where t is not within 0..=T.
    pub fn log_snr(&self, t: usize) -> f64 {
        self.log_alpha_bars[t] - libm::log(self.one_minus_alpha_bar(t))
    }

    /// KL(q(x_T|x_0) ‖ N(0, I)) in nats a dimension, averaged over data of mean square 1: how far from the prior, from
    /// which sampling starts, the forward process really ends (the L_T of Ho et al. 2020, eq. 5).
    pub fn prior_kl(&self) -> f64 {
        self.prior_kl_of(1.0)
    }

    /// As [`Self::prior_kl`], for data whose mean square is `x0_squared`.
    pub fn prior_kl_of(&self, x0_squared: f64) -> f64 {
        // KL(N(√ᾱ x_0, 1 − ᾱ) ‖ N(0, 1)) = ½ (1 − ᾱ + ᾱ x_0² − 1 − ln(1 − ᾱ)); the ones cancel on paper, not in numbers.
        let alpha_bar = self.alpha_bar(self.steps());
        0.5 * (alpha_bar * (x0_squared - 1.0) - libm::log1p(-alpha_bar))
    }
}

/// β_t of the cosine schedule.
fn cosine_beta(t: usize, steps: usize) -> f64 {
    let angle = |t: usize| (t as f64 / steps as f64 + 0.008) / 1.008 * FRAC_PI_2;
    let (before, after) = (angle(t - 1), angle(t));
    // Nichol and Dhariwal 2021, eq. 17: β_t = 1 − ᾱ_t/ᾱ_{t−1}, with cos²a − cos²b = sin(a + b) sin(b − a) in place of the
    // difference, which at T = 10,000 would cost β_1 five digits.
    let cosine = libm::cos(before);
    (libm::sin(before + after) * libm::sin(after - before) / (cosine * cosine)).min(0.999)
}

/// `count` numbers from `first` to `last`; the first alone where one is asked for.
fn linspace(first: f64, last: f64, count: usize) -> impl Iterator<Item = f64> {
    let gap = (last - first) / (count.max(2) - 1) as f64;
    (0..count).map(move |i| first + gap * i as f64)
}

/// Whether T may be `steps`.
pub(super) fn check_steps(steps: usize) -> Result<()> {
    if (1..=MAX_STEPS).contains(&steps) {
        return Ok(());
    }
    invalid(format!("a schedule of {steps} steps; 1 to {MAX_STEPS} are possible"))
}

fn invalid<T>(message: String) -> Result<T> {
    Err(Error::new(ErrorCode::InvalidSetting, message))
}
