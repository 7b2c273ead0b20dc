//! What the samplers, the trainer and every measurement need of whatever denoises, on any device, for any kind of x.
//!
//! A batch is `count` x of [`Denoiser::values`] numbers each, laid end to end: points `[count, dims]`, pictures
//! `[count, height, width, channels]`. Nothing above this trait depends on which.

use std::{
    future::{Ready, ready},
    rc::Rc,
};

use kernel::combine;
use serde::{Deserialize, Serialize};

use crate::{
    diffusion::{Prediction, Schedule},
    error::Result,
};

/// What x is to be given. As JSON, classes are `[1, null]` and an observation is `{ "observation": [0.5, -1] }`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(untagged)]
pub enum Condition {
    /// For each attribute of the model, the index of a value, or `None` for "any" (the null class of classifier-free
    /// guidance, Ho and Salimans 2022). Empty for a model that can be asked for nothing, or of which nothing is asked.
    Classes(Vec<Option<usize>>),
    /// What is observed (O_t of Chi et al. 2023).
    Observed {
        /// As many numbers as the model was trained with, in its data's units.
        observation: Vec<f32>,
    },
}

impl Default for Condition {
    /// Nothing asked for, of no attribute.
    fn default() -> Self {
        Self::any(0)
    }
}

impl Condition {
    /// Nothing asked for.
    pub fn any(attributes: usize) -> Self {
        Self::Classes(vec![None; attributes])
    }

    /// Whether nothing is asked for.
    pub fn is_any(&self) -> bool {
        match self {
            Self::Classes(values) => values.iter().all(Option::is_none),
            Self::Observed { .. } => false,
        }
    }

    /// Nothing asked for, of a model that this can be asked of: ∅ of classifier-free guidance.
    #[must_use]
    pub fn free(&self) -> Self {
        Self::any(self.classes().len())
    }

    /// What is asked for of each attribute; empty for an observation.
    pub fn classes(&self) -> &[Option<usize>] {
        match self {
            Self::Classes(values) => values,
            Self::Observed { .. } => &[],
        }
    }

    /// What is observed; empty where classes are asked for.
    pub fn observation(&self) -> &[f32] {
        match self {
            Self::Classes(_) => &[],
            Self::Observed { observation } => observation,
        }
    }
}

/// A network, or a closed form, that predicts ε, x_0 or v in a batch, and the little arithmetic around it.
///
/// Arrays live where the denoiser computes: on the CPU as numbers, on a GPU as buffers. A sampler only strings these calls
/// together, so that nothing is read back but what is looked at.
pub trait Denoiser {
    /// A batch.
    type Array: Clone;
    /// Numbers on their way back from the device; the work goes on while it is pending.
    type Read: Future<Output = Result<Vec<Vec<f32>>>> + 'static;

    /// Numbers in one x.
    fn values(&self) -> usize;

    /// What [`Self::predict`] returns.
    fn prediction(&self) -> Prediction;

    /// Brings numbers to the device: a whole number of x.
    fn upload(&self, values: &[f32]) -> Self::Array;

    /// The output for `x` at the paper's time step `t`, 1..=T. One condition for each x, or none at all where nothing is
    /// asked for.
    fn predict(&self, x: &Self::Array, t: usize, conditions: &[Condition]) -> Self::Array;

    /// Σ cᵢ·arrayᵢ, element by element, of at least one array; all are of one size.
    fn combine(&self, terms: &[(f64, &Self::Array)]) -> Self::Array;

    /// Every number limited to [−limit, limit].
    fn clamp(&self, x: &Self::Array, limit: f64) -> Self::Array;

    /// Starts reading arrays back. They are in flight at once; awaiting the future gives their numbers, in order.
    fn read(&self, arrays: &[&Self::Array]) -> Self::Read;

    /// ε̂(x, t), whatever the network predicts: the factors of x and of its output are [`Prediction::eps`]'s.
    fn eps_hat(&self, schedule: &Schedule, x: &Self::Array, t: usize, conditions: &[Condition]) -> Self::Array {
        let output = self.predict(x, t, conditions);
        if self.prediction() == Prediction::Epsilon {
            return output;
        }
        let of = self.prediction().eps(schedule, t);
        self.combine(&[(of.x_t, x), (of.output, &output)])
    }
}

/// A batch in memory.
pub type HostArray = Rc<Vec<f32>>;

/// A denoiser that computes on the host: what is its own of [`Denoiser`], whose arithmetic is the same for all of them.
pub trait HostDenoiser {
    /// Numbers in one x.
    fn values(&self) -> usize;

    /// What [`Self::predict`] returns.
    fn prediction(&self) -> Prediction;

    /// As [`Denoiser::predict`].
    fn predict(&self, x: &[f32], t: usize, conditions: &[Condition]) -> Vec<f32>;
}

impl<D: HostDenoiser> Denoiser for D {
    type Array = HostArray;
    type Read = Ready<Result<Vec<Vec<f32>>>>;

    fn values(&self) -> usize {
        HostDenoiser::values(self)
    }

    fn prediction(&self) -> Prediction {
        HostDenoiser::prediction(self)
    }

    fn upload(&self, values: &[f32]) -> HostArray {
        Rc::new(values.to_vec())
    }

    fn predict(&self, x: &HostArray, t: usize, conditions: &[Condition]) -> HostArray {
        Rc::new(HostDenoiser::predict(self, x, t, conditions))
    }

    fn combine(&self, terms: &[(f64, &HostArray)]) -> HostArray {
        let terms: Vec<(f64, &[f32])> = terms.iter().map(|&(factor, array)| (factor, &***array)).collect();
        Rc::new(combine::combine(&terms))
    }

    fn clamp(&self, x: &HostArray, limit: f64) -> HostArray {
        Rc::new(combine::clamp(x, limit as f32))
    }

    /// Nothing is on its way.
    fn read(&self, arrays: &[&HostArray]) -> Self::Read {
        ready(Ok(arrays.iter().map(|a| a.to_vec()).collect()))
    }
}

/// A denoiser of points that can be differentiated.
pub trait DifferentiableDenoiser: HostDenoiser {
    /// ε̂ and its divergence Σ ∂ε̂_i/∂x_i at every x (forward-mode, exact to rounding): (count × values, count).
    fn eps_and_divergence(&self, schedule: &Schedule, x: &[f32], t: usize) -> (Vec<f32>, Vec<f64>);
}
