//! What can be asked of a run beside training: samples, fields, densities, distances, the bound, variances.

use std::rc::Rc;

use js_sys::{Float32Array, Float64Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::{Toy, host_model};
use crate::{
    denoiser::HostDenoiser,
    error::{Error, ErrorCode},
    exact::ExactDenoiser,
    measure::{
        density::log_density,
        evaluation,
        gradient_variance::{Estimator, gradient_variance},
        holdout::{fresh_pair, levels},
        points::{Distances, distances, memorised_share},
        vlb::{VlbConfig, VlbEstimator},
    },
    networks::mlp::MlpDenoiser,
    sampler::{SampleConfig, Start},
    trainer::Learner,
    web::{
        js::{JsResult, from_js, thrown, to_js},
        run::Run,
    },
};

/// Points that a figure is asked for at most, and steps of the density's ODE.
const MAX_POINTS: usize = 100_000;
const MAX_DENSITY_STEPS: usize = 10_000;

/// Which ε̂.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Eps {
    /// The averaged network's.
    Network,
    /// ε* of the training points.
    Exact,
    /// ε* of their distribution.
    Distribution,
}

fn invalid(why: impl Into<String>) -> JsValue {
    thrown(Error::new(ErrorCode::InvalidSetting, why))
}

impl Toy {
    /// The averaged network on the host: what is asked of it beside sampling is asked there, on either module.
    pub(super) async fn network(&self) -> JsResult<Rc<MlpDenoiser>> {
        let step = self.trainer().step_count();
        if let Some((of, model)) = &*self.host.borrow()
            && *of == step
        {
            return Ok(model.clone());
        }
        let average = self.trainer().learner().ema();
        let average = average.await.map_err(thrown)?;
        let trainer = self.trainer();
        let model = Rc::new(host_model(&trainer, &average).map_err(thrown)?);
        *self.host.borrow_mut() = Some((step, model.clone()));
        Ok(model)
    }

    /// ε* as asked for; `None` for the network.
    pub(super) fn closed_form(&self, eps: JsValue) -> JsResult<Option<Rc<ExactDenoiser>>> {
        match from_js(eps)? {
            Eps::Network => Ok(None),
            Eps::Exact => Ok(Some(self.exact.clone())),
            Eps::Distribution => {
                let none = || invalid("the distribution of these points has no closed form");
                self.distribution.clone().map(Some).ok_or_else(none)
            }
        }
    }

    fn check_points(&self, points: &[f32]) -> JsResult<()> {
        let dims = self.data.points.dims;
        let count = points.len() / dims;
        if !points.len().is_multiple_of(dims) || !(1..=MAX_POINTS).contains(&count) {
            return Err(invalid(format!(
                "{} numbers, not 1 to {MAX_POINTS} points of {dims} coordinates",
                points.len()
            )));
        }
        if points.iter().all(|v| v.is_finite()) { Ok(()) } else { Err(invalid("a point is not finite")) }
    }

    fn check_time(&self, t: usize) -> JsResult<()> {
        self.trainer().schedule().check(t).map_err(thrown)
    }

    fn density_of(&self, model: &impl HostDenoiser, points: &[f32], steps: usize) -> Float64Array {
        log_density(model, self.trainer().schedule(), points, steps).as_slice().into()
    }
}

#[wasm_bindgen]
impl Toy {
    /// Begins to sample with the averaged network, where it is trained, or with ε*. `config` is a [`SampleConfig`], `fault`
    /// null or a mistake to be made on purpose. `start_x`, where given, is x at `start_t`, or at the run's first time.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range.
    pub fn sampler(
        &self,
        config: JsValue,
        eps: JsValue,
        fault: JsValue,
        start_t: Option<usize>,
        start_x: Option<Vec<f32>>,
    ) -> JsResult<Run> {
        let config: SampleConfig = from_js(config)?;
        if start_t.is_some() && start_x.is_none() {
            return Err(invalid("a time to start at needs points to start from"));
        }
        let start = start_x.map(|x| Start { t: start_t, x });
        let trainer = self.trainer();
        let schedule = trainer.schedule().clone();
        match self.closed_form(eps)? {
            Some(exact) => Run::new(exact, schedule, config, fault, start, true),
            None => {
                let model = trainer.model().map_err(thrown)?;
                Run::new(model.into(), schedule, config, fault, start, false)
            }
        }
    }

    /// The field at time t on these points: `{ eps, x0, score }`.
    ///
    /// # Errors
    /// `InvalidSetting` where t is not one of the chain's times, or the numbers are no points.
    pub async fn field(&self, eps: JsValue, t: usize, points: Vec<f32>) -> JsResult<JsValue> {
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
        let found = match self.closed_form(eps)? {
            Some(exact) => evaluation::field(&*exact, self.trainer().schedule(), points, t),
            None => evaluation::field(&*self.network().await?, self.trainer().schedule(), points, t),
        };
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
        Ok(evaluation::noised(x0, self.trainer().schedule(), t, seed).0.as_slice().into())
    }

    /// Log density of the model at these points, in nats, by the probability-flow ODE in `steps` steps.
    ///
    /// # Errors
    /// `InvalidSetting` where the numbers are no points, or there are no steps or too many.
    pub async fn density(&self, eps: JsValue, points: Vec<f32>, steps: usize) -> JsResult<Float64Array> {
        let _turn = self.take_turn()?;
        self.check_points(&points)?;
        if !(1..=MAX_DENSITY_STEPS).contains(&steps) {
            return Err(invalid(format!("{steps} steps, not 1 to {MAX_DENSITY_STEPS}")));
        }
        Ok(match self.closed_form(eps)? {
            Some(exact) => self.density_of(&*exact, &points, steps),
            None => self.density_of(&*self.network().await?, &points, steps),
        })
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
        if !(1..=MAX_POINTS).contains(&count) {
            return Err(invalid(format!("{count} draws, not 1 to {MAX_POINTS}")));
        }
        let network = self.network().await?;
        let trainer = self.trainer();
        let seed = trainer.config().seed;
        let (schedule, data) = (trainer.schedule(), &self.data.points);
        let of_network = |&t: &u32| evaluation::loss_at(&*network, schedule, data, t as usize, count, seed);
        let of_exact = |&t: &u32| evaluation::loss_at(&*self.exact, schedule, data, t as usize, count, seed);
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
        let config = VlbConfig { times, count, variance, seed, levels: levels(&self.data.points) };
        let meter = VlbEstimator::new(network, trainer.schedule().clone(), self.data.points.clone(), config);
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
}
