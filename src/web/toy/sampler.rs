//! Points on their way from noise to data, a step at a time.

use std::rc::Rc;

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use crate::{
    diffusion::Schedule,
    error::Result,
    toy::{
        PointLearner,
        exact::ExactDenoiser,
        learner::ReadPoints,
        sampler::{PointSampleConfig, PointSampler},
    },
    web::{
        backend::ToyLearner,
        js::{JsResult, thrown, to_js},
    },
};

type Model = <ToyLearner as PointLearner>::Model;

enum Kind {
    Network(Rc<Model>, Box<PointSampler<Model>>),
    Exact(Box<PointSampler<ExactDenoiser>>),
}

/// A run of a sampler. Dropping it cancels it.
#[wasm_bindgen]
pub struct ToySampler {
    kind: Kind,
}

impl ToySampler {
    /// With the network, where it computes.
    pub fn network(
        model: Model,
        schedule: Rc<Schedule>,
        config: PointSampleConfig,
        start: Option<&[f32]>,
    ) -> Result<Self> {
        let model = Rc::new(model);
        let sampler = PointSampler::new(model.clone(), schedule, config, start)?;
        Ok(Self { kind: Kind::Network(model, Box::new(sampler)) })
    }

    /// With ε*, on the host.
    pub fn exact(
        model: Rc<ExactDenoiser>,
        schedule: Rc<Schedule>,
        config: PointSampleConfig,
        start: Option<&[f32]>,
    ) -> Result<Self> {
        Ok(Self { kind: Kind::Exact(Box::new(PointSampler::new(model, schedule, config, start)?)) })
    }
}

#[wasm_bindgen]
impl ToySampler {
    /// The time of every moment, the start first.
    ///
    /// # Errors
    /// None in practice: a list of integers always crosses.
    pub fn times(&self) -> JsResult<JsValue> {
        match &self.kind {
            Kind::Network(_, sampler) => to_js(sampler.times()),
            Kind::Exact(sampler) => to_js(sampler.times()),
        }
    }

    /// Network calls so far.
    pub fn calls(&self) -> usize {
        match &self.kind {
            Kind::Network(_, sampler) => sampler.calls(),
            Kind::Exact(sampler) => sampler.calls(),
        }
    }

    /// Whether ε* is asked and not the network: that is computed on the host, on either module.
    #[wasm_bindgen(js_name = onHost)]
    pub fn on_host(&self) -> bool {
        matches!(self.kind, Kind::Exact(_))
    }

    /// Issues one step; false where the run is over.
    ///
    /// # Errors
    /// None in practice: the settings were checked at the beginning.
    pub fn step(&mut self) -> JsResult<bool> {
        let step = match &mut self.kind {
            Kind::Network(_, sampler) => sampler.step(),
            Kind::Exact(sampler) => sampler.step(),
        };
        Ok(step.map_err(thrown)?.is_some())
    }

    /// Starts reading the points as they are now, which is done when the promise settles; steps may go on meanwhile.
    pub fn read(&self) -> js_sys::Promise {
        match &self.kind {
            Kind::Exact(sampler) => {
                let points: JsValue = Float32Array::from(sampler.current().as_slice()).into();
                js_sys::Promise::resolve(&points)
            }
            Kind::Network(model, sampler) => {
                let read = model.read(sampler.current());
                wasm_bindgen_futures::future_to_promise(async move {
                    let values = read.await.map_err(thrown)?;
                    Ok(Float32Array::from(values.as_slice()).into())
                })
            }
        }
    }
}
