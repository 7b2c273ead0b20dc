//! The exact denoiser: ε* = E[ε | x_t], in closed form. No network does better on the data it is given.
//!
//! Training points are a mixture of Gaussians after noising, one around each point, all of the same width; so are
//! mixtures of Gaussians, with widths of their own. In either case E[x_0 | x_t] is an average over the components,
//! weighted by how likely x_t comes from each, and ε* is what it leaves of x_t. Sampling with the ε* of training points
//! returns training points: it has learned them by heart.

mod cloud;
mod gaussians;

use std::rc::Rc;

use super::model::{HostModel, PointModel};
use crate::{
    data::points::{Mixture, PointSet},
    diffusion::{Schedule, forward},
};
use cloud::Cloud;

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

impl PointModel for ExactDenoiser {
    type Array = Vec<f32>;

    fn dims(&self) -> usize {
        match &self.data {
            Data::Points(cloud) => cloud.dims,
            Data::Mixture(mixture) => mixture.dims,
        }
    }

    fn upload(&self, x: &[f32]) -> Vec<f32> {
        x.to_vec()
    }

    fn eps(&self, x: &Vec<f32>, t: usize) -> Vec<f32> {
        let (signal, noise) = forward(&self.schedule, t);
        match &self.data {
            Data::Points(cloud) => cloud.eps(x, signal, noise, None),
            Data::Mixture(mixture) => gaussians::eps(mixture, x, signal, noise).0,
        }
    }

    fn combine(&self, terms: &[(f64, &Vec<f32>)]) -> Vec<f32> {
        let count = terms.first().map_or(0, |(_, array)| array.len());
        let mut sums = vec![0.0f64; count];
        for (factor, array) in terms {
            sums.iter_mut().zip(*array).for_each(|(sum, &v)| *sum += factor * f64::from(v));
        }
        sums.into_iter().map(|sum| sum as f32).collect()
    }
}

impl HostModel for ExactDenoiser {
    fn eps_and_divergence(&self, x: &[f32], t: usize) -> (Vec<f32>, Vec<f64>) {
        let (signal, noise) = forward(&self.schedule, t);
        match &self.data {
            Data::Points(cloud) => {
                let mut divergence = Vec::with_capacity(x.len() / cloud.dims);
                let eps = cloud.eps(x, signal, noise, Some(&mut divergence));
                (eps, divergence)
            }
            Data::Mixture(mixture) => gaussians::eps(mixture, x, signal, noise),
        }
    }
}
