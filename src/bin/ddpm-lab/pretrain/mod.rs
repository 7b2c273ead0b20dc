//! `ddpm-lab pretrain`: Algorithm 1 until it is done or told to stop, with checkpoints from which it goes on exactly.

mod backend;
mod watch;

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use ddpm_lab::{
    Error, ErrorCode, Result,
    data::{CATALOGUE, Dataset, ImageSet, Split, dataset},
    diffusion::{Prediction, Schedule, ScheduleKind},
    networks::{ImageShape, UNetConfig},
    trainer::checkpoint::{Checkpoint, RunSettings},
    trainer::pictures::{Learner, OptimizerOptions, Trainer, TrainerOptions, initial_weights},
};

use crate::{export::read_checkpoint, files};
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
pub struct Args {
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
    seed: Option<u64>,
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
fn settings(set: &Dataset, args: &Args) -> RunSettings {
    let ImageShape { height, width, .. } = set.image;
    RunSettings {
        name: set.name.into(),
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
        schedule: ScheduleKind::Cosine,
        diffusion_steps: 1000,
        trainer: TrainerOptions {
            seed: args.seed.unwrap_or(1),
            steps: args.steps.unwrap_or(12_000),
            batch: args.batch.unwrap_or(32),
            learning_rate: args.lr.unwrap_or(8e-4),
            warmup: 200,
            condition_dropout: 0.1,
            mirror: false,
            prediction: Prediction::V,
        },
        optimizer: OptimizerOptions::default(),
    }
}

pub fn run(args: Args) -> Result<()> {
    let set = dataset(&args.model).ok_or_else(|| {
        let known: Vec<_> = CATALOGUE.iter().map(|d| d.name).collect();
        Error::new(ErrorCode::InvalidSetting, format!("--model {}: there are {}", args.model, known.join(", ")))
    })?;
    let path = args.out.join(format!("{}.checkpoint", set.name));
    let start = start(&args, set, &path)?;
    start.settings.network.validate()?;
    let data = ImageSet::load(&args.data, set.name, Split::Train)?;
    let RunSettings { network, optimizer, trainer, .. } = &start.settings;
    let weights = initial_weights(network, trainer.seed);
    match args.backend {
        Backend::Cpu => {
            let threads = args.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into));
            train(backend::cpu(network, &weights, *optimizer, threads)?, &args, start, &data, &path)
        }
        Backend::Flex => train(backend::flex(network, &weights, *optimizer)?, &args, start, &data, &path),
        Backend::Cuda => train(backend::cuda(network, &weights, *optimizer)?, &args, start, &data, &path),
    }
}

/// Where a run starts from.
struct Start {
    settings: RunSettings,
    checkpoint: Option<Checkpoint>,
}

fn start(args: &Args, set: &Dataset, path: &Path) -> Result<Start> {
    if args.resume {
        let checkpoint = read_checkpoint(path)?;
        let mut settings = checkpoint.settings.clone();
        if settings.name != set.name {
            let message = format!("{} is a run of {}, not of {}", path.display(), settings.name, set.name);
            return Err(Error::new(ErrorCode::InvalidSetting, message));
        }
        settings.trainer.steps = args.steps.unwrap_or(settings.trainer.steps);
        return Ok(Start { settings, checkpoint: Some(checkpoint) });
    }
    if path.exists() {
        let advice = "go on with it by --resume, or choose another --out";
        return Err(Error::new(ErrorCode::InvalidSetting, format!("{} holds a run already; {advice}", path.display())));
    }
    Ok(Start { settings: settings(set, args), checkpoint: None })
}

/// The average of the loss over about the last hundred steps.
fn smoothed(before: Option<f64>, loss: f64) -> f64 {
    before.map_or(loss, |before| before + 0.01 * (loss - before))
}

fn train(mut learner: impl Learner, args: &Args, start: Start, data: &ImageSet, path: &Path) -> Result<()> {
    let Start { settings, checkpoint } = start;
    let schedule = Schedule::new(settings.schedule, settings.diffusion_steps)?;
    let trainer = Trainer::new(schedule.clone(), data, settings.trainer.clone())?;
    let (mut step, mut loss) = (0, None);
    if let Some(checkpoint) = &checkpoint {
        learner.restore(&checkpoint.learner)?;
        (step, loss) = (checkpoint.learner.step, Some(checkpoint.loss));
    }
    let total = settings.trainer.steps;
    if step >= total {
        let message = format!("{} has done its {step} steps; ask for more with --steps", path.display());
        return Err(Error::new(ErrorCode::InvalidSetting, message));
    }
    fs::create_dir_all(&args.out).map_err(|e| files::io_error(&args.out, e))?;
    let watch = Watch::new(&settings, step, learner.name())?;
    let every = |n: u32, step: usize| n > 0 && step.is_multiple_of(n as usize);
    loop {
        loss = Some(smoothed(loss, trainer.step(step, &mut learner)?));
        step += 1;
        let stopping = watch.stopped() || step == total;
        watch.step(step, loss.unwrap_or(f64::NAN));
        if stopping || every(args.checkpoint_every, step) {
            let checkpoint =
                Checkpoint { settings: settings.clone(), loss: loss.unwrap_or(f64::NAN), learner: learner.state()? };
            files::write_whole(path, &checkpoint.to_bytes()?)?;
        }
        if every(args.sheet_every, step) {
            let sheet = args.out.join(format!("{}-{step:06}.png", settings.name));
            watch::draw_sheet(&sheet, &settings, &schedule, &learner.average()?)?;
        }
        if stopping {
            break;
        }
    }
    watch.finish();
    if step < total {
        eprintln!("stopped after step {step}; {} keeps everything. To go on:", path.display());
        eprintln!("  ddpm-lab pretrain --model {} --out {} --resume", settings.name, args.out.display());
    } else {
        println!("{} steps done; make the page's model of it with", total);
        println!("  ddpm-lab export --checkpoint {} --backend {}", path.display(), learner.name());
    }
    Ok(())
}
