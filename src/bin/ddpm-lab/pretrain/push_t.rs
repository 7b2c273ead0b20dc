//! `ddpm-lab pretrain push-t`: a policy on demonstrations, or a regression on the same.

use std::{fs, path::PathBuf, rc::Rc};

use clap::ValueEnum;
use ddpm_lab::{
    Error, ErrorCode, Result,
    data::{
        Dataset,
        demonstrations::Horizons,
        push_t::{self, Encoding, Episode, Windows},
    },
    diffusion::Prediction,
    networks::{mlp::MlpConfig, temporal::TemporalConfig},
    policy::push_t::goal,
    trainer::{
        Checkpoint, LearnerState, ScheduleConfig, TrainConfig, Trainer, TrainingData,
        config::{LearningRateSchedule, Objective, Optimizer},
    },
};

use super::Run;
use crate::{
    files,
    policies::{Kept, PolicyConfig, encoding_of, read_checkpoint},
};

/// What the network of the diffusion policy predicts.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Predicted {
    Epsilon,
    X0,
    V,
}

/// The network of a policy.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Network {
    /// A multilayer perceptron
    Mlp,
    /// A one-dimensional U-Net over the steps of a chunk
    Temporal,
}

#[derive(clap::Args)]
pub struct Args {
    /// Files of demonstrations, as `ddpm-lab demonstrate push-t` writes them
    #[arg(long, required = true, num_args = 1..)]
    data: Vec<PathBuf>,
    /// The checkpoint
    #[arg(long, default_value = "runs/push-t.checkpoint")]
    checkpoint: PathBuf,
    /// Go on from the checkpoint; settings other than --steps are then its own
    #[arg(long)]
    resume: bool,
    /// Begin a new run from the averaged weights of another, whose settings and encoding it takes over
    #[arg(long, conflicts_with = "resume")]
    from: Option<PathBuf>,
    /// Learn the regression that stands beside the policy
    #[arg(long)]
    regress: bool,
    /// Gradient steps of the whole run; the learning rate falls over the last fifth [default: 12000]
    #[arg(long)]
    steps: Option<usize>,
    /// Windows a step
    #[arg(long, default_value_t = 256)]
    batch: usize,
    /// The learning rate at its highest
    #[arg(long, default_value_t = 1.5e-3)]
    lr: f64,
    /// Decay of the moving average of the weights
    #[arg(long, default_value_t = 0.999)]
    ema: f64,
    /// What the network of the diffusion policy predicts
    #[arg(long, value_enum, default_value = "x0")]
    prediction: Predicted,
    /// What learns
    #[arg(long, value_enum, default_value = "mlp")]
    network: Network,
    /// Units of a hidden layer of the perceptron
    #[arg(long, default_value_t = 352)]
    width: usize,
    /// Its hidden layers
    #[arg(long, default_value_t = 5)]
    depth: usize,
    /// Seed of the initial weights and of everything drawn
    #[arg(long, default_value_t = 1)]
    seed: u32,
    /// Steps between checkpoints
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    checkpoint_every: u32,
}

impl Args {
    fn mlp(&self, observed: usize) -> MlpConfig {
        MlpConfig { width: self.width, depth: self.depth, time_width: 32, observed, ..MlpConfig::default() }
    }

    fn temporal(&self, steps: usize, observed: usize) -> TemporalConfig {
        TemporalConfig { steps, observed, ..TemporalConfig::default() }
    }

    fn config<N>(&self, network: N) -> TrainConfig<N>
    where
        TrainConfig<N>: Default,
    {
        TrainConfig {
            network,
            schedule: ScheduleConfig::Cosine { steps: 100 },
            objective: if self.regress { Objective::Regress } else { Objective::Denoise },
            prediction: match self.prediction {
                _ if self.regress => Prediction::X0,
                Predicted::X0 => Prediction::X0,
                Predicted::Epsilon => Prediction::Epsilon,
                Predicted::V => Prediction::V,
            },
            optimizer: Optimizer::Adamw,
            learning_rate: self.lr,
            learning_rate_schedule: Some(LearningRateSchedule { warmup: 500, steps: self.steps.unwrap_or(12_000) }),
            weight_decay: 1e-6,
            clip_norm: Some(1.0),
            ema_decay: self.ema,
            batch: self.batch,
            seed: self.seed,
            ..TrainConfig::default()
        }
    }

