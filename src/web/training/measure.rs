//! Samples of a training run, and the measurements on it: fields, densities, distances, the bound, gradient variances.

use std::rc::Rc;

use js_sys::{Float32Array, Float64Array};
use wasm_bindgen::prelude::*;

use super::{Subject, Training, host_model, subject::Exact};
use crate::{
    denoiser::DifferentiableDenoiser,
    error::invalid,
    exact::ExactDenoiser,
    measure::{
        density::log_density,
        evaluation,
        gradient_variance::{GradientEstimator, gradient_variance},
        holdout::{fresh_pair, levels},
        points::{distances, memorised_share},
        vlb::{VlbConfig, VlbEstimator},
    },
    networks::mlp::MlpDenoiser,
    sampler::{SampleConfig, Start},
    trainer::Learner,
    web::{
        engine::noised,
        js::{JsResult, from_js, thrown, to_js},
        run::SamplerRun,
        types::{DenoiserName, DistancesToData, Field, LossByTime},
    },
};

/// Points that a figure is asked for at most, and steps of the density's ODE.
const MAX_POINTS: usize = 100_000;
const MAX_DENSITY_STEPS: usize = 10_000;

/// The error of a setting outside its range, ready to be thrown.
pub(super) fn refused(why: impl Into<String>) -> JsValue {
    thrown(invalid(why))
}

impl Training {
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

    /// ε* as asked for; `None` for the network. Of a run on points alone, as all that is asked with a denoiser's name.
    pub(super) fn closed_form(&self, denoiser: JsValue) -> JsResult<Option<Rc<ExactDenoiser>>> {
        let name: DenoiserName = from_js(denoiser)?;
        let Exact::Points { points, distribution } = &self.exact else {
            return self.points().map(|_| None);
        };
        match name {
            DenoiserName::Network => Ok(None),
            DenoiserName::Exact => Ok(Some(points.clone())),
            DenoiserName::Distribution => {
                let none = || refused("the distribution of these points has no closed form");
                distribution.clone().map(Some).ok_or_else(none)
            }
        }
    }

    fn check_points(&self, points: &[f32]) -> JsResult<()> {
        let dims = self.points()?.points.dims;
        let count = points.len() / dims;
        if !points.len().is_multiple_of(dims) || !(1..=MAX_POINTS).contains(&count) {
            return Err(refused(format!(
                "{} numbers, not 1 to {MAX_POINTS} points of {dims} coordinates",
                points.len()
            )));
        }
        if points.iter().all(|v| v.is_finite()) { Ok(()) } else { Err(refused("a point is not finite")) }
    }

    fn check_time(&self, t: usize) -> JsResult<()> {
        self.trainer().schedule().check(t).map_err(thrown)
    }

    fn density_of(&self, model: &impl DifferentiableDenoiser, points: &[f32], steps: usize) -> Float64Array {
        log_density(model, self.trainer().schedule(), points, steps).as_slice().into()
    }
}

#[wasm_bindgen]
impl Training {
    /// Begins to sample with the averaged network, where it is trained, or with ε*. `fault` is a mistake to be made on
    /// purpose. `start_x`, where given, is x at `start_t`, or at the run's first time.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range.
    pub fn sampler(
        &self,
        #[wasm_bindgen(unchecked_param_type = "DenoiserName")] denoiser: JsValue,
        #[wasm_bindgen(unchecked_param_type = "SampleConfig")] config: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Fault | undefined")] fault: JsValue,
        start_t: Option<usize>,
        start_x: Option<Vec<f32>>,
    ) -> JsResult<SamplerRun> {
        let config: SampleConfig = from_js(config)?;
        if start_t.is_some() && start_x.is_none() {
            return Err(refused("a time to start at needs points to start from"));
        }
        let start = start_x.map(|x| Start { t: start_t, x });
        let trainer = self.trainer();
        let schedule = trainer.schedule().clone();
        match self.closed_form(denoiser)? {
            Some(exact) => SamplerRun::new(exact, schedule, config, fault, start, true),
            None => {
                let model = trainer.model().map_err(thrown)?;
                SamplerRun::new(model.into(), schedule, config, fault, start, false)
            }
        }
    }

