//! The operations in terms of Burn's, with the gradient of its autodiff.

use burn::{
    Tensor,
    tensor::{Int, activation},
};

use super::{PointNet, PointOps, Rows};
use kernel::adam::AdamStep;

use crate::networks::{
    burn::optimizer::{self, FlatState},
    mlp::{Activation, net::Layout},
};

/// Burn's own operations.
pub struct Plain;

impl Plain {
    fn activate(z: Tensor<2>, which: Activation) -> Tensor<2> {
        match which {
            Activation::Silu => activation::silu(z),
            Activation::Relu => activation::relu(z),
            Activation::Tanh => activation::tanh(z),
            // The form with tanh, which `activation::gelu` is not.
            Activation::Gelu => {
                let u = z.clone() * (z.clone().square() * 0.044_715 + 1.0) * 1.595_769_121_605_730_8;
                z * activation::sigmoid(u)
            }
        }
    }

    /// The network's output for inputs `x` whose embeddings are `times`, `[count, embedding]`.
    fn forward(net: &PointNet, flat: &Tensor<1>, x: Tensor<2>, times: Tensor<2>) -> Tensor<2> {
        let layout = &net.layout;
        let (dims, width) = (layout.dims, layout.width);
        let matrix =
            |at: &std::ops::Range<usize>, rows: usize| flat.clone().slice(at.clone()).reshape([rows, at.len() / rows]);
        let row = |at: &std::ops::Range<usize>| matrix(at, 1);
        let mut z = x.matmul(matrix(&layout.x, layout.inputs)) + row(&layout.bias);
        if layout.embedding > 0 {
            z = z + times.matmul(matrix(&layout.time, layout.embedding));
        }
        let mut h = Self::activate(z, net.config.activation);
        for (w, b) in &layout.hidden {
            h = Self::activate(h.matmul(matrix(w, width)) + row(b), net.config.activation);
        }
        h.matmul(matrix(&layout.last.0, dims).transpose()) + row(&layout.last.1)
    }
}

impl PointOps for Plain {
    fn predict(net: &PointNet, weights: &Tensor<1>, x: &Tensor<2>, t: usize) -> Tensor<2> {
        let [count, _] = x.dims();
        let [_, width] = net.table.dims();
        let row = net.row_of(t);
        let times = net.table.clone().slice([row..row + 1, 0..width]);
        Self::forward(net, weights, x.clone(), times.expand([count, width]))
    }

    fn gradient(net: &PointNet, weights: &Tensor<1>, rows: &Rows) -> (Tensor<2>, Tensor<1>) {
        let Layout { dims, inputs, .. } = *net.layout;
        let rows = rows.of(net);
        let [batch, _] = rows.dims();
        let end = inputs + dims;
        let columns = |from: usize, to: usize| rows.clone().slice([0..batch, from..to]);
        let at: Tensor<1, Int> = columns(end + 1, end + 2).reshape([batch]).int();
        let times = net.table.clone().select(0, at);
        let flat = Tensor::from_inner(weights.clone()).require_grad();
        let lift = |x: Tensor<2>| Tensor::from_inner(x);
        let error = Self::forward(net, &flat, lift(columns(0, inputs)), lift(times)) - lift(columns(inputs, end));
        let weight = lift(columns(end, end + 1));
        let grads = (error.clone().square() * weight).mean().backward();
        let gradient = flat.grad(&grads).unwrap_or_else(|| weights.zeros_like());
        (error.inner(), gradient)
    }

    fn squares(gradient: &Tensor<1>) -> Tensor<1> {
        gradient.clone().square().sum()
    }

    fn adam(state: &mut FlatState, gradient: &Tensor<1>, step: &AdamStep) {
        optimizer::adam(state, gradient, step);
    }

    fn combine<const D: usize>(terms: &[(f64, &Tensor<D>)]) -> Tensor<D> {
        let scaled = |&(factor, array): &(f64, &Tensor<D>)| array.clone() * factor;
        let first = scaled(&terms[0]);
        terms[1..].iter().map(scaled).fold(first, |sum, term| sum + term)
    }
}
