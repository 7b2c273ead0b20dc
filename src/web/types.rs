//! What crosses to JavaScript and has no type elsewhere in the crate.
//!
//! The TypeScript declarations of these types, and of the settings that the layers below define, are generated from the
//! Rust ones (`#[derive(Tsify)]`) and committed as `pkg/src/module.d.ts`; `cargo xtask types` writes that file, `cargo
//! xtask test` compares it. One convention of names: words are in camelCase, the paper's symbols are written as they are
//! printed, `x_t`, `x0_hat`, `eps_hat`. `eps` is always the noise that was drawn, `eps_hat` the prediction of it.

use js_sys::{Float32Array, Float64Array, Uint32Array};
use serde::{Deserialize, Serialize, Serializer};
use serde_wasm_bindgen::preserve;
use tsify::Tsify;

use crate::{
    data::{
        demonstrations::{
            self, Demonstration, Generator, Horizons, Position, Scene, Side, generate::MAX_DEMONSTRATIONS,
        },
        points::{Origin, PointSet},
    },
    diffusion::{Schedule, vlb::bound_weight},
    error::{Result, invalid},
    measure::{points::Distances, share::Estimate},
    networks::ModelCard,
    policy::{Episode, Outcome, Report, RolloutConfig, StartPlace},
    sampler::SampleConfig,
};

/// A typed array that may be missing: null.
fn nullable<S: Serializer>(array: &Option<Float32Array>, serializer: S) -> Result<S::Ok, S::Error> {
    match array {
        Some(array) => preserve::serialize(array, serializer),
        None => serializer.serialize_none(),
    }
}

/// A model that has been loaded.
#[derive(Serialize, Tsify)]
pub struct ModelInfo<'a> {
    /// Its card.
    pub card: &'a ModelCard,
    /// How many numbers the network holds.
    pub parameters: usize,
}

/// Which denoiser of a training run.
#[derive(Clone, Copy, Debug, Deserialize, Tsify)]
#[serde(rename_all = "snake_case")]
pub enum DenoiserName {
    /// The network with the moving average of its weights.
    Network,
    /// ε* of the training points in closed form; for the shape gaussian that of N(0, I) itself.
    Exact,
    /// ε* of the distribution that the points were drawn from; of the shapes gaussian and eight_gaussians alone.
    Distribution,
}

/// x noised to a time t (eq. 4).
#[derive(Serialize, Tsify)]
pub struct Noised {
    /// √ᾱ_t x_0 + √(1 − ᾱ_t) ε.
    #[serde(with = "preserve")]
    pub x_t: Float32Array,
    /// ε.
    #[serde(with = "preserve")]
    pub eps: Float32Array,
}

/// The numbers of a schedule for plots. Index 0 is t = 0, the last is T.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleCurves {
    /// β_t; 0 at t = 0.
    #[serde(with = "preserve")]
    pub beta: Float64Array,
    /// ᾱ_t; 1 at t = 0.
    #[serde(with = "preserve")]
    pub alpha_bar: Float64Array,
    /// ᾱ/(1 − ᾱ); Infinity at t = 0.
    #[serde(with = "preserve")]
    pub snr: Float64Array,
    /// Weight of ‖ε − ε̂‖² in the bound at t (eq. 12); 0 at t = 0, where there is none.
    #[serde(with = "preserve")]
    pub bound_weight: Float64Array,
    /// E KL(q(x_T given x_0) ‖ N(0, I)) in nats a dimension, for data of unit mean square.
    pub prior_kl: f64,
}

impl ScheduleCurves {
    /// Of this schedule.
    pub fn new(schedule: &Schedule) -> Self {
        let curve = |value: fn(&Schedule, usize) -> f64| -> Float64Array {
            (0..=schedule.steps()).map(|t| value(schedule, t)).collect::<Vec<_>>().as_slice().into()
        };
        Self {
            // No variance is added before the first step.
            beta: curve(|s, t| if t == 0 { 0.0 } else { s.beta(t) }),
            alpha_bar: curve(Schedule::alpha_bar),
            snr: curve(Schedule::snr),
            bound_weight: curve(|s, t| if t == 0 { 0.0 } else { bound_weight(s, 0.0, t) }),
            prior_kl: schedule.prior_kl(),
        }
    }
}

