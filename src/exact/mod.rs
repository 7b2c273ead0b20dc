//! The exact denoiser: ε* = E[ε | x_t], in closed form. No network does better on the data it is given.
//!
//! Training points are a mixture of Gaussians after noising, one around each point, all of the same width; so are
//! mixtures of Gaussians, with widths of their own. In either case E[x_0 | x_t] is an average over the components,
//! weighted by how likely x_t comes from each, and ε* is what it leaves of x_t. Sampling with the ε* of training points
//! returns training points: it has learned them by heart. Where something is observed with each x, [`ConditionalDenoiser`]
//! weighs them by that too.

mod conditional;
mod gaussians;

use std::rc::Rc;

use kernel::cloud::Cloud;

use crate::{
    data::points::{Mixture, PointSet},
    denoiser::{Condition, DifferentiableDenoiser, HostDenoiser},
    diffusion::{ForwardCoefficients, Prediction, Schedule, forward},
};
pub use conditional::ConditionalDenoiser;

/// ε* of a set of points, or of a mixture of Gaussians.
#[derive(Clone, Debug)]
pub struct ExactDenoiser {
    schedule: Rc<Schedule>,
    data: Data,
}

#[derive(Clone, Debug)]
enum Data {
    Points(Cloud),
    Mixture(Mixture),
}

impl ExactDenoiser {
    /// That of these training points, all of them: it is exact for a set of any size. A call costs at most points ×
    /// queries distances and exponentials (2,000 × 2,000: about 30 ms; 100,000 × 2,000: more than a second). Where x_t is not
    /// too noisy, most points are too far from a query to count, and whole groups of them are passed over. Whoever has many
    /// queries of a large set may hand over some of its points, and has the ε* of those.
    pub fn points(schedule: Rc<Schedule>, points: &PointSet) -> Self {
        Self { schedule, data: Data::Points(Cloud::new(points.dims, &points.values)) }
    }

    /// That of this distribution.
    pub fn mixture(schedule: Rc<Schedule>, mixture: Mixture) -> Self {
        Self { schedule, data: Data::Mixture(mixture) }
    }
}

impl HostDenoiser for ExactDenoiser {
    fn values(&self) -> usize {
        match &self.data {
            Data::Points(cloud) => cloud.dims(),
            Data::Mixture(mixture) => mixture.dims,
        }
    }

    fn prediction(&self) -> Prediction {
        Prediction::Epsilon
    }

    fn predict(&self, x: &[f32], t: usize, _conditions: &[Condition]) -> Vec<f32> {
        let ForwardCoefficients { signal, noise } = forward(&self.schedule, t);
        match &self.data {
            Data::Points(cloud) => cloud.eps(x, signal, noise, None),
            Data::Mixture(mixture) => gaussians::eps(mixture, x, signal, noise).0,
        }
    }
}

impl DifferentiableDenoiser for ExactDenoiser {
    fn eps_and_divergence(&self, _schedule: &Schedule, x: &[f32], t: usize) -> (Vec<f32>, Vec<f64>) {
        let ForwardCoefficients { signal, noise } = forward(&self.schedule, t);
        match &self.data {
            Data::Points(cloud) => {
                let mut divergence = Vec::with_capacity(x.len() / cloud.dims());
                let eps = cloud.eps(x, signal, noise, Some(&mut divergence));
                (eps, divergence)
            }
            Data::Mixture(mixture) => gaussians::eps(mixture, x, signal, noise),
        }
    }
}