    /// Trains until the end, from the beginning or from another run.
    fn train<N: PolicyConfig>(
        &self,
        before: Option<Checkpoint<N>>,
        episodes: &[Episode],
        network: impl FnOnce(&Encoding) -> N,
    ) -> Result<()>
    where
        TrainConfig<N>: Default,
    {
        let windows = match &before {
            None => Windows::new(episodes, &goal(), Horizons::default())?,
            Some(checkpoint) => Windows::encoded(episodes, encoding_of(checkpoint)?)?,
        };
        let (encoding, count) = (windows.encoding().clone(), windows.count());
        eprintln!("{count} windows");
        let config = match &before {
            None => self.config(network(&encoding)),
            Some(Checkpoint { config, .. }) if self.resume => {
                let schedule = config
                    .learning_rate_schedule
                    .map(|schedule| LearningRateSchedule { steps: self.steps.unwrap_or(schedule.steps), ..schedule });
                TrainConfig { learning_rate_schedule: schedule, ..config.clone() }
            }
            Some(Checkpoint { config: other, .. }) => TrainConfig {
                prediction: other.prediction,
                objective: other.objective,
                ..self.config(other.network.clone())
            },
        };
        let values = encoding.values();
        let mut trainer = Trainer::new(config, Rc::new(windows), |config, schedule, weights| {
            N::learner(config, schedule, values, weights)
        })?;
        let mut loss = None;
        match before {
            Some(Checkpoint { state, memory, loss: smoothed, .. }) if self.resume => {
                trainer.restore(&state, Some(&memory))?;
                loss = Some(smoothed);
            }
            Some(Checkpoint { state, .. }) => trainer.restore(&LearnerState::initial(state.ema), None)?,
            None => {}
        }
        let config = trainer.config();
        let shapes = config.network.weight_shapes(values);
        let run = Run {
            name: "push-t",
            path: &self.checkpoint,
            data: TrainingData::PushT { encoding, windows: count },
            loss,
            total: config.learning_rate_schedule.map_or(0, |schedule| schedule.steps),
            parameters: shapes.iter().map(|(_, shape)| shape.iter().product::<usize>()).sum(),
            checkpoint_every: self.checkpoint_every,
        };
        run.go(&mut trainer, |_, _| Ok(()))?;
        Ok(())
    }
}

pub fn run(args: &Args) -> Result<()> {
    if !args.resume && args.checkpoint.exists() {
        let advice = "go on with it by --resume, or choose another --checkpoint";
        let message = format!("{} holds a run already; {advice}", args.checkpoint.display());
        return Err(Error::new(ErrorCode::InvalidSetting, message));
    }
    let mut episodes: Vec<Episode> = Vec::new();
    for path in &args.data {
        let bytes = fs::read(path).map_err(|e| files::io_error(path, e))?;
        episodes.extend(push_t::parse(&bytes)?);
    }
    let before = if args.resume { Some(&args.checkpoint) } else { args.from.as_ref() };
    let mlp = |encoding: &Encoding| args.mlp(encoding.observed());
    let temporal = |encoding: &Encoding| args.temporal(encoding.horizons.predicted, encoding.observed());
    match (before.map(|path| read_checkpoint(path)).transpose()?, args.network) {
        (Some(Kept::Mlp(checkpoint)), _) => args.train(Some(checkpoint), &episodes, mlp),
        (Some(Kept::Temporal(checkpoint)), _) => args.train(Some(checkpoint), &episodes, temporal),
        (None, Network::Mlp) => args.train(None, &episodes, mlp),
        (None, Network::Temporal) => args.train(None, &episodes, temporal),
    }
}
