//! The variational bound of a model on its data, measured: every term of eq. 5 (Ho et al. 2020) in nats a point.

use std::{f64::consts::LN_2, rc::Rc};

use serde::Serialize;

use crate::{
    data::points::PointSet,
    denoiser::{Denoiser, HostArray},
    diffusion::{
        ForwardCoefficients, Prediction, Schedule, forward,
        vlb::{bound_term, discretized_decoder, gaussian_decoder},
    },
    error::{Error, ErrorCode, Result},
    rng::{Purpose, Rng},
    trainer::{batch::stream, loss::squared_error},
};

/// Draws at one time at most.
const MAX_DRAWS: usize = 100_000;

/// How the bound is measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VlbConfig {
    /// At how many t the network is asked, 2 or more: 1 and T and others between, denser near the data, where the terms are
    /// large. Beyond T there are no more.
    pub times: usize,
    /// Draws of (x_0, ε) at each t, 1 to 100,000.
    pub count: usize,
    /// σ², from 0 (β̃) to 1 (β), as in [`bound_variance`](crate::diffusion::vlb::bound_variance).
    pub variance: f64,
    /// Of x_0 and ε.
    pub seed: u32,
    /// Values on the grid where raw data are whole numbers 0..levels (the 8x8 digits: 17): L_0 is then that of the
    /// discretized decoder of section 3.3, and the bound has bits a dimension. Else a Gaussian density.
    pub levels: Option<u32>,
}

/// The terms, in nats a point (all dimensions together).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct VlbTerms {
    /// L_T = KL(q(x_T|x_0) ‖ p(x_T)), exact: the mean over all points.
    pub prior: f64,
    /// L_{t−1} at index t − 1 for t = 2..=T; index 0 is 0. Between the times measured, the error of ε̂ is interpolated
    /// linearly in t, and the weight and constant of each term are its own.
    pub terms: Vec<f64>,
    /// L_0 = −ln p(x_0|x_1).
    pub decoder: f64,
    /// Sum of all.
    pub total: f64,
    /// The total in bits a dimension, where the decoder is discrete; a density has no such unit.
    pub bits_per_dim: Option<f64>,
    /// The t that were measured, ascending.
    pub measured: Vec<usize>,
}

/// A measurement under way: one time a step.
pub struct VlbEstimator<M> {
    model: Rc<M>,
    schedule: Rc<Schedule>,
    data: Rc<PointSet>,
    config: VlbConfig,
    times: Vec<usize>,
    /// Mean of ‖ε − ε̂‖² a dimension at the times so far.
    errors: Vec<f64>,
    /// L_0 of a point, once t = 1 has been measured.
    decoder: f64,
}

impl<M: Denoiser<Array = HostArray>> VlbEstimator<M> {
    /// A measurement of this model on this data.
    ///
    /// # Errors
    /// `InvalidSetting` where a setting is out of its range, or the model is of other dimensions than the data.
    pub fn new(model: Rc<M>, schedule: Rc<Schedule>, data: Rc<PointSet>, config: VlbConfig) -> Result<Self> {
        let invalid = |why: String| Err(Error::new(ErrorCode::InvalidSetting, why));
        if model.values() != data.dims {
            return invalid(format!("a model of {} dimensions for data of {}", model.values(), data.dims));
        }
        if config.times < 2 || !(1..=MAX_DRAWS).contains(&config.count) {
            return invalid(format!("{} draws at {} times", config.count, config.times));
        }
        if !(0.0..=1.0).contains(&config.variance) {
            return invalid(format!("variance = {} is not within 0..=1", config.variance));
        }
        if config.levels.is_some_and(|levels| levels < 2) {
            return invalid("a grid of less than two values".into());
        }
        let times = times(schedule.steps(), config.times);
        Ok(Self { model, schedule, data, config, times, errors: Vec::new(), decoder: 0.0 })
    }

    /// The times that are measured, ascending.
    pub fn times(&self) -> &[usize] {
        &self.times
    }

