//! The network as a model of ε over points, whatever it was taught to predict.

use std::{
    cell::RefCell,
    future::{Ready, ready},
    rc::Rc,
};

use super::net::{Mlp, SLICE, Slice};
use crate::{
    diffusion::{Prediction, Schedule},
    error::Result,
    toy::{
        learner::ReadPoints,
        model::{HostModel, PointModel},
    },
};

/// A network with its schedule and what its output means.
pub struct MlpDenoiser {
    net: Mlp,
    schedule: Rc<Schedule>,
    prediction: Prediction,
    slice: RefCell<Slice>,
}

impl MlpDenoiser {
    /// Wraps a network that was trained with this schedule to predict this.
    pub fn new(net: Mlp, schedule: Rc<Schedule>, prediction: Prediction) -> Self {
        let slice = RefCell::new(net.slice());
        Self { net, schedule, prediction, slice }
    }

    /// The network.
    pub fn net(&self) -> &Mlp {
        &self.net
    }
}

/// out ← of_x·x + of_out·out, which turns the network's output into ε̂.
fn mix(x: &[f32], (of_x, of_out): (f64, f64), out: &mut [f32]) {
    if (of_x, of_out) != (0.0, 1.0) {
        let (of_x, of_out) = (of_x as f32, of_out as f32);
        out.iter_mut().zip(x).for_each(|(out, x)| *out = of_x * x + of_out * *out);
    }
}

impl PointModel for MlpDenoiser {
    type Array = Vec<f32>;

    fn dims(&self) -> usize {
        self.net.dims()
    }

    fn upload(&self, x: &[f32]) -> Vec<f32> {
        x.to_vec()
    }

    fn eps(&self, x: &Vec<f32>, t: usize) -> Vec<f32> {
        let mut out = vec![0.0; x.len()];
        self.net.predict(x, t, &mut self.slice.borrow_mut(), &mut out);
        mix(x, self.prediction.eps(&self.schedule, t), &mut out);
        out
    }

    fn combine(&self, terms: &[(f64, &Vec<f32>)]) -> Vec<f32> {
        let mut sum = vec![0.0f32; terms.first().map_or(0, |(_, a)| a.len())];
        for &(factor, array) in terms {
            let factor = factor as f32;
            sum.iter_mut().zip(array).for_each(|(s, v)| *s += factor * v);
        }
        sum
    }
}

impl ReadPoints for MlpDenoiser {
    type Read = Ready<Result<Vec<f32>>>;

    fn read(&self, array: &Vec<f32>) -> Self::Read {
        ready(Ok(array.clone()))
    }
}

impl HostModel for MlpDenoiser {
    /// One more pass of each slice for every coordinate: the derivative along it goes through the layers beside the values.
    fn eps_and_divergence(&self, x: &[f32], t: usize) -> (Vec<f32>, Vec<f64>) {
        let net = &self.net;
        let (dims, width) = (net.dims(), net.layout.width);
        let mut out = vec![0.0; x.len()];
        let mut divergence = Vec::with_capacity(x.len() / dims);
        let slice = &mut *self.slice.borrow_mut();
        let mut time = vec![0.0; width];
        net.time_row(t, &mut time);
        let (mut now, mut next) = (vec![0.0; SLICE * width], vec![0.0; SLICE * width]);
        for (x, out) in x.chunks(SLICE * dims).zip(out.chunks_mut(SLICE * dims)) {
            let rows = x.len() / dims;
            net.enter(x, &time, &mut slice.slopes[0]);
            net.climb(rows, slice, out);
            let mut sums = [0.0f64; SLICE];
            for along in 0..dims {
                // ∂(W_x·x)/∂x_along is the same row for every point.
                let row = &net.flat[net.layout.x.clone()][along * width..][..width];
                now[..rows * width].chunks_exact_mut(width).for_each(|d| d.copy_from_slice(row));
                for (i, slopes) in slice.slopes.iter().enumerate() {
                    if i > 0 {
                        net.deepen(i, rows, &now, &mut next, false);
                        std::mem::swap(&mut now, &mut next);
                    }
                    now[..rows * width].iter_mut().zip(slopes).for_each(|(d, slope)| *d *= slope);
                }
                let last = &net.flat[net.layout.last.0.clone()][along * width..][..width];
                for (sum, d) in sums.iter_mut().zip(now[..rows * width].chunks_exact(width)) {
                    *sum += d.iter().zip(last).map(|(d, w)| f64::from(*d) * f64::from(*w)).sum::<f64>();
                }
            }
            divergence.extend_from_slice(&sums[..rows]);
        }
        let (of_x, of_out) = self.prediction.eps(&self.schedule, t);
        mix(x, (of_x, of_out), &mut out);
        divergence.iter_mut().for_each(|d| *d = of_x * dims as f64 + of_out * *d);
        (out, divergence)
    }
}
