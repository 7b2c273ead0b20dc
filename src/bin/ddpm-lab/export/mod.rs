//! `ddpm-lab export`: from a training run to the page's model.

mod push_t;

use std::{
    fs,
    path::{Path, PathBuf},
};

use ddpm_lab::{
    Error, ErrorCode, Result,
    data::dataset,
    networks::{
        ModelCard, UNetConfig,
        card::{DataCard, TrainingCard, sha256_hex},
    },
    weights::{self},
};

use ddpm_lab::trainer::{Checkpoint, TrainingData};

use crate::files;

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
    /// Make a policy (weights and card) of a run on Push-T
    PushT(push_t::Args),
}

/// A model of pictures.
#[derive(clap::Args)]
struct Pictures {
    /// The run's checkpoint, as `ddpm-lab pretrain` leaves it
    #[arg(long)]
    checkpoint: PathBuf,
    /// Folder that gets NAME.safetensors and NAME.json
    #[arg(long, default_value = "www/models")]
    models: PathBuf,
    /// How many pictures it was trained on [default: as many as the folder of --data holds]
    #[arg(long)]
    examples: Option<usize>,
    /// Folder of the data sets
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// What computed the run, for the card
    #[arg(long, default_value = "cpu")]
    backend: String,
}

/// Reads a checkpoint.
pub fn read_checkpoint(path: &Path) -> Result<Checkpoint<UNetConfig>> {
    let bytes = fs::read(path).map_err(|e| files::io_error(path, e))?;
    Checkpoint::from_bytes(&bytes)
        .map_err(|e| Error::new(e.code, format!("{}: {e}; it cannot be continued from", path.display())))
}

/// The name of the set that a run learns, which is also the model's.
///
/// # Errors
/// `InvalidSetting` where it learns no set of the catalogue.
pub fn checkpoint_name(checkpoint: &Checkpoint<UNetConfig>) -> Result<&str> {
    match &checkpoint.data {
        TrainingData::Catalogue { name, .. } => Ok(name),
        TrainingData::Points(_) | TrainingData::Demonstrations { .. } | TrainingData::PushT { .. } => {
            Err(Error::new(ErrorCode::InvalidSetting, "a run on points or demonstrations is no model of pictures"))
        }
    }
}

pub fn run(args: &Args) -> Result<()> {
    match args {
        Args { task: Some(Task::PushT(args)), .. } => push_t::run(args),
        Args { pictures: Some(args), .. } => pictures(args),
        Args { .. } => Err(Error::new(ErrorCode::InvalidSetting, "expected --checkpoint FILE or push-t")),
    }
}

fn pictures(args: &Pictures) -> Result<()> {
    let checkpoint = read_checkpoint(&args.checkpoint)?;
    let name = checkpoint_name(&checkpoint)?.to_owned();
    let examples = match args.examples {
        Some(examples) => examples,
        None => ddpm_lab::data::ImageSet::load(&args.data, &name, ddpm_lab::data::Split::Train)?.len(),
    };
    let (card, bytes) = card_of(checkpoint, &name, examples, &args.backend)?;
    files::write_whole(&args.models.join(format!("{name}.safetensors")), &bytes)?;
    files::write_card(&args.models.join(format!("{name}.json")), &card)?;
    println!("{name}: {} steps, {} KB in {}", card.training.steps, bytes.len() / 1000, args.models.display());
    println!("measure it with `ddpm-lab evaluate --model {name} --write-card`");
    Ok(())
}

/// The card and the weight file of a run: the moving average, in half precision.
fn card_of(
    checkpoint: Checkpoint<UNetConfig>,
    name: &str,
    examples: usize,
    backend: &str,
) -> Result<(ModelCard, Vec<u8>)> {
    let Checkpoint { config, loss, state, .. } = checkpoint;
    let bytes = weights::to_safetensors(&state.ema)?;
    let unfit = |why: String| Error::new(ErrorCode::InvalidSetting, why);
    let set = dataset(name).ok_or_else(|| unfit(format!("{name:?} is not a data set of the catalogue")))?;
    let named = config.schedule.name();
    let (schedule, steps) = named.ok_or_else(|| unfit("a model's schedule must be a named one".into()))?;
    let card = ModelCard {
        name: name.into(),
        network: config.network,
        schedule,
        steps,
        prediction: config.prediction,
        data: DataCard { name: set.title.into(), source: set.source.into(), licence: set.licence.into(), examples },
        training: TrainingCard {
            seed: config.seed.into(),
            steps: state.step,
            batch: config.batch,
            learning_rate: config.learning_rate,
            ema_decay: config.ema_decay,
            condition_dropout: config.condition_dropout,
            final_loss: loss,
            backend: backend.into(),
        },
        // Figures belong to the weights they were measured with; these are new.
        quality: Vec::new(),
        sha256: sha256_hex(&bytes),
    };
    Ok((card, bytes))
}
