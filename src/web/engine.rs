//! The engine: a device and the model that it holds.

use std::{cell::RefCell, rc::Rc};

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use super::{
    backend::{Device, Net},
    js::{JsResult, from_js, settings_to_js, thrown, to_js},
    run::SamplerRun,
    training::{Subject, Training},
    types::{DemonstrationSource, ModelInfo, Noised, Points, ScheduleCurves},
};
use crate::{
    data::{
        Dataset,
        points::{MAX_ROWS, Origin, PointSet, PointsData, parse_table},
    },
    diffusion::Schedule,
    error::{Error, ErrorCode, Result, invalid},
    measure::evaluation,
    networks::{ModelCard, mlp::MlpConfig},
    sampler::{SampleConfig, Start},
    trainer::{ScheduleConfig, TrainConfig},
};

/// Pictures in a run at most.
const MAX_PICTURES: usize = 64;

/// A model that is ready to compute.
struct Model {
    card: ModelCard,
    schedule: Rc<Schedule>,
    net: Rc<Net>,
}

/// What computes, and the model loaded last.
#[wasm_bindgen]
pub struct Engine {
    device: Device,
    model: RefCell<Option<Rc<Model>>>,
}

/// The points of an origin: drawn, or the visitor's own, `values` of `dims` coordinates.
fn gather(origin: Origin, dims: usize, values: &[f32]) -> Result<PointsData> {
    let points = match origin {
        Origin::Points => PointSet::standardised(dims, values)?,
        Origin::Shape { shape, count, seed } if (1..=MAX_ROWS).contains(&count) => shape.draw(count, seed),
        Origin::Shape { count, .. } => {
            return Err(invalid(format!("`count` must be within 1..={MAX_ROWS}, got {count}")));
        }
    };
    Ok(PointsData { origin, points: points.into() })
}

/// x noised to time `t` = 0..=T with the ε of `seed` (eq. 4).
///
/// # Errors
/// `InvalidSetting` where t is above T, or the numbers are not 1 to `most` whole x of `values` numbers.
pub fn noised(schedule: &Schedule, values: usize, most: usize, x0: &[f32], t: usize, seed: u32) -> JsResult<JsValue> {
    let steps = schedule.steps();
    if t > steps {
        return Err(thrown(invalid(format!("`t` must be within 0..={steps}, got {t}"))));
    }
    if !x0.len().is_multiple_of(values) || !(1..=most).contains(&(x0.len() / values)) {
        let why = format!("`x0` must be 1 to {most} x of {values} numbers, got {} numbers", x0.len());
        return Err(thrown(invalid(why)));
    }
    let (x_t, eps) = evaluation::noised(x0, schedule, t, seed);
    to_js(&Noised { x_t: Float32Array::from(x_t.as_slice()), eps: Float32Array::from(eps.as_slice()) })
}

#[wasm_bindgen]
impl Engine {
    /// Opens the device; once a module.
    ///
    /// # Errors
    /// `GpuUnavailable` where the browser gives none.
    pub async fn open() -> JsResult<Engine> {
        Ok(Self { device: Device::open().await.map_err(thrown)?, model: RefCell::new(None) })
    }

    /// Loads a model after checking its hash and every shape. A refused one leaves the model before it in place, and runs
    /// under way keep theirs.
    ///
    /// # Errors
    /// `CardInvalid`, `WeightsTruncated`, `WeightsAltered`, `WeightsShape`.
    #[wasm_bindgen(js_name = loadModel, unchecked_return_type = "ModelInfo")]
    pub fn load_model(&self, card: &[u8], weights: &[u8]) -> JsResult<JsValue> {
        let card = ModelCard::from_json(card).map_err(thrown)?;
        let weights = card.load_weights(weights).map_err(thrown)?;
        let schedule = Rc::new(Schedule::new(card.schedule, card.steps).map_err(thrown)?);
        let net = Rc::new(self.device.build(&card.network, &weights, card.prediction).map_err(thrown)?);
        let info = settings_to_js(&ModelInfo { card: &card, parameters: card.network.parameter_count() })?;
        self.model.replace(Some(Rc::new(Model { card, schedule, net })));
        Ok(info)
    }

    /// Begins a run with the model loaded last: from pure noise, or from the pictures `start_x` at time `start_t`. `fault`
    /// is a mistake to be made on purpose.
    ///
    /// # Errors
    /// `InvalidSetting` where the settings do not fit the model, or none is loaded.
    pub fn sampler(
        &self,
        #[wasm_bindgen(unchecked_param_type = "SampleConfig")] config: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Fault | undefined")] fault: JsValue,
        start_t: Option<usize>,
        start_x: Option<Vec<f32>>,
    ) -> JsResult<SamplerRun> {
        let model = self.model()?;
        let config: SampleConfig = from_js(config)?;
        if config.count > MAX_PICTURES {
            let why = format!("`count` must be within 1..={MAX_PICTURES}, got {}", config.count);
            return Err(thrown(Error::new(ErrorCode::InvalidSetting, why)));
        }
        for condition in &config.conditions {
            model.card.network.check_condition(condition).map_err(thrown)?;
        }
        let start = start_x.map(|x| Start { t: start_t, x });
        SamplerRun::new(model.net.clone(), model.schedule.clone(), config, fault, start, false)
    }

