//! A training run on points or demonstrations, as the page trains it and looks at it.

mod measure;
mod rollout;
mod subject;
mod trace;

use std::{
    cell::{Cell, Ref, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::{
    backend::{self, PointLearner, READ_AHEAD},
    js::{JsResult, settings_to_js, thrown, to_js},
    types::{Points, TrainState},
};
use crate::{
    data::{Dataset, demonstrations::Demonstration, points::PointsData},
    error::{Error, ErrorCode, Result, invalid},
    networks::mlp::{Mlp, MlpConfig, MlpDenoiser, TimeTable},
    trainer::{Checkpoint, Issued, Learner, TrainConfig, Trainer},
    weights::Weights,
};
use subject::Exact;
pub use subject::Subject;

type PointTrainer = Trainer<MlpConfig, Subject, PointLearner>;

/// A run. Its methods are called one after the other: each must have resolved before the next is called.
#[wasm_bindgen]
pub struct Training {
    subject: Rc<Subject>,
    trainer: RefCell<PointTrainer>,
    in_flight: RefCell<VecDeque<Issued<<PointLearner as Learner>::Report>>>,
    exact: Exact,
    /// The averaged network on the host, and the step it is of.
    host: RefCell<Option<(usize, Rc<MlpDenoiser>)>>,
    busy: Cell<bool>,
}

/// The network of these weights on the host, where it can be asked for more than samples.
fn host_model(trainer: &PointTrainer, weights: &Weights) -> Result<MlpDenoiser> {
    let (config, schedule) = (trainer.config(), trainer.schedule());
    let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
    let net = Mlp::new(trainer.data().values(), &config.network, weights, times.into())?;
    Ok(MlpDenoiser::new(net, config.prediction))
}

/// Clears the flag however the call ends.
struct Busy<'a>(&'a Cell<bool>);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

impl Training {
    /// A run of these settings on these data, on the module's device.
    pub fn new(device: &backend::Device, config: TrainConfig<MlpConfig>, subject: Subject) -> Result<Self> {
        let values = subject.values();
        let subject = Rc::new(subject);
        let trainer = Trainer::new(config, subject.clone(), |config, schedule, weights| {
            let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
            device.point_learner(values, &config.network, weights, times.into(), config.adam())
        })?;
        Ok(Self {
            exact: Exact::new(&subject, trainer.schedule())?,
            subject,
            trainer: RefCell::new(trainer),
            in_flight: RefCell::default(),
            host: RefCell::default(),
            busy: Cell::new(false),
        })
    }

    /// A saved run, to go on with.
    pub fn resume(device: &backend::Device, file: &[u8]) -> Result<Self> {
        let Checkpoint { config, data, state, memory, .. } = Checkpoint::<MlpConfig>::from_bytes(file)?;
        let run = Self::new(device, config, Subject::of(data)?)?;
        run.trainer.borrow_mut().restore(&state, Some(&memory))?;
        Ok(run)
    }

    /// The points of a run on points.
    fn points(&self) -> JsResult<&PointsData> {
        match &*self.subject {
            Subject::Points(data) => Ok(data),
            Subject::Demonstrations { .. } => Err(thrown(invalid("this needs a run on points, not on demonstrations"))),
        }
    }

    fn lock(&self) -> JsResult<Busy<'_>> {
        if self.busy.replace(true) {
            return Err(thrown(Error::new(ErrorCode::Busy, "the call before is under way")));
        }
        Ok(Busy(&self.busy))
    }

    fn trainer(&self) -> Ref<'_, PointTrainer> {
        self.trainer.borrow()
    }
}

#[wasm_bindgen]
impl Training {
    /// The points; null for a run on demonstrations.
    ///
    /// # Errors
    /// None in practice: numbers always cross.
    #[wasm_bindgen(unchecked_return_type = "Points | null")]
    pub fn data(&self) -> JsResult<JsValue> {
        match &*self.subject {
            Subject::Points(data) => to_js(&Points::new(&data.points, data.origin)),
            Subject::Demonstrations { .. } => Ok(JsValue::NULL),
        }
    }

