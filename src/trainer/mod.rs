//! Algorithm 1 (Ho et al. 2020) over any data and any network, one step at a time.
//!
//! A run is a pure function of its settings and data: batches are drawn by address, so the step after a resumption draws
//! what it would have drawn. Only importance-sampled times depend on what was learnt before, and what they remember is part
//! of the state.
//!
//! | module | what | in the paper |
//! |---|---|---|
//! | [`config`] | everything that a run is a function of, beside its data | |
//! | [`timestep_sampler`] | how the times of a batch are drawn | Nichol and Dhariwal 2021, section 3.3 |
//! | [`batch`] | x_0, t, ε and x_t, by address | Algorithm 1, lines 2 to 4 |
//! | [`loss`] | the squared error and its weightings | eq. 14 |
//! | [`optimizer`] | Adam, and the moving average of the weights | |
//! | [`learner`] | what takes the gradient step | Algorithm 1, line 5 |
//! | [`step_trace`] | a step that has been taken, with every number of its batch | Algorithm 1 |
//! | [`checkpoint`] | a run as a file, from which it goes on bit by bit | |

pub mod batch;
pub mod checkpoint;
pub mod config;
pub mod learner;
pub mod loss;
pub mod optimizer;
pub mod step_trace;
pub mod timestep_sampler;

use std::{future::Ready, rc::Rc};

pub use checkpoint::{Checkpoint, TrainingData};
pub use config::{NetworkConfig, ScheduleConfig, TrainConfig};
pub use learner::{Batch, Learner, LearnerState, StepReport};
pub use step_trace::Draw;

use batch::{BatchSource, Target};
use timestep_sampler::TimestepSampler;

use crate::{
    data::Dataset,
    diffusion::Schedule,
    error::{Error, ErrorCode, Result, invalid},
    rng::Purpose,
    weights::Weights,
};

/// Segments of t over which the loss is reported.
pub const TIME_BINS: usize = 20;

/// The mean of ‖ε − ε̂‖² a number over segments of t, since it was taken last.
#[derive(Clone, Debug, Default)]
struct LossByTime {
    sums: [f64; TIME_BINS],
    counts: [f64; TIME_BINS],
}

/// A step that has been submitted; its report is pending.
pub struct Issued<R> {
    batch: Batch,
    /// What the learner will report of it.
    pub report: R,
}

impl<R> Issued<R> {
    /// The batch and its pending report.
    pub fn into_parts(self) -> (Batch, R) {
        (self.batch, self.report)
    }
}

/// Algorithm 1 on whatever learns, over whatever data.
///
/// ```
/// use std::rc::Rc;
/// use ddpm_lab::{
///     data::points::PointShape,
///     networks::mlp::{MlpConfig, MlpLearner, TimeTable},
///     trainer::{TrainConfig, Trainer},
/// };
///
/// let config: TrainConfig<MlpConfig> = TrainConfig { batch: 64, ..TrainConfig::default() };
/// let data = Rc::new(PointShape::Ring.draw(500, 1));
/// let mut trainer = Trainer::new(config, data, |config, schedule, weights| {
///     let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
///     MlpLearner::new(2, &config.network, weights, times.into(), config.adam())
/// })?;
/// assert!(trainer.step()? > 0.0);
/// # Ok::<(), ddpm_lab::Error>(())
/// ```
pub struct Trainer<N, D, L> {
    config: TrainConfig<N>,
    schedule: Rc<Schedule>,
    source: BatchSource<D>,
    times: TimestepSampler,
    learner: L,
    issued: usize,
    step: usize,
    gradient_norm: f64,
    by_time: LossByTime,
    /// Batches whose buffers can be used again.
    spare: Vec<Batch>,
}

impl<N: NetworkConfig, D: Dataset, L: Learner> Trainer<N, D, L> {
    /// A run from its initial weights. `learner` makes the learner of them.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, `DataInvalid` for no data, and what `learner` reports.
    pub fn new(
        config: TrainConfig<N>,
        data: Rc<D>,
        learner: impl FnOnce(&TrainConfig<N>, &Schedule, &Weights) -> Result<L>,
    ) -> Result<Self> {
        config.validate(data.values())?;
        let (given, observed) = (config.network.observed(), data.observed());
        if given != observed {
            return Err(invalid(format!(
                "`observed` must be {observed}, the numbers observed with each x, got {given}"
            )));
        }
        if data.count() == 0 {
            return Err(Error::new(ErrorCode::DataInvalid, "training needs at least one x, got none"));
        }
        let schedule = Rc::new(config.schedule.build()?);
        let weights = config.network.initial_weights(data.values(), config.seed);
        Ok(Self {
            learner: learner(&config, &schedule, &weights)?,
            times: TimestepSampler::new(config.times, schedule.steps()),
            source: BatchSource::new(&config, &schedule, data, Purpose::Train),
            schedule,
            config,
            issued: 0,
            step: 0,
            gradient_norm: 0.0,
            by_time: LossByTime::default(),
            spare: Vec::new(),
        })
    }

