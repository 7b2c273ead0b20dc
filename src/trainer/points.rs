//! Algorithm 1 (Ho et al. 2020) over points, one step at a time.
//!
//! A run is a pure function of its settings and data: batches are drawn by address, so the step after a resumption draws
//! what it would have drawn. Only importance-sampled times depend on what was learnt before, and what they remember is
//! part of the state.

use std::{future::Ready, rc::Rc};

use super::{
    batch::{BatchSource, PointBatch, Target},
    config::ToyConfig,
    learner::{LearnerState, PointLearner, StepReport},
    step_trace::Draw,
    timestep_sampler::TimeSampler,
};
use crate::{
    data::points::PointSet,
    diffusion::Schedule,
    error::{Error, ErrorCode, Result},
    networks::mlp::TimeTable,
    rng::{Purpose, Rng},
    weights::Weights,
};

/// Stretches of t over which the loss is told.
pub const TIME_BINS: usize = 20;

/// What a learner starts from.
pub struct Init {
    /// The weights.
    pub weights: Weights,
    /// What the network is told of each time.
    pub times: Rc<TimeTable>,
}

impl Init {
    /// That of these settings, for points of `dims` coordinates and chains of `steps` = T steps.
    pub fn new(config: &ToyConfig, dims: usize, steps: usize) -> Self {
        let rng = Rng::new(config.seed.into(), Purpose::Initialise);
        Self {
            weights: config.network.initial_weights(dims, &rng, 0),
            times: Rc::new(TimeTable::new(&config.network, steps, &rng, 1)),
        }
    }
}

/// The mean of ‖ε − ε̂‖² a coordinate over stretches of t, since it was taken last.
#[derive(Clone, Debug, Default)]
struct ByTime {
    sums: [f64; TIME_BINS],
    counts: [f64; TIME_BINS],
}

/// A step that has been issued and not yet completed.
pub struct Issued<R> {
    batch: PointBatch,
    /// What the learner will tell of it.
    pub report: R,
}

/// Algorithm 1 on whatever learns.
pub struct ToyTrainer<L> {
    config: ToyConfig,
    schedule: Rc<Schedule>,
    source: BatchSource,
    times: TimeSampler,
    learner: L,
    issued: usize,
    step: usize,
    gradient_norm: f64,
    by_time: ByTime,
    /// Batches whose buffers can be used again.
    spare: Vec<PointBatch>,
}

impl<L: PointLearner> ToyTrainer<L> {
    /// A run from its initial weights. `begin` makes the learner of them.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, `DataInvalid` for no data, and what `begin` reports.
    pub fn new(config: ToyConfig, data: Rc<PointSet>, begin: impl FnOnce(Init) -> Result<L>) -> Result<Self> {
        config.validate(data.dims)?;
        if data.values.is_empty() {
            return Err(Error::new(ErrorCode::DataInvalid, "no points to learn"));
        }
        let schedule = Rc::new(config.schedule.build()?);
        let init = Init::new(&config, data.dims, schedule.steps());
        Ok(Self {
            learner: begin(init)?,
            times: TimeSampler::new(config.times, schedule.steps()),
            source: BatchSource::new(&config, &schedule, data, Purpose::Train),
            schedule,
            config,
            issued: 0,
            step: 0,
            gradient_norm: 0.0,
            by_time: ByTime::default(),
            spare: Vec::new(),
        })
    }

    /// The settings, as changed by [`Self::change`].
    pub fn config(&self) -> &ToyConfig {
        &self.config
    }

    /// The schedule.
    pub fn schedule(&self) -> &Rc<Schedule> {
        &self.schedule
    }

    /// The points.
    pub fn data(&self) -> &Rc<PointSet> {
        self.source.data()
    }

    /// What learns.
    pub fn learner(&self) -> &L {
        &self.learner
    }

    /// The averaged network as a model of ε: what samples are drawn with.
    ///
    /// # Errors
    /// What the learner reports.
    pub fn model(&self) -> Result<L::Model> {
        self.learner.model(self.config.prediction)
    }

    /// Steps completed.
    pub fn step_count(&self) -> usize {
        self.step
    }

    /// Norm of the last completed gradient; 0 before the first.
    pub fn gradient_norm(&self) -> f64 {
        self.gradient_norm
    }

    /// What importance sampling has learnt of the times.
    pub fn times(&self) -> &TimeSampler {
        &self.times
    }

    /// Whether a step may be issued before the one before it is completed.
    pub fn may_run_ahead(&self) -> bool {
        !self.times.learns()
    }

