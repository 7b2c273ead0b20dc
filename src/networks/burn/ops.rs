//! The operations that the network is made of, and their plain form. Pictures are [batch, height, width, channels].

use burn::{
    Tensor,
    tensor::{activation, module::conv2d, ops::ConvOptions},
};

use super::layers::{Conv, Norm};
use crate::weights::Weights;

/// What PyTorch adds to the variance; the reference network was trained with it.
pub(super) const NORM_EPSILON: f64 = 1e-5;

/// What happens to the resolution in a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sampling {
    /// It stays.
    Same,
    /// Every second pixel is computed.
    Half,
    /// Every pixel is read as a square of four.
    Double,
}

/// A picture whose channels lie in two arrays: those from below first, then those of the skip connection, if there is
/// one. Kept apart, which saves copying them together.
pub(super) struct Joined {
    pub below: Tensor<4>,
    pub skip: Option<Tensor<4>>,
}

impl From<Tensor<4>> for Joined {
    fn from(below: Tensor<4>) -> Self {
        Self { below, skip: None }
    }
}

/// What is added to a convolution's output.
pub(super) enum Add<'a> {
    /// Nothing.
    Nothing,
    /// An array of the output's shape.
    Array(&'a Tensor<4>),
    /// A 1x1 convolution of another picture, with the bias that [`Ops::prepare`] leaves it.
    Projection(&'a Joined, &'a Conv),
}

/// The operations.
pub(super) trait Ops {
    /// A network's weights as these operations want them, before they go to the device.
    fn prepare(weights: Weights) -> Weights {
        weights
    }

    /// A convolution with its bias, and what is added to it.
    fn conv(x: &Tensor<4>, layer: &Conv, sampling: Sampling, add: Add) -> Tensor<4>;

    /// Group normalisation.
    fn norm(x: &Tensor<4>, layer: &Norm) -> Tensor<4>;

    /// Group normalisation of x plus a shift a channel, then SiLU. The shifts are some columns of an array [batch, all
    /// channels of all blocks], from the given one on.
    fn norm_silu(x: &Joined, shift: Option<(&Tensor<2>, usize)>, layer: &Norm) -> Tensor<4>;

    /// softmax(q·kᵀ/√channels)·v over the pixels, of q, k and v side by side in the channels.
    fn attention(qkv: &Tensor<4>) -> Tensor<4>;

    /// Σ cᵢ·arrayᵢ.
    fn combine(terms: &[(f64, &Tensor<4>)]) -> Tensor<4>;
}

/// The operations in terms of Burn's.
pub(super) struct Plain;

impl Plain {
    fn join(x: &Joined) -> Tensor<4> {
        match &x.skip {
            Some(skip) => Tensor::cat(vec![x.below.clone(), skip.clone()], 3),
            None => x.below.clone(),
        }
    }

    fn double(x: Tensor<4>) -> Tensor<4> {
        let [b, h, w, c] = x.dims();
        x.reshape([b, h, 1, w, 1, c]).expand([b, h, 2, w, 2, c]).reshape([b, 2 * h, 2 * w, c])
    }
}

impl Ops for Plain {
    fn conv(x: &Tensor<4>, layer: &Conv, sampling: Sampling, add: Add) -> Tensor<4> {
        let x = if sampling == Sampling::Double { Self::double(x.clone()) } else { x.clone() };
        let stride = if sampling == Sampling::Half { 2 } else { 1 };
        let weight = layer.weight.val();
        let [_, side, _, _] = weight.dims();
        let options = ConvOptions::new([stride; 2], [side / 2; 2], [1; 2], 1);
        // Burn's convolution speaks of [batch, channels, height, width]; both permutations only relabel.
        let (x, weight) = (x.permute([0, 3, 1, 2]), weight.permute([0, 3, 1, 2]));
        let out = conv2d(x, weight, Some(layer.bias.val()), options).permute([0, 2, 3, 1]);
        match add {
            Add::Nothing => out,
            Add::Array(array) => out + array.clone(),
            Add::Projection(other, layer) => out + Self::conv(&Self::join(other), layer, Sampling::Same, Add::Nothing),
        }
    }

    fn norm(x: &Tensor<4>, layer: &Norm) -> Tensor<4> {
        let [b, h, w, c] = x.dims();
        let x = x.clone().reshape([b, h * w, layer.groups, c / layer.groups]);
        let x = x.clone() - x.mean_dims(&[1, 3]);
        let variance = x.clone().square().mean_dims(&[1, 3]);
        let x = x / (variance + NORM_EPSILON).sqrt();
        let (scale, offset) = (layer.weight.val().unsqueeze(), layer.bias.val().unsqueeze());
        x.reshape([b, h, w, c]) * scale + offset
    }

    fn norm_silu(x: &Joined, shift: Option<(&Tensor<2>, usize)>, layer: &Norm) -> Tensor<4> {
        let mut x = Self::join(x);
        if let Some((shifts, first)) = shift {
            let [b, _, _, c] = x.dims();
            x = x + shifts.clone().slice([0..b, first..first + c]).reshape([b, 1, 1, c]);
        }
        activation::silu(Self::norm(&x, layer))
    }

    fn attention(qkv: &Tensor<4>) -> Tensor<4> {
        let [b, h, w, c3] = qkv.dims();
        let (n, c) = (h * w, c3 / 3);
        let rows = qkv.clone().reshape([b, n, c3]);
        let part = |i: usize| rows.clone().slice([0..b, 0..n, i * c..(i + 1) * c]);
        let scores = part(0).matmul(part(1).transpose()) * (c as f64).powf(-0.5);
        activation::softmax(scores, 2).matmul(part(2)).reshape([b, h, w, c])
    }

    fn combine(terms: &[(f64, &Tensor<4>)]) -> Tensor<4> {
        let scaled = |&(factor, array): &(f64, &Tensor<4>)| array.clone() * factor;
        let first = scaled(&terms[0]);
        terms[1..].iter().map(scaled).fold(first, |sum, term| sum + term)
    }
}
