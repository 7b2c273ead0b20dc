//! The network as a denoiser of points.

use std::cell::RefCell;

use super::net::{Mlp, SLICE, Slice};
use crate::{
    denoiser::{Condition, DifferentiableDenoiser, HostDenoiser},
    diffusion::{Prediction, Schedule},
};

/// A network and what its output means.
pub struct MlpDenoiser {
    net: Mlp,
    prediction: Prediction,
    slice: RefCell<Slice>,
}

impl MlpDenoiser {
    /// Wraps a network that was trained to predict this.
    pub fn new(net: Mlp, prediction: Prediction) -> Self {
        let slice = RefCell::new(net.slice());
        Self { net, prediction, slice }
    }

    /// The network.
    pub fn net(&self) -> &Mlp {
        &self.net
    }
}

impl HostDenoiser for MlpDenoiser {
    fn values(&self) -> usize {
        self.net.dims()
    }

    fn prediction(&self) -> Prediction {
        self.prediction
    }

    fn predict(&self, x: &[f32], t: usize, conditions: &[Condition]) -> Vec<f32> {
        let mut out = vec![0.0; x.len()];
        self.net.predict(x, t, conditions, &mut self.slice.borrow_mut(), &mut out);
        out
    }
}

impl DifferentiableDenoiser for MlpDenoiser {
    /// One more pass of each slice for every coordinate: the derivative along it goes through the layers beside the values.
    /// Nothing is observed.
    fn eps_and_divergence(&self, schedule: &Schedule, x: &[f32], t: usize) -> (Vec<f32>, Vec<f64>) {
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
            let inputs = net.join(x, &[], 0, &mut slice.joined);
            net.input_layer(inputs, &time, &mut slice.slopes[0]);
            net.forward(rows, slice, out);
            let mut sums = [0.0f64; SLICE];
            for along in 0..dims {
                // ∂(W_x·x)/∂x_along is the same row for every point.
                let row = &net.flat[net.layout.x.clone()][along * width..][..width];
                now[..rows * width].chunks_exact_mut(width).for_each(|d| d.copy_from_slice(row));
                for (i, slopes) in slice.slopes.iter().enumerate() {
                    if i > 0 {
                        net.hidden_layer(i, rows, &now, &mut next, false);
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
        let of = self.prediction.eps(schedule, t);
        let eps = |(out, x): (&mut f32, &f32)| *out = (of.x_t * f64::from(*x) + of.output * f64::from(*out)) as f32;
        out.iter_mut().zip(x).for_each(eps);
        divergence.iter_mut().for_each(|d| *d = of.x_t * dims as f64 + of.output * *d);
        (out, divergence)
    }
}
