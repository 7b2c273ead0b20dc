//! Policies of Push-T, whatever their network: trained, kept, asked.

use std::{fs, ops::Range, path::Path, rc::Rc, time::Instant};

use ddpm_lab::{
    Error, ErrorCode, Result,
    data::push_t::Encoding,
    denoiser::Denoiser,
    diffusion::{Prediction, Schedule, Spacing},
    networks::{
        mlp::{Mlp, MlpConfig, MlpDenoiser, MlpLearner, TimeTable},
        temporal::{TemporalConfig, TemporalDenoiser, TemporalLearner, TemporalUNet},
    },
    policy::{
        Planner, PolicyCard, PolicyNetwork,
        push_t::{self, Asked, Outcome, RolloutConfig},
    },
    rng::Purpose,
    sampler::{SampleConfig, Solver},
    trainer::{Checkpoint, NetworkConfig, TrainConfig, TrainingData, config::Objective},
    weights::Weights,
};

use crate::{files, pretrain::HostLearner, rollouts::now};

/// A network that a policy can have.
pub trait PolicyConfig: NetworkConfig {
    type Model: Denoiser;
    type Learner: HostLearner;

    fn model(
        &self,
        schedule: &Schedule,
        values: usize,
        weights: &Weights,
        prediction: Prediction,
    ) -> Result<Self::Model>;

    fn learner(
        config: &TrainConfig<Self>,
        schedule: &Schedule,
        values: usize,
        weights: &Weights,
    ) -> Result<Self::Learner>;

    fn named(&self) -> PolicyNetwork;
}

impl PolicyConfig for MlpConfig {
    type Model = MlpDenoiser;
    type Learner = MlpLearner;

    fn model(
        &self,
        schedule: &Schedule,
        values: usize,
        weights: &Weights,
        prediction: Prediction,
    ) -> Result<MlpDenoiser> {
        // The embedding is a sinusoidal one, which is drawn from no seed.
        let times = Rc::new(TimeTable::new(self, schedule.steps(), 0));
        Ok(MlpDenoiser::new(Mlp::new(values, self, weights, times)?, prediction))
    }

    fn learner(
        config: &TrainConfig<Self>,
        schedule: &Schedule,
        values: usize,
        weights: &Weights,
    ) -> Result<MlpLearner> {
        let times = TimeTable::new(&config.network, schedule.steps(), 0);
        MlpLearner::new(values, &config.network, weights, times.into(), config.adam())
    }

    fn named(&self) -> PolicyNetwork {
        PolicyNetwork::Mlp(self.clone())
    }
}

impl PolicyConfig for TemporalConfig {
    type Model = TemporalDenoiser;
    type Learner = TemporalLearner;

    fn model(&self, _: &Schedule, values: usize, weights: &Weights, prediction: Prediction) -> Result<Self::Model> {
        Ok(TemporalDenoiser::new(TemporalUNet::new(values, self, weights)?, prediction))
    }

    fn learner(config: &TrainConfig<Self>, _: &Schedule, values: usize, weights: &Weights) -> Result<Self::Learner> {
        TemporalLearner::new(values, &config.network, weights, config.adam())
    }

    fn named(&self) -> PolicyNetwork {
        PolicyNetwork::Temporal(self.clone())
    }
}

/// A run's checkpoint, whatever its network.
pub enum Kept {
    Mlp(Checkpoint<MlpConfig>),
    Temporal(Checkpoint<TemporalConfig>),
}

/// Reads a checkpoint of Push-T.
pub fn read_checkpoint(path: &Path) -> Result<Kept> {
    let bytes = fs::read(path).map_err(|e| files::io_error(path, e))?;
    let named = |e: Error| Error::new(e.code, format!("{}: {e}", path.display()));
    match Checkpoint::from_bytes(&bytes) {
        Ok(checkpoint) => Ok(Kept::Temporal(checkpoint)),
        Err(_) => Checkpoint::from_bytes(&bytes).map(Kept::Mlp).map_err(named),
    }
}

/// How the demonstrations of a run were told.
///
/// # Errors
/// `InvalidSetting` where its data are others.
pub fn encoding_of<N>(checkpoint: &Checkpoint<N>) -> Result<Encoding> {
    match &checkpoint.data {
        TrainingData::PushT { encoding, .. } => Ok(encoding.clone()),
        _ => Err(Error::new(ErrorCode::InvalidSetting, "the run's data must be demonstrations of Push-T")),
    }
}

