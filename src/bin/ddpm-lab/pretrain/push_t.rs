//! `ddpm-lab pretrain push-t`: a policy on demonstrations, or a regression on the same.

use std::{fs, path::PathBuf, rc::Rc};

use clap::ValueEnum;
use ddpm_lab::{
    Error, ErrorCode, Result,
    data::{
        Dataset,
        demonstrations::Horizons,
        push_t::{self, Episode, Windows},
    },
    diffusion::Prediction,
    networks::mlp::{MlpConfig, MlpLearner, TimeTable},
    policy::push_t::goal,
    trainer::{
        Checkpoint, LearnerState, ScheduleConfig, TrainConfig, Trainer, TrainingData,
        config::{LearningRateSchedule, Objective, Optimizer},
    },
};

use super::Run;
use crate::files;

/// What the network of the diffusion policy predicts.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Predicted {
    Epsilon,
    X0,
    V,
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
    /// Gradient steps of the whole run; the learning rate falls over the last fifth [default: 10000]
    #[arg(long)]
    steps: Option<usize>,
    /// Windows a step
    #[arg(long, default_value_t = 256)]
    batch: usize,
    /// The learning rate at its highest
    #[arg(long, default_value_t = 1e-3)]
    lr: f64,
    /// Decay of the moving average of the weights
    #[arg(long, default_value_t = 0.999)]
    ema: f64,
    /// What the network of the diffusion policy predicts
    #[arg(long, value_enum, default_value = "x0")]
    prediction: Predicted,
    /// Units of a hidden layer
    #[arg(long, default_value_t = 256)]
    width: usize,
    /// Hidden layers
    #[arg(long, default_value_t = 6)]
    depth: usize,
    /// Seed of the initial weights and of everything drawn
    #[arg(long, default_value_t = 1)]
    seed: u32,
    /// Steps between checkpoints
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    checkpoint_every: u32,
}

fn read(path: &PathBuf) -> Result<Checkpoint<MlpConfig>> {
    let bytes = fs::read(path).map_err(|e| files::io_error(path, e))?;
    Checkpoint::from_bytes(&bytes).map_err(|e| Error::new(e.code, format!("{}: {e}", path.display())))
}

impl Args {
    fn config(&self, observed: usize) -> TrainConfig<MlpConfig> {
        TrainConfig {
            network: MlpConfig {
                width: self.width,
                depth: self.depth,
                time_width: 32,
                observed,
                ..MlpConfig::default()
            },
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
            learning_rate_schedule: Some(LearningRateSchedule { warmup: 500, steps: self.steps.unwrap_or(10_000) }),
            weight_decay: 1e-6,
            clip_norm: Some(1.0),
            ema_decay: self.ema,
            batch: self.batch,
            seed: self.seed,
            ..TrainConfig::default()
        }
    }
}

pub fn run(args: &Args) -> Result<()> {
    let mut episodes: Vec<Episode> = Vec::new();
    for path in &args.data {
        let bytes = fs::read(path).map_err(|e| files::io_error(path, e))?;
        episodes.extend(push_t::parse(&bytes)?);
    }
    let before = match (args.resume, &args.from) {
        (true, _) => Some(read(&args.checkpoint)?),
        (false, Some(path)) => Some(read(path)?),
        (false, None) => None,
    };
    if !args.resume && args.checkpoint.exists() {
        let advice = "go on with it by --resume, or choose another --checkpoint";
        let message = format!("{} holds a run already; {advice}", args.checkpoint.display());
        return Err(Error::new(ErrorCode::InvalidSetting, message));
    }
    let windows = match &before {
        None => Windows::new(&episodes, &goal(), Horizons::default())?,
        Some(Checkpoint { data: TrainingData::PushT { encoding, .. }, .. }) => {
            Windows::encoded(&episodes, encoding.clone())?
        }
        Some(_) => return Err(Error::new(ErrorCode::InvalidSetting, "the other run's data must be those of Push-T")),
    };
    drop(episodes);
    let own = args.config(windows.encoding().observed());
    let config = match &before {
        None => own,
        Some(Checkpoint { config, .. }) if args.resume => {
            let schedule = config
                .learning_rate_schedule
                .map(|schedule| LearningRateSchedule { steps: args.steps.unwrap_or(schedule.steps), ..schedule });
            TrainConfig { learning_rate_schedule: schedule, ..config.clone() }
        }
        Some(Checkpoint { config, .. }) => TrainConfig {
            network: config.network.clone(),
            prediction: config.prediction,
            objective: config.objective,
            ..own
        },
    };
    let (encoding, count) = (windows.encoding().clone(), windows.count());
    eprintln!("{count} windows");
    let mut trainer = Trainer::new(config, Rc::new(windows), |config, schedule, weights| {
        let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
        MlpLearner::new(encoding.values(), &config.network, weights, times.into(), config.adam())
    })?;
    let mut loss = None;
    if let Some(Checkpoint { state, memory, loss: smoothed, .. }) = before {
        if args.resume {
            trainer.restore(&state, Some(&memory))?;
            loss = Some(smoothed);
        } else {
            trainer.restore(&LearnerState::initial(state.ema), None)?;
        }
    }
    let config = trainer.config();
    let run = Run {
        name: "push-t",
        path: &args.checkpoint,
        data: TrainingData::PushT { encoding: encoding.clone(), windows: count },
        loss,
        total: config.learning_rate_schedule.map_or(0, |schedule| schedule.steps),
        parameters: config.network.parameter_count(encoding.values()),
        checkpoint_every: args.checkpoint_every,
    };
    run.go(&mut trainer, |_, _| Ok(()))?;
    Ok(())
}
