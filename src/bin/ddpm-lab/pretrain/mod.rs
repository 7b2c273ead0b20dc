//! `ddpm-lab pretrain`: Algorithm 1 until it is done or told to stop, with checkpoints from which it goes on exactly.

mod backend;
mod push_t;
mod watch;

use std::{
    future::Ready,
    path::{Path, PathBuf},
    rc::Rc,
};

use clap::ValueEnum;
use ddpm_lab::{
    Error, ErrorCode, Result,
    data::{CATALOGUE, CatalogueEntry, Dataset, ImageSet, ImageShape, Split, dataset},
    diffusion::Prediction,
    networks::UNetConfig,
    trainer::{
        Checkpoint, Learner, LearnerState, NetworkConfig, ScheduleConfig, StepReport, TrainConfig, Trainer,
        TrainingData,
        config::{LearningRateSchedule, Objective, Optimizer, TimestepSampling},
        loss::Weighting,
    },
    weights::Weights,
};

use crate::{
    export::{checkpoint_name, read_checkpoint},
    files,
};
use watch::Watch;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Backend {
    /// Our own kernels, on --threads threads
    Cpu,
    /// Burn on the CPU (built with --features flex)
    Flex,
    /// Burn on an NVIDIA GPU (built with --features cuda)
    Cuda,
}

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    pictures: Option<Pictures>,
}

#[derive(clap::Subcommand)]
enum Task {
    /// Train a policy of Push-T on demonstrations
    PushT(Box<push_t::Args>),
}

/// A model of pictures.
#[derive(clap::Args)]
struct Pictures {
    /// What to train on, which also names the model: avatars, digits or fashion
    #[arg(long)]
    model: String,
    /// Folder of the data sets
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Folder for the checkpoint NAME.checkpoint and the sample sheets
    #[arg(long, default_value = "runs")]
    out: PathBuf,
    /// Go on from the checkpoint in --out; settings other than --steps are then the checkpoint's
    #[arg(long)]
    resume: bool,
    /// Gradient steps of the whole run; the learning rate falls over the last fifth [default: 12000]
    #[arg(long)]
    steps: Option<usize>,
    /// Pictures a step [default: 32]
    #[arg(long, conflicts_with = "resume")]
    batch: Option<usize>,
    /// The learning rate at its highest [default: 0.0008]
    #[arg(long, conflicts_with = "resume")]
    lr: Option<f64>,
    /// Channels at the network's first level [default: 32]
    #[arg(long, conflicts_with = "resume")]
    base: Option<usize>,
    /// Seed of the initial weights and of everything drawn [default: 1]
    #[arg(long, conflicts_with = "resume")]
    seed: Option<u32>,
    /// What computes
    #[arg(long, value_enum, default_value = "cpu")]
    backend: Backend,
    /// Threads of --backend cpu [default: one for each processor]
    #[arg(long)]
    threads: Option<usize>,
    /// Steps between checkpoints
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..))]
    checkpoint_every: u32,
    /// Steps between sample sheets; 0 for none
    #[arg(long, default_value_t = 1000)]
    sheet_every: u32,
}

/// The network, the schedule and the rest that a set is best trained with.
fn settings(set: &CatalogueEntry, args: &Pictures) -> TrainConfig<UNetConfig> {
    let ImageShape { height, width, .. } = set.image;
    TrainConfig {
        network: UNetConfig {
            image: set.image,
            // The finest strokes of the grey sets are two pixels wide, those of the pixel art are one.
            patch: if height.min(width) > 16 { 2 } else { 1 },
            base: args.base.unwrap_or(32),
            multipliers: vec![1, 2],
            blocks: 2,
            groups: 8,
            attributes: set.attributes(),
        },
        schedule: ScheduleConfig::Cosine { steps: 1000 },
        objective: Objective::Denoise,
        prediction: Prediction::V,
        weighting: Weighting::Simple,
        optimizer: Optimizer::Adam,
        learning_rate: args.lr.unwrap_or(8e-4),
        learning_rate_schedule: Some(LearningRateSchedule { warmup: 200, steps: args.steps.unwrap_or(12_000) }),
        weight_decay: 0.0,
        clip_norm: Some(1.0),
        ema_decay: 0.999,
        batch: args.batch.unwrap_or(32),
        times: TimestepSampling::Uniform,
        antithetic: false,
        condition_dropout: 0.1,
        mirror: false,
        seed: args.seed.unwrap_or(1),
    }
}

