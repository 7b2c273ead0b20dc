//! One point on its way from noise to data, with every number of every step: Algorithm 2 (Ho et al. 2020) as a debugger
//! shows it.

use std::rc::Rc;

use super::{
    model::PointModel,
    sampler::{PointSampleConfig, PointSampler},
};
use crate::{
    diffusion::Schedule,
    error::{Error, ErrorCode, Result},
};

/// The way of one point. Arrays have a row of `dims` numbers a step, the step from T first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// The time of every moment, T first, 0 last: one more than there are steps.
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
    pub z: Vec<f32>,
    /// σ of each step; 0 for the last.
    pub sigma: Vec<f64>,
}

/// Follows point `particle` through a whole run of DDPM or DDIM. The run is that of all its points, so that these are the very
/// numbers that [`PointSampler::step`] goes through.
///
/// # Errors
/// `InvalidSetting` for a setting outside its range, a point that is not one of the run's, or another way to sample.
pub fn trace<M: PointModel<Array = Vec<f32>>>(
    model: Rc<M>,
    schedule: Rc<Schedule>,
    config: PointSampleConfig,
    particle: usize,
) -> Result<Trace> {
    if particle >= config.count {
        let why = format!("point {particle} of {}, counted from 0", config.count);
        return Err(Error::new(ErrorCode::InvalidSetting, why));
    }
    let row = particle * model.dims()..(particle + 1) * model.dims();
    let mut run = PointSampler::new(model, schedule, config, None)?;
    let mut trace = Trace { times: run.times().to_vec(), ..Trace::default() };
    while let Some(step) = run.laid_open()? {
        trace.x.extend_from_slice(&step.x_t[row.clone()]);
        trace.eps_hat.extend_from_slice(&step.eps_hat[row.clone()]);
        trace.x0_hat.extend_from_slice(&step.x0_hat[row.clone()]);
        trace.mean.extend_from_slice(&step.mean[row.clone()]);
        trace.z.extend_from_slice(&step.z[row.clone()]);
        trace.sigma.push(step.sigma);
    }
    trace.x.extend_from_slice(&run.current()[row]);
    Ok(trace)
}
