//! From noise to points, one step at a time, by any model of ε: Algorithm 2 (Ho et al. 2020), DDIM, the probability-flow
//! ODE, and Langevin sampling.
//!
//! As in [`sample`](crate::sample), a sampler is pulled and has no clock, and all its noise is addressed: z of the (j + 1)-th
//! visit to time t is stream j, step t, and x_T is stream 0, step T + 1. So samplers of one seed start from the same x_T and
//! meet the same z at the same t, and point i is the same in a run of any count.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::model::PointModel;
use crate::{
    diffusion::{Fault, Prediction, ReverseStep, SamplerKind, Schedule, Spacing, forward, reverse_step, timesteps},
    error::{Error, ErrorCode, Result},
    noise::Noise,
};

/// Points in a run at most.
pub const MOST_POINTS: usize = 20_000;
/// Steps of Langevin sampling at most, which unlike a chain could go on for ever.
const MOST_LANGEVIN_STEPS: usize = 100_000;

/// How one gets from noise to data.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum PointSamplerKind {
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
    /// last one.
    Heun,
    /// Langevin sampling at one noise level, `steps` times x ← x + δ/2·score + √δ z: each iterate is a sample of q(x_t), once
    /// the start is forgotten. No step leads on to another t.
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

/// What is to be sampled.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PointSampleConfig {
    /// By which way.
    pub sampler: PointSamplerKind,
    /// Steps; levels (steps/per_level) where Langevin sampling is annealed. Where a chain is walked, 1..=T.
    pub steps: usize,
    /// How the times are spread over the chain; unread for plain Langevin sampling.
    pub spacing: Spacing,
    /// Points, 1..=20,000.
    pub count: usize,
    /// Of x_T and of every z.
    pub seed: u32,
    /// A mistake to be made on purpose, with [`PointSamplerKind::Ddpm`] alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    /// The time of the points that a run starts from, one of its times: the run is its tail from there on, with the same z
    /// at the same t. None: they are taken as x at the first time. Langevin sampling, which comes to a time many times, has
    /// no such tail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_at: Option<usize>,
}

/// A step of DDPM or DDIM, laid open: x_next = mean + σ·z.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainStep<A> {
    /// The time it starts from, 1..=T.
    pub t: usize,
    /// The time it leads to, below `t`; 0 is the end.
    pub t_next: usize,
    /// σ of the noise that it adds; 0 in the last step.
    pub sigma: f64,
    /// The points at `t`.
    pub x_t: A,
    /// What the model says of their noise.
    pub eps_hat: A,
    /// x̂_0 = (x_t − √(1 − ᾱ_t) ε̂)/√ᾱ_t (Ho et al. 2020, eq. 15).
    pub x0_hat: A,
    /// The mean of the step (eq. 11 for DDPM; Song et al. 2021, eq. 12 for DDIM).
    pub mean: A,
    /// The noise drawn; 0 where σ is.
    pub z: A,
    /// The points at `t_next`.
    pub x_next: A,
}

/// A run: points on their way from noise to data.
pub struct PointSampler<M: PointModel> {
    model: Rc<M>,
    schedule: Rc<Schedule>,
    config: PointSampleConfig,
    noise: Noise,
    times: Vec<usize>,
    index: usize,
    calls: usize,
    x: M::Array,
}

impl<M: PointModel> PointSampler<M> {
    /// A run that starts from x_T ~ N(0, I), or from these points (count × dims numbers) taken as x at the first time, or at
    /// that of `start_at`.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, a fault of another sampler than DDPM, a time to start at that the run
    /// does not visit or without points, or a start of another size or with a number that is not finite.
    pub fn new(model: Rc<M>, schedule: Rc<Schedule>, config: PointSampleConfig, start: Option<&[f32]>) -> Result<Self> {
        if !(1..=MOST_POINTS).contains(&config.count) {
            return invalid(format!("{} points, not 1 to {MOST_POINTS}", config.count));
        }
        let times = tail(times(&schedule, &config)?, &config, start.is_some())?;
        let noise = Noise::new(u64::from(config.seed));
        let values = config.count * model.dims();
        let x = match start {
            None => model.upload(&addressed(&noise, 0, schedule.steps() + 1, values)),
            Some(x) if x.len() == values && x.iter().all(|v| v.is_finite()) => model.upload(x),
            Some(x) => return invalid(format!("a start of {} numbers, not {values} finite ones", x.len())),
        };
        Ok(Self { model, schedule, config, noise, times, index: 0, calls: 0, x })
    }

    /// The time of every moment of the run, its start first: one more than there are steps.
    pub fn times(&self) -> &[usize] {
        &self.times
    }

    /// The time of the points as they are now.
    pub fn t(&self) -> usize {
        self.times[self.index]
    }

    /// The points as they are now.
    pub fn current(&self) -> &M::Array {
        &self.x
    }

    /// Network calls so far.
    pub fn calls(&self) -> usize {
        self.calls
    }

