//! The network's operations on WebGPU, one kernel each, written in CubeCL.
//!
//! In Burn's own operations a group normalisation with SiLU is eleven dispatches, and the network well over four hundred.
//! Here it is one, a convolution takes what is added to it along, and two arrays that belong together are read where they
//! lie. Sizes are numbers that a kernel is given, not part of it: layers of all resolutions and widths share a pipeline,
//! and the first step has less than twenty to compile.
//!
//! The U-Net has no gradients here: on WebGPU it only samples. The network of points has: see [`points`].

mod attention;
mod combine;
mod conv;
mod norm;
mod points;

pub(super) use points::FusedPoints;

use burn::{
    Tensor,
    backend::{
        Wgpu,
        wgpu::{CubeDim, CubeTensor},
    },
    tensor::{DType, Shape},
};
use cubecl::{CubeCount, client::Client};

use super::{
    layers::{Conv, Norm},
    ops::{Add, Joined, Ops, Sampling},
    shapes,
};
use crate::weights::Weights;

/// The operations, one kernel each.
pub(super) struct Fused;

impl Ops for Fused {
    /// A block's two biases go into one: with both, its second convolution would bind nine buffers, and eight are all that
    /// WebGPU promises.
    fn prepare(mut weights: Weights) -> Weights {
        let names: Vec<String> =
            weights.keys().filter_map(|name| name.strip_suffix("sk.bias").map(str::to_owned)).collect();
        for block in names {
            let Some(skip) = weights.get_mut(&format!("{block}sk.bias")) else { continue };
            let zeros = vec![0.0; skip.values.len()];
            let moved = std::mem::replace(&mut skip.values, zeros);
            if let Some(own) = weights.get_mut(&format!("{block}c2.bias")) {
                own.values.iter_mut().zip(moved).for_each(|(own, moved)| *own += moved);
            }
        }
        weights
    }

    fn conv(x: &Tensor<4>, layer: &Conv, sampling: Sampling, add: Add) -> Tensor<4> {
        conv::launch(x, layer, sampling, add)
    }

    fn norm(x: &Tensor<4>, layer: &Norm) -> Tensor<4> {
        norm::launch(&x.clone().into(), None, layer, false)
    }

    fn norm_silu(x: &Joined, shift: Option<(&Tensor<2>, usize)>, layer: &Norm) -> Tensor<4> {
        norm::launch(x, shift, layer, true)
    }

    fn attention(qkv: &Tensor<4>) -> Tensor<4> {
        attention::launch(qkv)
    }

    fn combine(terms: &[(f64, &Tensor<4>)]) -> Tensor<4> {
        combine::launch(terms)
    }
}

/// Work items of a workgroup: two subgroups on most hardware, and no more than every device grants.
const UNITS: u32 = 64;

/// The buffer behind a tensor of this shape: the one way from a tensor to a kernel, which checks no index itself.
///
/// # Panics
/// Where the tensor is not on WebGPU, or not as [`shapes::check`] requires.
fn buffer<const D: usize>(tensor: &Tensor<D>, shape: [usize; D]) -> CubeTensor {
    let primitive = tensor.clone().try_into_primitive::<Wgpu>();
    let cube = primitive.unwrap_or_else(|e| unreachable!("a denoiser on WebGPU holds arrays of WebGPU: {e:?}"));
    shapes::check(&tensor.dims(), &shape, cube.is_contiguous(), cube.dtype == DType::F32);
    cube
}

/// An array for a kernel to write.
fn empty<const D: usize>(like: &CubeTensor, shape: [usize; D]) -> CubeTensor {
    shapes::check(&shape, &shape, true, like.dtype == DType::F32);
    let bytes = shape.iter().product::<usize>() * size_of::<f32>();
    let handle = like.client.empty(bytes);
    CubeTensor::new_contiguous(like.client.clone(), like.device.clone(), Shape::from(shape), handle, like.dtype)
}

fn tensor<const D: usize>(cube: CubeTensor) -> Tensor<D> {
    Tensor::from_primitive::<Wgpu>(cube)
}

/// The widest vector of which every one of these counts is a multiple.
fn vector_size(counts: &[usize]) -> usize {
    [4, 2].into_iter().find(|size| counts.iter().all(|n| n % size == 0)).unwrap_or(1)
}

/// Workgroups for one work item an element, and the size of each.
fn per_element(client: &Client, elements: usize) -> (CubeCount, CubeDim) {
    let dim = CubeDim::new_1d(UNITS);
    (cubecl::calculate_cube_count_elemwise(client, elements, dim), dim)
}
