//! `ddpm-lab export push-t`: from a training run to a policy that can be handed out.

use std::path::PathBuf;

use ddpm_lab::{
    Error, ErrorCode, Result,
    networks::card::{DataCard, TrainingCard, sha256_hex},
    policy::PolicyCard,
    trainer::{Checkpoint, TrainingData, config::Objective},
    weights,
};

use crate::{
    files,
    policies::{Kept, PolicyConfig, encoding_of, read_checkpoint},
};

#[derive(clap::Args)]
pub struct Args {
    /// The run's checkpoint, as `ddpm-lab pretrain push-t` leaves it
    #[arg(long, default_value = "runs/push-t.checkpoint")]
    checkpoint: PathBuf,
    /// Folder that gets push-t.safetensors and push-t.json
    #[arg(long, default_value = "models")]
    models: PathBuf,
}

/// In what the task differs from the published one.
const TASK: &str = "Push-T as in Chi et al. 2023, section 5.1, in rapier2d instead of Chipmunk: contacts without friction, \
    the same masses, controller and starts; scores compare within this project only. Observations as seen from the T.";

pub fn run(args: &Args) -> Result<()> {
    let (card, bytes) = match read_checkpoint(&args.checkpoint)? {
        Kept::Mlp(checkpoint) => card_of(checkpoint)?,
        Kept::Temporal(checkpoint) => card_of(checkpoint)?,
    };
    files::write_whole(&args.models.join(format!("{}.safetensors", card.name)), &bytes)?;
    files::write_json(&args.models.join(format!("{}.json", card.name)), &card)?;
    println!("{}: {} steps, {} KB in {}", card.name, card.training.steps, bytes.len() / 1000, args.models.display());
    println!("measure it with `ddpm-lab evaluate push-t --write-card`");
    Ok(())
}

/// The card and the weight file of a run: the moving average, in half precision.
fn card_of<N: PolicyConfig>(checkpoint: Checkpoint<N>) -> Result<(PolicyCard, Vec<u8>)> {
    let encoding = encoding_of(&checkpoint)?;
    let unfit = |why: &str| Error::new(ErrorCode::InvalidSetting, why);
    let Checkpoint { config, data, loss, state, .. } = checkpoint;
    if config.objective != Objective::Denoise {
        return Err(unfit("a policy that is handed out must be a diffusion model, got a regression"));
    }
    let examples = if let TrainingData::PushT { windows, .. } = data { windows } else { 0 };
    let bytes = weights::to_safetensors(&state.ema)?;
    let (schedule, steps) = config.schedule.name().ok_or_else(|| unfit("a policy's schedule must be a named one"))?;
    let card = PolicyCard {
        name: "push-t".into(),
        network: config.network.named(),
        encoding,
        schedule,
        steps,
        prediction: config.prediction,
        data: DataCard {
            name: "Demonstrations of Push-T".into(),
            source: "made by `ddpm-lab demonstrate push-t`: one straight push at a time".into(),
            licence: "MIT OR Apache-2.0".into(),
            examples,
        },
        training: TrainingCard {
            seed: config.seed.into(),
            steps: state.step,
            batch: config.batch,
            learning_rate: config.learning_rate,
            ema_decay: config.ema_decay,
            condition_dropout: config.condition_dropout,
            final_loss: loss,
            backend: "cpu".into(),
        },
        task: TASK.into(),
        // Figures belong to the weights they were measured with; these are new.
        quality: Vec::new(),
        sha256: sha256_hex(&bytes),
    };
    Ok((card, bytes))
}
