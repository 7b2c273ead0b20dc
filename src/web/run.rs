//! A run of a sampler over any x: pulled frame by frame with its readback pipelined, or in strides of which only x is read.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    pin::Pin,
    rc::Rc,
};

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use super::{
    backend::READ_AHEAD,
    js::{JsResult, from_js, thrown, to_js},
    types::Frame,
};
use crate::{
    denoiser::Denoiser,
    diffusion::{Fault, Schedule},
    error::{Error, ErrorCode, Result},
    sampler::{Faulty, SampleConfig, Sampler, Start, StepRule},
};

/// Numbers on their way back from the device.
type Read = Pin<Box<dyn Future<Output = Result<Vec<Vec<f32>>>>>>;

/// What is known of a step without reading anything back.
struct StepFacts {
    t: usize,
    t_next: usize,
    sigma: f64,
    /// Empty where `sigma` is 0.
    noise: Vec<f32>,
}

/// A [`Sampler`], whatever its denoiser.
trait Steps {
    fn calls(&self) -> usize;
    /// Issues a step; false where the run is over.
    fn step(&mut self) -> Result<bool>;
    /// Issues a step and reads x_t, x̂_0, ε̂ and the mean; `None` where the run is over.
    fn frame(&mut self) -> Result<Option<(StepFacts, Read)>>;
    /// Reads x as it is now.
    fn current(&self) -> Read;
}

struct Held<D: Denoiser> {
    denoiser: Rc<D>,
    sampler: Sampler<D>,
}

impl<D: Denoiser + 'static> Steps for Held<D> {
    fn calls(&self) -> usize {
        self.sampler.calls()
    }

    fn step(&mut self) -> Result<bool> {
        Ok(self.sampler.step()?.is_some())
    }

    fn frame(&mut self) -> Result<Option<(StepFacts, Read)>> {
        let Some(step) = self.sampler.step()? else { return Ok(None) };
        let read = self.denoiser.read(&[&step.x_t, &step.x0_hat(), &step.eps_hat(), &step.mean()]);
        let facts = StepFacts { t: step.t, t_next: step.t_next, sigma: step.sigma, noise: step.noise };
        Ok(Some((facts, Box::pin(read))))
    }

    fn current(&self) -> Read {
        Box::pin(self.denoiser.read(&[self.sampler.current()]))
    }
}

/// A frame whose arrays are on their way back from the device.
struct InFlight {
    index: usize,
    /// `None` for the finished x, of which there is nothing else to see.
    step: Option<StepFacts>,
    read: Read,
}

/// Steps issued and not yet handed out.
struct Pipeline {
    steps: Box<dyn Steps>,
    queue: VecDeque<InFlight>,
    issued: usize,
    /// Whether the finished x has been issued, which follows the last step.
    finished: bool,
}

impl Pipeline {
    /// Issues steps until `count` are in flight, or the run is at its end.
    fn fill(&mut self, count: usize) -> Result<()> {
        while self.queue.len() < count && !self.finished {
            let index = self.issued;
            self.queue.push_back(match self.steps.frame()? {
                Some((facts, read)) => InFlight { index, step: Some(facts), read },
                None => {
                    self.finished = true;
                    InFlight { index, step: None, read: self.steps.current() }
                }
            });
            self.issued += 1;
        }
        Ok(())
    }
}

/// A run under way. Dropping it cancels it.
#[wasm_bindgen]
pub struct SamplerRun {
    times: Vec<usize>,
    on_host: bool,
    pipeline: RefCell<Pipeline>,
    busy: Cell<bool>,
}

impl SamplerRun {
    /// A run of these settings; nothing is computed yet. `fault` is null or the name of a [`Fault`]. `on_host` says that the
    /// denoiser computes on the host in either module, as ε* does.
    pub fn new<D: Denoiser + 'static>(
        denoiser: Rc<D>,
        schedule: Rc<Schedule>,
        config: SampleConfig,
        fault: JsValue,
        start: Option<Start>,
        on_host: bool,
    ) -> JsResult<Self> {
        let sampler = sampler(denoiser.clone(), schedule, config, fault, start)?;
        let times = sampler.times().to_vec();
        let steps = Box::new(Held { denoiser, sampler });
        let pipeline = Pipeline { steps, queue: VecDeque::new(), issued: 0, finished: false };
        Ok(Self { times, on_host, pipeline: RefCell::new(pipeline), busy: Cell::new(false) })
    }
}

