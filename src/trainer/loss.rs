//! L_simple (Ho et al. 2020, eq. 14) and its weightings: the one place where a squared error becomes a loss.

use serde::{Deserialize, Serialize};

use crate::diffusion::{Prediction, Schedule, vlb::bound_weight};

/// How the loss weighs the times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Weighting {
    /// Not at all: L_simple (eq. 14), on whatever the network predicts.
    Simple,
    /// As the bound does (eq. 12), with σ² = β̃, or β at t = 1.
    Bound,
}

/// What each time counts in the loss: the factor of the squared error of the network's own output, index t − 1. That of
/// the bound is scaled so that the weights of the error in ε have the mean 1 over t.
pub fn loss_weights(weighting: Weighting, prediction: Prediction, schedule: &Schedule) -> Vec<f64> {
    match weighting {
        // On the network's own output: whatever that makes of ε.
        Weighting::Simple => vec![1.0; schedule.steps()],
        Weighting::Bound => {
            let weights: Vec<f64> = (1..=schedule.steps()).map(|t| bound_weight(schedule, 0.0, t)).collect();
            let mean = weights.iter().sum::<f64>() / weights.len() as f64;
            let of_output = |t: usize| prediction.eps(schedule, t).output.powi(2) / mean;
            weights.iter().zip(1..).map(|(w, t)| w * of_output(t)).collect()
        }
    }
}

/// The squared error of an x or of several, averaged over their numbers: ‖target − output‖²/count, the inside of eq. 14.
pub fn squared_error(output: &[f32], target: &[f32]) -> f64 {
    let square = |(&a, &b): (&f32, &f32)| (f64::from(a) - f64::from(b)).powi(2);
    output.iter().zip(target).map(square).sum::<f64>() / target.len() as f64
}

/// The loss of a batch, Σ wᵢ·errorᵢ/count: L_simple (eq. 14) where every weight is 1.
pub fn batch_loss(errors: &[f32], weights: &[f32]) -> f64 {
    let weighted = |(&error, &weight): (&f32, &f32)| f64::from(weight) * f64::from(error);
    errors.iter().zip(weights).map(weighted).sum::<f64>() / errors.len() as f64
}

/// [`squared_error`], with the gradient of weight·error/count left in the output's place: 2·weight·(output − target)/(count ·
/// values).
pub fn squared_error_gradient(output: &mut [f32], target: &[f32], weight: f32, count: usize) -> f32 {
    let scale = 2.0 * weight / (count * target.len()) as f32;
    let mut sum = 0.0;
    for (output, target) in output.iter_mut().zip(target) {
        let error = *output - target;
        sum += error * error;
        *output = scale * error;
    }
    sum / target.len() as f32
}
