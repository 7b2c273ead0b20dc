//! What the engine offers room two beside runs: data, tables, schedules.

use js_sys::{Float32Array, Float64Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{Toy, points_to_js};
use crate::{
    data::points::{MAX_ROWS, Origin, PointSet, PointsData, parse_table},
    diffusion::{Schedule, vlb::bound_weight},
    error::{Error, ErrorCode, Result},
    networks::mlp::MlpConfig,
    trainer::{ScheduleConfig, TrainConfig},
    web::{
        engine::Engine,
        js::{JsResult, from_js, thrown, to_js},
    },
};

/// The points of an origin: drawn, or the visitor's own, `values` of `dims` coordinates.
fn gather(origin: Origin, dims: usize, values: &[f32]) -> Result<PointsData> {
    let points = match origin {
        Origin::Points => PointSet::standardised(dims, values)?,
        Origin::Shape { shape, count, seed } if (1..=MAX_ROWS).contains(&count) => shape.draw(count, seed),
        Origin::Shape { count, .. } => {
            let why = format!("{count} points, not 1 to {MAX_ROWS}");
            return Err(Error::new(ErrorCode::InvalidSetting, why));
        }
    };
    Ok(PointsData { origin, points: points.into() })
}

#[wasm_bindgen]
impl Engine {
    /// A data set as a run would train on it: `{ dims, values, centre, scale }`.
    ///
    /// # Errors
    /// `DataInvalid` where the numbers are no points, `InvalidSetting` for too many.
    #[wasm_bindgen(js_name = toyData)]
    pub fn toy_data(&self, origin: JsValue, dims: usize, values: &[f32]) -> JsResult<JsValue> {
        points_to_js(&gather(from_js(origin)?, dims, values).map_err(thrown)?)
    }

    /// The two columns of a table, row by row.
    ///
    /// # Errors
    /// `DataInvalid`, whose message begins with `line N: `.
    #[wasm_bindgen(js_name = toyTable)]
    pub fn toy_table(&self, text: &str) -> JsResult<Float32Array> {
        Ok(parse_table(text).map_err(thrown)?.as_slice().into())
    }

    /// The curves of a schedule for t = 0..=T: `{ beta, alphaBar, snr, boundWeight, priorKl }`.
    ///
    /// # Errors
    /// `InvalidSetting` where there is no such schedule.
    #[wasm_bindgen(js_name = toySchedule)]
    pub fn toy_schedule(&self, schedule: JsValue) -> JsResult<JsValue> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Curves {
            #[serde(with = "serde_wasm_bindgen::preserve")]
            beta: Float64Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            alpha_bar: Float64Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            snr: Float64Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            bound_weight: Float64Array,
            prior_kl: f64,
        }
        let schedule = from_js::<ScheduleConfig>(schedule)?.build().map_err(thrown)?;
        let curve = |value: fn(&Schedule, usize) -> f64| -> Float64Array {
            (0..=schedule.steps()).map(|t| value(&schedule, t)).collect::<Vec<_>>().as_slice().into()
        };
        to_js(&Curves {
            // Nothing happens before the first step.
            beta: curve(|s, t| if t == 0 { 0.0 } else { s.beta(t) }),
            alpha_bar: curve(Schedule::alpha_bar),
            snr: curve(Schedule::snr),
            bound_weight: curve(|s, t| if t == 0 { 0.0 } else { bound_weight(s, 0.0, t) }),
            prior_kl: schedule.prior_kl(),
        })
    }

    /// A new run. β of one's own must be a plain array.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, `DataInvalid` where the numbers are no points.
    pub fn toy(&self, config: JsValue, origin: JsValue, dims: usize, values: &[f32]) -> JsResult<Toy> {
        let config: TrainConfig<MlpConfig> = from_js(config)?;
        let data = gather(from_js(origin)?, dims, values).map_err(thrown)?;
        Toy::new(self.device(), config, data).map_err(thrown)
    }

    /// A run from a file of [`Toy::save`].
    ///
    /// # Errors
    /// `DataInvalid`, `WeightsShape`, `WeightsTruncated`.
    #[wasm_bindgen(js_name = toyResume)]
    pub fn toy_resume(&self, file: &[u8]) -> JsResult<Toy> {
        Toy::resume(self.device(), file).map_err(thrown)
    }
}