    /// Noises pictures to time `t` = 0..=T with the ε of `seed` (eq. 4).
    ///
    /// # Errors
    /// `InvalidSetting` where t is not one of the model's times, or the numbers are not whole pictures.
    #[wasm_bindgen(unchecked_return_type = "Noised")]
    pub fn noised(&self, x0: &[f32], t: usize, seed: u32) -> JsResult<JsValue> {
        let Model { card, schedule, .. } = &*self.model()?;
        noised(schedule, card.network.image.values(), MAX_PICTURES, x0, t, seed)
    }

    /// The curves of a schedule.
    ///
    /// # Errors
    /// `InvalidSetting` for a schedule that there is not.
    #[wasm_bindgen(unchecked_return_type = "ScheduleCurves")]
    pub fn schedule(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ScheduleConfig")] schedule: JsValue,
    ) -> JsResult<JsValue> {
        let schedule = from_js::<ScheduleConfig>(schedule)?.build().map_err(thrown)?;
        to_js(&ScheduleCurves::new(&schedule))
    }

    /// A data set as a run would train on it; `values` of `dims` coordinates are read where the points are the visitor's own.
    ///
    /// # Errors
    /// `DataInvalid` where the numbers are no points, `InvalidSetting` for too many.
    #[wasm_bindgen(unchecked_return_type = "Points")]
    pub fn points(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Origin")] origin: JsValue,
        dims: usize,
        values: &[f32],
    ) -> JsResult<JsValue> {
        let PointsData { origin, points } = gather(from_js(origin)?, dims, values).map_err(thrown)?;
        to_js(&Points::new(&points, origin))
    }

    /// The two columns of a table, row by row.
    ///
    /// # Errors
    /// `DataInvalid`, whose message begins with `line N: `.
    pub fn table(&self, text: &str) -> JsResult<Float32Array> {
        Ok(parse_table(text).map_err(thrown)?.as_slice().into())
    }

    /// A new training run.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, `DataInvalid` where the numbers are no points.
    pub fn train(
        &self,
        #[wasm_bindgen(unchecked_param_type = "TrainConfig<MlpConfig>")] config: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Origin")] origin: JsValue,
        dims: usize,
        values: &[f32],
    ) -> JsResult<Training> {
        let config: TrainConfig<MlpConfig> = from_js(config)?;
        let data = gather(from_js(origin)?, dims, values).map_err(thrown)?;
        Training::new(&self.device, config, Subject::Points(data)).map_err(thrown)
    }

    /// Demonstrations as a policy would learn them.
    ///
    /// # Errors
    /// `InvalidSetting` or `DataInvalid` where the source is outside its ranges, or has no demonstration.
    #[wasm_bindgen(unchecked_return_type = "Demonstration[]")]
    pub fn demonstrations(
        &self,
        #[wasm_bindgen(unchecked_param_type = "DemonstrationSource")] source: JsValue,
    ) -> JsResult<JsValue> {
        to_js(&from_js::<DemonstrationSource>(source)?.gather().map_err(thrown)?)
    }

    /// A new training run of a policy, or of a regression, on demonstrations. The network is given as many observed numbers as
    /// the demonstrations have, whatever the settings say of them.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, `DataInvalid` where a demonstration is none.
    #[wasm_bindgen(js_name = trainPolicy)]
    pub fn train_policy(
        &self,
        #[wasm_bindgen(unchecked_param_type = "TrainConfig<MlpConfig>")] config: JsValue,
        #[wasm_bindgen(unchecked_param_type = "DemonstrationSource")] source: JsValue,
    ) -> JsResult<Training> {
        let mut config: TrainConfig<MlpConfig> = from_js(config)?;
        let source: DemonstrationSource = from_js(source)?;
        let demonstrations = source.gather().map_err(thrown)?;
        let subject = Subject::demonstrations(demonstrations, source.horizons).map_err(thrown)?;
        config.network.observed = subject.observed();
        Training::new(&self.device, config, subject).map_err(thrown)
    }

    /// A training run from a file of [`Training::save`].
    ///
    /// # Errors
    /// `DataInvalid`, `WeightsShape`, `WeightsTruncated`.
    pub fn resume(&self, file: &[u8]) -> JsResult<Training> {
        Training::resume(&self.device, file).map_err(thrown)
    }

    fn model(&self) -> JsResult<Rc<Model>> {
        let none = || thrown(Error::new(ErrorCode::InvalidSetting, "no model is loaded"));
        self.model.borrow().clone().ok_or_else(none)
    }
}
