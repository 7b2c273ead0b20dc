//! The network as a denoiser of chunks.

use std::cell::RefCell;

use super::net::{Tape, TemporalUNet};
use crate::{
    denoiser::{Condition, HostDenoiser},
    diffusion::Prediction,
};

/// A network and what its output means.
pub struct TemporalDenoiser {
    net: TemporalUNet,
    prediction: Prediction,
    tape: RefCell<Tape>,
}

impl TemporalDenoiser {
    /// Wraps a network that was trained to predict this.
    pub fn new(net: TemporalUNet, prediction: Prediction) -> Self {
        let tape = RefCell::new(net.tape());
        Self { net, prediction, tape }
    }

    /// The network.
    pub fn net(&self) -> &TemporalUNet {
        &self.net
    }
}

impl HostDenoiser for TemporalDenoiser {
    fn values(&self) -> usize {
        self.net.values()
    }

    fn prediction(&self) -> Prediction {
        self.prediction
    }

    fn predict(&self, x: &[f32], t: usize, conditions: &[Condition]) -> Vec<f32> {
        let mut out = vec![0.0; x.len()];
        self.net.predict(x, t, conditions, &mut self.tape.borrow_mut(), &mut out);
        out
    }
}