    /// The demonstrations; none for a run on points.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "Demonstration[]")]
    pub fn demonstrations(&self) -> JsResult<JsValue> {
        let none: &[Demonstration] = &[];
        to_js(match &*self.subject {
            Subject::Points(_) => none,
            Subject::Demonstrations { demonstrations, .. } => demonstrations,
        })
    }

    /// Numbers of one x.
    pub fn values(&self) -> usize {
        self.subject.values()
    }

    /// The settings as they are now.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "TrainConfig<MlpConfig>")]
    pub fn config(&self) -> JsResult<JsValue> {
        settings_to_js(self.trainer().config())
    }

    /// Numbers in the network.
    pub fn parameters(&self) -> usize {
        self.trainer().config().network.parameter_count(self.values())
    }

    /// Steps that may be under way at once.
    #[wasm_bindgen(js_name = maxInFlight)]
    pub fn max_in_flight(&self) -> usize {
        if self.trainer().may_run_ahead() { 1 + READ_AHEAD } else { 1 }
    }

    /// Steps under way.
    #[wasm_bindgen(js_name = inFlight)]
    pub fn in_flight(&self) -> usize {
        self.in_flight.borrow().len()
    }

    /// Has the learner take one more step of Algorithm 1.
    ///
    /// # Errors
    /// `Busy` where as many are under way as may be.
    pub fn issue(&self) -> JsResult<()> {
        if self.in_flight() >= self.max_in_flight() {
            return Err(thrown(Error::new(ErrorCode::Busy, "the step before has not been completed")));
        }
        let issued = self.trainer.borrow_mut().issue();
        self.in_flight.borrow_mut().push_back(issued);
        Ok(())
    }

    /// Waits for the oldest step under way; its loss, or NaN where none is.
    ///
    /// # Errors
    /// `Busy` while another call is under way, and what the device reports.
    pub async fn completed(&self) -> JsResult<f64> {
        let _lock = self.lock()?;
        let oldest = self.in_flight.borrow_mut().pop_front();
        let Some(issued) = oldest else { return Ok(f64::NAN) };
        let (batch, report) = issued.into_parts();
        let report = report.await.map_err(thrown)?;
        Ok(self.trainer.borrow_mut().complete(batch, &report))
    }

    /// Steps completed, norm of the last gradient, loss over t since asked last.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "TrainState")]
    pub fn state(&self) -> JsResult<JsValue> {
        let mut trainer = self.trainer.borrow_mut();
        to_js(&TrainState {
            step: trainer.step_count(),
            gradient_norm: trainer.gradient_norm(),
            by_time: trainer.take_by_time().as_slice().into(),
        })
    }

    /// Another learning rate or batch, from the next step on.
    ///
    /// # Errors
    /// `InvalidSetting` where it is out of its range.
    pub fn change(&self, learning_rate: Option<f64>, batch: Option<usize>) -> JsResult<()> {
        self.trainer.borrow_mut().change(learning_rate, batch).map_err(thrown)
    }

    /// Back to the same initialisation.
    ///
    /// # Errors
    /// `Busy` while steps are under way, and what the device reports.
    pub fn reset(&self) -> JsResult<()> {
        if self.in_flight() > 0 {
            return Err(thrown(Error::new(ErrorCode::Busy, "steps are under way")));
        }
        *self.host.borrow_mut() = None;
        self.trainer.borrow_mut().reset().map_err(thrown)
    }

    /// The run as a file, from which it resumes exactly.
    ///
    /// # Errors
    /// `Busy` while steps are under way, and what the device reports.
    pub async fn save(&self) -> JsResult<Uint8Array> {
        let _lock = self.lock()?;
        if self.in_flight() > 0 {
            return Err(thrown(Error::new(ErrorCode::Busy, "steps are under way")));
        }
        let state = self.trainer().learner().state();
        let state = state.await.map_err(thrown)?;
        let trainer = self.trainer();
        let (config, memory) = (trainer.config().clone(), trainer.times().memory());
        let file = Checkpoint { config, data: self.subject.kept(), state, memory, loss: f64::NAN };
        Ok(file.to_bytes().map_err(thrown)?.as_slice().into())
    }
}