    /// The field of a denoiser at time t on these points.
    ///
    /// # Errors
    /// `InvalidSetting` where t is not one of the chain's times, or the numbers are no points.
    #[wasm_bindgen(unchecked_return_type = "Field")]
    pub async fn field(
        &self,
        #[wasm_bindgen(unchecked_param_type = "DenoiserName")] denoiser: JsValue,
        t: usize,
        points: Vec<f32>,
    ) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        self.check_time(t)?;
        self.check_points(&points)?;
        let found = match self.closed_form(denoiser)? {
            Some(exact) => evaluation::field(&*exact, self.trainer().schedule(), points, t),
            None => evaluation::field(&*self.network().await?, self.trainer().schedule(), points, t),
        };
        let array = |v: &[f32]| Float32Array::from(v);
        to_js(&Field { eps_hat: array(&found.eps_hat), x0_hat: array(&found.x0_hat), score: array(&found.score) })
    }

    /// Noises points to time `t` = 0..=T with the ε of `seed` (eq. 4).
    ///
    /// # Errors
    /// `InvalidSetting` where t is not one of the chain's times, or the numbers are no points.
    #[wasm_bindgen(unchecked_return_type = "Noised")]
    pub fn noised(&self, x0: &[f32], t: usize, seed: u32) -> JsResult<JsValue> {
        noised(self.trainer().schedule(), self.values(), MAX_POINTS, x0, t, seed)
    }

    /// Log density of the model at these points, in nats, by the probability-flow ODE in `steps` steps.
    ///
    /// # Errors
    /// `InvalidSetting` where the numbers are no points, or there are no steps or too many.
    pub async fn density(
        &self,
        #[wasm_bindgen(unchecked_param_type = "DenoiserName")] denoiser: JsValue,
        points: Vec<f32>,
        steps: usize,
    ) -> JsResult<Float64Array> {
        let _lock = self.lock()?;
        self.check_points(&points)?;
        if !(1..=MAX_DENSITY_STEPS).contains(&steps) {
            return Err(refused(format!("{steps} steps, not 1 to {MAX_DENSITY_STEPS}")));
        }
        Ok(match self.closed_form(denoiser)? {
            Some(exact) => self.density_of(&*exact, &points, steps),
            None => self.density_of(&*self.network().await?, &points, steps),
        })
    }

    /// E‖ε − ε̂‖² a coordinate at each of these times over `count` draws, of the network and of ε* on the same draws.
    ///
    /// # Errors
    /// `InvalidSetting` where a t is not one of the chain's times, or there are no draws or too many.
    #[wasm_bindgen(js_name = lossByTime, unchecked_return_type = "LossByTime")]
    pub async fn loss_by_time(&self, times: Vec<u32>, count: usize) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        times.iter().try_for_each(|&t| self.check_time(t as usize))?;
        if !(1..=MAX_POINTS).contains(&count) {
            return Err(refused(format!("{count} draws, not 1 to {MAX_POINTS}")));
        }
        let network = self.network().await?;
        let trainer = self.trainer();
        let seed = trainer.config().seed;
        let (schedule, data): (_, &Subject) = (trainer.schedule(), &self.subject);
        let of_network = |&t: &u32| evaluation::loss_at(&*network, schedule, data, t as usize, count, seed);
        let of_exact = |&t: &u32| match &self.exact {
            Exact::Points { points, .. } => evaluation::loss_at(&**points, schedule, data, t as usize, count, seed),
            Exact::Windows(exact) => evaluation::loss_at(&**exact, schedule, data, t as usize, count, seed),
        };
        let curve = |values: Vec<f64>| Float64Array::from(values.as_slice());
        to_js(&LossByTime {
            network: curve(times.iter().map(of_network).collect()),
            exact: curve(times.iter().map(of_exact).collect()),
        })
    }

    /// Distances of samples to fresh data, and of as many other data to these.
    ///
    /// # Errors
    /// `InvalidSetting` where the numbers are no points.
    #[wasm_bindgen(unchecked_return_type = "DistancesToData")]
    pub fn distances(&self, samples: &[f32]) -> JsResult<JsValue> {
        self.check_points(samples)?;
        let data = self.points()?;
        let dims = data.points.dims;
        let [fresh, other] = fresh_pair(data, samples.len() / dims);
        to_js(&DistancesToData {
            samples: distances(samples, &fresh, dims, 0),
            data: distances(&other, &fresh, dims, 0),
        })
    }

    /// Share of these points that are training points.
    ///
    /// # Errors
    /// `InvalidSetting` where the numbers are no points.
    pub fn memorised(&self, samples: &[f32]) -> JsResult<f64> {
        self.check_points(samples)?;
        let data = &self.points()?.points;
        Ok(memorised_share(samples, &data.values, data.dims))
    }

    /// The bound of the averaged network, measured at `times` t with `count` draws each.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range.
    #[wasm_bindgen(unchecked_return_type = "VlbTerms")]
    pub async fn bound(&self, times: usize, count: usize, variance: f64) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        let points = &self.points()?.points;
        let network = self.network().await?;
        let trainer = self.trainer();
        let seed = trainer.config().seed;
        let config = VlbConfig { times, count, variance, seed, levels: levels(points) };
        let estimator = VlbEstimator::new(network, trainer.schedule().clone(), points.clone(), config);
        to_js(&estimator.map_err(thrown)?.finish())
    }

    /// How far an estimator of the gradient scatters, over `repeats` batches.
    ///
    /// # Errors
    /// `InvalidSetting` for an estimator that there is not, or repeats outside their range.
    #[wasm_bindgen(js_name = gradientVariance, unchecked_return_type = "GradientVariance")]
    pub async fn gradient_variance(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GradientEstimator")] estimator: JsValue,
        repeats: usize,
    ) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        let estimator: GradientEstimator = from_js(estimator)?;
        let points = &self.points()?.points;
        // The gradient is that of the weights themselves: their average is what is sampled with, not what is trained.
        let weights = self.trainer().learner().weights();
        let weights = weights.await.map_err(thrown)?;
        let trainer = self.trainer();
        let found = gradient_variance(trainer.config(), points, &weights, estimator, repeats);
        to_js(&found.map_err(thrown)?)
    }
}
