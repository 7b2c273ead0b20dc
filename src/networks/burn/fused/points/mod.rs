//! The network of points: one kernel for each layer and direction.
//!
//! A training step of the default network is thirteen dispatches: four on the way to the error, three on the way back, one
//! for each layer's weights, one for the gradient's norm, one for Adam with the average. A network call is four.
//!
//! Weights are read in vectors of four outputs, which every width is a multiple of; what multiplies them is one number for
//! all four. The many sums are of a few hundred numbers and the arrays are small, so each work item makes its own sum from
//! beginning to end: nothing is shared, and there is no barrier.

mod activation;
mod backward;
mod forward;
mod optimizer;

use burn::Tensor;
use forward::Input;

use super::{UNITS, buffer, empty, per_element, tensor};
use kernel::adam::AdamStep;

use crate::networks::burn::{
    optimizer::FlatState,
    points::{PointNet, PointOps, Rows},
};

/// The operations, in kernels.
pub struct FusedPoints;

/// Numbers in a vector of weights.
const LANES: usize = 4;

/// A place in the long vector of weights, in vectors.
fn vectors(at: usize) -> u32 {
    assert!(at.is_multiple_of(LANES), "every array of weights but the last bias is whole vectors");
    (at / LANES) as u32
}

impl PointOps for FusedPoints {
    fn predict(net: &PointNet, weights: &Tensor<1>, x: &Tensor<2>, t: usize) -> Tensor<2> {
        let (layers, _) = forward::hidden_layers(net, weights, Input::Points(x, t));
        forward::output_layer(net, weights, &layers, x)
    }

    fn gradient(net: &PointNet, weights: &Tensor<1>, rows: &Rows) -> (Tensor<2>, Tensor<1>) {
        let (active, slopes) = forward::hidden_layers(net, weights, Input::Batch(rows));
        let last = &active[active.len() - 1];
        let (errors, d_out) = forward::errors(net, weights, last, rows);
        let gradient = tensor(empty(&buffer(weights, [net.padded()]), [net.padded()]));
        backward::last(net, last, &d_out, &gradient);
        let mut flow = backward::output_layer(net, weights, &d_out, &slopes[slopes.len() - 1]);
        for i in (1..active.len()).rev() {
            backward::hidden(net, i, &active[i - 1], &flow, &gradient);
            flow = backward::hidden_layer(net, i, weights, &flow, &slopes[i - 1]);
        }
        backward::first(net, rows, &flow, &gradient);
        (errors, gradient)
    }

    fn squares(gradient: &Tensor<1>) -> Tensor<1> {
        optimizer::squares(gradient)
    }

    fn adam(state: &mut FlatState, gradient: &Tensor<1>, step: &AdamStep) {
        optimizer::adam(state, gradient, step);
    }

    fn combine<const D: usize>(terms: &[(f64, &Tensor<D>)]) -> Tensor<D> {
        super::combine::launch(terms)
    }
}
