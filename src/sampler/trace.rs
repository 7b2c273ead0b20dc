//! One x on its way from noise to data, with every number of every step: Algorithm 2 (Ho et al. 2020) as a debugger shows
//! it. It looks at the steps of a [`Sampler`] and changes nothing.

use super::Sampler;
use crate::{
    denoiser::{Denoiser, HostArray},
    error::{Result, invalid},
};

/// The way of one x. Arrays have a row of `values` numbers a step, the first step first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// The time of every moment, the start first: one more than there are steps.
    pub times: Vec<usize>,
    /// x at every moment, a row more than there are steps.
    pub x: Vec<f32>,
    /// ε̂(x_t, t).
    pub eps_hat: Vec<f32>,
    /// x̂_0 (eq. 15).
    pub x0_hat: Vec<f32>,
    /// The mean of the step (eq. 11).
    pub mean: Vec<f32>,
    /// The noise drawn; 0 where σ is.
    pub noise: Vec<f32>,
    /// σ of each step.
    pub sigma: Vec<f64>,
}

/// Follows x number `index` through a whole run. The run is that of all its x, so these are the very numbers that
/// [`Sampler::step`] goes through.
///
/// # Errors
/// `InvalidSetting` for an x that is not one of the run's.
pub fn trace<D: Denoiser<Array = HostArray>>(mut run: Sampler<D>, index: usize) -> Result<Trace> {
    let (count, values) = (run.config.count, run.denoiser.values());
    if index >= count {
        return Err(invalid(format!("`index` must be below {count}, got {index}")));
    }
    let row = index * values..(index + 1) * values;
    let mut trace = Trace { times: run.times().to_vec(), ..Trace::default() };
    while let Some(step) = run.step()? {
        trace.x.extend_from_slice(&step.x_t[row.clone()]);
        trace.eps_hat.extend_from_slice(&step.eps_hat()[row.clone()]);
        trace.x0_hat.extend_from_slice(&step.x0_hat()[row.clone()]);
        trace.mean.extend_from_slice(&step.mean()[row.clone()]);
        match step.noise.get(row.clone()) {
            Some(noise) => trace.noise.extend_from_slice(noise),
            None => trace.noise.resize(trace.x.len(), 0.0),
        }
        trace.sigma.push(step.sigma);
    }
    trace.x.extend_from_slice(&run.current()[row]);
    Ok(trace)
}
