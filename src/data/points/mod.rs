//! Sets of points: made, drawn, read from a table, or tiny pictures taken as points of as many dimensions as pixels.
//!
//! Whatever they are, models see them centred and scaled ([`PointSet`]), because a chain that ends in N(0, I) wants data of
//! about that size (Ho et al. 2020, section 2, scales images to [−1, 1] for the same reason).

mod drawing;
mod mixture;
mod shape;
mod table;

pub use mixture::Mixture;
pub use shape::PointShape;
pub use table::{MAX_ROWS, parse_table};

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::Dataset;
use crate::error::{Error, ErrorCode, Result};

/// Numbers in a set at most: 100,000 points of 64 dimensions, with room to spare.
const MAX_VALUES: usize = 16_000_000;

/// A data set as models are trained on it: x = (raw − centre)/scale, coordinate by coordinate.
#[derive(Clone, Debug, PartialEq)]
pub struct PointSet {
    /// Coordinates of a point.
    pub dims: usize,
    /// count × dims numbers, the coordinates of a point side by side.
    pub values: Vec<f32>,
    /// What was subtracted, one number a coordinate.
    pub centre: Vec<f32>,
    /// What was divided by: one number for all coordinates, so that shapes keep their proportions.
    pub scale: f32,
}

impl PointSet {
    /// The set of these points (count × dims numbers), moved to mean 0 and scaled to mean square 1, averaged over the
    /// coordinates. One point alone, or the same one many times, has no size: it is moved to the origin and its scale is 1.
    ///
    /// # Errors
    /// `DataInvalid` where there is no point, a number is not finite, the numbers are no multiple of `dims`, or there are
    /// more than 16 million of them.
    pub fn standardised(dims: usize, raw: &[f32]) -> Result<Self> {
        let invalid = |why: String| Err(Error::new(ErrorCode::DataInvalid, why));
        if dims == 0 || raw.is_empty() || !raw.len().is_multiple_of(dims) {
            return invalid(format!("{} numbers are no points of {dims} dimensions", raw.len()));
        }
        if raw.len() > MAX_VALUES {
            return invalid(format!("{} numbers, more than {MAX_VALUES}", raw.len()));
        }
        if let Some(at) = raw.iter().position(|v| !v.is_finite()) {
            return invalid(format!("coordinate {} of point {} is not finite", at % dims + 1, at / dims + 1));
        }
        let count = (raw.len() / dims) as f64;
        let mut mean = vec![0.0; dims];
        for point in raw.chunks_exact(dims) {
            mean.iter_mut().zip(point).for_each(|(m, &v)| *m += f64::from(v) / count);
        }
        let square = |point: &[f32]| point.iter().zip(&mean).map(|(&v, m)| (f64::from(v) - m).powi(2)).sum::<f64>();
        let spread = (raw.chunks_exact(dims).map(square).sum::<f64>() / raw.len() as f64).sqrt();
        // A spread below what f32 can tell apart is that of rounding, and to scale it up would make data of it.
        let size = mean.iter().fold(0.0, |size: f64, m| size.max(m.abs()));
        let scale = if spread > size * f64::from(f32::EPSILON) && spread as f32 > 0.0 { spread } else { 1.0 };
        let standardise = |point: &[f32]| {
            let moved = point.iter().zip(&mean).map(|(&v, m)| ((f64::from(v) - m) / scale) as f32);
            moved.collect::<Vec<_>>()
        };
        Ok(Self {
            dims,
            values: raw.chunks_exact(dims).flat_map(standardise).collect(),
            centre: mean.iter().map(|&m| m as f32).collect(),
            scale: scale as f32,
        })
    }

    /// Points in the set.
    pub fn count(&self) -> usize {
        self.values.len() / self.dims
    }
}

impl Dataset for PointSet {
    fn count(&self) -> usize {
        PointSet::count(self)
    }

    fn values(&self) -> usize {
        self.dims
    }

    fn write(&self, i: usize, _mirrored: bool, out: &mut [f32]) {
        out.copy_from_slice(&self.values[i * self.dims..][..self.dims]);
    }
}

/// Where points came from: what is drawn can be drawn again, with another seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Origin {
    /// Drawn from a distribution.
    Shape {
        /// Which.
        shape: PointShape,
        /// Points.
        count: usize,
        /// Of the draw.
        seed: u32,
    },
    /// The visitor's own.
    Points,
}

/// Points and where they came from.
#[derive(Clone, Debug, PartialEq)]
pub struct PointsData {
    /// Where they came from.
    pub origin: Origin,
    /// The points, centred and scaled.
    pub points: Rc<PointSet>,
}
