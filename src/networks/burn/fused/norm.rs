//! Group normalisation.

use burn::Tensor;
use cubecl::prelude::*;

use super::{UNITS, buffer, empty, tensor, vector_size};
use crate::networks::burn::{
    layers::Norm,
    ops::{Joined, NORM_EPSILON},
    shapes::{check_shifts, group},
};

/// Sizes, channels counted in vectors.
#[derive(CubeLaunch, CubeType, Clone, Copy)]
struct Sizes {
    pixels: u32,
    below: u32,
    skip: u32,
    /// Channels a group.
    group: u32,
    /// Columns of the array of shifts, and the first of this block.
    shifts: u32,
    first: u32,
}

/// The vector of `channel` at `pixel`, from whichever array holds it.
#[cube]
fn read<N: Size>(
    below: &[Vector<f32, N>],
    skip: &ComptimeOption<&[Vector<f32, N>]>,
    pixel: u32,
    channel: u32,
    sizes: &Sizes,
) -> Vector<f32, N> {
    let from_below = (pixel * sizes.below + channel) as usize;
    #[comptime]
    match skip {
        ComptimeOption::Some(skip) => {
            let from_skip = (pixel * sizes.skip + channel - sizes.below) as usize;
            if channel < sizes.below { below[from_below] } else { skip[from_skip] }
        }
        ComptimeOption::None => below[from_below],
    }
}

/// One workgroup normalises one group of one picture.
#[cube(launch_unchecked)]
fn norm_kernel<N: Size>(
    below: &[Vector<f32, N>],
    skip: ComptimeOption<&[Vector<f32, N>]>,
    shifts: ComptimeOption<&[Vector<f32, N>]>,
    weight: &[Vector<f32, N>],
    bias: &[Vector<f32, N>],
    out: &mut [Vector<f32, N>],
    sizes: Sizes,
    epsilon: f32,
    #[comptime] silu: bool,
) {
    let channels = sizes.below + sizes.skip;
    let groups = channels / sizes.group;
    let picture = CUBE_POS as u32 / groups;
    let first = CUBE_POS as u32 % groups * sizes.group;
    let before = picture * sizes.pixels;
    let vectors = sizes.pixels * sizes.group;
    let lanes = weight.vector_size();

    // Sums are taken about one of the group's own numbers: E[x²] − E[x]² about zero would lose the variance of a group
    // that lies far from it.
    let mut origin = read(below, &skip, before, first, &sizes).extract(0usize);
    #[comptime]
    if let ComptimeOption::Some(shifts) = &shifts {
        origin += shifts[(picture * sizes.shifts + sizes.first + first) as usize].extract(0usize);
    }
    let mut sum = Vector::<f32, N>::zeroed();
    let mut squares = Vector::<f32, N>::zeroed();
    for i in range_stepped(UNIT_POS, vectors, UNITS) {
        let channel = first + i % sizes.group;
        let mut x = read(below, &skip, before + i / sizes.group, channel, &sizes);
        #[comptime]
        if let ComptimeOption::Some(shifts) = &shifts {
            x += shifts[(picture * sizes.shifts + sizes.first + channel) as usize];
        }
        x -= Vector::new(origin);
        sum += x;
        squares += x * x;
    }

    let mut parts = Shared::new_slice(comptime!(2 * UNITS as usize));
    let mut own = 0.0f32;
    let mut own_squares = 0.0f32;
    #[unroll]
    for lane in 0..lanes {
        own += sum.extract(lane);
        own_squares += squares.extract(lane);
    }
    parts[UNIT_POS as usize] = own;
    parts[UNIT_POS as usize + comptime!(UNITS as usize)] = own_squares;
    sync_cube();
    // Everybody adds everything: for 64 numbers that is quicker than a tree, which needs a barrier a level.
    let mut total = 0.0f32;
    let mut total_squares = 0.0f32;
    for unit in 0..comptime!(UNITS as usize) {
        total += parts[unit];
        total_squares += parts[unit + comptime!(UNITS as usize)];
    }
    let count = (vectors * lanes as u32) as f32;
    let offset = total / count;
    let mean = origin + offset;
    let variance = f32::max(total_squares / count - offset * offset, 0.0);
    let scale = 1.0 / f32::sqrt(variance + epsilon);

    for i in range_stepped(UNIT_POS, vectors, UNITS) {
        let pixel = before + i / sizes.group;
        let channel = first + i % sizes.group;
        let mut x = read(below, &skip, pixel, channel, &sizes);
        #[comptime]
        if let ComptimeOption::Some(shifts) = &shifts {
            x += shifts[(picture * sizes.shifts + sizes.first + channel) as usize];
        }
        let mut y = (x - Vector::new(mean)) * Vector::new(scale);
        y = y * weight[channel as usize] + bias[channel as usize];
        if silu {
            let one = Vector::new(1.0f32);
            y = y / (one + (-y).exp());
        }
        out[(pixel * channels + channel) as usize] = y;
    }
}

/// Normalises x plus its shift; `silu` says whether SiLU follows.
pub(super) fn launch(x: &Joined, shift: Option<(&Tensor<2>, usize)>, layer: &Norm, silu: bool) -> Tensor<4> {
    let [batch, height, width, below] = x.below.dims();
    let skip = x.skip.as_ref().map_or(0, |skip| skip.dims()[3]);
    let channels = below + skip;
    let group = group(channels, layer.groups);
    let (columns, first) = shift.map_or((0, 0), |(shifts, first)| (shifts.dims()[1], first));
    if shift.is_some() {
        check_shifts(columns, first, channels);
    }
    let size = vector_size(&[below, skip, group, columns, first]);
    let vectors = |n: usize| (n / size) as u32;

    let input = buffer(&x.below, [batch, height, width, below]);
    let out = empty(&input, [batch, height, width, channels]);
    let client = input.client.clone();
    // SAFETY: every index is below the length of its array, which the sizes given describe and `buffer` checked.
    unsafe {
        norm_kernel::launch_unchecked(
            &client,
            CubeCount::new_2d(layer.groups as u32, batch as u32),
            CubeDim::new_1d(UNITS),
            size,
            input.into_buffer_arg(),
            x.skip.as_ref().map(|array| buffer(array, [batch, height, width, skip]).into_buffer_arg()).into(),
            shift.map(|(shifts, _)| buffer(shifts, [batch, columns]).into_buffer_arg()).into(),
            buffer(&layer.weight.val(), [channels]).into_buffer_arg(),
            buffer(&layer.bias.val(), [channels]).into_buffer_arg(),
            out.clone().into_buffer_arg(),
            SizesLaunch::new(
                (height * width) as u32,
                vectors(below),
                vectors(skip),
                vectors(group),
                vectors(columns),
                vectors(first),
            ),
            NORM_EPSILON as f32,
            silu,
        );
    }
    tensor(out)
}
