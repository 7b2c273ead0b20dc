//! Self-attention over the pixels.

use burn::Tensor;
use cubecl::prelude::*;

use super::{UNITS, buffer, empty, tensor, vector_size};
use crate::networks::burn::shapes::third;

/// One workgroup computes one pixel's row of one picture: its scores against all keys, then the values weighted by them.
#[cube(launch_unchecked)]
fn attention_kernel<N: Size>(
    qkv: &[Vector<f32, N>],
    out: &mut [Vector<f32, N>],
    channels: u32,
    scale: f32,
    #[comptime] pixels: u32,
) {
    let row = CUBE_POS as u32;
    let before = row / pixels * pixels;
    let stride = 3 * channels;
    let lanes = qkv.vector_size();
    let mut scores = Shared::new_slice(comptime!(pixels as usize));
    let mut weights = Shared::new_slice(comptime!(pixels as usize));

    for key in range_stepped(UNIT_POS, pixels, UNITS) {
        let q = row * stride;
        let k = (before + key) * stride + channels;
        let mut products = Vector::<f32, N>::zeroed();
        for c in 0..channels {
            products += qkv[(q + c) as usize] * qkv[(k + c) as usize];
        }
        let mut score = 0.0f32;
        #[unroll]
        for lane in 0..lanes {
            score += products.extract(lane);
        }
        scores[key as usize] = score * scale;
    }
    sync_cube();
    let mut highest = scores[0];
    for key in 1..comptime!(pixels as usize) {
        highest = f32::max(highest, scores[key]);
    }
    for key in range_stepped(UNIT_POS, pixels, UNITS) {
        weights[key as usize] = f32::exp(scores[key as usize] - highest);
    }
    sync_cube();
    let mut total = 0.0f32;
    for key in 0..comptime!(pixels as usize) {
        total += weights[key];
    }
    for c in range_stepped(UNIT_POS, channels, UNITS) {
        let mut sum = Vector::<f32, N>::zeroed();
        for key in 0..pixels {
            let v = (before + key) * stride + 2 * channels + c;
            sum += qkv[v as usize] * Vector::new(weights[key as usize]);
        }
        out[(row * channels + c) as usize] = sum / Vector::new(total);
    }
}

/// softmax(q·kᵀ/√channels)·v.
pub(super) fn launch(qkv: &Tensor<4>) -> Tensor<4> {
    let [batch, height, width, all] = qkv.dims();
    let channels = third(all);
    let size = vector_size(&[channels]);
    let input = buffer(qkv, [batch, height, width, all]);
    let out = empty(&input, [batch, height, width, channels]);
    let client = input.client.clone();
    // SAFETY: there are as many workgroups as rows, and every index within a row is below its array's length.
    unsafe {
        attention_kernel::launch_unchecked(
            &client,
            CubeCount::new_2d((height * width) as u32, batch as u32),
            CubeDim::new_1d(UNITS),
            size,
            input.into_buffer_arg(),
            out.clone().into_buffer_arg(),
            (channels / size) as u32,
            (channels as f32).powf(-0.5),
            (height * width) as u32,
        );
    }
    tensor(out)
}
