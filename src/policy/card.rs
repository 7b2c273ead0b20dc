//! The card of a policy: a JSON file beside its weights that says what they are, how they came to be and how good they are.

use serde::{Deserialize, Serialize};

use crate::{
    data::push_t::Encoding,
    diffusion::{Prediction, ScheduleKind},
    error::{Error, ErrorCode, Result},
    networks::{
        card::{DataCard, TrainingCard, sha256_hex},
        mlp::MlpConfig,
        temporal::TemporalConfig,
    },
    trainer::NetworkConfig,
    weights::{self, Weights},
};

/// The network of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyNetwork {
    /// A multilayer perceptron that reads the whole chunk at once.
    Mlp(MlpConfig),
    /// A one-dimensional U-Net over its steps.
    Temporal(TemporalConfig),
}

/// Everything known of a pretrained policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyCard {
    /// Short name, also that of its files: `push-t`.
    pub name: String,
    /// The network.
    pub network: PolicyNetwork,
    /// What it is told, and how its chunks are read.
    pub encoding: Encoding,
    /// The schedule it was trained with.
    pub schedule: ScheduleKind,
    /// T, the number of diffusion steps it was trained with.
    pub steps: usize,
    /// What the network predicts.
    pub prediction: Prediction,
    /// The demonstrations; `examples` are windows.
    pub data: DataCard,
    /// How it was trained.
    pub training: TrainingCard,
    /// In what the task differs from the published one.
    pub task: String,
    /// How good it is: figures from `ddpm-lab evaluate push-t`.
    pub quality: Vec<PolicyFigure>,
    /// Lower-case hexadecimal SHA-256 of the weight file.
    pub sha256: String,
}

/// What rollouts gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFigure {
    /// Who acted: `diffusion`, `regression`, `expert`.
    pub policy: String,
    /// Mean over the episodes of the best score.
    pub best_score: f64,
    /// Share of episodes whose coverage was above 0.95 at some time, with the ends of Wilson's 95 % interval.
    pub success: [f64; 3],
    /// How it was measured: episodes, Ta, sampler.
    pub method: String,
}

impl PolicyNetwork {
    /// Its weights' names and shapes, for chunks of `values` numbers, after checking that it can be built.
    ///
    /// # Errors
    /// `InvalidSetting` where it cannot.
    pub fn parameters(&self, values: usize) -> Result<Vec<(String, Vec<usize>)>> {
        fn checked<N: NetworkConfig>(network: &N, values: usize) -> Result<Vec<(String, Vec<usize>)>> {
            network.check(values)?;
            Ok(network.weight_shapes(values))
        }
        match self {
            Self::Mlp(network) => checked(network, values),
            Self::Temporal(network) => checked(network, values),
        }
    }

    /// Numbers of an observation.
    pub fn observed(&self) -> usize {
        match self {
            Self::Mlp(network) => network.observed,
            Self::Temporal(network) => network.observed,
        }
    }
}

impl PolicyCard {
    /// Reads a card.
    ///
    /// # Errors
    /// `CardInvalid` where it is not JSON of this form or its parts do not go together, `InvalidSetting` where the network
    /// cannot be built.
    pub fn from_json(bytes: &[u8]) -> Result<Self> {
        let card: Self = serde_json::from_slice(bytes)
            .map_err(|e| Error::new(ErrorCode::CardInvalid, "policy card").caused_by(e))?;
        card.encoding.validate()?;
        card.network.parameters(card.encoding.values())?;
        if card.network.observed() != card.encoding.observed() {
            let (given, told) = (card.network.observed(), card.encoding.observed());
            let message = format!("policy card: the network must be given the encoding's {told} numbers, got {given}");
            return Err(Error::new(ErrorCode::CardInvalid, message));
        }
        if !(1..=10_000).contains(&card.steps) {
            return Err(Error::new(ErrorCode::CardInvalid, format!("policy card: {} diffusion steps", card.steps)));
        }
        Ok(card)
    }

    /// Reads the weights this card speaks of, after checking their hash and every shape.
    ///
    /// # Errors
    /// `WeightsTruncated` where the file is not whole, `WeightsAltered` where its hash differs, `WeightsShape` where an array
    /// does not fit.
    pub fn load_weights(&self, bytes: &[u8]) -> Result<Weights> {
        // A file cut short deserves to be told apart from one that was changed, so the form comes before the hash.
        let loaded = weights::from_safetensors(bytes)?;
        let found = sha256_hex(bytes);
        if found != self.sha256 {
            let message = format!("weights of {}: SHA-256 {found}, the card says {}", self.name, self.sha256);
            return Err(Error::new(ErrorCode::WeightsAltered, message));
        }
        weights::check(&loaded, &self.network.parameters(self.encoding.values())?)?;
        Ok(loaded)
    }
}
