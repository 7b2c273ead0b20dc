//! The network of points in Burn.
//!
//! Its weights are one long vector, laid out as on the CPU and filled up to a multiple of four, so that the optimiser is one
//! operation and no weight has to be taken out of a module and put back. What is done with it is four operations
//! ([`PointOps`]), in two forms: [`Plain`], whose gradient is that of Burn's autodiff, on any backend; and on WebGPU one
//! kernel for each layer and direction.

mod learner;
mod model;
mod plain;

use std::rc::Rc;

use burn::{
    Tensor,
    tensor::{Device, TensorData},
};

pub use learner::BurnPointLearner;
pub use model::BurnPointModel;
pub use plain::Plain;

use crate::{
    error::{Error, ErrorCode, Result},
    networks::{
        burn::optimizer::FlatState,
        mlp::{MlpConfig, TimeTable, net::Layout},
    },
    trainer::optimizer::AdamStep,
    weights::{self, Weights},
};

/// What this build trains points with.
#[cfg(feature = "webgpu")]
pub type Chosen = super::fused::FusedPoints;
/// What this build trains points with.
#[cfg(not(feature = "webgpu"))]
pub type Chosen = Plain;

/// The shape of the network, and what it is told of each time, on the device.
#[derive(Clone)]
pub struct PointNet {
    pub(super) config: MlpConfig,
    pub(super) layout: Rc<Layout>,
    /// `[T, embedding]`; one column of zeros where the network is told nothing.
    pub(super) table: Tensor<2>,
    pub(super) device: Device,
}

/// A batch as one array `[batch, 2·dims + 2]`: x_t, target, weight, and t − 1 of each point. One upload instead of four.
pub type Rows = Tensor<2>;

/// What is done with the network.
pub trait PointOps: 'static {
    /// The network's output for points `[count, dims]` at time `t` = 1..=T.
    fn predict(net: &PointNet, weights: &Tensor<1>, x: &Tensor<2>, t: usize) -> Tensor<2>;

    /// Output minus target `[batch, dims]`, and the gradient of the mean weighted squared error by every weight.
    fn gradient(net: &PointNet, weights: &Tensor<1>, rows: &Rows) -> (Tensor<2>, Tensor<1>);

    /// Numbers whose sum is the gradient's squared norm.
    fn squares(gradient: &Tensor<1>) -> Tensor<1>;

    /// One step of the optimiser and of the average.
    fn adam(state: &mut FlatState, gradient: &Tensor<1>, step: &AdamStep);

    /// Σ cᵢ·arrayᵢ, in arrays of their own.
    fn combine<const D: usize>(terms: &[(f64, &Tensor<D>)]) -> Tensor<D>;
}

impl PointNet {
    /// The network of this shape.
    ///
    /// # Errors
    /// `InvalidSetting` where it cannot be built.
    pub fn new(dims: usize, config: &MlpConfig, times: &TimeTable, device: &Device) -> Result<Self> {
        config.validate(dims)?;
        let (steps, width) = (times.steps(), config.embedding().max(1));
        // Empty buffers cannot be bound.
        let table = if config.embedding() == 0 {
            vec![0.0; steps]
        } else {
            (1..=steps).flat_map(|t| times.row(t).iter().copied()).collect()
        };
        Ok(Self {
            table: Tensor::from_data(TensorData::new(table, [steps, width]), device),
            layout: Rc::new(Layout::new(dims, config)),
            config: config.clone(),
            device: device.clone(),
        })
    }

    /// Weights by name as one long vector.
    ///
    /// # Errors
    /// `WeightsShape` where they are not the network's.
    fn upload(&self, weights: &Weights) -> Result<Tensor<1>> {
        weights::check(weights, &self.config.parameters(self.layout.dims))?;
        let mut flat = self.layout.flatten(weights);
        flat.resize(self.padded(), 0.0);
        let length = [flat.len()];
        Ok(Tensor::from_data(TensorData::new(flat, length), &self.device))
    }

    /// Numbers in a long vector.
    pub(super) fn padded(&self) -> usize {
        self.layout.total.next_multiple_of(4)
    }

    /// A long vector that was read back, by name.
    fn by_name(layout: &Layout, flat: &[f32]) -> Weights {
        layout.by_name(&flat[..layout.total])
    }
}

fn lost(e: &dyn std::fmt::Debug) -> Error {
    Error::new(ErrorCode::DeviceLost, format!("readback: {e:?}"))
}
