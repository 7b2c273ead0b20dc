//! What the trainer needs of whatever learns.

use super::batch::PointBatch;
use crate::{denoiser::Denoiser, diffusion::Prediction, error::Result, weights::Weights};

/// Everything that an interrupted run needs to go on as if it had not been interrupted.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnerState {
    /// Steps done.
    pub step: usize,
    /// Weights.
    pub weights: Weights,
    /// Their moving average.
    pub average: Weights,
    /// Adam's first moment.
    pub first: Weights,
    /// Adam's second moment.
    pub second: Weights,
}

/// What a training step reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepReport {
    /// Of each point of the batch: mean squared error a coordinate of what the network predicts, before its weight.
    pub errors: Vec<f32>,
    /// Norm of the gradient.
    pub gradient_norm: f64,
}

/// A network of points that learns. A step is done, or on its way to the device, when `step` returns; what it tells
/// follows, so that on a GPU the next one need not wait for it.
pub trait PointLearner {
    /// A step's report on its way.
    type Report: Future<Output = Result<StepReport>> + 'static;
    /// The whole state on its way.
    type State: Future<Output = Result<LearnerState>> + 'static;
    /// Weights on their way.
    type Average: Future<Output = Result<Weights>> + 'static;

    /// The network as a denoiser, where it computes.
    type Model: Denoiser;

    /// One step on the weighted squared error of the batch.
    fn step(&mut self, batch: &PointBatch, learning_rate: f64) -> Self::Report;

    /// The moving average of the weights as a model: what samples are drawn with.
    ///
    /// # Errors
    /// What the device reports.
    fn model(&self, prediction: Prediction) -> Result<Self::Model>;

    /// The moving average of the weights, by name.
    fn average(&self) -> Self::Average;

    /// The weights themselves, by name.
    fn weights(&self) -> Self::Average;

    /// All of the state, as after the last step issued.
    fn state(&self) -> Self::State;

    /// Goes back to a state.
    ///
    /// # Errors
    /// `WeightsShape` where the state is another network's.
    fn restore(&mut self, state: &LearnerState) -> Result<()>;
}
