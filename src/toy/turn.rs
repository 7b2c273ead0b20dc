//! One turn of Algorithm 1 (Ho et al. 2020), laid open for one point of its batch.

use std::rc::Rc;

use super::{
    batch::{BatchSource, PointBatch},
    config::ToyConfig,
    learner::StepReport,
    model::PointModel,
    trainer::Beginning,
};
use crate::{
    diffusion::Schedule,
    error::{Error, ErrorCode, Result},
    model::{
        Weights,
        mlp::{Mlp, MlpDenoiser},
    },
};

/// Lines 2 to 4: what one point of a batch was drawn as.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Which point of the batch.
    pub row: usize,
    /// Points in the batch.
    pub batch: usize,
    /// The point before any noise.
    pub x0: Vec<f32>,
    /// The paper's t, 1..=T.
    pub t: u32,
    /// Its noise.
    pub eps: Vec<f32>,
    /// √ᾱ_t x_0 + √(1 − ᾱ_t) ε (eq. 4): what the network is given.
    pub x_t: Vec<f32>,
}

impl Draw {
    /// The point `row` of the batch that `source` drew last.
    ///
    /// # Errors
    /// `InvalidSetting` where the batch has no such point.
    pub(super) fn of(source: &BatchSource, batch: &PointBatch, row: usize) -> Result<Self> {
        let size = batch.t.len();
        if row >= size {
            let why = format!("point {row} of a batch of {size}, counted from 0");
            return Err(Error::new(ErrorCode::InvalidSetting, why));
        }
        let dims = source.data().dims;
        let (x0, eps) = source.drawn(row, size);
        Ok(Self { row, batch: size, x0, t: batch.t[row], eps, x_t: batch.x[row * dims..][..dims].to_vec() })
    }
}

/// A training step that has been taken, with what it was for one point of its batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// What was drawn.
    pub draw: Draw,
    /// What the network said of the noise, with the weights before the step.
    pub eps_hat: Vec<f32>,
    /// This point's mean squared error a coordinate of what the network predicts: ‖ε − ε̂‖²/dims where that is ε.
    pub error: f64,
    /// The batch's loss, as trained on.
    pub loss: f64,
    /// ‖∇_θ‖ of that loss.
    pub gradient_norm: f64,
    /// ‖θ after − θ before‖.
    pub change_norm: f64,
}

impl Turn {
    /// Puts together what a step told, the weights before and after it, and its loss.
    ///
    /// # Errors
    /// `WeightsShape` where the weights are another network's.
    pub fn new(
        config: &ToyConfig,
        schedule: &Rc<Schedule>,
        draw: Draw,
        report: &StepReport,
        loss: f64,
        [before, after]: [&Weights; 2],
    ) -> Result<Self> {
        let dims = draw.x0.len();
        let times = Beginning::new(config, dims, schedule.steps()).times;
        let net = Mlp::new(dims, &config.network, before, times)?;
        let eps_hat = MlpDenoiser::new(net, schedule.clone(), config.prediction).eps(&draw.x_t, draw.t as usize);
        Ok(Self {
            eps_hat,
            error: report.errors.get(draw.row).map_or(f64::NAN, |&error| f64::from(error)),
            loss,
            gradient_norm: report.gradient_norm,
            change_norm: distance(before, after),
            draw,
        })
    }
}

/// The Euclidean distance of two sets of weights of one network.
fn distance(a: &Weights, b: &Weights) -> f64 {
    let pairs = a.values().zip(b.values()).flat_map(|(a, b)| a.values.iter().zip(&b.values));
    pairs.map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2)).sum::<f64>().sqrt()
}
