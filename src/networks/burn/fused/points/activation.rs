//! The functions between the layers, with their derivatives.

use cubecl::prelude::*;

use crate::networks::mlp::Activation;

#[cube]
fn sigmoid<N: Size>(x: Vector<f32, N>) -> Vector<f32, N> {
    let one = Vector::new(1.0f32);
    one / (one + (-x).exp())
}

/// σ(2u) of the tanh form of GELU.
#[cube]
fn gelu_gate<N: Size>(x: Vector<f32, N>) -> Vector<f32, N> {
    let cubic = Vector::new(1.0f32) + Vector::new(0.044715f32) * x * x;
    sigmoid::<N>(Vector::new(1.5957692f32) * x * cubic)
}

/// f(z)
#[cube]
pub(super) fn value<N: Size>(z: Vector<f32, N>, #[comptime] which: Activation) -> Vector<f32, N> {
    let mut y = z;
    if comptime!(which == Activation::Silu) {
        y = z * sigmoid::<N>(z);
    }
    if comptime!(which == Activation::Gelu) {
        y = z * gelu_gate::<N>(z);
    }
    if comptime!(which == Activation::Tanh) {
        let two = Vector::new(2.0f32);
        y = two * sigmoid::<N>(two * z) - Vector::new(1.0f32);
    }
    if comptime!(which == Activation::Relu) {
        let lanes = z.vector_size();
        #[unroll]
        for lane in 0..lanes {
            y.insert(lane, f32::max(z.extract(lane), 0.0));
        }
    }
    y
}

/// f'(z)
#[cube]
pub(super) fn slope<N: Size>(z: Vector<f32, N>, #[comptime] which: Activation) -> Vector<f32, N> {
    let one = Vector::new(1.0f32);
    let mut d = one;
    if comptime!(which == Activation::Silu) {
        let s = sigmoid::<N>(z);
        d = s + z * s * (one - s);
    }
    if comptime!(which == Activation::Gelu) {
        let s = gelu_gate::<N>(z);
        let inner = Vector::new(1.5957692f32) * (one + Vector::new(0.134145f32) * z * z);
        d = s + z * s * (one - s) * inner;
    }
    if comptime!(which == Activation::Tanh) {
        let two = Vector::new(2.0f32);
        let y = two * sigmoid::<N>(two * z) - one;
        d = one - y * y;
    }
    if comptime!(which == Activation::Relu) {
        let lanes = z.vector_size();
        #[unroll]
        for lane in 0..lanes {
            d.insert(lane, select(z.extract(lane) > 0.0, 1.0f32, 0.0f32));
        }
    }
    d
}
