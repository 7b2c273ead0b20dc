//! Everything that a run on points is a function of, beside its data.

use serde::{Deserialize, Serialize};

use crate::{
    diffusion::{Prediction, Schedule, ScheduleKind, vlb::bound_weight},
    error::{Error, ErrorCode, Result},
    networks::mlp::{AdamOptions, MlpConfig},
};

/// Points in a batch at most.
pub const MAX_BATCH: usize = 4096;

/// A named schedule, or β of one's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the kinds are those of ScheduleKind, where each is explained")]
pub enum ToySchedule {
    Linear { steps: usize },
    ScaledLinear { steps: usize },
    Cosine { steps: usize },
    Sigmoid { steps: usize },
    Quadratic { steps: usize },
    Custom { betas: Vec<f64> },
}

impl ToySchedule {
    /// The schedule itself.
    ///
    /// # Errors
    /// `InvalidSetting` as [`Schedule::new`] and [`Schedule::from_betas`].
    pub fn build(&self) -> Result<Schedule> {
        match self {
            Self::Linear { steps } => Schedule::new(ScheduleKind::Linear, *steps),
            Self::ScaledLinear { steps } => Schedule::new(ScheduleKind::ScaledLinear, *steps),
            Self::Cosine { steps } => Schedule::new(ScheduleKind::Cosine, *steps),
            Self::Sigmoid { steps } => Schedule::new(ScheduleKind::Sigmoid, *steps),
            Self::Quadratic { steps } => Schedule::new(ScheduleKind::Quadratic, *steps),
            Self::Custom { betas } => Schedule::from_betas(betas.clone()),
        }
    }
}

/// How the loss weighs the times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weighting {
    /// Not at all: L_simple (eq. 14), on whatever the network predicts.
    Simple,
    /// As the bound does (eq. 12), with σ² = β̃, or β at t = 1.
    Bound,
}

/// What takes the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Optimizer {
    /// Kingma and Ba 2015.
    Adam,
    /// With decoupled weight decay (Loshchilov and Hutter 2019).
    Adamw,
}

/// How the times of a batch are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Times {
    /// t ~ U{1..T} for each point by itself (Algorithm 1).
    Uniform,
    /// One t from each of as many equal stretches of 1..=T as there are points.
    Stratified,
    /// Where the loss has been large, with weights that undo the preference (Nichol and Dhariwal 2021, section 3.3).
    Importance,
}

/// Everything that a run is a function of, beside its data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ToyConfig {
    /// The network.
    pub network: MlpConfig,
    /// β and T.
    pub schedule: ToySchedule,
    /// What the network predicts.
    pub prediction: Prediction,
    /// How the loss weighs the times.
    pub weighting: Weighting,
    /// What takes the steps.
    pub optimizer: Optimizer,
    /// The learning rate, at most 1.
    pub learning_rate: f64,
    /// Decoupled decay, 0..=1; unread for Adam.
    pub weight_decay: f64,
    /// Decay of the moving average that samples are drawn with, below 1; 0: the weights themselves.
    pub ema_decay: f64,
    /// Points a step, 1 to [`MAX_BATCH`].
    pub batch: usize,
    /// How their times are drawn.
    pub times: Times,
    /// Each x_0 and t twice, with ε and −ε. The batch must be even.
    pub antithetic: bool,
    /// Of the initial weights and of everything drawn.
    pub seed: u32,
}

impl Default for ToyConfig {
    fn default() -> Self {
        Self {
            network: MlpConfig::default(),
            schedule: ToySchedule::Linear { steps: 1000 },
            prediction: Prediction::Epsilon,
            weighting: Weighting::Simple,
            optimizer: Optimizer::Adam,
            learning_rate: 1e-3,
            weight_decay: 0.01,
            ema_decay: 0.99,
            batch: 512,
            times: Times::Uniform,
            antithetic: false,
            seed: 1,
        }
    }
}

impl ToyConfig {
    /// Checks all but the schedule, which is checked where it is built.
    ///
    /// # Errors
    /// `InvalidSetting`, naming what is out of its range.
    pub fn validate(&self, dims: usize) -> Result<()> {
        let fail = |what: String| Err(Error::new(ErrorCode::InvalidSetting, what));
        self.network.validate(dims)?;
        if !(self.learning_rate > 0.0 && self.learning_rate <= 1.0) {
            return fail(format!("learning rate {} is not above 0 and at most 1", self.learning_rate));
        }
        if !(0.0..=1.0).contains(&self.weight_decay) {
            return fail(format!("weight decay {} is not within 0 to 1", self.weight_decay));
        }
        if !(0.0..1.0).contains(&self.ema_decay) {
            return fail(format!("decay of the average {} is not from 0 to below 1", self.ema_decay));
        }
        if !(1..=MAX_BATCH).contains(&self.batch) {
            return fail(format!("a batch of {}, not 1 to {MAX_BATCH}", self.batch));
        }
        if self.antithetic && !self.batch.is_multiple_of(2) {
            return fail(format!("antithetic pairs need an even batch, not {}", self.batch));
        }
        Ok(())
    }

    /// The optimiser's settings.
    pub fn adam(&self) -> AdamOptions {
        let weight_decay = if self.optimizer == Optimizer::Adamw { self.weight_decay } else { 0.0 };
        AdamOptions { weight_decay, ema_decay: self.ema_decay }
    }
}

/// What each time counts in the loss: the factor of the squared error of the network's own output, index t − 1. That of
/// the bound is scaled so that the weights of the error in ε have the mean 1 over t.
pub fn loss_weights(weighting: Weighting, prediction: Prediction, schedule: &Schedule) -> Vec<f64> {
    match weighting {
        // On the network's own output: whatever that makes of ε.
        Weighting::Simple => vec![1.0; schedule.steps()],
        Weighting::Bound => {
            let weights: Vec<f64> = (1..=schedule.steps()).map(|t| bound_weight(schedule, 0.0, t)).collect();
            let mean = weights.iter().sum::<f64>() / weights.len() as f64;
            let of_output = |t: usize| prediction.eps(schedule, t).output.powi(2) / mean;
            weights.iter().zip(1..).map(|(w, t)| w * of_output(t)).collect()
        }
    }
}