    /// Takes one step, or returns `None` where the run is over.
    ///
    /// # Errors
    /// `InvalidSetting` cannot occur after [`PointSampler::new`] checked the settings; it is passed on rather than hidden.
    pub fn step(&mut self) -> Result<Option<()>> {
        let [t, t_next] = match self.times[self.index..] {
            [t, t_next, ..] => [t, t_next],
            _ => return Ok(None),
        };
        self.x = match self.config.sampler {
            PointSamplerKind::Ddpm { variance } => self.chain(SamplerKind::Ddpm { variance }, t, t_next)?,
            PointSamplerKind::Ddim { eta } => self.chain(SamplerKind::Ddim { eta }, t, t_next)?,
            PointSamplerKind::Heun => self.heun(t, t_next),
            PointSamplerKind::Langevin { step_size, .. } => self.langevin(t, step_size, self.index),
            PointSamplerKind::AnnealedLangevin { per_level, step_size } => {
                self.langevin(t, step_size, self.index % per_level)
            }
        };
        if t_next == 0 && matches!(self.config.sampler, PointSamplerKind::AnnealedLangevin { .. }) {
            // DDIM's step to time 0 is x̂_0.
            self.x = self.chain(SamplerKind::Ddim { eta: 0.0 }, t, 0)?;
        }
        self.index += 1;
        Ok(Some(()))
    }

    /// ε̂ of the points as they are now.
    fn eps(&mut self, t: usize) -> M::Array {
        self.calls += 1;
        self.model.eps(&self.x, t)
    }

    fn z(&self, visit: usize, t: usize) -> M::Array {
        self.model.upload(&addressed(&self.noise, visit, t, self.config.count * self.model.dims()))
    }

    /// A step of DDPM or DDIM, and what it was made of: the same numbers that [`Self::step`] goes through. `None` where the
    /// run is over.
    ///
    /// # Errors
    /// `InvalidSetting` for a way that does not walk the chain one network call a step.
    pub fn laid_open(&mut self) -> Result<Option<ChainStep<M::Array>>> {
        let kind = match self.config.sampler {
            PointSamplerKind::Ddpm { variance } => SamplerKind::Ddpm { variance },
            PointSamplerKind::Ddim { eta } => SamplerKind::Ddim { eta },
            other => return invalid(format!("{other:?} is not a step of the reverse process")),
        };
        let [t, t_next] = match self.times[self.index..] {
            [t, t_next, ..] => [t, t_next],
            _ => return Ok(None),
        };
        let (step, told) = self.line(kind, t, t_next)?;
        let eps_hat = self.eps(told);
        let x0_hat = self.model.combine(&[(step.x0.0, &self.x), (step.x0.1, &eps_hat)]);
        let (of_x, of_eps) = folded(&step);
        let mean = self.model.combine(&[(of_x, &self.x), (of_eps, &eps_hat)]);
        let z = if step.sigma == 0.0 { self.model.combine(&[(0.0, &mean)]) } else { self.z(0, t) };
        let x_next = self.arrive(&step, &eps_hat);
        let x_t = std::mem::replace(&mut self.x, x_next.clone());
        self.index += 1;
        Ok(Some(ChainStep { t, t_next, sigma: step.sigma, x_t, eps_hat, x0_hat, mean, z, x_next }))
    }

    /// A step of DDPM or DDIM.
    fn chain(&mut self, kind: SamplerKind, t: usize, t_next: usize) -> Result<M::Array> {
        let (step, told) = self.line(kind, t, t_next)?;
        let eps = self.eps(told);
        Ok(self.arrive(&step, &eps))
    }

    /// The step from `t` to `t_next`, with its mistake where one is to be made, and the t that the network is told.
    fn line(&self, kind: SamplerKind, t: usize, t_next: usize) -> Result<(ReverseStep, usize)> {
        let fault = self.config.fault;
        let step = reverse_step(&self.schedule, kind, fault, Prediction::Epsilon, t, t_next)?;
        Ok((step, fault.map_or(t, |fault| fault.told(self.schedule.steps(), t))))
    }

    /// Where a step of DDPM or DDIM leads, given ε̂.
    fn arrive(&self, step: &ReverseStep, eps: &M::Array) -> M::Array {
        let (of_x, of_eps) = folded(step);
        let mean = [(of_x, &self.x), (of_eps, eps)];
        if step.sigma == 0.0 {
            self.model.combine(&mean)
        } else {
            self.model.combine(&[mean[0], mean[1], (step.sigma, &self.z(0, step.t))])
        }
    }

