//! From observations to chunks of actions.

use std::rc::Rc;

use crate::{
    denoiser::{Condition, Denoiser},
    diffusion::Schedule,
    error::Result,
    sampler::{SampleConfig, Sampler},
};

/// What plans: it is given observations and gives a chunk for each.
pub enum Planner<D: Denoiser> {
    /// A diffusion model: a chunk is a sample under the observation.
    Diffusion {
        /// The model.
        model: Rc<D>,
        /// The schedule that it was trained with.
        schedule: Rc<Schedule>,
        /// How chunks are drawn; seed, count and conditions are the plan's.
        sampling: SampleConfig,
    },
    /// A regression ([`Objective::Regress`](crate::trainer::config::Objective)): a chunk is the mean of all that were
    /// demonstrated under such an observation.
    Regression {
        /// The model.
        model: Rc<D>,
        /// T of the schedule that it was trained with.
        steps: usize,
    },
}

impl<D: Denoiser> Planner<D> {
    /// The model.
    pub fn model(&self) -> &Rc<D> {
        match self {
            Self::Diffusion { model, .. } | Self::Regression { model, .. } => model,
        }
    }

    /// The run of the sampler that makes the chunks of a plan, for showing its steps; none of a regression, which
    /// answers at once.
    ///
    /// # Errors
    /// As [`Sampler::new`].
    pub fn run(&self, observations: &[Condition], seed: u32) -> Result<Option<Sampler<D>>> {
        let Self::Diffusion { model, schedule, sampling } = self else { return Ok(None) };
        let config =
            SampleConfig { seed, count: observations.len(), conditions: observations.to_vec(), ..sampling.clone() };
        Sampler::new(model.clone(), schedule.clone(), config, None).map(Some)
    }

    /// A chunk for each observation, end to end, each of the model's numbers. Chunk number i depends on the seed, on i and on
    /// its own observation alone.
    ///
    /// # Errors
    /// As [`Sampler::new`], and what the device reports.
    pub async fn plan(&self, observations: &[Condition], seed: u32) -> Result<Vec<f32>> {
        let (model, chunks) = match self {
            Self::Regression { model, steps } => {
                let x = model.upload(&vec![0.0; observations.len() * model.values()]);
                (model, model.predict(&x, *steps, observations))
            }
            Self::Diffusion { model, .. } => {
                let mut run = self.run(observations, seed)?.expect("a diffusion model has a run");
                while run.step()?.is_some() {}
                (model, run.current().clone())
            }
        };
        let mut read = model.read(&[&chunks]).await?;
        Ok(read.swap_remove(0))
    }
}
