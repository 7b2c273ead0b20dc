//! The engine: a device and the model that it holds.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Float32Array, Float64Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{
    backend::{Device, Net},
    js::{JsResult, from_js, thrown, to_js},
    run::Run,
};
use crate::{
    diffusion::Schedule,
    error::{Error, ErrorCode},
    measure::evaluation::noised,
    networks::ModelCard,
    sampler::{SampleConfig, Start},
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

#[wasm_bindgen]
impl Engine {
    /// Opens the device; once a module.
    ///
    /// # Errors
    /// `GpuUnavailable` where the browser gives none.
    pub async fn open() -> JsResult<Engine> {
        Ok(Self { device: Device::open().await.map_err(thrown)?, model: RefCell::new(None) })
    }

    /// Loads a model after checking its hash and every shape; `{ card, parameters }`. A refused one leaves the model before
    /// it in place, and runs under way keep theirs.
    ///
    /// # Errors
    /// `CardInvalid`, `WeightsTruncated`, `WeightsAltered`, `WeightsShape`.
    #[wasm_bindgen(js_name = loadModel)]
    pub fn load_model(&self, card: &[u8], weights: &[u8]) -> JsResult<JsValue> {
        #[derive(Serialize)]
        struct Info<'a> {
            card: &'a ModelCard,
            parameters: usize,
        }
        let card = ModelCard::from_json(card).map_err(thrown)?;
        let weights = card.load_weights(weights).map_err(thrown)?;
        let schedule = Rc::new(Schedule::new(card.schedule, card.steps).map_err(thrown)?);
        let net = Rc::new(self.device.build(&card.network, &weights, card.prediction).map_err(thrown)?);
        let info = to_js(&Info { card: &card, parameters: card.network.parameter_count() })?;
        self.model.replace(Some(Rc::new(Model { card, schedule, net })));
        Ok(info)
    }

    /// Begins a run with the model loaded last: from pure noise, or from the pictures `start_x` at time `start_t`. `config` is
    /// a [`SampleConfig`], `fault` null or a mistake to be made on purpose.
    ///
    /// # Errors
    /// `InvalidSetting` where the settings do not fit the model, or none is loaded.
    pub fn sampler(
        &self,
        config: JsValue,
        fault: JsValue,
        start_t: Option<usize>,
        start_x: Option<Vec<f32>>,
    ) -> JsResult<Run> {
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
        Run::new(model.net.clone(), model.schedule.clone(), config, fault, start, false)
    }

    /// Noises pictures to time `t` with the addressed noise of `seed` (eq. 4): `{ x, eps }`.
    ///
    /// # Errors
    /// `InvalidSetting` where t is not one of the model's times, or the numbers are not whole pictures.
    pub fn noised(&self, x0: &[f32], t: usize, seed: u32) -> JsResult<JsValue> {
        #[derive(Serialize)]
        struct Noised {
            #[serde(with = "serde_wasm_bindgen::preserve")]
            x: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            eps: Float32Array,
        }
        let Model { card, schedule, .. } = &*self.model()?;
        let values = card.network.image.values();
        let batch = x0.len() / values;
        if t > schedule.steps() || x0.len() != batch * values || !(1..=MAX_PICTURES).contains(&batch) {
            let why =
                format!("{} numbers to t = {t}, not whole pictures to a time up to {}", x0.len(), schedule.steps());
            return Err(thrown(Error::new(ErrorCode::InvalidSetting, why)));
        }
        let (x, eps) = noised(x0, schedule, t, seed);
        to_js(&Noised { x: x.as_slice().into(), eps: eps.as_slice().into() })
    }

    /// The curves of a schedule for t = 0..=T: `{ beta, alphaBar, snr, priorKl }`.
    ///
    /// # Errors
    /// `InvalidSetting` for a kind that there is not, or a T outside 1..=10,000.
    pub fn schedule(&self, kind: JsValue, steps: usize) -> JsResult<JsValue> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Curves {
            #[serde(with = "serde_wasm_bindgen::preserve")]
            beta: Float64Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            alpha_bar: Float64Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            snr: Float64Array,
            prior_kl: f64,
        }
        let schedule = Schedule::new(from_js(kind)?, steps).map_err(thrown)?;
        let curve = |value: fn(&Schedule, usize) -> f64| -> Float64Array {
            (0..=steps).map(|t| value(&schedule, t)).collect::<Vec<_>>().as_slice().into()
        };
        to_js(&Curves {
            // No variance is added before the first step.
            beta: curve(|s, t| if t == 0 { 0.0 } else { s.beta(t) }),
            alpha_bar: curve(Schedule::alpha_bar),
            snr: curve(Schedule::snr),
            prior_kl: schedule.prior_kl(),
        })
    }

    pub(super) fn device(&self) -> &Device {
        &self.device
    }

    fn model(&self) -> JsResult<Rc<Model>> {
        let none = || thrown(Error::new(ErrorCode::InvalidSetting, "no model is loaded"));
        self.model.borrow().clone().ok_or_else(none)
    }
}
