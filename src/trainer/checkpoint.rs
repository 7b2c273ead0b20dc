//! A run as a file: safetensors of single precision with the settings in the header, from which it goes on bit by bit. The
//! page and `ddpm-lab` read and write the same.

mod data;

use std::collections::HashMap;

use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use data::DataHeader;
pub use data::TrainingData;

use super::{
    config::{NetworkConfig, ScheduleConfig, TrainConfig},
    learner::LearnerState,
};
use crate::{
    error::{Error, ErrorCode, Result},
    weights::{self, Weight, Weights},
};

/// A run at some step.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint<N> {
    /// The settings.
    pub config: TrainConfig<N>,
    /// The data.
    pub data: TrainingData,
    /// Everything learnt.
    pub state: LearnerState,
    /// The losses that importance sampling keeps.
    pub memory: Vec<f64>,
    /// The loss, smoothed over the last steps; NaN where it was not smoothed.
    pub loss: f64,
}

/// What the header says. The numbers in it are for readers: a decimal fraction may come back with another last bit, so those
/// that the run depends on lie beside the weights.
#[derive(Serialize, Deserialize)]
struct Header<N> {
    format: u32,
    step: u32,
    config: TrainConfig<N>,
    data: DataHeader,
    /// Of every array's bytes in the order of their names.
    sha256: String,
}

/// Files of format 1 drew their random numbers in another way, so their runs cannot be gone on with.
const FORMAT: u32 = 2;
/// The header's place in the file's metadata.
const KEY: &str = "ddpm-lab run";
const PARTS: [&str; 4] = ["weights", "ema", "m", "v"];
const MEMORY: &str = "times/memory";
/// Learning rate, weight decay, decay of the average, limit of the gradient's norm (0 for none), condition dropout, loss.
const NUMBERS: &str = "settings/numbers";
const BETAS: &str = "settings/betas";

fn invalid(why: impl std::fmt::Display) -> Error {
    Error::new(ErrorCode::DataInvalid, format!("saved run: {why}"))
}

