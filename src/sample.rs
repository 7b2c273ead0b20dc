//! Algorithm 2 (Ho et al. 2020) and its relatives, one step at a time.
//!
//! [`Sampler`] strings together what a [`Denoiser`] offers and knows neither a clock nor a device: `step()` issues one
//! step and returns its arrays, which may still be on their way on a GPU. Whoever calls decides the pace; dropping the
//! sampler cancels. All noise is addressed by (seed, picture, t), so a step can be replayed, and a run that starts again
//! from a kept x_t goes on exactly as the first one did.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::{
    diffusion::{Fault, Prediction, SamplerKind, Schedule, Spacing, reverse_step, timesteps},
    error::{Error, ErrorCode, Result},
    model::{Condition, Denoiser},
    noise::Noise,
};

/// Pictures in a batch at most.
pub const MAX_BATCH: usize = 64;

/// How samples are drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SampleConfig {
    /// Which reverse process.
    pub sampler: SamplerKind,
    /// Network calls, 1..=T.
    pub steps: usize,
    /// How the time steps are spread.
    pub spacing: Spacing,
    /// Seed of x_T and of every z.
    pub seed: u32,
    /// What is asked of each picture; its length is the batch, 1 to [`MAX_BATCH`].
    pub conditions: Vec<Condition>,
    /// w in ε = (1 + w) ε(c) − w ε(∅) (Ho and Salimans 2022, eq. 6), 0 to 20; 0 is no guidance.
    pub guidance: f64,
    /// Whether x̂_0 is limited to [−1, 1].
    pub clip: bool,
    /// A mistake to be made on purpose, with [`SamplerKind::Ddpm`] alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
}

/// Pictures to start from instead of pure noise.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// Their time, one of the run's; 0 for finished pictures, where nothing is left to do.
    pub t: usize,
    /// Their numbers, `[batch, height, width, channels]`.
    pub x: Vec<f32>,
}

/// One reverse step: everything there is to see of it.
#[derive(Clone, Debug)]
pub struct Step<A> {
    /// 0 for the first step of the run.
    pub index: usize,
    /// The paper's t of `x_t`.
    pub t: usize,
    /// t of what follows; 0 at the last step.
    pub t_next: usize,
    /// σ of this step.
    pub sigma: f64,
    /// The pictures before the step.
    pub x_t: A,
    /// What the network believes the finished pictures to be, clipped where asked for.
    pub x0_hat: A,
    /// The noise that the network sees in `x_t`.
    pub eps_hat: A,
    /// The mean of x at `t_next`.
    pub mean: A,
    /// z, `[batch, height, width, channels]`; empty where `sigma` is 0, since none is drawn.
    pub noise: Vec<f32>,
    /// mean + σ z: `x_t` of the next step.
    pub x_next: A,
}

/// A run of the reverse process, from noise (or a start) to pictures.
pub struct Sampler<D: Denoiser> {
    denoiser: Rc<D>,
    schedule: Rc<Schedule>,
    prediction: Prediction,
    config: SampleConfig,
    noise: Noise,
    times: Vec<usize>,
    index: usize,
    x: D::Array,
}

/// The noise of picture `i` comes from stream i, at step t; x_T counts as that of step T + 1, which no z uses.
fn addressed(noise: &Noise, batch: usize, step: usize, values: usize) -> Vec<f32> {
    let mut out = vec![0.0; batch * values];
    for (picture, out) in out.chunks_exact_mut(values).enumerate() {
        noise.normals(picture as u32, step as u32, out);
    }
    out
}

/// The ε by which real pictures are noised to any t, addressed like the rest: the x_T that a run of this seed would start
/// from, so that noising to T ends where denoising begins.
pub fn forward_noise(seed: u32, batch: usize, total: usize, values: usize) -> Vec<f32> {
    addressed(&Noise::new(u64::from(seed)), batch, total + 1, values)
}

