//! What the sampler needs of a network, whatever computes it.

use super::config::{Condition, ImageShape};
use crate::error::Result;

/// A network that predicts the noise (or x_0, or v) in a batch of pictures, and the little arithmetic around it.
///
/// Arrays live where the network computes: on the CPU as numbers, on a GPU as buffers. The sampler only strings these
/// calls together, so that nothing is read back but what is looked at.
///
/// A batch is `[batch, height, width, channels]`, the channel fastest, whatever the backend keeps inside.
pub trait Denoiser {
    /// A batch of pictures.
    type Array: Clone;
    /// Numbers on their way back from the device; the work goes on while it is pending.
    type Read: Future<Output = Result<Vec<Vec<f32>>>>;

    /// The size of one picture.
    fn image(&self) -> ImageShape;

    /// Brings numbers to the device. `values` holds a whole number of pictures.
    fn upload(&self, values: &[f32]) -> Self::Array;

    /// The network's output for pictures at the paper's time step `t` (1..=T; the network itself is fed t − 1, as
    /// diffusers' are), one condition a picture.
    fn predict(&self, x: &Self::Array, t: usize, conditions: &[Condition]) -> Self::Array;

    /// Σ cᵢ·arrayᵢ, element by element.
    fn combine(&self, terms: &[(f64, &Self::Array)]) -> Self::Array;

    /// Every number limited to [−limit, limit].
    fn clamp(&self, x: &Self::Array, limit: f64) -> Self::Array;

    /// Starts reading arrays back. They are in flight at once; awaiting the future gives their numbers, in order.
    fn read(&self, arrays: &[&Self::Array]) -> Self::Read;
}
