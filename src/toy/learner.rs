//! What the trainer needs of whatever computes.

use std::rc::Rc;

use super::{batch::PointBatch, model::PointModel};
use crate::{
    diffusion::{Prediction, Schedule},
    error::Result,
    model::Weights,
    train::LearnerState,
};

/// A model whose arrays can be looked at, at once or after they have come from a device.
pub trait ReadPoints: PointModel {
    /// Numbers on their way.
    type Read: Future<Output = Result<Vec<f32>>> + 'static;

    /// Starts reading an array back.
    fn read(&self, array: &Self::Array) -> Self::Read;
}

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
    /// Weights on their way.
    type Average: Future<Output = Result<Weights>> + 'static;

    /// The network as a model of ε, where it computes.
    type Model: ReadPoints;

    /// One step on the weighted squared error of the batch.
    fn step(&mut self, batch: &PointBatch, learning_rate: f64) -> Self::Report;

    /// The moving average of the weights as a model: what samples are drawn with.
    ///
    /// # Errors
    /// What the device reports.
    fn model(&self, schedule: Rc<Schedule>, prediction: Prediction) -> Result<Self::Model>;

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
