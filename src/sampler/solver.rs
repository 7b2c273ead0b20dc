//! How one gets from noise to data: each solver as a value, and the coefficients of its steps.

use serde::{Deserialize, Serialize};

use crate::{
    diffusion::{Prediction, ReverseStep, SamplerKind, Schedule, Spacing, dpm_solver_step, heun_step, timesteps},
    error::{Result, invalid},
};

/// Steps of Langevin sampling at most, which unlike a chain could go on for ever.
const MAX_LANGEVIN_STEPS: usize = 100_000;

/// ᾱ below which x_t is taken for pure noise: σ = √((1 − ᾱ)/ᾱ) is above 300 there, where Karras et al. 2022 begin at 80.
const PURE_NOISE: f64 = 1e-5;

/// σ/σ′ of a step beyond which Heun's second evaluation is left out: the mean of both slopes weighs x̂_0 at σ′ by
/// ½(σ/σ′ − 1), which beyond 3 is above 1 and carries x past it.
const HEUN_RATIO: f64 = 3.0;

/// A way from noise to data.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Solver {
    /// Algorithm 2 of Ho et al. 2020.
    Ddpm {
        /// σ², from 0 (β̃) to 1 (β); see [`SamplerKind::Ddpm`].
        variance: f64,
    },
    /// DDIM (Song et al. 2021).
    Ddim {
        /// From 0, deterministic, to 1, DDPM with β̃.
        eta: f64,
    },
    /// The probability-flow ODE by Heun's method (Karras et al. 2022, algorithm 1): two network calls a step, but for the
    /// last one and for steps over more than a factor of 3 in σ.
    Heun,
    /// The probability-flow ODE by DPM-Solver++(2M) (Lu et al. 2022): second order at one network call a step.
    DpmSolver,
    /// Langevin sampling at one noise level, `steps` times x ← x + δ/2·score + √δ z: each iterate is a sample of q(x_t) once
    /// the start is forgotten, as δ → 0. No step leads to another t.
    Langevin {
        /// The time whose noise level it is, 1..=T.
        t: usize,
        /// δ in units of 1 − ᾱ_t, above 0 and at most 2.
        step_size: f64,
    },
    /// Annealed Langevin sampling (Song and Ermon 2019, algorithm 1): ⌊steps/per_level⌋ levels from T down, the result of
    /// one the start of the next. A last network call replaces x by x̂_0, since x still holds the noise of the last level
    /// (Jolicoeur-Martineau et al. 2021, section 3.1).
    AnnealedLangevin {
        /// Steps at each level, 1..=steps.
        per_level: usize,
        /// δ in units of 1 − ᾱ_t, above 0 and at most 2.
        step_size: f64,
    },
}

/// What follows the first evaluation of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecondStage {
    /// Nothing: one evaluation a step.
    #[default]
    None,
    /// ε̂ is evaluated again at the predicted x and t_next, and the step taken anew with the mean of both (Heun).
    Correct,
    /// x is replaced by x̂_0, evaluated at the x that the step arrived at.
    Denoise,
}

/// What a [`Sampler`](super::Sampler) walks by: a [`Solver`], or one with a mistake in it ([`Faulty`](super::Faulty)).
pub trait StepRule {
    /// The time of every moment of a run of `steps` steps, its start first: one more than there are steps.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range; no step between two of these times can fail afterwards.
    fn times(&self, schedule: &Schedule, spacing: Spacing, steps: usize) -> Result<Vec<usize>>;

    /// The coefficients of the step from `t` to `t_next`. `before` is the time that the step before it started from.
    ///
    /// # Errors
    /// `InvalidSetting` where no step leads from `t` to `t_next`.
    fn step(
        &self,
        schedule: &Schedule,
        prediction: Prediction,
        before: Option<usize>,
        t: usize,
        t_next: usize,
    ) -> Result<(ReverseStep, SecondStage)>;

    /// The t that the network is given at time `t` of a chain of `total` = T steps.
    fn network_timestep(&self, _total: usize, t: usize) -> usize {
        t
    }

    /// Whether a step uses x̂_0 of the step before.
    fn remembers_x0(&self) -> bool {
        false
    }

    /// Whether a run can start at one of its times: Langevin sampling, which comes to a time many times, cannot.
    fn has_tails(&self) -> bool {
        true
    }
}

