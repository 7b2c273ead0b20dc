//! One turn of Algorithm 1 (Ho et al. 2020), laid open for the points of its batch.

use std::rc::Rc;

use super::{
    batch::{BatchSource, PointBatch},
    config::ToyConfig,
    learner::StepReport,
    points::Init,
};
use crate::{
    denoiser::Denoiser,
    diffusion::Schedule,
    error::Result,
    networks::mlp::{Mlp, MlpDenoiser},
    weights::Weights,
};

/// Lines 2 to 4: what the points of a batch were drawn as. Arrays have a row of `dims` numbers a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// The points before any noise.
    pub x0: Vec<f32>,
    /// The paper's t of each, 1..=T.
    pub t: Vec<u32>,
    /// The noise of each.
    pub eps: Vec<f32>,
    /// √ᾱ_t x_0 + √(1 − ᾱ_t) ε (eq. 4): what the network is given.
    pub x_t: Vec<f32>,
}

impl Draw {
    /// Of the batch that `source` filled last.
    pub(super) fn of(source: &BatchSource, batch: &PointBatch) -> Self {
        let (x0, eps) = source.drawn(batch.t.len());
        Self { x0, t: batch.t.clone(), eps, x_t: batch.x.clone() }
    }
}

/// A training step that has been taken, with what it was for every point of its batch.
#[derive(Clone, Debug, PartialEq)]
pub struct StepTrace {
    /// What was drawn.
    pub draw: Draw,
    /// What the network said of the noise, with the weights before the step; a row a point.
    pub eps_hat: Vec<f32>,
    /// Of each point the mean squared error a coordinate of what the network predicts: ‖ε − ε̂‖²/dims where that is ε.
    pub errors: Vec<f32>,
    /// The batch's loss, as trained on.
    pub loss: f64,
    /// ‖∇_θ‖ of that loss.
    pub gradient_norm: f64,
    /// ‖θ after − θ before‖.
    pub change_norm: f64,
}

impl StepTrace {
    /// Puts together what a step told, the weights before and after it, and its loss.
    ///
    /// # Errors
    /// `WeightsShape` where the weights are another network's.
    pub fn new(
        config: &ToyConfig,
        schedule: &Rc<Schedule>,
        draw: Draw,
        report: StepReport,
        loss: f64,
        [before, after]: [&Weights; 2],
    ) -> Result<Self> {
        let dims = draw.x0.len() / draw.t.len();
        let times = Init::new(config, dims, schedule.steps()).times;
        let net = Mlp::new(dims, &config.network, before, times)?;
        let network = MlpDenoiser::new(net, config.prediction);
        let points = draw.x_t.chunks_exact(dims).zip(&draw.t);
        let eps_at = |(x, &t): (&[f32], &u32)| network.eps_hat(schedule, &network.upload(x), t as usize, &[]).to_vec();
        let eps_hat = points.flat_map(eps_at).collect();
        let StepReport { errors, gradient_norm } = report;
        Ok(Self { eps_hat, errors, loss, gradient_norm, change_norm: distance(before, after), draw })
    }
}

/// The Euclidean distance of two sets of weights of one network.
fn distance(a: &Weights, b: &Weights) -> f64 {
    let pairs = a.values().zip(b.values()).flat_map(|(a, b)| a.values.iter().zip(&b.values));
    pairs.map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2)).sum::<f64>().sqrt()
}
