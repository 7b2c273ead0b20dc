//! `ddpm-lab export`: from a training run to the page's model.

use std::{
    fs,
    path::{Path, PathBuf},
};

use ddpm_lab::{
    Error, ErrorCode, Result,
    data::dataset,
    networks::{
        ModelCard,
        card::{DataCard, TrainingCard, sha256_hex},
    },
    trainer::checkpoint::Checkpoint,
    weights::{self},
};

use crate::files;

#[derive(clap::Args)]
pub struct Args {
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
pub fn read_checkpoint(path: &Path) -> Result<Checkpoint> {
    let bytes = fs::read(path).map_err(|e| files::io_error(path, e))?;
    Checkpoint::from_bytes(&bytes)
        .map_err(|e| Error::new(e.code, format!("{}: {e}; it cannot be continued from", path.display())))
}

pub fn run(args: &Args) -> Result<()> {
    let checkpoint = read_checkpoint(&args.checkpoint)?;
    let name = checkpoint.settings.name.clone();
    let examples = match args.examples {
        Some(examples) => examples,
        None => ddpm_lab::data::ImageSet::load(&args.data, &name, ddpm_lab::data::Split::Train)?.len(),
    };
    let (card, bytes) = card_of(checkpoint, examples, &args.backend)?;
    files::write_whole(&args.models.join(format!("{name}.safetensors")), &bytes)?;
    files::write_card(&args.models.join(format!("{name}.json")), &card)?;
    println!("{name}: {} steps, {} KB in {}", card.training.steps, bytes.len() / 1000, args.models.display());
    println!("measure it with `ddpm-lab evaluate --model {name} --write-card`");
    Ok(())
}

/// The card and the weight file of a run: the moving average, in half precision.
fn card_of(checkpoint: Checkpoint, examples: usize, backend: &str) -> Result<(ModelCard, Vec<u8>)> {
    let Checkpoint { settings, loss, learner } = checkpoint;
    let bytes = weights::to_safetensors(&learner.average)?;
    let set = dataset(&settings.name).ok_or_else(|| {
        Error::new(ErrorCode::InvalidSetting, format!("{:?} is not a data set of the catalogue", settings.name))
    })?;
    let card = ModelCard {
        name: settings.name,
        network: settings.network,
        schedule: settings.schedule,
        steps: settings.diffusion_steps,
        prediction: settings.trainer.prediction,
        data: DataCard { name: set.title.into(), source: set.source.into(), licence: set.licence.into(), examples },
        training: TrainingCard {
            seed: settings.trainer.seed,
            steps: learner.step,
            batch: settings.trainer.batch,
            learning_rate: settings.trainer.learning_rate,
            ema_decay: settings.optimizer.ema_decay,
            condition_dropout: settings.trainer.condition_dropout,
            final_loss: loss,
            backend: backend.into(),
        },
        // Figures belong to the weights they were measured with; these are new.
        quality: Vec::new(),
        sha256: sha256_hex(&bytes),
    };
    Ok((card, bytes))
}
