//! A run on points, as the page trains it and looks at it.

use std::{
    cell::{Cell, Ref, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use js_sys::{Float32Array, Float64Array, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{
    backend::{self, READ_AHEAD, ToyLearner},
    js::{JsResult, from_js, thrown, to_js},
    toy_sampler::ToySampler,
};
use crate::{
    error::{Error, ErrorCode, Result},
    metrics::points::{Distances, distances, memorised_share},
    model::mlp::{Mlp, MlpDenoiser},
    noise::Noise,
    toy::{
        PointLearner, ToyConfig, ToyData, ToyFile, ToyTrainer,
        bound::{BoundConfig, BoundMeter},
        density::log_density,
        exact::ExactDenoiser,
        file::Origin,
        lab,
        model::HostModel,
        reference::{fresh_pair, levels},
        sampler::PointSampleConfig,
        trainer::{Beginning, Issued},
        variance::{Estimator, gradient_variance},
    },
};

/// Points that a figure is asked for at most, and steps of the density's ODE.
const MOST_POINTS: usize = 100_000;
const MOST_DENSITY_STEPS: usize = 10_000;

type Trainer = ToyTrainer<ToyLearner>;

/// A run. Its methods are called one after the other: whoever holds it awaits one before the next.
#[wasm_bindgen]
pub struct Toy {
    data: ToyData,
    trainer: RefCell<Trainer>,
    flying: RefCell<VecDeque<Issued<<ToyLearner as PointLearner>::Report>>>,
    /// ε* of the data.
    exact: Rc<ExactDenoiser>,
    /// The averaged network on the host, and the step it is of.
    host: RefCell<Option<(usize, Rc<MlpDenoiser>)>>,
    busy: Cell<bool>,
}

/// Clears the flag however the call ends.
struct Busy<'a>(&'a Cell<bool>);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

fn invalid(why: impl Into<String>) -> JsValue {
    thrown(Error::new(ErrorCode::InvalidSetting, why))
}

impl Toy {
    /// A run of these settings on these points, on the module's device.
    pub fn new(device: &backend::Device, config: ToyConfig, data: ToyData) -> Result<Self> {
        let (network, adam, dims) = (config.network.clone(), config.adam(), data.points.dims);
        let begin = |Beginning { weights, times }| device.toy_learner(dims, &network, &weights, times, adam);
        let trainer = ToyTrainer::new(config, data.points.clone(), begin)?;
        let schedule = trainer.schedule().clone();
        let mixture = match data.origin {
            Origin::Shape { shape, .. } => shape.mixture(),
            Origin::Points => None,
        };
        let exact = match mixture {
            Some(mixture) => ExactDenoiser::mixture(schedule, mixture),
            None => ExactDenoiser::points(schedule, &data.points),
        };
        Ok(Self {
            data,
            trainer: RefCell::new(trainer),
            flying: RefCell::default(),
            exact: Rc::new(exact),
            host: RefCell::default(),
            busy: Cell::new(false),
        })
    }

    /// A saved run, to go on with.
    pub fn resume(device: &backend::Device, file: &[u8]) -> Result<Self> {
        let ToyFile { config, data, state, memory } = ToyFile::from_bytes(file)?;
        let toy = Self::new(device, config, data)?;
        toy.trainer.borrow_mut().restore(&state, Some(&memory))?;
        Ok(toy)
    }

    fn take_turn(&self) -> JsResult<Busy<'_>> {
        if self.busy.replace(true) {
            return Err(thrown(Error::new(ErrorCode::Busy, "the call before is under way")));
        }
        Ok(Busy(&self.busy))
    }

    fn trainer(&self) -> Ref<'_, Trainer> {
        self.trainer.borrow()
    }

    /// The averaged network on the host: what is asked of it beside sampling is asked there, on either module.
    async fn network(&self) -> JsResult<Rc<MlpDenoiser>> {
        let step = self.trainer().step_count();
        if let Some((of, model)) = &*self.host.borrow()
            && *of == step
        {
            return Ok(model.clone());
        }
        let average = self.trainer().learner().average();
        let average = average.await.map_err(thrown)?;
        let trainer = self.trainer();
        let (config, dims) = (trainer.config(), self.data.points.dims);
        let times = Beginning::new(config, dims, trainer.schedule().steps()).times;
        let net = Mlp::new(dims, &config.network, &average, times).map_err(thrown)?;
        let model = Rc::new(MlpDenoiser::new(net, trainer.schedule().clone(), config.prediction));
        *self.host.borrow_mut() = Some((step, model.clone()));
        Ok(model)
    }

    fn check_points(&self, points: &[f32]) -> JsResult<()> {
        let dims = self.data.points.dims;
        let count = points.len() / dims;
        if !points.len().is_multiple_of(dims) || !(1..=MOST_POINTS).contains(&count) {
            return Err(invalid(format!("{} numbers, not 1 to {MOST_POINTS} points of {dims} coordinates", points.len())));
        }
        if points.iter().all(|v| v.is_finite()) { Ok(()) } else { Err(invalid("a point is not finite")) }
    }

    fn check_time(&self, t: usize) -> JsResult<()> {
        self.trainer().schedule().check(t).map_err(thrown)
    }

    fn density_of(&self, model: &impl HostModel, points: &[f32], steps: usize) -> Float64Array {
        log_density(model, self.trainer().schedule(), points, steps).as_slice().into()
    }
}