enum Asking {
    Mlp(Rc<Planner<MlpDenoiser>>),
    Temporal(Rc<Planner<TemporalDenoiser>>),
}

/// A policy that has been trained.
pub struct Policy {
    planner: Asking,
    encoding: Encoding,
}

impl Policy {
    /// Reads a policy: a run's checkpoint, whose averaged weights act, or a card (`.json`) with the weights beside it.
    pub fn read(path: &Path, sampling_steps: usize) -> Result<Self> {
        if path.extension().is_some_and(|extension| extension == "json") {
            let read = |path: &Path| fs::read(path).map_err(|e| files::io_error(path, e));
            let card = PolicyCard::from_json(&read(path)?)?;
            let weights = card.load_weights(&read(&path.with_extension("safetensors"))?)?;
            let schedule = Schedule::new(card.schedule, card.steps)?;
            let how = How { objective: Objective::Denoise, prediction: card.prediction, sampling_steps };
            let planner = match &card.network {
                PolicyNetwork::Mlp(network) => Asking::Mlp(how.planner(network, schedule, &card.encoding, &weights)?),
                PolicyNetwork::Temporal(network) => {
                    Asking::Temporal(how.planner(network, schedule, &card.encoding, &weights)?)
                }
            };
            return Ok(Self { planner, encoding: card.encoding });
        }
        fn of<N: PolicyConfig>(checkpoint: &Checkpoint<N>, steps: usize) -> Result<(Rc<Planner<N::Model>>, Encoding)> {
            let (config, encoding) = (&checkpoint.config, encoding_of(checkpoint)?);
            let how = How { objective: config.objective, prediction: config.prediction, sampling_steps: steps };
            let planner = how.planner(&config.network, config.schedule.build()?, &encoding, &checkpoint.state.ema)?;
            Ok((planner, encoding))
        }
        let (planner, encoding) = match read_checkpoint(path)? {
            Kept::Mlp(checkpoint) => {
                let (planner, encoding) = of(&checkpoint, sampling_steps)?;
                (Asking::Mlp(planner), encoding)
            }
            Kept::Temporal(checkpoint) => {
                let (planner, encoding) = of(&checkpoint, sampling_steps)?;
                (Asking::Temporal(planner), encoding)
            }
        };
        Ok(Self { planner, encoding })
    }

    /// As [`push_t::roll_out`].
    pub fn roll_out(
        &self,
        config: &RolloutConfig,
        episodes: Range<u32>,
        look: &mut dyn FnMut(Asked),
    ) -> Result<Vec<Outcome>> {
        match &self.planner {
            Asking::Mlp(planner) => now(push_t::roll_out(planner, &self.encoding, config, episodes, look)),
            Asking::Temporal(planner) => now(push_t::roll_out(planner, &self.encoding, config, episodes, look)),
        }
    }

    /// Milliseconds of one plan, the median of several.
    pub fn plan_time(&self) -> Result<f64> {
        let state = push_t::start(1, Purpose::Act, 0);
        let asked = [self.encoding.observation(&[push_t::observed(&state)])];
        let mut times = Vec::new();
        for seed in 0..9 {
            let begun = Instant::now();
            match &self.planner {
                Asking::Mlp(planner) => now(planner.plan(&asked, seed))?,
                Asking::Temporal(planner) => now(planner.plan(&asked, seed))?,
            };
            times.push(1e3 * begun.elapsed().as_secs_f64());
        }
        times.sort_by(f64::total_cmp);
        Ok(times[times.len() / 2])
    }
}

/// How a network is asked.
struct How {
    objective: Objective,
    prediction: Prediction,
    sampling_steps: usize,
}

impl How {
    fn planner<N: PolicyConfig>(
        &self,
        network: &N,
        schedule: Schedule,
        encoding: &Encoding,
        weights: &Weights,
    ) -> Result<Rc<Planner<N::Model>>> {
        let model = Rc::new(network.model(&schedule, encoding.values(), weights, self.prediction)?);
        Ok(Rc::new(match self.objective {
            Objective::Regress => Planner::Regression { model, steps: schedule.steps() },
            Objective::Denoise => Planner::Diffusion {
                model,
                schedule: Rc::new(schedule),
                sampling: SampleConfig {
                    sampler: Solver::Ddim { eta: 0.0 },
                    steps: self.sampling_steps,
                    spacing: Spacing::Trailing,
                    seed: 0,
                    count: 1,
                    conditions: Vec::new(),
                    guidance: 0.0,
                    clip: true,
                },
            },
        }))
    }
}
