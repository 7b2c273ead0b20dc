//! Everything that a training run is a function of, beside its data.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{loss::Weighting, optimizer::AdamOptions};
use crate::{
    diffusion::{Prediction, Schedule, ScheduleKind},
    error::{Result, invalid},
    weights::Weights,
};

/// x in a batch at most.
pub const MAX_BATCH: usize = 4096;

/// The shape of a network: all that training needs to know of it.
pub trait NetworkConfig: Clone + PartialEq + Serialize + DeserializeOwned {
    /// Checks that the network can be built for x of `values` numbers.
    ///
    /// # Errors
    /// `InvalidSetting`, naming what is out of its range.
    fn check(&self, values: usize) -> Result<()>;

    /// Numbers of an observation that it is given with each x.
    fn observed(&self) -> usize {
        0
    }

    /// Every weight's name and shape, in PyTorch's names and layouts.
    fn weight_shapes(&self, values: usize) -> Vec<(String, Vec<usize>)>;

    /// The weights that a run of this seed starts from.
    fn initial_weights(&self, values: usize, seed: u32) -> Weights;
}

/// A named schedule, or β of one's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the kinds are those of ScheduleKind, where each is explained")]
pub enum ScheduleConfig {
    Linear { steps: usize },
    ScaledLinear { steps: usize },
    Cosine { steps: usize },
    Sigmoid { steps: usize },
    Quadratic { steps: usize },
    Custom { betas: Vec<f64> },
}

impl ScheduleConfig {
    /// The named schedule of this kind with `steps` = T steps.
    pub fn named(kind: ScheduleKind, steps: usize) -> Self {
        match kind {
            ScheduleKind::Linear => Self::Linear { steps },
            ScheduleKind::ScaledLinear => Self::ScaledLinear { steps },
            ScheduleKind::Cosine => Self::Cosine { steps },
            ScheduleKind::Sigmoid => Self::Sigmoid { steps },
            ScheduleKind::Quadratic => Self::Quadratic { steps },
        }
    }

    /// The kind and T of a named schedule; `None` for β of one's own.
    pub fn name(&self) -> Option<(ScheduleKind, usize)> {
        match *self {
            Self::Linear { steps } => Some((ScheduleKind::Linear, steps)),
            Self::ScaledLinear { steps } => Some((ScheduleKind::ScaledLinear, steps)),
            Self::Cosine { steps } => Some((ScheduleKind::Cosine, steps)),
            Self::Sigmoid { steps } => Some((ScheduleKind::Sigmoid, steps)),
            Self::Quadratic { steps } => Some((ScheduleKind::Quadratic, steps)),
            Self::Custom { .. } => None,
        }
    }

    /// The schedule itself.
    ///
    /// # Errors
    /// `InvalidSetting` as [`Schedule::new`] and [`Schedule::from_betas`].
    pub fn build(&self) -> Result<Schedule> {
        match (self.name(), self) {
            (_, Self::Custom { betas }) => Schedule::from_betas(betas.clone()),
            (Some((kind, steps)), _) => Schedule::new(kind, steps),
            (None, _) => unreachable!("every schedule but one of one's own has a name"),
        }
    }
}

/// What is learnt of the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Objective {
    /// To take noise away (Algorithm 1).
    #[default]
    Denoise,
    /// To say x_0 from what is observed alone, with the least squared error: E[x_0 | observation], the answer of behaviour
    /// cloning. The network is given zeros for x_t and T for t, at which a chain has left nothing of x_0 in x_t, so that
    /// network, data, batches and optimizer are the same for both.
    Regress,
}

impl Objective {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// What takes the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Optimizer {
    /// Kingma and Ba 2015.
    Adam,
    /// With decoupled weight decay (Loshchilov and Hutter 2019).
    Adamw,
}

/// How the times of a batch are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum TimestepSampling {
    /// t ~ U{1..T} for each x by itself (Algorithm 1).
    Uniform,
    /// One t from each of as many equal segments of 1..=T as there are x.
    Stratified,
    /// Where the loss has been large, with weights that undo the preference (Nichol and Dhariwal 2021, section 3.3).
    Importance,
}

/// How the learning rate changes over a run: a linear rise, a plateau, and a cosine fall over the last fifth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LearningRateSchedule {
    /// Steps over which it rises from nothing.
    pub warmup: usize,
    /// Steps of the whole run, towards the end of which it falls.
    pub steps: usize,
}

impl LearningRateSchedule {
    /// The share of the highest learning rate at step `step`, from 0.
    pub fn share_at(&self, step: usize) -> f64 {
        let rise = ((step + 1) as f64 / self.warmup.max(1) as f64).min(1.0);
        let fall_from = self.steps * 4 / 5;
        if step <= fall_from {
            return rise;
        }
        let part = (step - fall_from) as f64 / (self.steps - fall_from).max(1) as f64;
        rise * 0.5 * (1.0 + libm::cos(std::f64::consts::PI * part.min(1.0)))
    }
}

