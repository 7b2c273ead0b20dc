//! The model card: a JSON file beside the weights that says what they are, how they came to be and how good they are.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::config::UNetConfig;
use crate::{
    diffusion::{Prediction, ScheduleKind},
    error::{Error, ErrorCode, Result},
    weights::{self, Weights},
};

/// Everything known of a pretrained model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct ModelCard {
    /// Short name, also that of its files: `avatars`.
    pub name: String,
    /// The network.
    pub network: UNetConfig,
    /// The schedule it was trained with.
    pub schedule: ScheduleKind,
    /// T, the number of diffusion steps it was trained with.
    pub steps: usize,
    /// What the network predicts.
    pub prediction: Prediction,
    /// The data it was trained on.
    pub data: DataCard,
    /// How it was trained.
    pub training: TrainingCard,
    /// How good its samples are: figures from `ddpm-lab evaluate`, each beside the same figure for real data.
    pub quality: Vec<QualityFigure>,
    /// Lower-case hexadecimal SHA-256 of the weight file.
    pub sha256: String,
}

/// The data a model was trained on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct DataCard {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// Its licence.
    pub licence: String,
    /// Pictures trained on.
    pub examples: usize,
}

/// How a model was trained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct TrainingCard {
    /// Seed of initialisation, order and noise.
    pub seed: u64,
    /// Optimiser steps.
    pub steps: usize,
    /// Pictures a step.
    pub batch: usize,
    /// Learning rate at its highest.
    pub learning_rate: f64,
    /// Decay of the moving average of the weights that was kept.
    pub ema_decay: f64,
    /// Share of pictures trained with the null class.
    pub condition_dropout: f64,
    /// Mean squared error of what the network predicts, averaged over the last steps: L_simple (eq. 14) where that is ε.
    pub final_loss: f64,
    /// What computed it: `cpu`, `flex`, `cuda`.
    pub backend: String,
}

/// One measured figure of quality.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct QualityFigure {
    /// Which figure: `class_agreement`, `frechet_distance`, `nearest_training_distance`.
    pub figure: String,
    /// For samples of the model.
    pub samples: f64,
    /// The same figure for real held-out data.
    pub real: f64,
    /// How it was measured: sampler, steps, guidance, number of samples, seed.
    pub method: String,
}

impl ModelCard {
    /// Reads a card.
    ///
    /// # Errors
    /// `CardInvalid` where it is not JSON of this form, `InvalidSetting` where the network cannot be built.
    pub fn from_json(bytes: &[u8]) -> Result<Self> {
        let card: Self =
            serde_json::from_slice(bytes).map_err(|e| Error::new(ErrorCode::CardInvalid, "model card").caused_by(e))?;
        card.network.validate()?;
        if !(1..=10_000).contains(&card.steps) {
            return Err(Error::new(ErrorCode::CardInvalid, format!("model card: {} diffusion steps", card.steps)));
        }
        Ok(card)
    }

    /// Reads the weights this card speaks of, after checking their hash and every shape.
    ///
    /// # Errors
    /// `WeightsTruncated` where the file is not whole, `WeightsAltered` where its hash differs, `WeightsShape` where an
    /// array does not fit.
    pub fn load_weights(&self, bytes: &[u8]) -> Result<Weights> {
        // The form is checked before the hash, so that a truncated file gets another error than a changed one.
        let loaded = weights::from_safetensors(bytes)?;
        let found = sha256_hex(bytes);
        if found != self.sha256 {
            return Err(Error::new(
                ErrorCode::WeightsAltered,
                format!("weights of {}: SHA-256 {found}, the card says {}", self.name, self.sha256),
            ));
        }
        weights::check(&loaded, &self.network.parameters())?;
        Ok(loaded)
    }
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
