//! Algorithm 2 (Ho et al. 2020) and its relatives over any [`Denoiser`], one step at a time.
//!
//! A [`Sampler`] has neither a clock nor a device: [`Sampler::step`] issues one step and returns its arrays, which may
//! still be on their way on a GPU. Whoever calls decides the pace; dropping the sampler cancels. Noise is addressed by
//! (seed, visit, t, index), so a step can be replayed, a run that starts again from a kept x_t goes on exactly as the first
//! one did, and x number i is the same in a batch of any size. DPM-Solver++ alone, which uses x̂_0 of the step before,
//! takes its first step after a start to first order.
//!
//! | module | what |
//! |---|---|
//! | [`solver`] | the ways from noise to data, as values, and the rule that a run walks by |
//! | [`faulty`] | the same with a mistake in it |
//! | [`trace`](mod@trace) | one x followed through a run, with every number of every step |

pub mod faulty;
pub mod solver;
pub mod trace;

use std::rc::Rc;

use serde::{Deserialize, Serialize};

pub use faulty::Faulty;
pub use solver::{SecondStage, Solver, StepRule};
pub use trace::{Trace, trace};

use crate::{
    denoiser::{Condition, Denoiser},
    diffusion::{MeanCoefficients, OutputCoefficients, Prediction, Schedule, Spacing},
    error::{Result, invalid},
    rng::{Purpose, Rng},
};

/// x in a run at most.
pub const MAX_COUNT: usize = 20_000;

/// How samples are drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SampleConfig {
    /// By which way.
    pub sampler: Solver,
    /// Steps; levels (steps/per_level) where Langevin sampling is annealed. Where a chain is walked, 1..=T.
    pub steps: usize,
    /// How the times are spread over the chain; unread for plain Langevin sampling.
    pub spacing: Spacing,
    /// Seed of x_T and of every z.
    pub seed: u32,
    /// How many x, 1..=20,000.
    pub count: usize,
    /// What is asked of each x; empty where nothing is asked of any.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// w in ε = (1 + w) ε(c) − w ε(∅) (Ho and Salimans 2022, eq. 6), 0 to 20; 0 is no guidance. diffusers' guidance_scale is
    /// 1 + w.
    #[serde(default)]
    pub guidance: f64,
    /// Whether x̂_0 is limited to [−1, 1].
    #[serde(default)]
    pub clip: bool,
}

/// x to start from instead of pure noise.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// Their time, one of the run's, whose tail from there on is walked; 0 for finished x, where nothing is left to do. None:
    /// they are taken as x at the run's first time.
    pub t: Option<usize>,
    /// Their numbers, count × values.
    pub x: Vec<f32>,
}

/// One step and its intermediate arrays, each computed only where it is read.
pub struct Step<D: Denoiser> {
    /// 0 for the first step of the run.
    pub index: usize,
    /// The paper's t of `x_t`.
    pub t: usize,
    /// t of what follows; 0 at the last step of a chain.
    pub t_next: usize,
    /// σ of this step.
    pub sigma: f64,
    /// x before the step.
    pub x_t: D::Array,
    /// z, count × values; empty where `sigma` is 0, since none is drawn.
    pub noise: Vec<f32>,
    /// x of the next step.
    pub x_next: D::Array,
    denoiser: Rc<D>,
    estimate: Estimate<D::Array>,
    mean: MeanCoefficients,
}

/// What an evaluation of the denoiser gave: x̂_0 and ε̂ are linear in x_t and this array.
struct Estimate<A> {
    array: A,
    x0: OutputCoefficients,
    eps: OutputCoefficients,
}

impl<D: Denoiser> Step<D> {
    /// What the model believes the finished x to be, clipped where asked for (Ho et al. 2020, eq. 15).
    pub fn x0_hat(&self) -> D::Array {
        linear(&*self.denoiser, &[(self.estimate.x0.x_t, &self.x_t), (self.estimate.x0.output, &self.estimate.array)])
    }