impl StepRule for Solver {
    fn times(&self, schedule: &Schedule, spacing: Spacing, steps: usize) -> Result<Vec<usize>> {
        let check_langevin = |step_size: f64| {
            if !(step_size > 0.0 && step_size <= 2.0) {
                return Err(invalid(format!("`stepSize` must be above 0 and at most 2, got {step_size}")));
            }
            if !(1..=MAX_LANGEVIN_STEPS).contains(&steps) {
                return Err(invalid(format!("`steps` must be within 1..={MAX_LANGEVIN_STEPS}, got {steps}")));
            }
            Ok(())
        };
        match *self {
            Self::Langevin { t, step_size } => {
                schedule.check(t)?;
                check_langevin(step_size)?;
                Ok(vec![t; steps + 1])
            }
            Self::AnnealedLangevin { per_level, step_size } => {
                check_langevin(step_size)?;
                if !(1..=steps).contains(&per_level) {
                    return Err(invalid(format!("`perLevel` must be within 1..={steps}, got {per_level}")));
                }
                let levels = timesteps(spacing, schedule, steps / per_level)?;
                let mut times: Vec<usize> =
                    levels.into_iter().flat_map(|t| std::iter::repeat_n(t, per_level)).collect();
                times.push(0);
                Ok(times)
            }
            Self::Ddpm { .. } | Self::Ddim { .. } | Self::Heun | Self::DpmSolver => {
                let mut times = timesteps(spacing, schedule, steps)?;
                times.push(0);
                // The solver's own parameter is checked once here, so that no later step can fail.
                self.step(schedule, Prediction::Epsilon, None, times[0], times[1])?;
                Ok(times)
            }
        }
    }

    fn step(
        &self,
        schedule: &Schedule,
        prediction: Prediction,
        before: Option<usize>,
        t: usize,
        t_next: usize,
    ) -> Result<(ReverseStep, SecondStage)> {
        let one = |step: ReverseStep| (step, SecondStage::None);
        match *self {
            Self::Ddpm { variance } => {
                ReverseStep::new(schedule, SamplerKind::Ddpm { variance }, prediction, t, t_next).map(one)
            }
            Self::Ddim { eta } => ReverseStep::new(schedule, SamplerKind::Ddim { eta }, prediction, t, t_next).map(one),
            Self::DpmSolver => dpm_solver_step(schedule, prediction, before, t, t_next).map(one),
            Self::Heun => {
                // The last step, to σ = 0, is one of Euler's; so is one from next to pure noise, where σ is so large that the
                // difference of two ε̂ is rounding, and one that is too long to correct.
                let ratio = || libm::exp(0.5 * (schedule.log_snr(t_next) - schedule.log_snr(t)));
                let euler = t_next == 0 || schedule.alpha_bar(t) < PURE_NOISE || ratio() > HEUN_RATIO;
                let second = if euler { SecondStage::None } else { SecondStage::Correct };
                Ok((heun_step(schedule, prediction, t, t_next)?, second))
            }
            Self::Langevin { step_size, .. } => Ok(one(langevin_step(schedule, prediction, step_size, t, t))),
            Self::AnnealedLangevin { step_size, .. } => {
                let second = if t_next == 0 { SecondStage::Denoise } else { SecondStage::None };
                Ok((langevin_step(schedule, prediction, step_size, t, t_next), second))
            }
        }
    }

    fn remembers_x0(&self) -> bool {
        matches!(self, Self::DpmSolver)
    }

    fn has_tails(&self) -> bool {
        !matches!(self, Self::Langevin { .. } | Self::AnnealedLangevin { .. })
    }
}

/// x + δ/2·score + √δ z with δ = step_size·(1 − ᾱ_t) and score = −ε̂/√(1 − ᾱ_t) (Song and Ermon 2019, eq. 4).
fn langevin_step(schedule: &Schedule, prediction: Prediction, step_size: f64, t: usize, t_next: usize) -> ReverseStep {
    let noise = schedule.one_minus_alpha_bar(t).sqrt();
    let mut step = ReverseStep::still(schedule, prediction, t, t_next);
    step.mean.eps = -0.5 * step_size * noise;
    step.sigma = step_size.sqrt() * noise;
    step
}