/// A data set as a run trains on it, centred and scaled: x = (raw − centre)/scale, coordinate by coordinate.
#[derive(Serialize, Tsify)]
pub struct Points {
    /// Coordinates of a point.
    pub dims: usize,
    /// count × dims.
    #[serde(with = "preserve")]
    pub values: Float32Array,
    /// dims.
    #[serde(with = "preserve")]
    pub centre: Float32Array,
    /// One number for all coordinates, so that shapes keep their proportions.
    pub scale: f32,
    /// Where they came from.
    pub origin: Origin,
}

impl Points {
    /// These points.
    pub fn new(points: &PointSet, origin: Origin) -> Self {
        Self {
            dims: points.dims,
            values: points.values.as_slice().into(),
            centre: points.centre.as_slice().into(),
            scale: points.scale,
            origin,
        }
    }
}

/// One reverse step, from t to tNext, of a whole batch. The last frame has t = 0 and x_t alone.
#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Frame {
    /// 0 for the first step.
    pub index: usize,
    /// The paper's t of x_t: T at first, 0 at the end.
    pub t: usize,
    /// t of the next frame, 0 after the last step; null where t = 0.
    #[serde(rename = "tNext")]
    pub t_next: Option<usize>,
    /// σ_t of this step.
    pub sigma: f64,
    /// count × values of one x, as all arrays here.
    #[serde(with = "preserve")]
    pub x_t: Float32Array,
    /// x̂_0; null where t = 0, since the network was not called, as all that follow.
    #[serde(serialize_with = "nullable")]
    pub x0_hat: Option<Float32Array>,
    /// ε̂.
    #[serde(serialize_with = "nullable")]
    pub eps_hat: Option<Float32Array>,
    /// The step's mean: x at tNext is mean + sigma·noise.
    #[serde(serialize_with = "nullable")]
    pub mean: Option<Float32Array>,
    /// z, all zero where σ_t = 0.
    #[serde(serialize_with = "nullable")]
    pub noise: Option<Float32Array>,
}

/// One x on its way through a run, with every number of every step. Rows of `dims` numbers, T first.
#[derive(Serialize, Tsify)]
pub struct Trace {
    /// The t of each moment: T first, 0 last; one more than there are steps.
    pub times: Vec<usize>,
    /// x at every moment, a row more than there are steps.
    #[serde(with = "preserve")]
    pub x: Float32Array,
    /// ε̂(x_t, t) of each step.
    #[serde(with = "preserve")]
    pub eps_hat: Float32Array,
    /// x̂_0 of each step (eq. 15).
    #[serde(with = "preserve")]
    pub x0_hat: Float32Array,
    /// Its mean (eq. 11); x at the next moment is mean + sigma·noise.
    #[serde(with = "preserve")]
    pub mean: Float32Array,
    /// z; 0 where sigma is.
    #[serde(with = "preserve")]
    pub noise: Float32Array,
    /// σ of each step; 0 for the last.
    #[serde(with = "preserve")]
    pub sigma: Float64Array,
}

/// Where a training run is.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TrainState {
    /// Steps done since the initialisation.
    pub step: usize,
    /// Norm of the last gradient.
    pub gradient_norm: f64,
    /// Mean of ‖ε − ε̂‖² a dimension in each of 20 equal segments of t since asked last; NaN where no t fell.
    #[serde(with = "preserve")]
    pub by_time: Float64Array,
}

/// One step of Algorithm 1 that was taken, as it was for the x of its batch. Rows of `dims` numbers, an x each.
#[derive(Serialize, Tsify)]
pub struct StepTrace {
    /// Steps done since the initialisation, this one counted.
    pub step: usize,
    /// x_0, as drawn.
    #[serde(with = "preserve")]
    pub x0: Float32Array,
    /// t of each.
    #[serde(with = "preserve")]
    pub t: Uint32Array,
    /// ε of each.
    #[serde(with = "preserve")]
    pub eps: Float32Array,
    /// x_t, made of them (eq. 4).
    #[serde(with = "preserve")]
    pub x_t: Float32Array,
    /// ε̂ with the weights before the step.
    #[serde(with = "preserve")]
    pub eps_hat: Float32Array,
    /// ‖ε − ε̂‖² a dimension of each x; of what the network predicts, where that is not ε.
    #[serde(with = "preserve")]
    pub errors: Float32Array,
    /// The batch's loss, as trained on.
    pub loss: f64,
    /// Norm of its gradient.
    #[serde(rename = "gradientNorm")]
    pub gradient_norm: f64,
    /// ‖θ after − θ before‖.
    #[serde(rename = "changeNorm")]
    pub change_norm: f64,
}