/// The sampler of these settings, with a mistake in it where one is named.
pub fn sampler<D: Denoiser>(
    denoiser: Rc<D>,
    schedule: Rc<Schedule>,
    config: SampleConfig,
    fault: JsValue,
    start: Option<Start>,
) -> JsResult<Sampler<D>> {
    let rule: Box<dyn StepRule> = match from_js::<Option<Fault>>(fault)? {
        None => Box::new(config.sampler),
        Some(fault) => Box::new(Faulty::new(config.sampler, fault).map_err(thrown)?),
    };
    Sampler::with_rule(denoiser, schedule, config, start, rule).map_err(thrown)
}

#[wasm_bindgen]
impl SamplerRun {
    /// The time of every moment, the start first.
    ///
    /// # Errors
    /// None in practice: a list of integers always crosses.
    #[wasm_bindgen(unchecked_return_type = "number[]")]
    pub fn times(&self) -> JsResult<JsValue> {
        to_js(&self.times)
    }

    /// Network calls so far.
    pub fn calls(&self) -> usize {
        self.pipeline.borrow().steps.calls()
    }

    /// Whether the denoiser computes on the host in either module, as ε* does.
    #[wasm_bindgen(js_name = onHost)]
    pub fn on_host(&self) -> bool {
        self.on_host
    }

    /// Issues one step without reading anything; false where the run is over. Not to be mixed with [`Self::next`].
    ///
    /// # Errors
    /// None in practice: the settings were checked at the beginning.
    pub fn step(&self) -> JsResult<bool> {
        self.pipeline.borrow_mut().steps.step().map_err(thrown)
    }

    /// Starts reading x as it is now, which is done when the promise settles; steps may go on meanwhile.
    #[wasm_bindgen(unchecked_return_type = "Promise<Float32Array>")]
    pub fn read(&self) -> js_sys::Promise {
        let read = self.pipeline.borrow().steps.current();
        wasm_bindgen_futures::future_to_promise(async move {
            let values = read.await.map_err(thrown)?;
            Ok(Float32Array::from(values[0].as_slice()).into())
        })
    }

    /// The next frame, or null after the last. The device goes on with the step after it meanwhile.
    ///
    /// # Errors
    /// `Busy` while the call before is under way, `DeviceLost` where the numbers cannot be read back.
    #[wasm_bindgen(unchecked_return_type = "Frame | null")]
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
        let Some(InFlight { index, step, read }) = oldest else { return Ok(JsValue::NULL) };
        let arrays = read.await.map_err(thrown)?;
        let end = self.times[self.times.len() - 1];
        frame(index, end, step, &arrays)
    }
}

/// Puts a frame together from what was known at once and what was read back. `end` is the time of the finished x, of which
/// nothing but x is read.
fn frame(index: usize, end: usize, step: Option<StepFacts>, arrays: &[Vec<f32>]) -> JsResult<JsValue> {
    let array = |values: &Vec<f32>| Float32Array::from(values.as_slice());
    let x_t = array(&arrays[0]);
    let noise = |step: &StepFacts| match step.noise.is_empty() {
        // None was drawn, which the page shows as z = 0.
        true => Float32Array::new_with_length(x_t.length()),
        false => array(&step.noise),
    };
    to_js(&Frame {
        index,
        t: step.as_ref().map_or(end, |s| s.t),
        t_next: step.as_ref().map(|s| s.t_next),
        sigma: step.as_ref().map_or(0.0, |s| s.sigma),
        x0_hat: arrays.get(1).map(array),
        eps_hat: arrays.get(2).map(array),
        mean: arrays.get(3).map(array),
        noise: step.as_ref().map(noise),
        x_t,
    })
}
