//! The shape of the network, its weights by name, and their initial values.

use serde::{Deserialize, Serialize};

use super::{activation::Activation, embedding::TimeEmbedding};
use crate::{
    denoiser::Condition,
    error::{Error, ErrorCode, Result},
    rng::{Purpose, Rng},
    trainer::NetworkConfig,
    weights::{Weight, Weights},
};

/// Coordinates of a point at most: pictures of 16 × 16.
pub const MAX_DIMS: usize = 256;

/// The shape of a network of points, apart from the points' own dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MlpConfig {
    /// Units of each hidden layer: 8..=512, a multiple of 8.
    pub width: usize,
    /// Hidden layers, 1..=8.
    pub depth: usize,
    /// The time embedding.
    pub time: TimeEmbedding,
    /// Numbers of the embedding: 2..=256, even. Unread where the embedding has a size of its own.
    pub time_width: usize,
    /// What follows each hidden layer.
    pub activation: Activation,
    /// Numbers of the observation that it is given with each x: 0..=256. An x without one is given zeros.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub observed: usize,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Default for MlpConfig {
    /// The reference network of the benchmarks.
    fn default() -> Self {
        Self {
            width: 128,
            depth: 3,
            time: TimeEmbedding::Sinusoidal,
            time_width: 128,
            activation: Activation::Silu,
            observed: 0,
        }
    }
}

impl MlpConfig {
    /// Numbers in the time embedding.
    pub fn embedding(&self) -> usize {
        match self.time {
            TimeEmbedding::Sinusoidal | TimeEmbedding::Fourier => self.time_width,
            TimeEmbedding::Linear => 1,
            TimeEmbedding::None => 0,
        }
    }

    /// Checks that the network can be built for points of `dims` coordinates.
    ///
    /// # Errors
    /// `InvalidSetting`, naming what is out of its range.
    pub fn validate(&self, dims: usize) -> Result<()> {
        let fail = |what: String| Err(Error::new(ErrorCode::InvalidSetting, what));
        let Self { width, depth, time_width, .. } = *self;
        if !(1..=MAX_DIMS).contains(&dims) {
            return fail(format!("points of {dims} coordinates, not 1 to {MAX_DIMS}"));
        }
        if !(8..=512).contains(&width) || !width.is_multiple_of(8) {
            return fail(format!("width {width} is not a multiple of 8 from 8 to 512"));
        }
        if !(1..=8).contains(&depth) {
            return fail(format!("depth {depth} is not within 1 to 8"));
        }
        if self.embedding() > 1 && (!(2..=256).contains(&time_width) || !time_width.is_multiple_of(2)) {
            return fail(format!("a time embedding of {time_width} numbers, not an even number from 2 to 256"));
        }
        if self.observed > MAX_DIMS {
            return fail(format!("an observation of {} numbers, not 0 to {MAX_DIMS}", self.observed));
        }
        Ok(())
    }

    /// Checks that the network can be given these conditions.
    ///
    /// # Errors
    /// `InvalidSetting` where one asks for classes, or is an observation of another size, or not finite.
    pub fn check_conditions(&self, conditions: &[Condition]) -> Result<()> {
        let fits = |c: &&Condition| {
            let given = c.observation();
            c.classes().is_empty()
                && (given.is_empty() || given.len() == self.observed)
                && given.iter().all(|v| v.is_finite())
        };
        match conditions.iter().find(|c| !fits(c)) {
            None => Ok(()),
            Some(c) => Err(Error::new(
                ErrorCode::InvalidSetting,
                format!("an observation must be {} finite numbers, got {c:?}", self.observed),
            )),
        }
    }

    /// Every weight with its shape, in PyTorch's names and layouts: `l.{i}.weight` is `[out, in]`, the first layer's
    /// inputs being the point's coordinates, what is observed, and then the embedding.
    pub fn parameters(&self, dims: usize) -> Vec<(String, Vec<usize>)> {
        (0..=self.depth)
            .flat_map(|i| {
                let inputs = if i == 0 { dims + self.observed + self.embedding() } else { self.width };
                let outputs = if i == self.depth { dims } else { self.width };
                [(format!("l.{i}.weight"), vec![outputs, inputs]), (format!("l.{i}.bias"), vec![outputs])]
            })
            .collect()
    }

    /// Numbers in the network.
    pub fn parameter_count(&self, dims: usize) -> usize {
        self.parameters(dims).iter().map(|(_, shape)| shape.iter().product::<usize>()).sum()
    }

    /// Initial weights: uniform within ±1/√inputs, weights and biases alike (He et al. 2015 as PyTorch does it). Layer i's
    /// weight is drawn at step 2i, its bias at step 2i + 1.
    pub fn initial_weights(&self, dims: usize, seed: u32) -> Weights {
        let rng = Rng::new(seed.into(), Purpose::Initialise);
        let parameters = self.parameters(dims);
        let inputs = parameters.iter().step_by(2).flat_map(|(_, shape)| [shape[1]; 2]).collect::<Vec<_>>();
        let drawn = parameters.into_iter().zip(inputs).zip(0u32..);
        drawn
            .map(|(((name, shape), inputs), step)| {
                let bound = 1.0 / (inputs as f64).sqrt();
                let mut uniform = vec![0.0; shape.iter().product()];
                rng.uniforms(WEIGHTS, step, &mut uniform);
                let values = uniform.into_iter().map(|u| (bound * (2.0 * u - 1.0)) as f32).collect();
                (name, Weight { shape, values })
            })
            .collect()
    }
}

/// Streams of what is drawn once for a network: its weights, and the frequencies of a random time embedding.
pub(super) const WEIGHTS: u32 = 0;
pub(super) const FREQUENCIES: u32 = 1;

impl NetworkConfig for MlpConfig {
    fn check(&self, values: usize) -> Result<()> {
        self.validate(values)
    }

    fn observed(&self) -> usize {
        self.observed
    }

    fn weight_shapes(&self, values: usize) -> Vec<(String, Vec<usize>)> {
        self.parameters(values)
    }

    fn initial_weights(&self, values: usize, seed: u32) -> Weights {
        MlpConfig::initial_weights(self, values, seed)
    }
}