/// A denoiser's field over points at one time. count × dims each.
#[derive(Serialize, Tsify)]
pub struct Field {
    /// ε̂.
    #[serde(with = "preserve")]
    pub eps_hat: Float32Array,
    /// x̂_0 (eq. 15).
    #[serde(with = "preserve")]
    pub x0_hat: Float32Array,
    /// −ε̂/√(1 − ᾱ_t).
    #[serde(with = "preserve")]
    pub score: Float32Array,
}

/// E‖ε − ε̂‖² a dimension at each t that was asked for, on the same draws.
#[derive(Serialize, Tsify)]
pub struct LossByTime {
    /// Of the averaged network.
    #[serde(with = "preserve")]
    pub network: Float64Array,
    /// Of ε*: the floor.
    #[serde(with = "preserve")]
    pub exact: Float64Array,
}

/// Demonstrations of the obstacle task: made, drawn, or both, the drawn ones last.
#[derive(Clone, Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DemonstrationSource {
    /// How they are made; none are where there is none.
    #[serde(default)]
    pub generator: Option<Generator>,
    /// Ways as they were drawn, places at any distance from one another: they are spaced anew.
    #[serde(default)]
    pub drawn: Vec<Demonstration>,
    /// How far a policy looks back and ahead.
    #[serde(default)]
    pub horizons: Horizons,
}

impl DemonstrationSource {
    /// All of them, at least one.
    pub fn gather(&self) -> Result<Vec<Demonstration>> {
        let mut all = self.generator.as_ref().map_or(Ok(Vec::new()), Generator::make)?;
        all.extend(demonstrations::checked(&self.drawn)?);
        if !(1..=MAX_DEMONSTRATIONS).contains(&all.len()) {
            let found = all.len();
            return Err(invalid(format!("there must be 1 to {MAX_DEMONSTRATIONS} demonstrations, got {found}")));
        }
        Ok(all)
    }
}

/// One rollout, whose chunks are to be shown as they are denoised.
#[derive(Clone, Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RolloutRequest {
    /// Where the robot begins.
    pub episode: Episode,
    /// How it is rolled out.
    pub config: RolloutConfig,
    /// How chunks are drawn: seed, count and conditions are the plan's. Unread for a regression.
    pub sampling: SampleConfig,
    /// Chunks shown of each plan, 1 to 64, the executed one among them: as many as `config.candidates` at least.
    pub shown: usize,
    /// Who plans.
    #[serde(default)]
    pub acting: Acting,
    /// What is done to the robot and its plane meanwhile.
    #[serde(default)]
    pub disturbances: Vec<Disturbance>,
}

/// Who plans, and by which sketch it is steered.
#[derive(Clone, Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Acting {
    /// What denoises. Unread for a regression.
    #[serde(default)]
    pub denoiser: PolicyDenoiser,
    /// What chunks are drawn to. Unread for a regression.
    #[serde(default)]
    pub sketch: Option<Sketch>,
}

/// What a plan is denoised by.
#[derive(Clone, Copy, Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "snake_case")]
pub enum PolicyDenoiser {
    /// The network.
    #[default]
    Network,
    /// ε* of the demonstrations under what is observed: a policy that looks its answer up.
    Exact,
}

/// A way over the plane that chunks are drawn to.
#[derive(Clone, Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Sketch {
    /// The way, as it was drawn.
    pub line: Vec<Position>,
    /// s in x̂_0 − s ∇½‖x̂_0 − sketch‖², 0..=1.
    pub strength: f64,
}

/// Something that is done in the midst of a rollout, before its step `step`.
#[derive(Clone, Copy, Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Disturbance {
    /// The robot's step that it is done before.
    pub step: usize,
    /// Where the robot is put.
    #[serde(default)]
    pub robot: Option<Position>,
    /// What is on the plane from now on.
    #[serde(default)]
    pub scene: Option<Scene>,
}

/// Chunks that are to be planned from one place.
#[derive(Clone, Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanRequest {
    /// Where the robot has been, where it is now last.
    pub past: Vec<Position>,
    /// What is on the plane.
    pub scene: Scene,
    /// How chunks are drawn: from its seed; the conditions are the plan's.
    pub sampling: SampleConfig,
    /// Who plans.
    #[serde(default)]
    pub acting: Acting,
    /// What all chunks go on from; none: each from its own noise.
    #[serde(default)]
    pub from: Option<Frozen>,
}