    /// Measures at one more time and returns it, or `None` where all have been.
    pub fn step(&mut self) -> Option<usize> {
        let t = *self.times.get(self.errors.len())?;
        let (dims, count) = (self.data.dims, self.config.count);
        // Draws of different t are independent, so that their errors average out in the sum.
        let rng = Rng::new(self.config.seed.into(), Purpose::Measure);
        let (mut picks, mut eps) = (vec![0; count], vec![0.0; count * dims]);
        rng.below(stream::VLB_DATA, t as u32, self.data.count() as u32, &mut picks);
        rng.normals(stream::VLB_EPSILON, t as u32, &mut eps);
        let x0: Vec<f32> =
            picks.iter().flat_map(|&i| &self.data.values[i as usize * dims..][..dims]).copied().collect();
        let ForwardCoefficients { signal, noise: spread } = forward(&self.schedule, t);
        let x_t = self.model.combine(&[(signal, &self.model.upload(&x0)), (spread, &self.model.upload(&eps))]);
        let eps_hat = self.model.eps_hat(&self.schedule, &x_t, t, &[]);
        let error = squared_error(&eps_hat, &eps);
        if t == 1 {
            self.decoder = match self.config.levels {
                None => dims as f64 * gaussian_decoder(&self.schedule, error),
                Some(levels) => self.discretized(levels, &x0, &x_t, &eps_hat) / count as f64,
            };
        }
        self.errors.push(error);
        Some(t)
    }

    /// The bound; what has not been measured yet is.
    pub fn finish(mut self) -> VlbTerms {
        while self.step().is_some() {}
        let dims = self.data.dims as f64;
        let square = self.data.values.iter().map(|&v| f64::from(v) * f64::from(v)).sum::<f64>();
        let prior = dims * self.schedule.prior_kl_of(square / self.data.values.len() as f64);
        let term = |t: usize| dims * bound_term(&self.schedule, self.config.variance, t, self.error_at(t));
        let terms: Vec<f64> = std::iter::once(0.0).chain((2..=self.schedule.steps()).map(term)).collect();
        let total = prior + terms.iter().sum::<f64>() + self.decoder;
        let bits_per_dim = self.config.levels.map(|_| total / (dims * LN_2));
        VlbTerms { prior, terms, decoder: self.decoder, total, bits_per_dim, measured: self.times }
    }

    /// The error at t, between two measured times if it is none itself.
    fn error_at(&self, t: usize) -> f64 {
        let after = self.times.partition_point(|&time| time < t);
        if self.times[after] == t {
            return self.errors[after];
        }
        let [a, b] = [self.times[after - 1], self.times[after]];
        let share = (t - a) as f64 / (b - a) as f64;
        self.errors[after - 1] * (1.0 - share) + self.errors[after] * share
    }

    /// Sum of −ln p(x_0|x_1) over all points and coordinates, on the grid of whole raw numbers 0..levels.
    fn discretized(&self, levels: u32, x0: &[f32], x1: &[f32], eps_hat: &[f32]) -> f64 {
        let of = Prediction::Epsilon.x0(&self.schedule, 1);
        let (scale, top) = (f64::from(self.data.scale), f64::from(levels - 1));
        let coordinate = |(i, &x0): (usize, &f32)| {
            let centre = f64::from(self.data.centre[i % self.data.dims]);
            let level = (f64::from(x0) * scale + centre).round();
            let edge = |raw: f64| (raw - centre) / scale;
            let low = if level <= 0.0 { f64::NEG_INFINITY } else { edge(level - 0.5) };
            let high = if level >= top { f64::INFINITY } else { edge(level + 0.5) };
            discretized_decoder(
                &self.schedule,
                low,
                high,
                of.x_t * f64::from(x1[i]) + of.output * f64::from(eps_hat[i]),
            )
        };
        x0.iter().enumerate().map(coordinate).sum()
    }
}

/// `count` times from 1 to T, their distances growing evenly, or all where there are no more.
fn times(total: usize, count: usize) -> Vec<usize> {
    if count >= total {
        return (1..=total).collect();
    }
    let share = |i: usize| i as f64 / (count - 1) as f64;
    let time = |i: usize| 1 + (share(i) * share(i) * (total - 1) as f64).round() as usize;
    // Squares fall on one another at first; the i-th is then i + 1, which keeps them apart.
    (0..count).map(|i| time(i).max(i + 1)).collect()
}