#[wasm_bindgen]
impl Toy {
    /// The points: `{ dims, values, centre, scale }`.
    ///
    /// # Errors
    /// None in practice: numbers always cross.
    pub fn data(&self) -> JsResult<JsValue> {
        points_to_js(&self.data)
    }

    /// The settings as they are now. β of one's own are a plain array.
    ///
    /// # Errors
    /// None in practice.
    pub fn config(&self) -> JsResult<JsValue> {
        to_js(self.trainer().config())
    }

    /// Numbers in the network.
    pub fn parameters(&self) -> usize {
        self.trainer().config().network.parameter_count(self.data.points.dims)
    }

    /// Steps that may be under way at once.
    #[wasm_bindgen(js_name = mostFlying)]
    pub fn most_flying(&self) -> usize {
        if self.trainer().may_run_ahead() { 1 + READ_AHEAD } else { 1 }
    }

    /// Steps under way.
    pub fn flying(&self) -> usize {
        self.flying.borrow().len()
    }

    /// Has the learner take one more step of Algorithm 1.
    ///
    /// # Errors
    /// `Busy` where as many are under way as may be.
    pub fn issue(&self) -> JsResult<()> {
        if self.flying() >= self.most_flying() {
            return Err(thrown(Error::new(ErrorCode::Busy, "the step before has not been heard of")));
        }
        let issued = self.trainer.borrow_mut().issue();
        self.flying.borrow_mut().push_back(issued);
        Ok(())
    }

    /// Waits for the oldest step under way; its loss, or NaN where none is.
    ///
    /// # Errors
    /// `Busy` while another call is under way, and what the device reports.
    pub async fn heard(&self) -> JsResult<f64> {
        let _turn = self.take_turn()?;
        let oldest = self.flying.borrow_mut().pop_front();
        let Some(issued) = oldest else { return Ok(f64::NAN) };
        let (batch, report) = issued.into_parts();
        let report = report.await.map_err(thrown)?;
        Ok(self.trainer.borrow_mut().heard(batch, &report))
    }

