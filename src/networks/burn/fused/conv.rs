//! Convolutions with what is added to them.

use burn::Tensor;
use cubecl::prelude::*;

use super::{buffer, empty, per_element, tensor, vector_size};
use crate::networks::burn::{
    layers::Conv,
    ops::{Add, Sampling},
    shapes::convolved,
};

/// Sizes; channels in are counted in vectors of the input, channels out in vectors of the output.
#[derive(CubeLaunch, CubeType, Clone, Copy)]
struct Sizes {
    height: u32,
    width: u32,
    input: u32,
    out_height: u32,
    out_width: u32,
    output: u32,
    /// Output pixels of the whole batch.
    pixels: u32,
    /// Channels of the projected picture, in vectors of the input.
    below: u32,
    skip: u32,
}

/// Adds to each accumulator the products of `count` vectors of one pixel with those of each output channel's weights.
#[cube]
fn accumulate<NI: Size>(
    sums: &mut Array<Vector<f32, NI>>,
    x: &[Vector<f32, NI>],
    from: u32,
    weight: &[Vector<f32, NI>],
    weight_from: u32,
    weight_stride: u32,
    count: u32,
    #[comptime] channels: usize,
) {
    for c in 0..count {
        let value = x[(from + c) as usize];
        #[unroll]
        for o in 0..channels {
            sums[o] += value * weight[(weight_from + o as u32 * weight_stride + c) as usize];
        }
    }
}

/// One work item computes one vector of output channels of one pixel.
#[cube(launch_unchecked)]
fn conv_kernel<NI: Size, NO: Size>(
    x: &[Vector<f32, NI>],
    weight: &[Vector<f32, NI>],
    bias: &[Vector<f32, NO>],
    array: ComptimeOption<&[Vector<f32, NO>]>,
    below: ComptimeOption<&[Vector<f32, NI>]>,
    skip: ComptimeOption<&[Vector<f32, NI>]>,
    projection: ComptimeOption<&[Vector<f32, NI>]>,
    out: &mut [Vector<f32, NO>],
    sizes: Sizes,
    #[comptime] side: u32,
    #[comptime] sampling: Sampling,
) {
    let at = ABSOLUTE_POS as u32;
    if at >= sizes.pixels * sizes.output {
        terminate!();
    }
    let channels = bias.vector_size();
    let lanes = x.vector_size();
    let channel = at % sizes.output;
    let pixel = at / sizes.output;
    let column = pixel % sizes.out_width;
    let line = pixel / sizes.out_width % sizes.out_height;
    let picture = pixel / (sizes.out_width * sizes.out_height);

    let mut sums = Array::<Vector<f32, NI>>::new(channels);
    #[unroll]
    for o in 0..channels {
        sums[o] = Vector::zeroed();
    }
    let reach = comptime!(side / 2);
    // What the pixels are read as: twice as high and wide where each is read as a square of four.
    let double = comptime!(sampling == Sampling::Double);
    let stride = comptime!(if sampling == Sampling::Half { 2u32 } else { 1u32 });
    let shrink = comptime!(if double { 2u32 } else { 1u32 });
    let channel_stride = side * side * sizes.input;
    let own_weights = channel * channels as u32 * channel_stride;
    for dy in 0..side {
        // Unsigned numbers wrap round below zero, so one comparison checks both borders.
        let y = line * stride + dy - reach;
        if y < sizes.height * shrink {
            for dx in 0..side {
                let x_at = column * stride + dx - reach;
                if x_at < sizes.width * shrink {
                    let from = ((picture * sizes.height + y / shrink) * sizes.width + x_at / shrink) * sizes.input;
                    let weight_from = own_weights + (dy * side + dx) * sizes.input;
                    accumulate(&mut sums, x, from, weight, weight_from, channel_stride, sizes.input, channels);
                }
            }
        }
    }

    let mut result = bias[channel as usize];
    #[comptime]
    if let ComptimeOption::Some(array) = array {
        result += array[at as usize];
    }
    #[comptime]
    if let ComptimeOption::Some(projection) = projection {
        let both = sizes.below + sizes.skip;
        let from = channel * channels as u32 * both;
        #[comptime]
        if let ComptimeOption::Some(below) = below {
            accumulate(&mut sums, below, pixel * sizes.below, projection, from, both, sizes.below, channels);
        }
        #[comptime]
        if let ComptimeOption::Some(skip) = skip {
            let from = from + sizes.below;
            accumulate(&mut sums, skip, pixel * sizes.skip, projection, from, both, sizes.skip, channels);
        }
    }
    #[unroll]
    for o in 0..channels {
        let mut sum = result.extract(o);
        #[unroll]
        for lane in 0..lanes {
            sum += sums[o].extract(lane);
        }
        result.insert(o, sum);
    }
    out[at as usize] = result;
}

/// A convolution with its bias, and what is added to it. A projection's own bias is zero, as [`Ops::prepare`] leaves it.
///
/// [`Ops::prepare`]: crate::networks::burn::ops::Ops::prepare
pub(super) fn launch(x: &Tensor<4>, layer: &Conv, sampling: Sampling, add: Add) -> Tensor<4> {
    let [batch, height, width, input] = x.dims();
    let weight = layer.weight.val();
    let [output, side, _, _] = weight.dims();
    let shape = convolved(x.dims(), output, sampling);
    let [_, out_height, out_width, _] = shape;
    let (array, projected) = match add {
        Add::Nothing => (None, None),
        Add::Array(array) => (Some(array), None),
        Add::Projection(other, layer) => (None, Some((other, layer))),
    };
    let below = projected.map(|(other, _)| &other.below);
    let skip = projected.and_then(|(other, _)| other.skip.as_ref());
    let width_of = |x: Option<&Tensor<4>>| x.map_or(0, |x| x.dims()[3]);
    let (from_below, from_skip) = (width_of(below), width_of(skip));
    let size_in = vector_size(&[input, from_below, from_skip]);
    let size_out = vector_size(&[output]);

    let picture = buffer(x, [batch, height, width, input]);
    let out = empty(&picture, shape);
    let client = picture.client.clone();
    let pixels = batch * out_height * out_width;
    let (cubes, units) = per_element(&client, pixels * output / size_out);
    // SAFETY: the kernel checks its position against the output's length and each pixel against the picture's borders;
    // the sizes given are those of the arrays, which `buffer` checked.
    unsafe {
        conv_kernel::launch_unchecked(
            &client,
            cubes,
            units,
            size_in,
            size_out,
            picture.into_buffer_arg(),
            buffer(&weight, [output, side, side, input]).into_buffer_arg(),
            buffer(&layer.bias.val(), [output]).into_buffer_arg(),
            array.map(|x| buffer(x, shape).into_buffer_arg()).into(),
            below.map(|x| buffer(x, [batch, out_height, out_width, from_below]).into_buffer_arg()).into(),
            skip.map(|x| buffer(x, [batch, out_height, out_width, from_skip]).into_buffer_arg()).into(),
            projected
                .map(|(_, layer)| buffer(&layer.weight.val(), [output, 1, 1, from_below + from_skip]).into_buffer_arg())
                .into(),
            out.clone().into_buffer_arg(),
            SizesLaunch::new(
                height as u32,
                width as u32,
                (input / size_in) as u32,
                out_height as u32,
                out_width as u32,
                (output / size_out) as u32,
                pixels as u32,
                (from_below / size_in) as u32,
                (from_skip / size_in) as u32,
            ),
            side as u32,
            sampling,
        );
    }
    tensor(out)
}