    /// Another learning rate or batch, from the next step on.
    ///
    /// # Errors
    /// `InvalidSetting` where either is out of its range; nothing has changed then.
    pub fn change(&mut self, learning_rate: Option<f64>, batch: Option<usize>) -> Result<()> {
        let mut config = self.config.clone();
        config.learning_rate = learning_rate.unwrap_or(config.learning_rate);
        config.batch = batch.unwrap_or(config.batch);
        config.validate(self.source.data().dims)?;
        self.config = config;
        Ok(())
    }

    /// Back to the same initial weights. Steps under way must have been completed.
    ///
    /// # Errors
    /// What the learner reports.
    pub fn reset(&mut self) -> Result<()> {
        let init = Init::new(&self.config, self.source.data().dims, self.schedule.steps());
        let zeros = |weights: &Weights| {
            let mut weights = weights.clone();
            weights.values_mut().for_each(|w| w.values.fill(0.0));
            weights
        };
        let weights = init.weights;
        let (first, second) = (zeros(&weights), zeros(&weights));
        let state = LearnerState { step: 0, average: weights.clone(), weights, first, second };
        self.restore(&state, None)
    }

    /// Goes on from a state, and from what importance sampling remembered in it.
    ///
    /// # Errors
    /// `WeightsShape` where the state is another network's, or the memory another schedule's.
    pub fn restore(&mut self, state: &LearnerState, memory: Option<&[f64]>) -> Result<()> {
        let mut times = TimeSampler::new(self.config.times, self.schedule.steps());
        if memory.is_some_and(|memory| !times.recall(memory)) {
            return Err(Error::new(ErrorCode::WeightsShape, "the losses remembered are another schedule's"));
        }
        self.learner.restore(state)?;
        self.times = times;
        (self.issued, self.step) = (state.step, state.step);
        self.gradient_norm = 0.0;
        self.by_time = ByTime::default();
        Ok(())
    }

    /// Draws a batch and has the learner take a step on it.
    pub fn issue(&mut self) -> Issued<L::Report> {
        let mut batch = self.spare.pop().unwrap_or_default();
        let step = self.issued as u32;
        self.source.fill(&mut batch, self.config.batch, &self.times, Target::OneNoise, step);
        self.issued += 1;
        let report = self.learner.step(&batch, self.config.learning_rate);
        Issued { batch, report }
    }

    /// What the batch issued last was drawn as.
    pub fn draw(&self, issued: &Issued<L::Report>) -> Draw {
        Draw::of(&self.source, &issued.batch)
    }

    /// Takes note of what a step told; in the order of issue. Returns its loss, as trained on.
    pub fn completed(&mut self, batch: PointBatch, report: &StepReport) -> f64 {
        let mut loss = 0.0;
        for ((&t, &weight), &error) in batch.t.iter().zip(&batch.weight).zip(&report.errors) {
            let error = f64::from(error);
            loss += f64::from(weight) * error;
            let bin = (t as usize - 1) * TIME_BINS / self.schedule.steps();
            self.by_time.sums[bin] += error * self.source.eps_error(t);
            self.by_time.counts[bin] += 1.0;
        }
        let losses = batch.t.iter().zip(&report.errors).map(|(&t, &e)| self.source.loss_weight(t) * f64::from(e));
        self.times.remember(&batch.t, losses);
        self.gradient_norm = report.gradient_norm;
        self.step += 1;
        let size = batch.t.len() as f64;
        self.spare.push(batch);
        loss / size
    }

    /// Mean of ‖ε − ε̂‖² a coordinate in each of [`TIME_BINS`] equal stretches of t since this was asked last; NaN where no t
    /// fell.
    pub fn take_by_time(&mut self) -> [f64; TIME_BINS] {
        let ByTime { sums, counts } = std::mem::take(&mut self.by_time);
        std::array::from_fn(|i| sums[i] / counts[i])
    }
}

impl<R> Issued<R> {
    /// The batch and what will be told of it.
    pub fn into_parts(self) -> (PointBatch, R) {
        (self.batch, self.report)
    }
}

impl<L: PointLearner<Report = Ready<Result<StepReport>>>> ToyTrainer<L> {
    /// One whole step, where the learner is done with it at once; returns its loss.
    ///
    /// # Errors
    /// What the learner reports.
    pub fn step(&mut self) -> Result<f64> {
        let (batch, report) = self.issue().into_parts();
        let report = report.into_inner()?;
        Ok(self.completed(batch, &report))
    }
}
