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

use kernel::adam::AdamStep;

use crate::{
    error::{Error, ErrorCode, Result, invalid},
    networks::{
        burn::optimizer::FlatState,
        mlp::{
            MlpConfig, TimeTable,
            net::{Layout, extend_observed},
        },
    },
    trainer::Batch,
    weights::{self, Weights},
};

/// What this build trains points with.
#[cfg(feature = "webgpu")]
pub type Chosen = super::fused::FusedPoints;
/// What this build trains points with.
#[cfg(not(feature = "webgpu"))]
pub type Chosen = Plain;

/// The shape of the network, and its time embeddings, on the device.
#[derive(Clone)]
pub struct PointNet {
    pub(super) config: MlpConfig,
    pub(super) layout: Rc<Layout>,
    /// `[T, embedding]`; one column of zeros where the network has no time embedding.
    pub(super) table: Tensor<2>,
    /// T.
    pub(super) steps: usize,
    pub(super) device: Device,
}

/// A batch as one array `[batch, inputs + dims + 2]`: x_t and what is observed, target, weight, and t − 1 of each point. One
/// upload instead of five.
///
/// Its times are indices of a table that a kernel reads without checking them, so only [`Rows::new`] makes one.
pub struct Rows {
    array: Tensor<2>,
    /// Times are below this.
    steps: usize,
}

impl Rows {
    /// The batch on the network's device.
    ///
    /// # Panics
    /// Where a time is not one of the network's, the batch's arrays are not equally many points, or an observation is not of
    /// the network's size.
    pub fn new(net: &PointNet, batch: &Batch) -> Self {
        let Layout { dims, inputs, .. } = *net.layout;
        let (count, width) = (batch.t.len(), Self::width(&net.layout));
        let lengths = [batch.x_t.len(), batch.target.len(), batch.weight.len()];
        assert_eq!(lengths, [count * dims, count * dims, count], "x_t, target and weight of {count} points");
        let mut rows = Vec::with_capacity(count * width);
        for (i, (x, target)) in batch.x_t.chunks_exact(dims).zip(batch.target.chunks_exact(dims)).enumerate() {
            rows.extend_from_slice(x);
            extend_observed(&mut rows, &batch.conditions, i, inputs - dims);
            rows.extend_from_slice(target);
            rows.extend([batch.weight[i], net.row_of(batch.t[i] as usize) as f32]);
        }
        Self { array: Tensor::from_data(TensorData::new(rows, [count, width]), &net.device), steps: net.steps }
    }

    /// Numbers in a row.
    pub(super) fn width(layout: &Layout) -> usize {
        layout.inputs + layout.dims + 2
    }

    /// The array, for a network that has all of its times.
    ///
    /// # Panics
    /// Where the network has fewer times than the one that the rows were made for.
    pub(super) fn of(&self, net: &PointNet) -> &Tensor<2> {
        assert!(self.steps <= net.steps, "rows with times up to {} for a network of {}", self.steps, net.steps);
        &self.array
    }
}

/// What is done with the network.
pub trait PointOps: 'static {
    /// The network's output for points, each with what is observed behind it, `[count, inputs]`, at time `t` = 1..=T.
    ///
    /// # Panics
    /// Where `t` is outside.
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
        // A time goes to the device as f32, which holds whole numbers up to 2²⁴ exactly.
        if steps > 1 << f32::MANTISSA_DIGITS {
            return Err(invalid(format!("`steps` must be at most {}, got {steps}", 1 << f32::MANTISSA_DIGITS)));
        }
        // Empty buffers cannot be bound.
        let table = if config.embedding() == 0 {
            vec![0.0; steps]
        } else {
            (1..=steps).flat_map(|t| times.row(t).iter().copied()).collect()
        };
        Ok(Self {
            table: Tensor::from_data(TensorData::new(table, [steps, width]), device),
            steps,
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

    /// The table's row of the time `t` = 1..=T.
    ///
    /// # Panics
    /// Where `t` is outside.
    pub(super) fn row_of(&self, t: usize) -> usize {
        assert!((1..=self.steps).contains(&t), "t must be within 1..={}, got {t}", self.steps);
        t - 1
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

#[cfg(all(test, feature = "flex"))]
mod tests {
    use super::*;

    fn net(steps: usize) -> PointNet {
        let config = MlpConfig { width: 8, depth: 1, time_width: 4, ..MlpConfig::default() };
        PointNet::new(2, &config, &TimeTable::new(&config, steps, 1), &crate::networks::burn::device::flex()).unwrap()
    }

    fn batch(t: &[u32]) -> Batch {
        let values = vec![0.5; 2 * t.len()];
        let weight = vec![1.0; t.len()];
        Batch { x_t: values.clone(), t: t.to_vec(), target: values, weight, ..Batch::default() }
    }

    fn predict(t: usize) {
        let net = net(10);
        let weights = Tensor::zeros([net.padded()], &net.device);
        Plain::predict(&net, &weights, &Tensor::zeros([1, 2], &net.device), t);
    }

    #[test]
    fn rows_hold_the_batch_and_the_times_from_zero_on() {
        let net = net(10);
        let rows = Rows::new(&net, &batch(&[1, 10])).of(&net).clone().try_into_data().unwrap();
        assert_eq!(rows.try_into_vec::<f32>().unwrap(), [0.5, 0.5, 0.5, 0.5, 1.0, 0.0, 0.5, 0.5, 0.5, 0.5, 1.0, 9.0]);
        predict(1);
        predict(10);
    }

    #[test]
    #[should_panic(expected = "t must be within 1..=10, got 0")]
    fn points_at_time_zero_are_refused() {
        predict(0);
    }

    #[test]
    #[should_panic(expected = "t must be within 1..=10, got 11")]
    fn points_after_the_last_time_are_refused() {
        predict(11);
    }

    #[test]
    #[should_panic(expected = "t must be within 1..=10, got 0")]
    fn a_batch_with_time_zero_is_refused() {
        Rows::new(&net(10), &batch(&[5, 0]));
    }

    #[test]
    #[should_panic(expected = "t must be within 1..=10, got 11")]
    fn a_batch_with_a_time_after_the_last_is_refused() {
        Rows::new(&net(10), &batch(&[11]));
    }

    #[test]
    #[should_panic(expected = "x_t, target and weight of 2 points")]
    fn a_batch_with_fewer_targets_than_points_is_refused() {
        Rows::new(&net(10), &Batch { target: vec![0.0; 2], ..batch(&[1, 2]) });
    }

    #[test]
    #[should_panic(expected = "rows with times up to 20 for a network of 10")]
    fn rows_of_a_network_with_more_times_are_refused() {
        Rows::new(&net(20), &batch(&[20])).of(&net(10));
    }
}