/// Everything that a run is a function of, beside its data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrainConfig<N> {
    /// The network.
    pub network: N,
    /// β and T.
    pub schedule: ScheduleConfig,
    /// What is learnt of the data.
    #[serde(default, skip_serializing_if = "Objective::is_default")]
    pub objective: Objective,
    /// What the network predicts; x_0 where the objective is a regression.
    pub prediction: Prediction,
    /// How the loss weighs the times.
    pub weighting: Weighting,
    /// What takes the steps.
    pub optimizer: Optimizer,
    /// The learning rate at its highest, at most 1.
    pub learning_rate: f64,
    /// How it changes; constant where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learning_rate_schedule: Option<LearningRateSchedule>,
    /// Decoupled decay, 0..=1; unread for Adam.
    pub weight_decay: f64,
    /// The gradient's norm is limited to this, above 0; not limited where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clip_norm: Option<f64>,
    /// Decay of the moving average that samples are drawn with, below 1; 0: the weights themselves.
    pub ema_decay: f64,
    /// x a step, 1 to [`MAX_BATCH`].
    pub batch: usize,
    /// How their times are drawn.
    pub times: TimestepSampling,
    /// Each x_0 and t twice, with ε and −ε. The batch must be even.
    pub antithetic: bool,
    /// Share of x, 0..=1, whose attributes are all hidden, or whose observation is; each attribute of the others is hidden
    /// as often by itself.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub condition_dropout: f64,
    /// Whether half of the pictures are mirrored left to right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mirror: bool,
    /// Of the initial weights and of everything drawn.
    pub seed: u32,
}

fn is_zero(value: &f64) -> bool {
    *value == 0.0
}

impl<N: Default> Default for TrainConfig<N> {
    fn default() -> Self {
        Self {
            network: N::default(),
            schedule: ScheduleConfig::Linear { steps: 1000 },
            objective: Objective::Denoise,
            prediction: Prediction::Epsilon,
            weighting: Weighting::Simple,
            optimizer: Optimizer::Adam,
            learning_rate: 1e-3,
            learning_rate_schedule: None,
            weight_decay: 0.01,
            clip_norm: None,
            ema_decay: 0.99,
            batch: 512,
            times: TimestepSampling::Uniform,
            antithetic: false,
            condition_dropout: 0.0,
            mirror: false,
            seed: 1,
        }
    }
}

impl<N: NetworkConfig> TrainConfig<N> {
    /// Checks all but the schedule, which is checked where it is built. x are `values` numbers each.
    ///
    /// # Errors
    /// `InvalidSetting`, naming what is out of its range.
    pub fn validate(&self, values: usize) -> Result<()> {
        self.network.check(values)?;
        let fail = |name: &str, range: &str, found: f64| Err(invalid(format!("`{name}` must be {range}, got {found}")));
        if !(self.learning_rate > 0.0 && self.learning_rate <= 1.0) {
            return fail("learningRate", "above 0 and at most 1", self.learning_rate);
        }
        if !(0.0..=1.0).contains(&self.weight_decay) {
            return fail("weightDecay", "within 0..=1", self.weight_decay);
        }
        if !(0.0..1.0).contains(&self.ema_decay) {
            return fail("emaDecay", "at least 0 and below 1", self.ema_decay);
        }
        if let Some(norm) = self.clip_norm.filter(|norm| !(*norm > 0.0 && norm.is_finite())) {
            return fail("clipNorm", "above 0", norm);
        }
        if !(0.0..=1.0).contains(&self.condition_dropout) {
            return fail("conditionDropout", "within 0..=1", self.condition_dropout);
        }
        if !(1..=MAX_BATCH).contains(&self.batch) {
            return fail("batch", &format!("within 1..={MAX_BATCH}"), self.batch as f64);
        }
        if self.objective == Objective::Regress && self.prediction != Prediction::X0 {
            return Err(invalid(format!("`prediction` must be x0 for a regression, got {:?}", self.prediction)));
        }
        if self.antithetic && !self.batch.is_multiple_of(2) {
            return fail("batch", "even for antithetic pairs", self.batch as f64);
        }
        Ok(())
    }

    /// The optimizer's settings.
    pub fn adam(&self) -> AdamOptions {
        let weight_decay = if self.optimizer == Optimizer::Adamw { self.weight_decay } else { 0.0 };
        AdamOptions { weight_decay, ema_decay: self.ema_decay, clip_norm: self.clip_norm }
    }

    /// The learning rate of step `step`, from 0.
    pub fn learning_rate_at(&self, step: usize) -> f64 {
        self.learning_rate * self.learning_rate_schedule.map_or(1.0, |schedule| schedule.share_at(step))
    }
}
