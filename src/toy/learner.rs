//! What the trainer needs of whatever computes.

use super::batch::PointBatch;
use crate::{error::Result, model::Weights, train::LearnerState};

/// What a step tells.
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
    /// The averaged weights on their way.
    type Average: Future<Output = Result<Weights>> + 'static;

    /// One step on the weighted squared error of the batch.
    fn step(&mut self, batch: &PointBatch, learning_rate: f64) -> Self::Report;

    /// The moving average of the weights: what samples are drawn with.
    fn average(&self) -> Self::Average;

    /// All of the state, as after the last step issued.
    fn state(&self) -> Self::State;

    /// Goes back to a state.
    ///
    /// # Errors
    /// `WeightsShape` where the state is another network's.
    fn restore(&mut self, state: &LearnerState) -> Result<()>;
}