    /// The settings, as changed by [`Self::change`].
    pub fn config(&self) -> &TrainConfig<N> {
        &self.config
    }

    /// The schedule.
    pub fn schedule(&self) -> &Rc<Schedule> {
        &self.schedule
    }

    /// The data.
    pub fn data(&self) -> &Rc<D> {
        self.source.data()
    }

    /// What learns.
    pub fn learner(&self) -> &L {
        &self.learner
    }

    /// The averaged network as a denoiser: what samples are drawn with.
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
    pub fn times(&self) -> &TimestepSampler {
        &self.times
    }

    /// Whether a step may be submitted before the report of the one before it.
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
        config.validate(self.data().values())?;
        self.config = config;
        Ok(())
    }

    /// Back to the same initial weights. Steps submitted must have been completed.
    ///
    /// # Errors
    /// What the learner reports.
    pub fn reset(&mut self) -> Result<()> {
        let weights = self.config.network.initial_weights(self.data().values(), self.config.seed);
        self.restore(&LearnerState::initial(weights), None)
    }

    /// Goes on from a state, and from what importance sampling remembered in it.
    ///
    /// # Errors
    /// `WeightsShape` where the state is another network's, or the memory another schedule's.
    pub fn restore(&mut self, state: &LearnerState, memory: Option<&[f64]>) -> Result<()> {
        let mut times = TimestepSampler::new(self.config.times, self.schedule.steps());
        if memory.is_some_and(|memory| !times.recall(memory)) {
            return Err(Error::new(ErrorCode::WeightsShape, "the losses remembered are another schedule's"));
        }
        self.learner.restore(state)?;
        self.times = times;
        (self.issued, self.step) = (state.step, state.step);
        self.gradient_norm = 0.0;
        self.by_time = LossByTime::default();
        Ok(())
    }

    /// Draws a batch and submits a step on it.
    pub fn issue(&mut self) -> Issued<L::Report> {
        let mut batch = self.spare.pop().unwrap_or_default();
        self.source.fill(&mut batch, self.config.batch, &self.times, Target::OneNoise, self.issued as u32);
        let report = self.learner.train_step(&batch, self.config.learning_rate_at(self.issued));
        self.issued += 1;
        Issued { batch, report }
    }

    /// What the batch submitted last was drawn as.
    pub fn draw(&self, issued: &Issued<L::Report>) -> Draw {
        Draw::of(&self.source, &issued.batch)
    }

    /// Takes note of a step's report; in the order of submission. Returns its loss, as trained on.
    pub fn complete(&mut self, batch: Batch, report: &StepReport) -> f64 {
        for (&t, &error) in batch.t.iter().zip(&report.errors) {
            let bin = (t as usize - 1) * TIME_BINS / self.schedule.steps();
            self.by_time.sums[bin] += f64::from(error) * self.source.eps_error(t);
            self.by_time.counts[bin] += 1.0;
        }
        let losses = batch.t.iter().zip(&report.errors).map(|(&t, &e)| self.source.loss_weight(t) * f64::from(e));
        self.times.remember(&batch.t, losses);
        self.gradient_norm = report.gradient_norm;
        self.step += 1;
        let loss = loss::batch_loss(&report.errors, &batch.weight);
        self.spare.push(batch);
        loss
    }

    /// Mean of ‖ε − ε̂‖² a number in each of [`TIME_BINS`] equal segments of t since this was asked last; NaN where no t fell.
    pub fn take_by_time(&mut self) -> [f64; TIME_BINS] {
        let LossByTime { sums, counts } = std::mem::take(&mut self.by_time);
        std::array::from_fn(|i| sums[i] / counts[i])
    }
}

impl<N: NetworkConfig, D: Dataset, L: Learner<Report = Ready<Result<StepReport>>>> Trainer<N, D, L> {
    /// One whole step, where the learner is done with it at once; returns its loss.
    ///
    /// # Errors
    /// What the learner reports.
    pub fn step(&mut self) -> Result<f64> {
        let (batch, report) = self.issue().into_parts();
        let report = report.into_inner()?;
        Ok(self.complete(batch, &report))
    }
}