    /// A step of Heun's method in y = x/√ᾱ and σ = √((1 − ᾱ)/ᾱ), where the ODE is dy/dσ = ε̂ (Song et al. 2021, eq. 14).
    /// Euler's method in these variables is DDIM, and the last step, to σ = 0, is one of his.
    fn heun(&mut self, t: usize, t_next: usize) -> M::Array {
        let (_, noise_next) = forward(&self.schedule, t_next);
        let keep = self.schedule.alpha_between(t_next, t).sqrt().recip();
        // √ᾱ' (σ' − σ)
        let ahead = noise_next - keep * self.schedule.one_minus_alpha_bar(t).sqrt();
        let here = self.eps(t);
        let euler = self.model.combine(&[(keep, &self.x), (ahead, &here)]);
        if t_next == 0 {
            return euler;
        }
        self.calls += 1;
        let there = self.model.eps(&euler, t_next);
        self.model.combine(&[(keep, &self.x), (0.5 * ahead, &here), (0.5 * ahead, &there)])
    }

    /// x + δ/2·score + √δ z with δ = step_size·(1 − ᾱ_t) and score = −ε̂/√(1 − ᾱ_t).
    fn langevin(&mut self, t: usize, step_size: f64, visit: usize) -> M::Array {
        let noise = self.schedule.one_minus_alpha_bar(t).sqrt();
        let eps = self.eps(t);
        let z = self.z(visit, t);
        self.model.combine(&[(1.0, &self.x), (-0.5 * step_size * noise, &eps), (step_size.sqrt() * noise, &z)])
    }
}

/// Factors of x_t and of ε̂ in the mean. x̂_0 is not clipped, so that mean and x̂_0 fold into these two.
fn folded(step: &ReverseStep) -> (f64, f64) {
    (step.mean.0 * step.x0.0 + step.mean.1, step.mean.0 * step.x0.1 + step.mean.2)
}

/// The times of a run's moments, after a look at all its settings.
fn times(schedule: &Schedule, config: &PointSampleConfig) -> Result<Vec<usize>> {
    let total = schedule.steps();
    let check_langevin = |step_size: f64| {
        if !(step_size > 0.0 && step_size <= 2.0) {
            return invalid(format!("a step size of {step_size}, not above 0 and at most 2"));
        }
        if !(1..=MOST_LANGEVIN_STEPS).contains(&config.steps) {
            return invalid(format!("{} steps, not 1 to {MOST_LANGEVIN_STEPS}", config.steps));
        }
        Ok(())
    };
    let chain = |sampler| {
        let mut times = timesteps(config.spacing, total, config.steps)?;
        times.push(0);
        // The sampler's own parameter is checked once here, so that no later step can fail.
        ReverseStep::new(schedule, sampler, Prediction::Epsilon, times[0], times[1])?;
        match (config.fault, config.sampler) {
            (None, _) => Ok(times),
            (Some(fault), PointSamplerKind::Ddpm { .. }) => Ok(fault.visited(times, total)),
            (Some(fault), _) => invalid(format!("{fault:?} is a fault of DDPM alone")),
        }
    };
    match config.sampler {
        PointSamplerKind::Ddpm { variance } => chain(SamplerKind::Ddpm { variance }),
        PointSamplerKind::Ddim { eta } => chain(SamplerKind::Ddim { eta }),
        PointSamplerKind::Heun => chain(SamplerKind::Ddim { eta: 0.0 }),
        PointSamplerKind::Langevin { .. } | PointSamplerKind::AnnealedLangevin { .. }
            if config.fault.is_some() || config.start_at.is_some() =>
        {
            invalid("Langevin sampling has neither the faults of DDPM nor a time to start at".into())
        }
        PointSamplerKind::Langevin { t, step_size } => {
            schedule.check(t)?;
            check_langevin(step_size)?;
            Ok(vec![t; config.steps + 1])
        }
        PointSamplerKind::AnnealedLangevin { per_level, step_size } => {
            check_langevin(step_size)?;
            if !(1..=config.steps).contains(&per_level) {
                return invalid(format!("{per_level} steps a level, not 1 to {}", config.steps));
            }
            let levels = timesteps(config.spacing, total, config.steps / per_level)?;
            let mut times: Vec<usize> = levels.into_iter().flat_map(|t| std::iter::repeat_n(t, per_level)).collect();
            times.push(0);
            Ok(times)
        }
    }
}

/// What is left of a run's times where it starts at one of them.
fn tail(mut times: Vec<usize>, config: &PointSampleConfig, has_start: bool) -> Result<Vec<usize>> {
    let Some(t) = config.start_at else { return Ok(times) };
    let Some(at) = times.iter().position(|&time| time == t) else {
        return invalid(format!("t = {t} is not one of the run's time steps"));
    };
    if !has_start {
        return invalid(format!("a run that starts at t = {t}, and no points to start from"));
    }
    times.drain(..at);
    Ok(times)
}

/// Standard normal numbers of one visit to one time. All points share the stream: point i's numbers begin at index
/// i·dims, however many follow, and one stream is far faster than one for each of 20,000 points.
fn addressed(noise: &Noise, visit: usize, t: usize, values: usize) -> Vec<f32> {
    let mut out = vec![0.0; values];
    noise.normals(visit as u32, t as u32, &mut out);
    out
}

fn invalid<T>(message: String) -> Result<T> {
    Err(Error::new(ErrorCode::InvalidSetting, message))
}
