//! The data that a run learns, in its file.

use std::rc::Rc;

use safetensors::{Dtype, SafeTensors};
use serde::{Deserialize, Serialize};

use super::{double_bytes, doubles, invalid, shape, single_bytes, singles};
use crate::{
    data::{
        demonstrations::{self, Demonstration, Horizons, Scene, Windows},
        points::{Origin, PointSet, PointsData},
        push_t,
    },
    error::Result,
};

/// The data that a run learns.
#[derive(Clone, Debug, PartialEq)]
pub enum TrainingData {
    /// Points, which lie in the file.
    Points(PointsData),
    /// Demonstrations, which lie in the file, and how they are cut into windows.
    Demonstrations {
        /// All of them, at least one.
        demonstrations: Vec<Demonstration>,
        /// How far the policy looks.
        horizons: Horizons,
    },
    /// Demonstrations of Push-T, which are too large for it.
    PushT {
        /// How they are told.
        encoding: push_t::Encoding,
        /// How many windows.
        windows: usize,
    },
    /// A set of the catalogue, likewise.
    Catalogue {
        /// Its name.
        name: String,
        /// Numbers of one x.
        values: usize,
    },
}

impl TrainingData {
    /// Numbers of one x.
    pub fn values(&self) -> usize {
        match self {
            Self::Points(data) => data.points.dims,
            Self::Demonstrations { horizons, .. } => horizons.values(),
            Self::PushT { encoding, .. } => encoding.values(),
            Self::Catalogue { values, .. } => *values,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum DataHeader {
    Points { origin: Origin },
    Demonstrations { horizons: Horizons },
    PushT { encoding: push_t::Encoding, windows: usize },
    Catalogue { name: String, values: usize },
}

const POINTS: &str = "data/points";
const CENTRE: &str = "data/centre";
const SCALE: &str = "data/scale";
/// Places of all demonstrations, end to end.
const PLACES: &str = "data/places";
/// How many each has.
const LENGTHS: &str = "data/lengths";
/// Of each: the disc's centre, its radius, the goal.
const SCENES: &str = "data/scenes";
const SCENE: usize = 5;

/// An array of a file: name, type, shape, bytes.
pub(super) type Part = (String, Dtype, Vec<usize>, Vec<u8>);

/// What the header says of the data, and the arrays that hold them.
pub(super) fn written(data: &TrainingData) -> (DataHeader, Vec<Part>) {
    let single = |name: &str, sizes, values: &[f32]| (name.to_owned(), Dtype::F32, sizes, single_bytes(values));
    let double = |name: &str, sizes, values: &[f64]| (name.to_owned(), Dtype::F64, sizes, double_bytes(values));
    match data {
        TrainingData::Points(PointsData { origin, points }) => {
            let parts = vec![
                single(POINTS, vec![points.count(), points.dims], &points.values),
                single(CENTRE, vec![points.dims], &points.centre),
                single(SCALE, vec![1], &[points.scale]),
            ];
            (DataHeader::Points { origin: *origin }, parts)
        }
        TrainingData::Demonstrations { demonstrations, horizons } => {
            let places: Vec<f64> = demonstrations.iter().flat_map(|d| d.path.iter().flatten().copied()).collect();
            let lengths: Vec<f64> = demonstrations.iter().map(|d| d.path.len() as f64).collect();
            let scene = |d: &Demonstration| {
                let Scene { disc, radius, goal } = d.scene;
                [disc[0], disc[1], radius, goal[0], goal[1]]
            };
            let scenes: Vec<f64> = demonstrations.iter().flat_map(scene).collect();
            let parts = vec![
                double(PLACES, vec![places.len() / 2, 2], &places),
                double(LENGTHS, vec![lengths.len()], &lengths),
                double(SCENES, vec![lengths.len(), SCENE], &scenes),
            ];
            (DataHeader::Demonstrations { horizons: *horizons }, parts)
        }
        TrainingData::PushT { encoding, windows } => {
            (DataHeader::PushT { encoding: encoding.clone(), windows: *windows }, Vec::new())
        }
        TrainingData::Catalogue { name, values } => {
            (DataHeader::Catalogue { name: name.clone(), values: *values }, Vec::new())
        }
    }
}

/// The way back.
pub(super) fn read(file: &SafeTensors, header: DataHeader) -> Result<TrainingData> {
    Ok(match header {
        DataHeader::Points { origin } => {
            TrainingData::Points(PointsData { origin, points: Rc::new(read_points(file)?) })
        }
        DataHeader::Demonstrations { horizons } => {
            let demonstrations = read_demonstrations(file)?;
            Windows::new(&demonstrations, horizons).map_err(|e| invalid(e.message))?;
            TrainingData::Demonstrations { demonstrations, horizons }
        }
        DataHeader::PushT { encoding, windows } => {
            encoding.validate().map_err(|e| invalid(e.message))?;
            TrainingData::PushT { encoding, windows }
        }
        DataHeader::Catalogue { name, values } => TrainingData::Catalogue { name, values },
    })
}

fn read_points(file: &SafeTensors) -> Result<PointSet> {
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

fn read_demonstrations(file: &SafeTensors) -> Result<Vec<Demonstration>> {
    let (places, lengths, scenes) = (doubles(file, PLACES)?, doubles(file, LENGTHS)?, doubles(file, SCENES)?);
    if scenes.len() != SCENE * lengths.len() {
        return Err(shape(SCENES));
    }
    let mut rest = places.as_chunks().0;
    let mut found = Vec::with_capacity(lengths.len());
    for (&length, scene) in lengths.iter().zip(scenes.as_chunks::<SCENE>().0) {
        if length.fract() != 0.0 || !(0.0..=rest.len() as f64).contains(&length) {
            return Err(shape(LENGTHS));
        }
        let (path, after) = rest.split_at(length as usize);
        let &[x, y, radius, to_x, to_y] = scene;
        found.push(Demonstration { scene: Scene { disc: [x, y], radius, goal: [to_x, to_y] }, path: path.to_vec() });
        rest = after;
    }
    if !rest.is_empty() {
        return Err(shape(PLACES));
    }
    demonstrations::checked(&found).map_err(|e| invalid(e.message))
}