    /// `{ step, gradientNorm, byTime }`: steps heard of, norm of the last gradient, loss over t since asked last.
    ///
    /// # Errors
    /// None in practice.
    pub fn progress(&self) -> JsResult<JsValue> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Progress {
            step: usize,
            gradient_norm: f64,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            by_time: Float64Array,
        }
        let mut trainer = self.trainer.borrow_mut();
        to_js(&Progress {
            step: trainer.step_count(),
            gradient_norm: trainer.gradient_norm(),
            by_time: trainer.take_by_time().as_slice().into(),
        })
    }

    /// Another learning rate or batch, from the next step on.
    ///
    /// # Errors
    /// `InvalidSetting` where it is out of its range.
    pub fn change(&self, learning_rate: Option<f64>, batch: Option<usize>) -> JsResult<()> {
        self.trainer.borrow_mut().change(learning_rate, batch).map_err(thrown)
    }

    /// Back to the same initialisation.
    ///
    /// # Errors
    /// `Busy` while steps are under way, and what the device reports.
    pub fn reset(&self) -> JsResult<()> {
        if self.flying() > 0 {
            return Err(thrown(Error::new(ErrorCode::Busy, "steps are under way")));
        }
        *self.host.borrow_mut() = None;
        self.trainer.borrow_mut().reset().map_err(thrown)
    }

    /// Begins to sample: with the averaged network where it is trained, or with ε* where `exact`. `config` is a
    /// `PointSampleConfig`.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range.
    pub fn sampler(&self, config: JsValue, exact: bool, start: Option<Vec<f32>>) -> JsResult<ToySampler> {
        let config: PointSampleConfig = from_js(config)?;
        let trainer = self.trainer();
        let schedule = trainer.schedule().clone();
        let sampler = if exact {
            ToySampler::exact(self.exact.clone(), schedule, config, start.as_deref())
        } else {
            trainer.model().and_then(|model| ToySampler::network(model, schedule, config, start.as_deref()))
        };
        sampler.map_err(thrown)
    }

    /// The field at time t on these points: `{ eps, x0, score }`.
    ///
    /// # Errors
    /// `InvalidSetting` where t is not one of the chain's times, or the numbers are no points.
    pub async fn field(&self, exact: bool, t: usize, points: Vec<f32>) -> JsResult<JsValue> {
        #[derive(Serialize)]
        struct Field {
            #[serde(with = "serde_wasm_bindgen::preserve")]
            eps: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            x0: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            score: Float32Array,
        }
        let _turn = self.take_turn()?;
        self.check_time(t)?;
        self.check_points(&points)?;
        let network = self.network().await?;
        let trainer = self.trainer();
        let schedule = trainer.schedule();
        let found =
            if exact { lab::field(&*self.exact, schedule, points, t) } else { lab::field(&*network, schedule, points, t) };
        let array = |v: &[f32]| Float32Array::from(v);
        to_js(&Field { eps: array(&found.eps), x0: array(&found.x0), score: array(&found.score) })
    }

    /// q(x_t|x_0) of the first `count` training points, each with its own ε of the seed; t = 0..=T.
    ///
    /// # Errors
    /// `InvalidSetting` for another t.
    pub fn noised(&self, t: usize, count: usize, seed: u32) -> JsResult<Float32Array> {
        if t > 0 {
            self.check_time(t)?;
        }
        let points = &self.data.points;
        let x0 = &points.values[..count.min(points.count()) * points.dims];
        Ok(lab::noised(x0, self.trainer().schedule(), t, seed).0.as_slice().into())
    }

    /// Log density of the model at these points, in nats, by the probability-flow ODE in `steps` steps.
    ///
    /// # Errors
    /// `InvalidSetting` where the numbers are no points, or there are no steps or too many.
    pub async fn density(&self, exact: bool, points: Vec<f32>, steps: usize) -> JsResult<Float64Array> {
        let _turn = self.take_turn()?;
        self.check_points(&points)?;
        if !(1..=MOST_DENSITY_STEPS).contains(&steps) {
            return Err(invalid(format!("{steps} steps, not 1 to {MOST_DENSITY_STEPS}")));
        }
        let network = self.network().await?;
        Ok(if exact { self.density_of(&*self.exact, &points, steps) } else { self.density_of(&*network, &points, steps) })
    }

    /// E‖ε − ε̂‖² a coordinate at each of these times over `count` draws: `{ network, exact }`, on the same draws.
    ///
    /// # Errors
    /// `InvalidSetting` where a t is not one of the chain's times, or there are no draws or too many.
    #[wasm_bindgen(js_name = lossByTime)]
    pub async fn loss_by_time(&self, times: Vec<u32>, count: usize) -> JsResult<JsValue> {
        #[derive(Serialize)]
        struct Losses {
            #[serde(with = "serde_wasm_bindgen::preserve")]
            network: Float64Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            exact: Float64Array,
        }
        let _turn = self.take_turn()?;
        times.iter().try_for_each(|&t| self.check_time(t as usize))?;
        if !(1..=MOST_POINTS).contains(&count) {
            return Err(invalid(format!("{count} draws, not 1 to {MOST_POINTS}")));
        }
        let network = self.network().await?;
        let trainer = self.trainer();
        let noise = Noise::new(u64::from(trainer.config().seed));
        let (schedule, data) = (trainer.schedule(), &self.data.points);
        let of_network = |&t: &u32| lab::loss_at(&*network, schedule, data, t as usize, count, &noise);
        let of_exact = |&t: &u32| lab::loss_at(&*self.exact, schedule, data, t as usize, count, &noise);
        let curve = |values: Vec<f64>| Float64Array::from(values.as_slice());
        to_js(&Losses {
            network: curve(times.iter().map(of_network).collect()),
            exact: curve(times.iter().map(of_exact).collect()),
        })
    }

    /// Distances of a cloud to fresh data, and of data to other data of as many points: `{ samples, data }`.
    ///
    /// # Errors
    /// `InvalidSetting` where the numbers are no points.
    pub fn distances(&self, cloud: &[f32]) -> JsResult<JsValue> {
        #[derive(Serialize)]
        struct Both {
            samples: Distances,
            data: Distances,
        }
        self.check_points(cloud)?;
        let dims = self.data.points.dims;
        let [fresh, other] = fresh_pair(&self.data, cloud.len() / dims);
        to_js(&Both { samples: distances(cloud, &fresh, dims, 0), data: distances(&other, &fresh, dims, 0) })
    }

    /// Share of these points that are training points.
    ///
    /// # Errors
    /// `InvalidSetting` where the numbers are no points.
    pub fn memorised(&self, cloud: &[f32]) -> JsResult<f64> {
        self.check_points(cloud)?;
        Ok(memorised_share(cloud, &self.data.points.values, self.data.points.dims))
    }

    /// The bound of the averaged network, measured at `times` t with `count` draws each.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range.
    pub async fn bound(&self, times: usize, count: usize, variance: f64) -> JsResult<JsValue> {
        let _turn = self.take_turn()?;
        let network = self.network().await?;
        let trainer = self.trainer();
        let seed = trainer.config().seed;
        let config = BoundConfig { times, count, variance, seed, levels: levels(&self.data.points) };
        let meter = BoundMeter::new(network, trainer.schedule().clone(), self.data.points.clone(), config);
        let bound = meter.map_err(thrown)?.finish();
        let found = to_js(&bound)?;
        // A curve of up to ten thousand numbers crosses as one array.
        js_sys::Reflect::set(&found, &"terms".into(), &Float64Array::from(bound.terms.as_slice()))?;
        Ok(found)
    }

    /// How far an estimator of the gradient scatters, over `repeats` batches.
    ///
    /// # Errors
    /// `InvalidSetting` for an estimator that there is not, or repeats outside their range.
    pub async fn variance(&self, estimator: JsValue, repeats: usize) -> JsResult<JsValue> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Measured {
            estimator: Estimator,
            variance: f64,
            standard_error: f64,
            mean_norm: f64,
            repeats: usize,
        }
        let _turn = self.take_turn()?;
        let estimator: Estimator = from_js(estimator)?;
        // The gradient is that of the weights themselves: their average is what is sampled with, not what is trained.
        let weights = self.trainer().learner().weights();
        let weights = weights.await.map_err(thrown)?;
        let trainer = self.trainer();
        let found = gradient_variance(trainer.config(), &self.data.points, &weights, estimator, repeats);
        let found = found.map_err(thrown)?;
        to_js(&Measured {
            estimator,
            variance: found.variance,
            standard_error: found.standard_error,
            mean_norm: found.mean_norm,
            repeats: found.repeats,
        })
    }

    /// The run as a file, from which it resumes exactly.
    ///
    /// # Errors
    /// `Busy` while steps are under way, and what the device reports.
    pub async fn save(&self) -> JsResult<Uint8Array> {
        let _turn = self.take_turn()?;
        if self.flying() > 0 {
            return Err(thrown(Error::new(ErrorCode::Busy, "steps are under way")));
        }
        let state = self.trainer().learner().state();
        let state = state.await.map_err(thrown)?;
        let trainer = self.trainer();
        let (config, memory) = (trainer.config().clone(), trainer.times().memory());
        let file = ToyFile { config, data: self.data.clone(), state, memory };
        Ok(file.to_bytes().map_err(thrown)?.as_slice().into())
    }
}

/// `{ dims, values, centre, scale }`.
pub fn points_to_js(data: &ToyData) -> JsResult<JsValue> {
    #[derive(Serialize)]
    struct Points {
        dims: usize,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        values: Float32Array,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        centre: Float32Array,
        scale: f32,
    }
    let points = &data.points;
    to_js(&Points {
        dims: points.dims,
        values: points.values.as_slice().into(),
        centre: points.centre.as_slice().into(),
        scale: points.scale,
    })
}
