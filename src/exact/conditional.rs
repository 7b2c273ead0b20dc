//! ε* of x that come with an observation each.

use std::rc::Rc;

use crate::{
    data::Dataset,
    denoiser::{Condition, HostDenoiser},
    diffusion::{ForwardCoefficients, Prediction, Schedule, forward},
    error::{Result, invalid},
};

/// A weight below e^−NEGLIGIBLE of the largest is left out.
const NEGLIGIBLE: f64 = 30.0;

/// ε* of a finite set {(xⁱ, oⁱ)} whose observations are taken to be known up to Gaussian noise of standard deviation h:
/// E[x_0 | x_t, o] = Σ wᵢ xⁱ with wᵢ ∝ exp(−‖x_t − √ᾱ_t xⁱ‖²/(2(1 − ᾱ_t)) − ‖o − oⁱ‖²/(2h²)).
///
/// With h → 0 only the x with the nearest observation count: a policy that looks its answer up. On a set whose observations
/// all differ the floor of the loss is then 0, since each of them tells its own x. A wide h forgets what was observed, and
/// leaves the ε* of all x. No network that cannot tell observations within h apart is below its floor.
///
/// A call costs x × set distances of observations, and as many of x as have observations within about 8h.
#[derive(Clone, Debug)]
pub struct ConditionalDenoiser {
    schedule: Rc<Schedule>,
    values: usize,
    chunks: Vec<f32>,
    observations: Vec<f32>,
    observed: usize,
    width: f64,
}

impl ConditionalDenoiser {
    /// That of these data, with h = `width` in units of what the model is told.
    ///
    /// # Errors
    /// `InvalidSetting` where nothing is observed with the data, there are none, or the width is not a positive number.
    pub fn new(schedule: Rc<Schedule>, data: &impl Dataset, width: f64) -> Result<Self> {
        if !(width > 0.0 && width.is_finite()) {
            return Err(invalid(format!("`width` must be a positive number, got {width}")));
        }
        let (count, values, observed) = (data.count(), data.values(), data.observed());
        if count == 0 || observed == 0 {
            return Err(invalid(format!(
                "data must have observations, got {count} x with {observed} observed numbers"
            )));
        }
        let mut chunks = vec![0.0; count * values];
        chunks.chunks_exact_mut(values).enumerate().for_each(|(i, x)| data.write(i, false, x));
        let observations = (0..count).flat_map(|i| data.condition(i).observation().to_vec()).collect();
        Ok(Self { schedule, values, chunks, observations, observed, width })
    }

    /// The numbers of the x that have an observation near to this one, nearest first in no particular order of the rest, with
    /// −‖o − oⁱ‖²/(2h²) relative to the nearest's; all with 0 where nothing is observed.
    fn near(&self, condition: &Condition) -> Vec<(usize, f64)> {
        let count = self.chunks.len() / self.values;
        if condition.observation().is_empty() {
            return (0..count).map(|i| (i, 0.0)).collect();
        }
        let square = |other: &[f32]| squared_distance(condition.observation(), other);
        let squares: Vec<f64> = self.observations.chunks_exact(self.observed).map(square).collect();
        let least = squares.iter().copied().fold(f64::INFINITY, f64::min);
        let log = |square: f64| (least - square) / (2.0 * self.width * self.width);
        squares.iter().map(|&s| log(s)).enumerate().filter(|(_, log)| *log >= -NEGLIGIBLE).collect()
    }
}

fn squared_distance(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2)).sum()
}

impl HostDenoiser for ConditionalDenoiser {
    fn values(&self) -> usize {
        self.values
    }

    fn prediction(&self) -> Prediction {
        Prediction::Epsilon
    }

    fn predict(&self, x: &[f32], t: usize, conditions: &[Condition]) -> Vec<f32> {
        let ForwardCoefficients { signal, noise } = forward(&self.schedule, t);
        let none = Condition::default();
        let mut eps = Vec::with_capacity(x.len());
        let mut of_previous: Option<(&Condition, Vec<(usize, f64)>)> = None;
        for (i, x) in x.chunks_exact(self.values).enumerate() {
            let condition = conditions.get(i).unwrap_or(&none);
            // Many x under one observation are what a page shows.
            if of_previous.as_ref().is_none_or(|(previous, _)| *previous != condition) {
                of_previous = Some((condition, self.near(condition)));
            }
            let near = &of_previous.as_ref().expect("it was just found").1;
            let log = |&(i, log): &(usize, f64)| {
                let chunk = &self.chunks[i * self.values..][..self.values];
                let error = |(&x, &of): (&f32, &f32)| (f64::from(x) - signal * f64::from(of)).powi(2);
                log - x.iter().zip(chunk).map(error).sum::<f64>() / (2.0 * noise * noise)
            };
            let logs: Vec<f64> = near.iter().map(log).collect();
            let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let (mut mean, mut total) = (vec![0.0; self.values], 0.0);
            for (&(i, _), log) in near.iter().zip(&logs).filter(|(_, log)| **log >= largest - NEGLIGIBLE) {
                let weight = libm::exp(log - largest);
                total += weight;
                let chunk = &self.chunks[i * self.values..][..self.values];
                mean.iter_mut().zip(chunk).for_each(|(m, &v)| *m += weight * f64::from(v));
            }
            let of = |(&x, mean): (&f32, f64)| ((f64::from(x) - signal * mean / total) / noise) as f32;
            eps.extend(x.iter().zip(mean).map(of));
        }
        eps
    }
}
