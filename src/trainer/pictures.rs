//! Algorithm 1 (Ho et al. 2020), one step at a time.
//!
//! [`Trainer`] draws what a step needs (pictures, t, ε) by address, so a run is a pure function of its settings and
//! seed, wherever it was interrupted; a [`Learner`] takes the gradient step, on whatever it computes.

use serde::{Deserialize, Serialize};

use crate::{
    data::ImageSet,
    denoiser::Condition,
    diffusion::{ForwardCoefficients, Prediction, Schedule, forward},
    error::{Error, ErrorCode, Result},
    networks::UNetConfig,
    rng::{Purpose, Rng},
    trainer::{batch::stream, learner::LearnerState},
    weights::{Weight, Weights},
};

/// One batch of Algorithm 1, ready for the network.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Noised pictures, `[batch, height, width, channels]`.
    pub x_t: Vec<f32>,
    /// The paper's t of each, 1..=T.
    pub t: Vec<usize>,
    /// What each is.
    pub conditions: Vec<Condition>,
    /// What the network should say, of the same shape as `x_t`.
    pub target: Vec<f32>,
}

/// AdamW's settings and the moving average's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OptimizerOptions {
    /// Decay of the first moment.
    pub beta1: f64,
    /// Decay of the second moment.
    pub beta2: f64,
    /// Added to the second moment's root.
    pub epsilon: f64,
    /// Decoupled weight decay.
    pub weight_decay: f64,
    /// The gradient's norm is limited to this.
    pub clip_norm: f64,
    /// Decay of the moving average of the weights.
    pub ema_decay: f64,
}

impl Default for OptimizerOptions {
    fn default() -> Self {
        Self { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.0, clip_norm: 1.0, ema_decay: 0.999 }
    }
}

/// A network that learns.
pub trait Learner {
    /// What computes it, for the model card: `cpu`, `flex`, `cuda`.
    fn name(&self) -> &'static str;

    /// One gradient step on the mean squared error; returns the batch's loss (L_simple, eq. 14).
    ///
    /// # Errors
    /// What the device reports.
    fn step(&mut self, batch: &Batch, learning_rate: f64) -> Result<f64>;

    /// The moving average of the weights: what samples are drawn with.
    ///
    /// # Errors
    /// What the device reports.
    fn average(&self) -> Result<Weights>;

    /// All of the state.
    ///
    /// # Errors
    /// What the device reports.
    fn state(&self) -> Result<LearnerState>;

    /// Goes back to a state.
    ///
    /// # Errors
    /// `WeightsShape` where the state is another network's.
    fn restore(&mut self, state: &LearnerState) -> Result<()>;
}

/// The settings of a run that decide what is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainerOptions {
    /// Seed of everything drawn.
    pub seed: u64,
    /// Steps of the whole run: the learning rate falls towards the end.
    pub steps: usize,
    /// Pictures a step.
    pub batch: usize,
    /// The learning rate at its highest.
    pub learning_rate: f64,
    /// Steps over which the learning rate rises from nothing.
    pub warmup: usize,
    /// Share of pictures whose attributes are all hidden; each attribute of the others is hidden as often by itself.
    pub condition_dropout: f64,
    /// Whether half of the pictures are mirrored left to right.
    pub mirror: bool,
    /// What the network predicts.
    pub prediction: Prediction,
}

impl TrainerOptions {
    /// The learning rate of step `step` (from 0): a linear rise, a plateau, and a cosine fall over the last fifth.
    pub fn learning_rate_at(&self, step: usize) -> f64 {
        let rise = ((step + 1) as f64 / self.warmup.max(1) as f64).min(1.0);
        let fall_from = self.steps * 4 / 5;
        let fall = if step <= fall_from {
            1.0
        } else {
            let part = (step - fall_from) as f64 / (self.steps - fall_from).max(1) as f64;
            0.5 * (1.0 + (std::f64::consts::PI * part.min(1.0)).cos())
        };
        self.learning_rate * rise * fall
    }
}

/// Algorithm 1 over a set of pictures.
pub struct Trainer<'a> {
    schedule: Schedule,
    data: &'a ImageSet,
    options: TrainerOptions,
    rng: Rng,
}

impl<'a> Trainer<'a> {
    /// A run over these pictures.
    ///
    /// # Errors
    /// `InvalidSetting` for an empty set, an empty batch, or a share outside 0..=1.
    pub fn new(schedule: Schedule, data: &'a ImageSet, options: TrainerOptions) -> Result<Self> {
        if data.is_empty() || options.batch == 0 || !(0.0..=1.0).contains(&options.condition_dropout) {
            return Err(Error::new(ErrorCode::InvalidSetting, format!("training needs data and a batch: {options:?}")));
        }
        Ok(Self { schedule, data, rng: Rng::new(options.seed, Purpose::Train), options })
    }