impl<N: NetworkConfig> Checkpoint<N> {
    /// As a file.
    ///
    /// # Errors
    /// `WeightsShape` where an array's length is not its shape's.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let (data, mut arrays) = data::written(&self.data);
        let LearnerState { step, weights, ema, m, v } = &self.state;
        for (part, set) in PARTS.iter().zip([weights, ema, m, v]) {
            for (name, Weight { shape, values }) in set {
                arrays.push((format!("{part}/{name}"), Dtype::F32, shape.clone(), single_bytes(values)));
            }
        }
        let config = &self.config;
        let mut double = |name: &str, values: &[f64]| {
            arrays.push((name.to_owned(), Dtype::F64, vec![values.len()], double_bytes(values)));
        };
        double(MEMORY, &self.memory);
        let clip = config.clip_norm.unwrap_or(0.0);
        let TrainConfig { learning_rate, weight_decay, ema_decay, condition_dropout, .. } = *config;
        double(NUMBERS, &[learning_rate, weight_decay, ema_decay, clip, condition_dropout, self.loss]);
        if let ScheduleConfig::Custom { betas } = &config.schedule {
            double(BETAS, betas);
        }
        arrays.sort_by(|a, b| a.0.cmp(&b.0));
        let sha256 = checksum(arrays.iter().map(|(name, _, _, bytes)| (name.as_str(), bytes.as_slice())));
        let header = Header { format: FORMAT, step: *step as u32, config: config.clone(), data, sha256 };
        let header = serde_json::to_string(&header).map_err(invalid)?;
        let shape = |e: safetensors::SafeTensorError| Error::new(ErrorCode::WeightsShape, "saved run").caused_by(e);
        let views = arrays
            .iter()
            .map(|(name, dtype, sizes, bytes)| {
                Ok((name, TensorView::new(*dtype, sizes.clone(), bytes).map_err(shape)?))
            })
            .collect::<Result<Vec<_>>>()?;
        safetensors::serialize(views, Some(HashMap::from([(KEY.to_owned(), header)]))).map_err(shape)
    }

    /// From a file.
    ///
    /// # Errors
    /// `WeightsTruncated` where the file is not whole, `WeightsAltered` where its arrays are not those that were written,
    /// `WeightsShape` where they are not those of its network, `DataInvalid` where it is no saved run, or its settings or
    /// points are none that a run can have.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let truncated =
            |e: safetensors::SafeTensorError| Error::new(ErrorCode::WeightsTruncated, "saved run").caused_by(e);
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(truncated)?;
        let file = SafeTensors::deserialize(bytes).map_err(truncated)?;
        let metadata = metadata.metadata().as_ref();
        if metadata.is_some_and(|m| m.contains_key("toy") || m.contains_key("run")) {
            return Err(invalid(format!("format 1, of an earlier version; only {FORMAT} can be read")));
        }
        let header =
            metadata.and_then(|m| m.get(KEY)).ok_or_else(|| invalid("the file is not one of this project's"))?;
        let Header { format, step, mut config, data, sha256 } = parse::<N>(header)?;
        if format != FORMAT {
            return Err(invalid(format!("format {format}; only {FORMAT} can be read")));
        }
        let mut tensors: Vec<_> = file.tensors();
        tensors.sort_by(|a, b| a.0.cmp(&b.0));
        if checksum(tensors.iter().map(|(name, view)| (name.as_str(), view.data()))) != sha256 {
            return Err(Error::new(ErrorCode::WeightsAltered, "saved run: its arrays are not those that were written"));
        }

        let [learning_rate, weight_decay, ema_decay, clip, dropout, loss] = doubles(&file, NUMBERS)?[..] else {
            return Err(shape(NUMBERS));
        };
        let written = [config.learning_rate, config.weight_decay, config.ema_decay, config.condition_dropout];
        let kept = [learning_rate, weight_decay, ema_decay, dropout];
        let agree = |(a, b): (&f64, f64)| (a - b).abs() <= 1e-9 * (1.0 + b.abs());
        if !written.iter().zip(kept).all(agree) {
            return Err(invalid(format!("its header says {written:?} where its settings are {kept:?}")));
        }
        (config.learning_rate, config.weight_decay, config.ema_decay) = (learning_rate, weight_decay, ema_decay);
        config.condition_dropout = dropout;
        config.clip_norm = (clip != 0.0).then_some(clip);
        if let ScheduleConfig::Custom { betas } = &mut config.schedule {
            *betas = doubles(&file, BETAS)?;
        }
        let data = data::read(&file, data)?;
        config.validate(data.values()).map_err(|e| invalid(e.message))?;
        config.schedule.build().map_err(|e| invalid(e.message))?;

        let parameters = config.network.weight_shapes(data.values());
        let part = |part: &str| {
            let read = |(name, _): &(String, Vec<usize>)| {
                let path = format!("{part}/{name}");
                let view = file.tensor(&path).map_err(|_| shape(&path))?;
                Ok((name.clone(), Weight { shape: view.shape().to_vec(), values: singles(&file, &path)? }))
            };
            let set = parameters.iter().map(read).collect::<Result<Weights>>()?;
            weights::check(&set, &parameters)?;
            Ok(set)
        };
        let [weights, ema, m, v] = PARTS.map(part);
        let state = LearnerState { step: step as usize, weights: weights?, ema: ema?, m: m?, v: v? };
        if state.v.values().any(|w| w.values.iter().any(|&v| v < 0.0)) {
            return Err(invalid("a second moment is negative"));
        }
        let memory = doubles(&file, MEMORY)?;
        Ok(Self { config, data, state, memory, loss })
    }
}

fn parse<N: DeserializeOwned>(header: &str) -> Result<Header<N>> {
    serde_json::from_str(header).map_err(invalid)
}

/// SHA-256 over names and bytes, as lower-case hexadecimal.
fn checksum<'a>(arrays: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    use std::fmt::Write;
    let mut hash = Sha256::new();
    for (name, bytes) in arrays {
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn shape(name: &str) -> Error {
    Error::new(ErrorCode::WeightsShape, format!("saved run: {name} is missing or of another form"))
}

fn single_bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

fn double_bytes(values: &[f64]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

fn singles(file: &SafeTensors, name: &str) -> Result<Vec<f32>> {
    let view = file.tensor(name).map_err(|_| shape(name))?;
    if view.dtype() != Dtype::F32 {
        return Err(shape(name));
    }
    let (numbers, _) = view.data().as_chunks::<4>();
    Ok(numbers.iter().map(|b| f32::from_le_bytes(*b)).collect())
}

fn doubles(file: &SafeTensors, name: &str) -> Result<Vec<f64>> {
    let view = file.tensor(name).map_err(|_| shape(name))?;
    if view.dtype() != Dtype::F64 {
        return Err(shape(name));
    }
    let (numbers, _) = view.data().as_chunks::<8>();
    Ok(numbers.iter().map(|b| f64::from_le_bytes(*b)).collect())
}
