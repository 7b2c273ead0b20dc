//! Layers: parameters, and nothing computed yet. Fields have the names of the weight files, so that a parameter's path in
//! the module is its name in the file.

use burn::{
    Tensor,
    module::{Module, Param},
    tensor::{Device, TensorData},
};

use super::ops::{Add, Joined, Ops, Sampling};
use crate::{
    error::{Error, ErrorCode, Result},
    weights::{Weight, Weights},
};

/// Where layers take their parameters from.
pub(super) struct Source<'a> {
    pub weights: &'a Weights,
    pub device: &'a Device,
}

impl Source<'_> {
    pub fn contains(&self, name: &str) -> bool {
        self.weights.contains_key(name)
    }

    pub fn parameter<const D: usize>(&self, name: &str) -> Result<Param<Tensor<D>>> {
        let weight = self.weights.get(name).filter(|w| w.shape.len() == D);
        let weight = weight.ok_or_else(|| {
            Error::new(ErrorCode::WeightsShape, format!("weight {name} is missing, or has not {D} dimensions"))
        })?;
        let Weight { shape, values } = to_inner(weight);
        Ok(Param::from_data(TensorData::new(values, shape), self.device))
    }
}

/// From PyTorch's layout to ours: a convolution's weight becomes [out, height, width, in], so that the channels read
/// together lie together; everything else stays as it is.
pub(super) fn to_inner(weight: &Weight) -> Weight {
    let &[out, input, h, w] = weight.shape.as_slice() else { return weight.clone() };
    Weight { shape: vec![out, h, w, input], values: swap_planes(&weight.values, out, input, h * w) }
}

/// The reverse of [`to_inner`].
pub(super) fn to_outer(weight: Weight) -> Weight {
    let &[out, h, w, input] = weight.shape.as_slice() else { return weight };
    Weight { shape: vec![out, input, h, w], values: swap_planes(&weight.values, out, h * w, input) }
}

/// Transposes each of `count` matrices of `rows` by `columns`.
fn swap_planes(values: &[f32], count: usize, rows: usize, columns: usize) -> Vec<f32> {
    let plane = rows * columns;
    (0..count * plane).map(|i| values[i - i % plane + i % rows * columns + i % plane / rows]).collect()
}

/// A dense layer; `weight` is [out, in].
#[derive(Module, Debug)]
pub(super) struct Linear {
    pub weight: Param<Tensor<2>>,
    pub bias: Param<Tensor<1>>,
}

impl Linear {
    pub fn load(source: &Source, name: &str) -> Result<Self> {
        Ok(Self {
            weight: source.parameter(&format!("{name}.weight"))?,
            bias: source.parameter(&format!("{name}.bias"))?,
        })
    }

    /// `x` is [batch, in].
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        x.matmul(self.weight.val().transpose()) + self.bias.val().unsqueeze()
    }
}

/// The table of an attribute's values: row 0 for "any", row v + 1 for value v.
#[derive(Module, Debug)]
pub(super) struct Table {
    pub weight: Param<Tensor<2>>,
}

impl Table {
    pub fn load(source: &Source, name: &str) -> Result<Self> {
        Ok(Self { weight: source.parameter(&format!("{name}.weight"))? })
    }
}

/// A convolution whose padding keeps the picture's size; `weight` is [out, height, width, in].
#[derive(Module, Debug)]
pub(super) struct Conv {
    pub weight: Param<Tensor<4>>,
    pub bias: Param<Tensor<1>>,
}

impl Conv {
    pub fn load(source: &Source, name: &str) -> Result<Self> {
        Ok(Self {
            weight: source.parameter(&format!("{name}.weight"))?,
            bias: source.parameter(&format!("{name}.bias"))?,
        })
    }
}

/// A group normalisation's scale and offset, and how many groups it has.
#[derive(Module, Debug)]
pub(super) struct Norm {
    pub weight: Param<Tensor<1>>,
    pub bias: Param<Tensor<1>>,
    #[module(skip)]
    pub groups: usize,
}

impl Norm {
    pub fn load(source: &Source, name: &str, groups: usize) -> Result<Self> {
        Ok(Self {
            weight: source.parameter(&format!("{name}.weight"))?,
            bias: source.parameter(&format!("{name}.bias"))?,
            groups,
        })
    }
}

/// Two convolutions with the time embedding between them, around which the input is passed on (Ho et al. 2020,
/// appendix B).
#[derive(Module, Debug)]
pub(super) struct ResBlock {
    pub n1: Norm,
    pub c1: Conv,
    pub te: Linear,
    pub n2: Norm,
    pub c2: Conv,
    /// Brings the input to the output's channels where they differ.
    pub sk: Option<Conv>,
}

impl ResBlock {
    pub fn load(source: &Source, name: &str, groups: usize) -> Result<Self> {
        let has_skip = source.contains(&format!("{name}.sk.weight"));
        Ok(Self {
            n1: Norm::load(source, &format!("{name}.n1"), groups)?,
            c1: Conv::load(source, &format!("{name}.c1"))?,
            te: Linear::load(source, &format!("{name}.te"))?,
            n2: Norm::load(source, &format!("{name}.n2"), groups)?,
            c2: Conv::load(source, &format!("{name}.c2"))?,
            sk: if has_skip { Some(Conv::load(source, &format!("{name}.sk"))?) } else { None },
        })
    }

    /// Channels out.
    pub fn width(&self) -> usize {
        let [width] = self.c1.bias.val().dims();
        width
    }

    /// `shifts` holds what the time and the condition add to each channel of every block, this one's from `first` on.
    pub fn forward<O: Ops>(&self, x: &Joined, shifts: &Tensor<2>, first: usize) -> Tensor<4> {
        let h = O::norm_silu(x, None, &self.n1);
        let h = O::conv(&h, &self.c1, Sampling::Same, Add::Nothing);
        let h = O::norm_silu(&Joined::from(h), Some((shifts, first)), &self.n2);
        let add = match &self.sk {
            Some(sk) => Add::Projection(x, sk),
            None => Add::Array(&x.below),
        };
        O::conv(&h, &self.c2, Sampling::Same, add)
    }
}

/// Self-attention over the pixels, one head.
#[derive(Module, Debug)]
pub(super) struct Attention {
    pub n: Norm,
    pub qkv: Conv,
    pub o: Conv,
}

impl Attention {
    pub fn load(source: &Source, name: &str, groups: usize) -> Result<Self> {
        Ok(Self {
            n: Norm::load(source, &format!("{name}.n"), groups)?,
            qkv: Conv::load(source, &format!("{name}.qkv"))?,
            o: Conv::load(source, &format!("{name}.o"))?,
        })
    }

    pub fn forward<O: Ops>(&self, x: &Tensor<4>) -> Tensor<4> {
        let qkv = O::conv(&O::norm(x, &self.n), &self.qkv, Sampling::Same, Add::Nothing);
        O::conv(&O::attention(&qkv), &self.o, Sampling::Same, Add::Array(x))
    }
}
