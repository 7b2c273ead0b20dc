//! A run laid open: the way of one point with all its numbers, and one step of training as it is for its points.

use js_sys::{Float32Array, Float64Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{Toy, host_model};
use crate::{
    error::{Error, ErrorCode},
    sampler::{SampleConfig, trace},
    trainer::{Learner, step_trace::StepTrace},
    web::{
        js::{JsResult, from_js, thrown, to_js},
        run::sampler,
    },
};

#[wasm_bindgen]
impl Toy {
    /// Follows one point through a run, on the host in either module: `{ times, x, eps, x0, mean, z, sigma }`.
    /// `config` is a `SampleConfig`.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, or a point that is not one of the run's.
    pub async fn trace(&self, config: JsValue, eps: JsValue, fault: JsValue, particle: usize) -> JsResult<JsValue> {
        #[derive(Serialize)]
        struct Traced {
            times: Vec<usize>,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            x: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            eps: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            x0: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            mean: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            z: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            sigma: Float64Array,
        }
        let _turn = self.take_turn()?;
        let config: SampleConfig = from_js(config)?;
        let schedule = self.trainer().schedule().clone();
        let found = match self.closed_form(eps)? {
            Some(exact) => trace(sampler(exact, schedule, config, fault, None)?, particle),
            None => trace(sampler(self.network().await?, schedule, config, fault, None)?, particle),
        };
        let found = found.map_err(thrown)?;
        let array = |v: &[f32]| Float32Array::from(v);
        to_js(&Traced {
            x: array(&found.x),
            eps: array(&found.eps_hat),
            x0: array(&found.x0_hat),
            mean: array(&found.mean),
            z: array(&found.noise),
            sigma: Float64Array::from(found.sigma.as_slice()),
            times: found.times,
        })
    }

    /// One step of Algorithm 1, laid open for the points of its batch:
    /// `{ step, x0, t, eps, xt, epsHat, errors, loss, gradientNorm, changeNorm }`, where `step` counts it.
    ///
    /// # Errors
    /// `Busy` while steps are under way, and what the device reports.
    pub async fn turn(&self) -> JsResult<JsValue> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Told {
            step: usize,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            t: Uint32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            x0: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            eps: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            xt: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            eps_hat: Float32Array,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            errors: Float32Array,
            loss: f64,
            gradient_norm: f64,
            change_norm: f64,
        }
        let _turn = self.take_turn()?;
        if self.in_flight() > 0 {
            return Err(thrown(Error::new(ErrorCode::Busy, "steps are under way")));
        }
        let before = self.trainer().learner().weights();
        let before = before.await.map_err(thrown)?;
        let issued = self.trainer.borrow_mut().issue();
        let draw = self.trainer().draw(&issued);
        let (batch, report) = issued.into_parts();
        let report = report.await.map_err(thrown)?;
        let loss = self.trainer.borrow_mut().complete(batch, &report);
        let after = self.trainer().learner().weights();
        let after = after.await.map_err(thrown)?;
        let trainer = self.trainer();
        let model = host_model(&trainer, &before).map_err(thrown)?;
        let trace = StepTrace::new(&model, trainer.schedule(), draw, report, loss, [&before, &after]);
        let StepTrace { draw, eps_hat, errors, loss, gradient_norm, change_norm } = trace;
        let array = |v: &[f32]| Float32Array::from(v);
        to_js(&Told {
            step: trainer.step_count(),
            t: Uint32Array::from(draw.t.as_slice()),
            x0: array(&draw.x0),
            eps: array(&draw.eps),
            xt: array(&draw.x_t),
            eps_hat: array(&eps_hat),
            errors: array(&errors),
            loss,
            gradient_norm,
            change_norm,
        })
    }
}