    /// The noise that the model sees in `x_t`. Where x̂_0 is clipped it is what that leaves of x_t.
    pub fn eps_hat(&self) -> D::Array {
        linear(&*self.denoiser, &[(self.estimate.eps.x_t, &self.x_t), (self.estimate.eps.output, &self.estimate.array)])
    }

    /// The mean of x at `t_next` (Ho et al. 2020, eq. 11 for DDPM; Song et al. 2021, eq. 12 for DDIM): `x_next` without its
    /// noise.
    pub fn mean(&self) -> D::Array {
        if self.sigma == 0.0 {
            return self.x_next.clone();
        }
        let (of_x, of_estimate) = self.estimate.folded(self.mean);
        linear(&*self.denoiser, &[(of_x, &self.x_t), (of_estimate, &self.estimate.array)])
    }
}

impl<A> Estimate<A> {
    /// The factors of x_t and of the estimate in mean.x_t·x_t + mean.x0·x̂_0 + mean.eps·ε̂.
    fn folded(&self, mean: MeanCoefficients) -> (f64, f64) {
        (
            mean.x_t + mean.x0 * self.x0.x_t + mean.eps * self.eps.x_t,
            mean.x0 * self.x0.output + mean.eps * self.eps.output,
        )
    }
}

/// Σ factor·array without the terms whose factor is 0; an array that stands alone with factor 1 is itself.
fn linear<D: Denoiser>(denoiser: &D, terms: &[(f64, &D::Array)]) -> D::Array {
    let kept: Vec<_> = terms.iter().copied().filter(|(factor, _)| *factor != 0.0).collect();
    match kept[..] {
        [] => denoiser.combine(&terms[..1]),
        [(1.0, array)] => array.clone(),
        _ => denoiser.combine(&kept),
    }
}

/// A run from noise (or a start) to data.
///
/// ```
/// use std::rc::Rc;
/// use ddpm_lab::{
///     data::points::PointShape,
///     diffusion::{Schedule, ScheduleKind, Spacing},
///     exact::ExactDenoiser,
///     sampler::{SampleConfig, Sampler, Solver},
/// };
///
/// let schedule = Rc::new(Schedule::new(ScheduleKind::Linear, 1000)?);
/// let denoiser = Rc::new(ExactDenoiser::points(schedule.clone(), &PointShape::Ring.draw(500, 1)));
/// let config: SampleConfig = serde_json::from_str(
///     r#"{ "sampler": { "kind": "ddim", "eta": 0 }, "steps": 10, "spacing": "trailing", "seed": 1, "count": 3 }"#,
/// )
/// .unwrap();
/// let mut run = Sampler::new(denoiser, schedule, config, None)?;
/// while let Some(step) = run.step()? {
///     assert_eq!(step.x0_hat().len(), 6);
/// }
/// assert_eq!((run.t(), run.calls()), (0, 10));
/// # Ok::<(), ddpm_lab::Error>(())
/// ```
pub struct Sampler<D: Denoiser> {
    denoiser: Rc<D>,
    schedule: Rc<Schedule>,
    rule: Box<dyn StepRule>,
    config: SampleConfig,
    /// The conditions with nothing asked for, where guidance needs them.
    unconditional: Option<Vec<Condition>>,
    rng: Rng,
    times: Vec<usize>,
    index: usize,
    /// How often the current time has been visited before, which only Langevin sampling does.
    visit: usize,
    calls: usize,
    /// x̂_0 of the step before and its time, for solvers that remember it.
    before: Option<(usize, D::Array)>,
    x: D::Array,
}

/// z of one visit to one time; x_T counts as that of time T + 1. x number i begins at index i·values, however many follow.
fn noise(rng: &Rng, visit: usize, t: usize, values: usize) -> Vec<f32> {
    let mut out = vec![0.0; values];
    rng.normals(visit as u32, t as u32, &mut out);
    out
}

