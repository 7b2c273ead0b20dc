//! What the trainer needs of whatever learns.

use crate::{
    denoiser::{Condition, Denoiser},
    diffusion::Prediction,
    error::Result,
    weights::Weights,
};

/// One batch of Algorithm 1, ready for the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// x_t, count × values.
    pub x_t: Vec<f32>,
    /// The paper's t of each, 1..=T.
    pub t: Vec<u32>,
    /// What each is, or what is observed with it; empty where the data have neither.
    pub conditions: Vec<Condition>,
    /// What the network should predict, count × values.
    pub target: Vec<f32>,
    /// What the squared error of each counts in the loss.
    pub weight: Vec<f32>,
}

/// What a training step reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepReport {
    /// Of each x of the batch: mean squared error a number of what the network predicts, before its weight.
    pub errors: Vec<f32>,
    /// Norm of the gradient, before any clipping.
    pub gradient_norm: f64,
}

/// Everything that an interrupted run needs of its learner to go on as if it had not been interrupted.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnerState {
    /// Steps done.
    pub step: usize,
    /// Weights.
    pub weights: Weights,
    /// Their moving average, which samples are drawn with.
    pub ema: Weights,
    /// Adam's first moment.
    pub m: Weights,
    /// Adam's second moment.
    pub v: Weights,
}

impl LearnerState {
    /// The state before the first step.
    pub fn initial(weights: Weights) -> Self {
        let zeros = |weights: &Weights| {
            let mut weights = weights.clone();
            weights.values_mut().for_each(|w| w.values.fill(0.0));
            weights
        };
        Self { step: 0, ema: weights.clone(), m: zeros(&weights), v: zeros(&weights), weights }
    }
}

/// A network that learns. A step is done, or submitted to the device, when `train_step` returns; its report resolves later,
/// so that steps can overlap on a GPU.
pub trait Learner {
    /// A step's report on its way.
    type Report: Future<Output = Result<StepReport>> + 'static;
    /// The whole state on its way.
    type State: Future<Output = Result<LearnerState>> + 'static;
    /// Weights on their way.
    type Weights: Future<Output = Result<Weights>> + 'static;
    /// The network as a denoiser, where it computes.
    type Model: Denoiser;

    /// What computes it, for the model card: `cpu`, `webgpu`, `flex`, `cuda`.
    fn backend(&self) -> &'static str;

    /// One step on the mean weighted squared error of the batch, Σ wᵢ·errorᵢ/count (L_simple, eq. 14, where all w are 1).
    fn train_step(&mut self, batch: &Batch, learning_rate: f64) -> Self::Report;

    /// The moving average of the weights as a denoiser: what samples are drawn with.
    ///
    /// # Errors
    /// What the device reports.
    fn model(&self, prediction: Prediction) -> Result<Self::Model>;

    /// The moving average of the weights, by name.
    fn ema(&self) -> Self::Weights;

    /// The weights themselves, by name.
    fn weights(&self) -> Self::Weights;

    /// All of the state, as after the last step submitted.
    fn state(&self) -> Self::State;

    /// Goes back to a state.
    ///
    /// # Errors
    /// `WeightsShape` where the state is another network's.
    fn restore(&mut self, state: &LearnerState) -> Result<()>;
}