pub fn run(args: Args) -> Result<()> {
    let args = match args {
        Args { task: Some(Task::PushT(args)), .. } => return push_t::run(&args),
        Args { pictures: Some(args), .. } => args,
        Args { .. } => return Err(Error::new(ErrorCode::InvalidSetting, "expected --model NAME or push-t")),
    };
    let set = dataset(&args.model).ok_or_else(|| {
        let known: Vec<_> = CATALOGUE.iter().map(|d| d.name).collect();
        Error::new(ErrorCode::InvalidSetting, format!("--model {}: there are {}", args.model, known.join(", ")))
    })?;
    let path = args.out.join(format!("{}.checkpoint", set.name));
    let start = start(&args, set, &path)?;
    let data = ImageSet::load(&args.data, set.name, Split::Train)?;
    match args.backend {
        Backend::Cpu => {
            let threads = args.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into));
            train(&args, set, start, data, &path, |config, weights| {
                backend::cpu(&config.network, weights, config.adam(), threads)
            })
        }
        #[cfg(feature = "flex")]
        Backend::Flex => train(&args, set, start, data, &path, |config, weights| {
            backend::burn("flex", &config.network, weights, config.adam(), &burn::tensor::Device::flex())
        }),
        #[cfg(not(feature = "flex"))]
        Backend::Flex => Err(backend::not_built("flex")),
        #[cfg(feature = "cuda")]
        Backend::Cuda => train(&args, set, start, data, &path, |config, weights| {
            backend::burn("cuda", &config.network, weights, config.adam(), &burn::tensor::Device::cuda(0))
        }),
        #[cfg(not(feature = "cuda"))]
        Backend::Cuda => Err(backend::not_built("cuda")),
    }
}

/// A learner that computes on this processor.
pub trait HostLearner:
    Learner<Report = Ready<Result<StepReport>>, State = Ready<Result<LearnerState>>, Weights = Ready<Result<Weights>>>
{
}

impl<L> HostLearner for L where
    L: Learner<
            Report = Ready<Result<StepReport>>,
            State = Ready<Result<LearnerState>>,
            Weights = Ready<Result<Weights>>,
        >
{
}

/// A run that keeps checkpoints.
struct Run<'a> {
    name: &'a str,
    path: &'a Path,
    data: TrainingData,
    /// The loss so far, smoothed.
    loss: Option<f64>,
    /// Steps of the whole run.
    total: usize,
    parameters: usize,
    checkpoint_every: u32,
}

impl Run<'_> {
    /// Steps until it is done or told to stop; `after` is called after each. Gives the last step and what computed.
    fn go<N: NetworkConfig, D: Dataset, L: HostLearner>(
        self,
        trainer: &mut Trainer<N, D, L>,
        mut after: impl FnMut(usize, &Trainer<N, D, L>) -> Result<()>,
    ) -> Result<(usize, &'static str)> {
        let Self { name, path, data, mut loss, total, parameters, checkpoint_every } = self;
        let mut step = trainer.step_count();
        if step >= total {
            let message = format!("{} has done its {step} steps; ask for more with --steps", path.display());
            return Err(Error::new(ErrorCode::InvalidSetting, message));
        }
        let backend = trainer.learner().backend();
        let watch = Watch::new(name, parameters, step, total, backend)?;
        loop {
            loss = Some(smoothed(loss, trainer.step()?));
            step = trainer.step_count();
            let stopping = watch.stopped() || step == total;
            watch.step(step, loss.unwrap_or(f64::NAN));
            if stopping || step.is_multiple_of(checkpoint_every as usize) {
                let checkpoint = Checkpoint {
                    config: trainer.config().clone(),
                    data: data.clone(),
                    state: trainer.learner().state().into_inner()?,
                    memory: trainer.times().memory(),
                    loss: loss.unwrap_or(f64::NAN),
                };
                files::write_whole(path, &checkpoint.to_bytes()?)?;
            }
            after(step, trainer)?;
            if stopping {
                break;
            }
        }
        watch.finish();
        Ok((step, backend))
    }
}