/// The ε by which data are noised to any t, `values` numbers: the x_T that a run of this seed would start from, so that
/// noising to T ends where denoising begins.
pub fn forward_noise(seed: u32, total: usize, values: usize) -> Vec<f32> {
    noise(&Rng::new(seed.into(), Purpose::Sample), 0, total + 1, values)
}

impl<D: Denoiser> Sampler<D> {
    /// A run with this denoiser, which was made for this schedule.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, or a start whose time or size does not fit.
    pub fn new(denoiser: Rc<D>, schedule: Rc<Schedule>, config: SampleConfig, start: Option<Start>) -> Result<Self> {
        let rule = Box::new(config.sampler);
        Self::with_rule(denoiser, schedule, config, start, rule)
    }

    /// The same by another rule than the settings' solver: one with a mistake in it.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_rule(
        denoiser: Rc<D>,
        schedule: Rc<Schedule>,
        config: SampleConfig,
        start: Option<Start>,
        rule: Box<dyn StepRule>,
    ) -> Result<Self> {
        if !(1..=MAX_COUNT).contains(&config.count) {
            return Err(invalid(format!("`count` must be within 1..={MAX_COUNT}, got {}", config.count)));
        }
        if !config.conditions.is_empty() && config.conditions.len() != config.count {
            let (found, count) = (config.conditions.len(), config.count);
            return Err(invalid(format!("`conditions` must be empty or one for each of {count}, got {found}")));
        }
        if !(0.0..=20.0).contains(&config.guidance) {
            return Err(invalid(format!("`guidance` must be within 0..=20, got {}", config.guidance)));
        }
        let mut times = rule.times(&schedule, config.spacing, config.steps)?;
        let rng = Rng::new(config.seed.into(), Purpose::Sample);
        let values = config.count * denoiser.values();
        let x = match start {
            None => noise(&rng, 0, schedule.steps() + 1, values),
            Some(Start { t, x }) => {
                if let Some(t) = t {
                    if !rule.has_tails() {
                        return Err(invalid("Langevin sampling cannot start in the middle of its run"));
                    }
                    let at = times.iter().position(|&time| time == t);
                    times.drain(..at.ok_or_else(|| invalid(format!("t = {t} is not one of the run's time steps")))?);
                }
                if x.len() != values || !x.iter().all(|v| v.is_finite()) {
                    return Err(invalid(format!("a start must be {values} finite numbers, got {}", x.len())));
                }
                x
            }
        };
        let guided = config.guidance != 0.0 && !config.conditions.iter().all(Condition::is_any);
        let unconditional = guided.then(|| config.conditions.iter().map(Condition::free).collect::<Vec<_>>());
        let x = denoiser.upload(&x);
        Ok(Self {
            denoiser,
            schedule,
            rule,
            config,
            unconditional,
            rng,
            times,
            index: 0,
            visit: 0,
            calls: 0,
            before: None,
            x,
        })
    }

    /// The time of every moment to come, the current one's first: one more than there are steps.
    pub fn times(&self) -> &[usize] {
        &self.times
    }

    /// The time of x as it is now.
    pub fn t(&self) -> usize {
        self.times[self.index]
    }

    /// x as it is now: x_t of the step to come, or the finished samples.
    pub fn current(&self) -> &D::Array {
        &self.x
    }

    /// Network calls so far.
    pub fn calls(&self) -> usize {
        self.calls
    }

    /// Evaluates the denoiser at x and t, guided where asked for (Ho and Salimans 2022, eq. 6). Guidance is linear in ε, x_0
    /// and v alike, so it is applied to whatever the network predicts.
    fn estimate(&mut self, x: &D::Array, t: usize) -> Estimate<D::Array> {
        let denoiser = &*self.denoiser;
        let network_t = self.rule.network_timestep(self.schedule.steps(), t);
        let mut output = denoiser.predict(x, network_t, &self.config.conditions);
        self.calls += 1;
        if let Some(unconditional) = &self.unconditional {
            let w = self.config.guidance;
            let free = denoiser.predict(x, network_t, unconditional);
            self.calls += 1;
            output = denoiser.combine(&[(1.0 + w, &output), (-w, &free)]);
        }
        let coefficients =
            |prediction: Prediction| (prediction.x0(&self.schedule, t), prediction.eps(&self.schedule, t));
        let (x0, eps) = coefficients(denoiser.prediction());
        if !self.config.clip {
            return Estimate { array: output, x0, eps };
        }
        let clipped = denoiser.clamp(&linear(denoiser, &[(x0.x_t, x), (x0.output, &output)]), 1.0);
        // The ε that the clipped x̂_0 leaves of x_t, not the network's own: that one belongs to the x̂_0 beyond the limit, and
        // DDIM, which adds it, would be driven away from whatever guidance asks for there.
        let (x0, eps) = coefficients(Prediction::X0);
        Estimate { array: clipped, x0, eps }
    }

    /// Issues one step, or `None` where the run is over.
    ///
    /// # Errors
    /// `InvalidSetting` cannot occur after [`Sampler::new`] checked the settings; it is passed on rather than hidden.
    pub fn step(&mut self) -> Result<Option<Step<D>>> {
        let [t, t_next] = match self.times[self.index..] {
            [t, t_next, ..] => [t, t_next],
            _ => return Ok(None),
        };
        let before = self.before.take();
        let prediction = self.denoiser.prediction();
        let time_before = before.as_ref().map(|(time, _)| *time);
        let (step, second) = self.rule.step(&self.schedule, prediction, time_before, t, t_next)?;
        let x_t = self.x.clone();
        let estimate = self.estimate(&x_t, t);
        let (of_x, of_estimate) = estimate.folded(step.mean);
        let noise = match step.sigma {
            0.0 => Vec::new(),
            _ => noise(&self.rng, self.visit, t, self.config.count * self.denoiser.values()),
        };
        let z = (!noise.is_empty()).then(|| self.denoiser.upload(&noise));
        let mut terms = vec![(of_x, &x_t), (of_estimate, &estimate.array)];
        if let Some((_, x0_before)) = &before {
            terms.push((step.mean.x0_before, x0_before));
        }
        if let Some(z) = &z {
            terms.push((step.sigma, z));
        }
        let mut x_next = linear(&*self.denoiser, &terms);
        match second {
            SecondStage::None => {}
            SecondStage::Correct => {
                // mean.x_t·x_t + mean.eps·(ε̂ + ε̂′)/2, with ε̂′ at the predicted x.
                let there = self.estimate(&x_next, t_next);
                let half = MeanCoefficients { eps: 0.5 * step.mean.eps, ..step.mean };
                let (of_x, of_here) = estimate.folded(half);
                let share = half.eps;
                let terms = [
                    (of_x, &x_t),
                    (of_here, &estimate.array),
                    (share * there.eps.x_t, &x_next),
                    (share * there.eps.output, &there.array),
                ];
                x_next = linear(&*self.denoiser, &terms);
            }
            SecondStage::Denoise => {
                let there = self.estimate(&x_next, t);
                x_next = linear(&*self.denoiser, &[(there.x0.x_t, &x_next), (there.x0.output, &there.array)]);
            }
        }
        let index = self.index;
        self.index += 1;
        self.visit = if t_next == t { self.visit + 1 } else { 0 };
        self.x = x_next.clone();
        let (sigma, mean) = (step.sigma, step.mean);
        let denoiser = self.denoiser.clone();
        let step = Step { index, t, t_next, sigma, x_t, noise, x_next, denoiser, estimate, mean };
        if self.rule.remembers_x0() {
            self.before = Some((t, step.x0_hat()));
        }
        Ok(Some(step))
    }
}
