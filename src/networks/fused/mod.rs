//! The U-Net on the CPU with our own kernels: what the page runs where there is no WebGPU, and what
//! pretrains on a machine without a GPU.

mod backward;
mod forward;
mod learner;
mod plan;
mod tape;

use std::cell::RefCell;

pub(crate) use forward::sinusoid;
pub use learner::FusedLearner;
use plan::Plan;
pub use tape::Tape;

use super::UNetConfig;
use crate::{
    denoiser::{Condition, HostDenoiser},
    diffusion::Prediction,
    error::{Error, ErrorCode, Result},
    weights::{self, Weights},
};
use kernel::matmul::Packed;

/// The U-Net and its weights, packed for the kernels. Immutable while it computes, so that threads can share it; each
/// brings a [`Tape`] of its own.
#[derive(Clone, Debug)]
pub struct FusedUNet {
    plan: Plan,
    flat: Vec<f32>,
    convs: Vec<Packed>,
    points: Vec<Packed>,
}

impl FusedUNet {
    /// The network of this shape with these weights.
    ///
    /// # Errors
    /// `InvalidSetting` where the network cannot be built, `WeightsShape` where the weights are not its own.
    pub fn new(config: &UNetConfig, weights: &Weights) -> Result<Self> {
        config.validate()?;
        weights::check(weights, &config.parameters())?;
        let plan = Plan::new(config);
        let mut convs = vec![Packed::new(1, 1); plan.convs];
        let mut points = vec![Packed::new(1, 1); plan.points];
        plan.conv_layers().for_each(|l| convs[l.id] = Packed::new(9 * l.input, l.output));
        plan.point_layers().for_each(|l| points[l.id] = Packed::new(l.input, l.output));
        let mut net = Self { flat: plan::to_inner(config, weights), plan, convs, points };
        net.pack();
        Ok(net)
    }

    /// The shape of the network.
    pub fn config(&self) -> &UNetConfig {
        &self.plan.config
    }

    /// The weights, by name.
    pub fn weights(&self) -> Weights {
        plan::to_outer(&self.plan.config, &self.flat)
    }

    /// Brings the packed weights up to date with the flat ones.
    fn pack(&mut self) {
        for layer in self.plan.conv_layers() {
            self.convs[layer.id].fill_rows(&self.flat[layer.at.w.clone()]);
        }
        for layer in self.plan.point_layers() {
            self.points[layer.id].fill_rows(&self.flat[layer.at.w.clone()]);
        }
    }

    /// Room for the intermediate values of one picture.
    pub fn tape(&self) -> Tape {
        Tape::new(&self.plan)
    }

    /// The network's output for one picture `[height, width, channels]`, fed the time `t` as it is.
    ///
    /// # Errors
    /// `InvalidSetting` where the picture or the condition does not fit.
    pub fn predict_one(
        &self,
        x: &[f32],
        t: f32,
        condition: &Condition,
        tape: &mut Tape,
        out: &mut [f32],
    ) -> Result<()> {
        self.plan.config.check_condition(condition)?;
        let values = self.plan.config.image.values();
        if x.len() != values || out.len() != values {
            return Err(Error::new(
                ErrorCode::InvalidSetting,
                format!("a picture of {} values, not {values}", x.len()),
            ));
        }
        self.forward(x, t, condition, tape, out);
        Ok(())
    }
}

/// [`FusedUNet`] as the sampler sees it.
pub struct FusedDenoiser {
    net: FusedUNet,
    prediction: Prediction,
    tape: RefCell<Tape>,
}

impl FusedDenoiser {
    /// Wraps a network that was trained to predict this.
    pub fn new(net: FusedUNet, prediction: Prediction) -> Self {
        let tape = RefCell::new(net.tape());
        Self { net, prediction, tape }
    }
}

impl HostDenoiser for FusedDenoiser {
    fn values(&self) -> usize {
        self.net.config().image.values()
    }

    fn prediction(&self) -> Prediction {
        self.prediction
    }

    /// The network itself is fed t − 1, as diffusers' are.
    fn predict(&self, x: &[f32], t: usize, conditions: &[Condition]) -> Vec<f32> {
        let values = self.values();
        let any = Condition::any(self.net.config().attributes.len());
        let conditions = conditions.iter().chain(std::iter::repeat(&any));
        let mut out = vec![0.0; x.len()];
        let mut tape = self.tape.borrow_mut();
        for ((x, out), condition) in x.chunks_exact(values).zip(out.chunks_exact_mut(values)).zip(conditions) {
            self.net.forward(x, (t - 1) as f32, condition, &mut tape, out);
        }
        out
    }
}