/// Where a run starts from.
struct Start {
    config: TrainConfig<UNetConfig>,
    checkpoint: Option<Checkpoint<UNetConfig>>,
}

fn start(args: &Pictures, set: &CatalogueEntry, path: &Path) -> Result<Start> {
    if args.resume {
        let checkpoint = read_checkpoint(path)?;
        let mut config = checkpoint.config.clone();
        let name = checkpoint_name(&checkpoint)?;
        if name != set.name {
            let message = format!("{} is a run of {name}, not of {}", path.display(), set.name);
            return Err(Error::new(ErrorCode::InvalidSetting, message));
        }
        if let (Some(steps), Some(schedule)) = (args.steps, &mut config.learning_rate_schedule) {
            schedule.steps = steps;
        }
        return Ok(Start { config, checkpoint: Some(checkpoint) });
    }
    if path.exists() {
        let advice = "go on with it by --resume, or choose another --out";
        return Err(Error::new(ErrorCode::InvalidSetting, format!("{} holds a run already; {advice}", path.display())));
    }
    Ok(Start { config: settings(set, args), checkpoint: None })
}

/// The average of the loss over about the last hundred steps.
fn smoothed(before: Option<f64>, loss: f64) -> f64 {
    before.map_or(loss, |before| before + 0.01 * (loss - before))
}

fn train<L: HostLearner>(
    args: &Pictures,
    set: &CatalogueEntry,
    start: Start,
    data: ImageSet,
    path: &Path,
    learner: impl FnOnce(&TrainConfig<UNetConfig>, &Weights) -> Result<L>,
) -> Result<()> {
    let Start { config, checkpoint } = start;
    let total = config.learning_rate_schedule.map_or(0, |schedule| schedule.steps);
    let values = data.shape.values();
    let mut trainer = Trainer::new(config, Rc::new(data), |config, _, weights| learner(config, weights))?;
    let mut loss = None;
    if let Some(Checkpoint { state, memory, loss: smoothed, .. }) = &checkpoint {
        trainer.restore(state, Some(memory))?;
        loss = Some(*smoothed);
    }
    let data = TrainingData::Catalogue { name: set.name.into(), values };
    let parameters = trainer.config().network.parameter_count();
    let run = Run { name: set.name, path, data, loss, total, parameters, checkpoint_every: args.checkpoint_every };
    let (step, backend) = run.go(&mut trainer, |step, trainer| {
        if args.sheet_every > 0 && step.is_multiple_of(args.sheet_every as usize) {
            let sheet = args.out.join(format!("{}-{step:06}.png", set.name));
            let weights = trainer.learner().ema().into_inner()?;
            watch::draw_sheet(&sheet, trainer.config(), trainer.schedule(), &weights)?;
        }
        Ok(())
    })?;
    if step < total {
        eprintln!("stopped after step {step}; {} keeps everything. To go on:", path.display());
        eprintln!("  ddpm-lab pretrain --model {} --out {} --resume", set.name, args.out.display());
    } else {
        println!("{total} steps done; make the page's model of it with");
        println!("  ddpm-lab export --checkpoint {} --backend {backend}", path.display());
    }
    Ok(())
}
