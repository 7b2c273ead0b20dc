//! One run of the sampler, pulled frame by frame, with its readback pipelined.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use js_sys::Float32Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{
    backend::{Net, READ_AHEAD},
    js::{JsResult, thrown, to_js},
};
use crate::{
    error::{Error, ErrorCode, Result},
    model::Denoiser,
    sample::Sampler,
};

/// A frame whose arrays are on their way back from the device.
struct InFlight {
    index: usize,
    t: usize,
    /// `None` for the finished picture, which has nothing but x_0.
    step: Option<StepFacts>,
    read: <Net as Denoiser>::Read,
}

/// What is known of a step without reading anything back.
struct StepFacts {
    t_next: usize,
    sigma: f64,
    /// Empty where `sigma` is 0.
    noise: Vec<f32>,
}

/// Steps issued and not yet handed out.
struct Pipeline {
    net: Rc<Net>,
    sampler: Sampler<Net>,
    queue: VecDeque<InFlight>,
    issued: usize,
    /// Whether the finished picture has been issued, which follows the last step.
    finished: bool,
}

impl Pipeline {
    /// Issues steps until `count` are in flight, or the run is at its end.
    fn fill(&mut self, count: usize) -> Result<()> {
        while self.queue.len() < count && !self.finished {
            let next = self.issue()?;
            self.queue.push_back(next);
            self.issued += 1;
        }
        Ok(())
    }

    fn issue(&mut self) -> Result<InFlight> {
        let index = self.issued;
        let Some(step) = self.sampler.step()? else {
            self.finished = true;
            return Ok(InFlight { index, t: 0, step: None, read: self.net.read(&[self.sampler.current()]) });
        };
        let read = self.net.read(&[&step.x_t, &step.x0_hat, &step.eps_hat, &step.mean]);
        let facts = StepFacts { t_next: step.t_next, sigma: step.sigma, noise: step.noise };
        Ok(InFlight { index, t: step.t, step: Some(facts), read })
    }
}

/// A run under way. Dropping it cancels it.
#[wasm_bindgen]
pub struct Run {
    times: Vec<usize>,
    pipeline: RefCell<Pipeline>,
    busy: Cell<bool>,
}

impl Run {
    /// The run of a sampler. Nothing is computed yet.
    pub fn new(net: Rc<Net>, sampler: Sampler<Net>) -> Self {
        let times = sampler.times().to_vec();
        let pipeline = Pipeline { net, sampler, queue: VecDeque::new(), issued: 0, finished: false };
        Self { times, pipeline: RefCell::new(pipeline), busy: Cell::new(false) }
    }
}

#[wasm_bindgen]
impl Run {
    /// The times of the frames, T first, ending in 0.
    ///
    /// # Errors
    /// None in practice: a list of integers always crosses.
    pub fn times(&self) -> JsResult<JsValue> {
        to_js(&self.times)
    }

    /// The next frame, or null after that of t = 0. The device goes on with the step after it meanwhile.
    ///
    /// # Errors
    /// `Busy` while the call before is under way, `DeviceLost` where the numbers cannot be read back.
    pub async fn next(&self) -> JsResult<JsValue> {
        if self.busy.replace(true) {
            return Err(thrown(Error::new(ErrorCode::Busy, "the step before is under way")));
        }
        let frame = self.advance().await;
        self.busy.set(false);
        frame
    }

    async fn advance(&self) -> JsResult<JsValue> {
        // The borrow ends with the block: another call must find the cell free even while this one waits.
        let oldest = {
            let mut pipeline = self.pipeline.borrow_mut();
            pipeline.fill(1 + READ_AHEAD).map_err(thrown)?;
            pipeline.queue.pop_front()
        };
        let Some(InFlight { index, t, step, read }) = oldest else { return Ok(JsValue::NULL) };
        let arrays = read.await.map_err(thrown)?;
        frame(index, t, step, &arrays)
    }
}

/// A frame as the page gets it.
#[derive(Serialize)]
struct Frame {
    index: usize,
    t: usize,
    #[serde(rename = "tNext")]
    t_next: Option<usize>,
    sigma: f64,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    x_t: JsValue,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    x0_hat: JsValue,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    eps_hat: JsValue,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    mean: JsValue,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    noise: JsValue,
}

/// Puts a frame together from what was known at once and what was read back.
fn frame(index: usize, t: usize, step: Option<StepFacts>, arrays: &[Vec<f32>]) -> JsResult<JsValue> {
    // An array that was not read is null: the finished picture has x_t alone.
    let array = |values: Option<&Vec<f32>>| values.map_or(JsValue::NULL, |v| Float32Array::from(v.as_slice()).into());
    let noise = |step: &StepFacts| match arrays.first() {
        // None was drawn, which is not the same as nothing: the page is told z = 0.
        Some(x_t) if step.noise.is_empty() => Float32Array::new_with_length(x_t.len() as u32).into(),
        _ => array(Some(&step.noise)),
    };
    to_js(&Frame {
        index,
        t,
        t_next: step.as_ref().map(|s| s.t_next),
        sigma: step.as_ref().map_or(0.0, |s| s.sigma),
        x_t: array(arrays.first()),
        x0_hat: array(arrays.get(1)),
        eps_hat: array(arrays.get(2)),
        mean: array(arrays.get(3)),
        noise: step.as_ref().map_or(JsValue::NULL, noise),
    })
}
