//! A training run on disk: one safetensors file of single precision, its settings in the header, from which the run goes
//! on as if it had not been interrupted.

use std::collections::HashMap;

use safetensors::SafeTensors;
use serde::{Deserialize, Serialize};

use crate::{
    diffusion::ScheduleKind,
    error::{Error, ErrorCode, Result},
    networks::UNetConfig,
    trainer::{
        learner::LearnerState,
        pictures::{OptimizerOptions, TrainerOptions},
    },
    weights::{self, Weights},
};

/// What a run is: with the data, all that decides its outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunSettings {
    /// The model's name.
    pub name: String,
    /// The network.
    pub network: UNetConfig,
    /// The noise schedule.
    pub schedule: ScheduleKind,
    /// T.
    pub diffusion_steps: usize,
    /// What is drawn.
    pub trainer: TrainerOptions,
    /// How it is learnt.
    pub optimizer: OptimizerOptions,
}

/// A run at some step.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// The run.
    pub settings: RunSettings,
    /// The loss, smoothed over the last few hundred steps.
    pub loss: f64,
    /// Everything learnt.
    pub learner: LearnerState,
}

#[derive(Serialize, Deserialize)]
struct Header {
    settings: RunSettings,
    loss: f64,
    step: usize,
}

const PARTS: [&str; 4] = ["weights", "average", "first", "second"];

impl Checkpoint {
    /// As a file.
    ///
    /// # Errors
    /// `WeightsShape` where an array's length is not its shape's.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let LearnerState { step, weights, average, first, second } = &self.learner;
        let all: Weights = PARTS
            .iter()
            .zip([weights, average, first, second])
            .flat_map(|(part, set)| set.iter().map(move |(name, w)| (format!("{part}/{name}"), w.clone())))
            .collect();
        let header = Header { settings: self.settings.clone(), loss: self.loss, step: *step };
        let header = serde_json::to_string(&header)
            .map_err(|e| Error::new(ErrorCode::InvalidSetting, format!("checkpoint: {e}")))?;
        weights::to_safetensors_f32(&all, Some(HashMap::from([("run".to_owned(), header)])))
    }

    /// From a file.
    ///
    /// # Errors
    /// `WeightsTruncated` where the file is not a checkpoint, `WeightsShape` where its arrays are not the network's.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let broken = |why: String| Error::new(ErrorCode::WeightsTruncated, format!("checkpoint: {why}"));
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|e| broken(e.to_string()))?;
        let header = metadata.metadata().as_ref().and_then(|m| m.get("run"));
        let header: Header = serde_json::from_str(header.ok_or_else(|| broken("no run in its header".into()))?)
            .map_err(|e| broken(e.to_string()))?;
        let mut parts: [Weights; 4] = Default::default();
        for (name, weight) in weights::from_safetensors(bytes)? {
            let (part, name) = name.split_once('/').ok_or_else(|| broken(format!("unknown array {name}")))?;
            let at = PARTS.iter().position(|p| *p == part).ok_or_else(|| broken(format!("unknown part {part}")))?;
            parts[at].insert(name.to_owned(), weight);
        }
        for part in &parts {
            weights::check(part, &header.settings.network.parameters())?;
        }
        let [weights, average, first, second] = parts;
        let learner = LearnerState { step: header.step, weights, average, first, second };
        Ok(Self { settings: header.settings, loss: header.loss, learner })
    }
}