impl<D: Denoiser> Sampler<D> {
    /// A run with this network, which was trained with this schedule to predict this.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, or a start whose time or size does not fit.
    pub fn new(
        denoiser: Rc<D>,
        schedule: Rc<Schedule>,
        prediction: Prediction,
        config: SampleConfig,
        start: Option<Start>,
    ) -> Result<Self> {
        let invalid = |why: String| Err(Error::new(ErrorCode::InvalidSetting, why));
        let batch = config.conditions.len();
        if !(1..=MAX_BATCH).contains(&batch) {
            return invalid(format!("a batch of {batch}, not 1 to {MAX_BATCH}"));
        }
        if !(0.0..=20.0).contains(&config.guidance) {
            return invalid(format!("guidance {} is not within 0 to 20", config.guidance));
        }
        let total = schedule.steps();
        let mut times = timesteps(config.spacing, total, config.steps)?;
        times.push(0);
        // The sampler's own parameter is checked once here, so that no later step can fail.
        reverse_step(&schedule, config.sampler, config.fault, prediction, times[0], times[1])?;
        if let Some(fault) = config.fault {
            times = fault.visited(times, total);
        }
        let noise = Noise::new(u64::from(config.seed));
        let values = denoiser.image().values();
        let x = match start {
            None => addressed(&noise, batch, total + 1, values),
            Some(Start { t, x }) => {
                let Some(at) = times.iter().position(|&time| time == t) else {
                    return invalid(format!("t = {t} is not one of the run's time steps"));
                };
                if x.len() != batch * values || !x.iter().all(|v| v.is_finite()) {
                    return invalid(format!("a start of {} numbers, not {batch} × {values} finite ones", x.len()));
                }
                times.drain(..at);
                x
            }
        };
        let x = denoiser.upload(&x);
        Ok(Self { denoiser, schedule, prediction, config, noise, times, index: 0, x })
    }

    /// The times of the pictures to come, the first one's first, ending in 0.
    pub fn times(&self) -> &[usize] {
        &self.times
    }

    /// The pictures as they are now: x_t of the step to come, or the finished ones.
    pub fn current(&self) -> &D::Array {
        &self.x
    }

    /// The network's output, guided where asked for (Ho and Salimans 2022, eq. 6). It is linear in ε, x_0 and v alike, so
    /// it is applied to whatever the network predicts.
    fn output(&self, t: usize) -> D::Array {
        let SampleConfig { conditions, guidance, fault, .. } = &self.config;
        let t = fault.map_or(t, |fault| fault.told(self.schedule.steps(), t));
        let asked = self.denoiser.predict(&self.x, t, conditions);
        if *guidance == 0.0 || conditions.iter().all(Condition::is_any) {
            return asked;
        }
        let free: Vec<Condition> = conditions.iter().map(|c| Condition::any(c.0.len())).collect();
        let unasked = self.denoiser.predict(&self.x, t, &free);
        self.denoiser.combine(&[(1.0 + guidance, &asked), (-guidance, &unasked)])
    }

    /// Issues one step, or `None` where the pictures are finished.
    ///
    /// # Errors
    /// `InvalidSetting` cannot occur after [`Sampler::new`] checked the settings; it is passed on rather than hidden.
    pub fn step(&mut self) -> Result<Option<Step<D::Array>>> {
        let [t, t_next] = match self.times[self.index..] {
            [t, t_next, ..] => [t, t_next],
            _ => return Ok(None),
        };
        let SampleConfig { sampler, fault, .. } = self.config;
        let step = reverse_step(&self.schedule, sampler, fault, self.prediction, t, t_next)?;
        let output = self.output(t);
        let device = &*self.denoiser;
        let x0_hat = device.combine(&[(step.x0.0, &self.x), (step.x0.1, &output)]);
        let (x0_hat, eps_hat) = if self.config.clip {
            let clipped = device.clamp(&x0_hat, 1.0);
            // The ε that the clipped x̂_0 leaves of x_t, not the network's own: that one belongs to the x̂_0 beyond the
            // limit, and DDIM, which adds it, would be driven away from whatever guidance asks for there.
            let (of_x, of_x0) = Prediction::X0.eps(&self.schedule, t);
            let eps_hat = device.combine(&[(of_x, &self.x), (of_x0, &clipped)]);
            (clipped, eps_hat)
        } else {
            (x0_hat, device.combine(&[(step.eps.0, &self.x), (step.eps.1, &output)]))
        };
        let mean = device.combine(&[(step.mean.0, &x0_hat), (step.mean.1, &self.x), (step.mean.2, &eps_hat)]);
        let (noise, x_next) = if step.sigma == 0.0 {
            (Vec::new(), mean.clone())
        } else {
            let z = addressed(&self.noise, self.config.conditions.len(), t, device.image().values());
            let x_next = device.combine(&[(1.0, &mean), (step.sigma, &device.upload(&z))]);
            (z, x_next)
        };
        let x_t = std::mem::replace(&mut self.x, x_next.clone());
        self.index += 1;
        Ok(Some(Step {
            index: self.index - 1,
            t,
            t_next,
            sigma: step.sigma,
            x_t,
            x0_hat,
            eps_hat,
            mean,
            noise,
            x_next,
        }))
    }
}