/// A chunk in the midst of its denoising.
#[derive(Clone, Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Frozen {
    /// Its time, one of the run's.
    pub t: usize,
    /// x_t as places on the plane.
    pub places: Vec<Position>,
}

/// Chunks that were planned from one place.
#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
#[serde(rename_all = "camelCase")]
pub struct Chunks {
    /// chunks × Tp × 2: places on the plane.
    #[serde(with = "preserve")]
    pub places: Float32Array,
    /// On which side each of them leads past the disc.
    pub sides: Vec<Option<Side>>,
    /// Share of those on the left, of those that lead past the disc.
    pub left: Estimate,
    /// Share of all that keep clear of the disc.
    pub clear: Estimate,
    /// Network calls for each chunk.
    pub calls: usize,
}

/// Rollouts of which the ends are counted.
#[derive(Clone, Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RolloutsRequest {
    /// Where the robots begin: all of them on the axis, or anywhere in the box that demonstrations start in.
    pub from: StartPlace,
    /// What is on the plane.
    pub generator: Generator,
    /// How they are rolled out.
    pub config: RolloutConfig,
    /// How chunks are drawn: seed, count and conditions are the plan's. Unread for a regression.
    pub sampling: SampleConfig,
    /// How many robots, 1 to 1,000.
    pub count: u32,
    /// Who plans.
    #[serde(default)]
    pub acting: Acting,
}

/// One plan of a rollout, with the way that its chunks were denoised.
#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
#[serde(rename_all = "camelCase")]
pub struct ShownPlan {
    /// The robot's step at which it was made.
    pub step: usize,
    /// Which of its chunks was executed.
    pub chosen: usize,
    /// The t of each moment: T first, 0 last; 0 alone for a regression, which answers at once.
    pub times: Vec<usize>,
    /// x_t, moments × chunks × Tp × 2: places on the plane.
    #[serde(with = "preserve")]
    pub places: Float32Array,
    /// x̂_0 of each moment, likewise; at t = 0 the chunks themselves.
    #[serde(with = "preserve")]
    pub x0_hat: Float32Array,
    /// ε̂ of each moment, likewise, as if its numbers were places; at t = 0 those of the moment before.
    #[serde(with = "preserve")]
    pub eps_hat: Float32Array,
    /// On which side of the disc the way so far and the executed chunk lead past it.
    pub side: Option<Side>,
    /// The demonstrated chunk nearest to what is to come of the executed one.
    pub nearest: NearestChunk,
}

/// A demonstrated chunk that is near to a planned one.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct NearestChunk {
    /// Its places to come, from action To − 1 on.
    pub places: Vec<Position>,
    /// The root of the mean squared distance of their places, on the plane.
    pub distance: f64,
    /// Which demonstration it is of, from 0.
    pub demonstration: usize,
}

/// A rollout, plan by plan.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Rollout {
    /// Everywhere the robot has been, its start first.
    pub path: Vec<Position>,
    /// How it ended.
    pub outcome: Outcome,
    /// On which side of the disc it has passed.
    pub side: Option<Side>,
    /// What it was told, oldest first.
    pub plans: Vec<ShownPlan>,
}

/// The way of one of many robots.
#[derive(Serialize, Tsify)]
pub struct RolledPath {
    /// Everywhere it has been, its start first.
    pub path: Vec<Position>,
    /// How it ended.
    pub outcome: Outcome,
}

/// What came of many rollouts.
#[derive(Serialize, Tsify)]
pub struct Rollouts {
    /// In figures.
    pub report: Report,
    /// Way by way.
    pub paths: Vec<RolledPath>,
    /// How many times a robot's plans went over to the other side of the disc, on average.
    pub changes: f64,
    /// The distance of an executed chunk to the nearest demonstrated one, on average.
    pub nearest: f64,
    /// The same of a demonstrated chunk to the nearest of another demonstration; NaN where there is one demonstration only.
    pub spacing: f64,
}

/// Distances to fresh data.
#[derive(Serialize, Tsify)]
pub struct DistancesToData {
    /// Of the samples.
    pub samples: Distances,
    /// Of as many other data: what a perfect model would have.
    pub data: Distances,
}
