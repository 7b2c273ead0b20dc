//! One step of Algorithm 1 (Ho et al. 2020) that has been taken, with every number of its batch.

use std::rc::Rc;

use super::{
    batch::BatchSource,
    learner::{Batch, StepReport},
};
use crate::{
    data::Dataset,
    denoiser::{Condition, Denoiser, HostArray},
    diffusion::Schedule,
    weights::Weights,
};

/// Lines 2 to 4: what the x of a batch were drawn as. Arrays have a row of `values` numbers an x.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// x_0.
    pub x0: Vec<f32>,
    /// The paper's t of each, 1..=T.
    pub t: Vec<u32>,
    /// ε.
    pub eps: Vec<f32>,
    /// √ᾱ_t x_0 + √(1 − ᾱ_t) ε (eq. 4): what the network is given.
    pub x_t: Vec<f32>,
    /// What each is, or what is observed with it; empty where the data have neither.
    pub conditions: Vec<Condition>,
}

impl Draw {
    /// Of the batch that `source` filled last.
    pub(super) fn of<D: Dataset>(source: &BatchSource<D>, batch: &Batch) -> Self {
        let (x0, eps) = source.drawn(batch.t.len());
        Self { x0, t: batch.t.clone(), eps, x_t: batch.x_t.clone(), conditions: batch.conditions.clone() }
    }
}

/// A training step that has been taken, with what it was for every x of its batch.
#[derive(Clone, Debug, PartialEq)]
pub struct StepTrace {
    /// What was drawn.
    pub draw: Draw,
    /// ε̂ with the weights before the step; a row an x.
    pub eps_hat: Vec<f32>,
    /// Of each x the mean squared error a number of what the network predicts: ‖ε − ε̂‖²/values where that is ε.
    pub errors: Vec<f32>,
    /// The batch's loss, as trained on.
    pub loss: f64,
    /// ‖∇_θ‖ of that loss.
    pub gradient_norm: f64,
    /// ‖θ after − θ before‖.
    pub change_norm: f64,
}

impl StepTrace {
    /// Puts together what a step reported, its loss, the weights before and after it, and the denoiser of those before.
    pub fn new<M: Denoiser<Array = HostArray>>(
        before: &M,
        schedule: &Schedule,
        draw: Draw,
        report: StepReport,
        loss: f64,
        weights: [&Weights; 2],
    ) -> Self {
        let values = before.values();
        let eps_at = |(i, (x, &t)): (usize, (&[f32], &u32))| {
            let condition = draw.conditions.get(i..=i).unwrap_or_default();
            before.eps_hat(schedule, &Rc::new(x.to_vec()), t as usize, condition).to_vec()
        };
        let eps_hat = draw.x_t.chunks_exact(values).zip(&draw.t).enumerate().flat_map(eps_at).collect();
        let StepReport { errors, gradient_norm } = report;
        Self { eps_hat, errors, loss, gradient_norm, change_norm: distance(weights), draw }
    }
}

/// The Euclidean distance of two sets of weights of one network.
fn distance([a, b]: [&Weights; 2]) -> f64 {
    let pairs = a.values().zip(b.values()).flat_map(|(a, b)| a.values.iter().zip(&b.values));
    pairs.map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2)).sum::<f64>().sqrt()
}