    /// Lines 2 to 4 of Algorithm 1 for step `step`: x_0 from the data, t ~ U{1..T}, ε ~ N(0, I), and
    /// x_t = √ᾱ_t x_0 + √(1−ᾱ_t) ε (eq. 4).
    pub fn batch(&self, step: usize) -> Batch {
        let TrainerOptions { batch: size, condition_dropout, mirror, prediction, .. } = self.options;
        let at = step as u32;
        let values = self.data.shape.values();
        let (mut pictures, mut times, mut mirrored) = (vec![0u32; size], vec![0u32; size], vec![0u32; size]);
        self.rng.below(stream::DATA, at, self.data.len() as u32, &mut pictures);
        self.rng.below(stream::TIME, at, self.schedule.steps() as u32, &mut times);
        self.rng.below(stream::MIRROR, at, 2, &mut mirrored);
        let attributes = self.data.attributes.len();
        let mut hide = vec![0.0f64; size * (attributes + 1)];
        self.rng.uniforms(stream::DROPOUT, at, &mut hide);

        let mut out = Batch { x_t: vec![0.0; size * values], target: vec![0.0; size * values], ..Batch::default() };
        let mut x0 = vec![0.0f32; values];
        let mut eps = vec![0.0f32; values];
        for i in 0..size {
            let picture = pictures[i] as usize;
            self.data.write_picture(picture, &mut x0);
            if mirror && mirrored[i] == 1 {
                let shape = self.data.shape;
                for row in x0.chunks_exact_mut(shape.width * shape.channels) {
                    row.reverse();
                    row.chunks_exact_mut(shape.channels).for_each(<[f32]>::reverse);
                }
            }
            self.rng.normals_from(stream::EPSILON, at, (i * values) as u64, &mut eps);
            let t = times[i] as usize + 1;
            let ForwardCoefficients { signal, noise } = forward(&self.schedule, t);
            let of = prediction.target(&self.schedule, t);
            let pixels = i * values..(i + 1) * values;
            let arrays = out.x_t[pixels.clone()].iter_mut().zip(&mut out.target[pixels]);
            for ((x_t, target), (&x0, &eps)) in arrays.zip(x0.iter().zip(&eps)) {
                *x_t = signal as f32 * x0 + noise as f32 * eps;
                *target = of.x0 as f32 * x0 + of.eps as f32 * eps;
            }
            let mut condition = self.data.condition(picture);
            let (all, each) = (hide[i * (attributes + 1)], &hide[i * (attributes + 1) + 1..]);
            for (value, &own) in condition.0.iter_mut().zip(each) {
                // A single attribute has nothing to be combined with, so hiding it once is enough.
                if all < condition_dropout || (attributes > 1 && own < condition_dropout) {
                    *value = None;
                }
            }
            out.t.push(t);
            out.conditions.push(condition);
        }
        out
    }

    /// One step of Algorithm 1; returns its loss.
    ///
    /// # Errors
    /// What the device reports.
    pub fn step(&self, step: usize, learner: &mut impl Learner) -> Result<f64> {
        learner.step(&self.batch(step), self.options.learning_rate_at(step))
    }
}

/// Initial weights: uniform within ±1/√(inputs) (He et al. 2015, as PyTorch does it), 1 and 0 for normalisations, small
/// normal numbers for attributes' tables, and zeros for the last layer of each residual branch and of the network, so
/// that at first every block passes its input on and the network says 0.
pub fn initial_weights(config: &UNetConfig, seed: u64) -> Weights {
    let rng = Rng::new(seed, Purpose::Initialise);
    let is_norm = |name: &str| name.split('.').rev().nth(1).is_some_and(|l| matches!(l, "n" | "n1" | "n2" | "no"));
    let starts_at_zero = |name: &str| {
        let layer = name.rsplit_once('.').map_or(name, |(layer, _)| layer);
        layer == "co" || layer == "ma.o" || layer.ends_with(".c2")
    };
    let mut inputs = 1;
    let parameters = config.parameters().into_iter().enumerate();
    parameters
        .map(|(i, (name, shape))| {
            let count = shape.iter().product();
            let is_weight = name.ends_with("weight");
            if is_weight {
                // A bias follows its weight in the list and has the same bound.
                inputs = shape[1..].iter().product();
            }
            let mut values = vec![0.0f32; count];
            if is_norm(&name) {
                values.fill(if is_weight { 1.0 } else { 0.0 });
            } else if name.starts_with("cond.") {
                rng.normals(0, i as u32, &mut values);
                values.iter_mut().for_each(|v| *v *= 0.1);
            } else if !starts_at_zero(&name) {
                let bound = 1.0 / (inputs as f64).sqrt();
                let mut uniform = vec![0.0f64; count];
                rng.uniforms(0, i as u32, &mut uniform);
                values.iter_mut().zip(uniform).for_each(|(v, u)| *v = (bound * (2.0 * u - 1.0)) as f32);
            }
            (name, Weight { shape, values })
        })
        .collect()
}
