//! What the debugger shows: one point's way through a run, and one training step with every number of its batch.

use js_sys::{Float32Array, Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::{Training, host_model};
use crate::{
    error::{Error, ErrorCode},
    sampler::{SampleConfig, trace},
    trainer::{Draw, Learner, step_trace},
    web::{
        js::{JsResult, from_js, thrown, to_js},
        run::sampler,
        types::{StepTrace, Trace},
    },
};

#[wasm_bindgen]
impl Training {
    /// Follows point `index` through a run, on the host in either module.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, or a point that is not one of the run's.
    #[wasm_bindgen(unchecked_return_type = "Trace")]
    pub async fn trace(
        &self,
        #[wasm_bindgen(unchecked_param_type = "DenoiserName")] denoiser: JsValue,
        #[wasm_bindgen(unchecked_param_type = "SampleConfig")] config: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Fault | undefined")] fault: JsValue,
        index: usize,
    ) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        let config: SampleConfig = from_js(config)?;
        let schedule = self.trainer().schedule().clone();
        let found = match self.closed_form(denoiser)? {
            Some(exact) => trace(sampler(exact, schedule, config, fault, None)?, index),
            None => trace(sampler(self.network().await?, schedule, config, fault, None)?, index),
        };
        let found = found.map_err(thrown)?;
        let array = |v: &[f32]| Float32Array::from(v);
        to_js(&Trace {
            x: array(&found.x),
            eps_hat: array(&found.eps_hat),
            x0_hat: array(&found.x0_hat),
            mean: array(&found.mean),
            noise: array(&found.noise),
            sigma: Float64Array::from(found.sigma.as_slice()),
            times: found.times,
        })
    }

    /// Takes one step of Algorithm 1 and returns every number of its batch.
    ///
    /// # Errors
    /// `Busy` while steps are under way, and what the device reports.
    #[wasm_bindgen(js_name = tracedStep, unchecked_return_type = "StepTrace")]
    pub async fn traced_step(&self) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        self.points()?;
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
        let trace = step_trace::StepTrace::new(&model, trainer.schedule(), draw, report, loss, [&before, &after]);
        let Draw { x0, t, eps, x_t, .. } = &trace.draw;
        let array = |v: &[f32]| Float32Array::from(v);
        to_js(&StepTrace {
            step: trainer.step_count(),
            x0: array(x0),
            t: Uint32Array::from(t.as_slice()),
            eps: array(eps),
            x_t: array(x_t),
            eps_hat: array(&trace.eps_hat),
            errors: array(&trace.errors),
            loss: trace.loss,
            gradient_norm: trace.gradient_norm,
            change_norm: trace.change_norm,
        })
    }
}
