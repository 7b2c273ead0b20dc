//! A run as a file: safetensors with the settings in the header, from which the run goes on bit by bit.

use std::{collections::HashMap, rc::Rc};

use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use serde::{Deserialize, Serialize};

use super::config::{ToyConfig, ToySchedule};
use crate::{
    data::points::{PointSet, ToyShape},
    error::{Error, ErrorCode, Result},
    trainer::learner::LearnerState,
    weights::{self, Weight, Weights},
};

/// Where the points came from: what is made can be made again, with another seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Origin {
    /// Drawn from a distribution.
    Shape {
        /// Which.
        shape: ToyShape,
        /// Points.
        count: usize,
        /// Of the draw.
        seed: u32,
    },
    /// The visitor's own.
    Points,
}

/// The points that a run learns.
#[derive(Clone, Debug, PartialEq)]
pub struct ToyData {
    /// Where they came from.
    pub origin: Origin,
    /// The points, centred and scaled.
    pub points: Rc<PointSet>,
}

/// A run at some step.
#[derive(Clone, Debug, PartialEq)]
pub struct ToyFile {
    /// The settings.
    pub config: ToyConfig,
    /// The points.
    pub data: ToyData,
    /// Everything learnt.
    pub state: LearnerState,
    /// What importance sampling remembers.
    pub memory: Vec<f64>,
}

/// What the header says. The numbers in it are for readers: a decimal fraction may come back with another last bit, so those
/// that the run depends on lie beside the weights.
#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    step: u32,
    config: ToyConfig,
    origin: Origin,
}

const FORMAT: u32 = 1;
/// The header's place in the file's metadata.
const KEY: &str = "toy";
const PARTS: [&str; 4] = ["weights", "average", "first", "second"];
const POINTS: &str = "data/points";
const CENTRE: &str = "data/centre";
const SCALE: &str = "data/scale";
const MEMORY: &str = "times/memory";
/// Learning rate, weight decay, decay of the average; β of one's own.
const NUMBERS: &str = "settings/numbers";
const BETAS: &str = "settings/betas";

fn invalid(why: impl std::fmt::Display) -> Error {
    Error::new(ErrorCode::DataInvalid, format!("saved run: {why}"))
}

impl ToyFile {
    /// As a file.
    ///
    /// # Errors
    /// `WeightsShape` where an array's length is not its shape's.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let singles = |v: &[f32]| v.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>();
        let doubles = |v: &[f64]| v.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>();
        let mut arrays: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
        let LearnerState { step, weights, average, first, second } = &self.state;
        for (part, set) in PARTS.iter().zip([weights, average, first, second]) {
            for (name, Weight { shape, values }) in set {
                arrays.push((format!("{part}/{name}"), Dtype::F32, shape.clone(), singles(values)));
            }
        }
        let points = &self.data.points;
        let mut single = |name: &str, shape: Vec<usize>, values: &[f32]| {
            arrays.push((name.to_owned(), Dtype::F32, shape, singles(values)));
        };
        single(POINTS, vec![points.count(), points.dims], &points.values);
        single(CENTRE, vec![points.dims], &points.centre);
        single(SCALE, vec![1], &[points.scale]);
        let config = &self.config;
        let mut double = |name: &str, values: &[f64]| {
            arrays.push((name.to_owned(), Dtype::F64, vec![values.len()], doubles(values)));
        };
        double(MEMORY, &self.memory);
        double(NUMBERS, &[config.learning_rate, config.weight_decay, config.ema_decay]);
        if let ToySchedule::Custom { betas } = &config.schedule {
            double(BETAS, betas);
        }
        let header = Header { format: FORMAT, step: *step as u32, config: config.clone(), origin: self.data.origin };
        let header = serde_json::to_string(&header).map_err(invalid)?;
        let shape = |e: safetensors::SafeTensorError| Error::new(ErrorCode::WeightsShape, format!("saved run: {e}"));
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
    /// `WeightsTruncated` where the file is not whole, `WeightsShape` where its arrays are not those of its network,
    /// `DataInvalid` where it is no saved run, or its settings or points are none that a run can have.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let truncated =
            |e: safetensors::SafeTensorError| Error::new(ErrorCode::WeightsTruncated, format!("saved run: {e}"));
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(truncated)?;
        let file = SafeTensors::deserialize(bytes).map_err(truncated)?;
        let header = metadata.metadata().as_ref().and_then(|m| m.get(KEY));
        let header = header.ok_or_else(|| invalid("the file is not one of this project's"))?;
        let Header { format, step, mut config, origin } = serde_json::from_str(header).map_err(invalid)?;
        if format != FORMAT {
            return Err(invalid(format!("format {format}; only {FORMAT} is known")));
        }

        let points = points(&file)?;
        let [learning_rate, weight_decay, ema_decay] = doubles(&file, NUMBERS)?[..] else {
            return Err(shape(NUMBERS));
        };
        (config.learning_rate, config.weight_decay, config.ema_decay) = (learning_rate, weight_decay, ema_decay);
        if let ToySchedule::Custom { betas } = &mut config.schedule {
            *betas = doubles(&file, BETAS)?;
        }
        config.validate(points.dims).map_err(|e| invalid(e.message))?;
        config.schedule.build().map_err(|e| invalid(e.message))?;

        let parameters = config.network.parameters(points.dims);
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
        let [weights, average, first, second] = PARTS.map(part);
        let state =
            LearnerState { step: step as usize, weights: weights?, average: average?, first: first?, second: second? };
        if state.second.values().any(|w| w.values.iter().any(|&v| v < 0.0)) {
            return Err(invalid("a second moment is negative"));
        }
        let memory = doubles(&file, MEMORY)?;
        Ok(Self { config, data: ToyData { origin, points: Rc::new(points) }, state, memory })
    }
}

fn shape(name: &str) -> Error {
    Error::new(ErrorCode::WeightsShape, format!("saved run: {name} is missing or of another form"))
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

fn points(file: &SafeTensors) -> Result<PointSet> {
    let view = file.tensor(POINTS).map_err(|_| shape(POINTS))?;
    let &[count, dims] = view.shape() else { return Err(shape(POINTS)) };
    let (values, centre, scale) = (singles(file, POINTS)?, singles(file, CENTRE)?, singles(file, SCALE)?);
    if count == 0 || dims == 0 || centre.len() != dims || scale.len() != 1 {
        return Err(shape(POINTS));
    }
    if !values.iter().chain(&centre).chain(&scale).all(|v| v.is_finite()) || scale[0] <= 0.0 {
        return Err(invalid("a point is not finite"));
    }
    Ok(PointSet { dims, values, centre, scale: scale[0] })
}
