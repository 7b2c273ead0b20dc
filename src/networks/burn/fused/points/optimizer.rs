//! The gradient's norm, Adam and the average.

use burn::Tensor;
use cubecl::prelude::*;

use super::{LANES, UNITS, buffer, empty, per_element, tensor};
use kernel::adam::AdamStep;

use crate::networks::burn::optimizer::FlatState;

/// One work item adds up the squares of every 64th vector.
#[cube(launch_unchecked)]
fn squares_kernel<N: Size>(gradient: &[Vector<f32, N>], parts: &mut [f32], count: u32) {
    let mut squares = Vector::<f32, N>::zeroed();
    for i in range_stepped(UNIT_POS, count, UNITS) {
        let g = gradient[i as usize];
        squares += g * g;
    }
    let lanes = squares.vector_size();
    let mut sum = 0.0f32;
    #[unroll]
    for lane in 0..lanes {
        sum += squares.extract(lane);
    }
    parts[UNIT_POS as usize] = sum;
}

/// Numbers whose sum is the squared norm: the rest is added up where they are read.
pub(super) fn squares(gradient: &Tensor<1>) -> Tensor<1> {
    let [length] = gradient.dims();
    let gradient = buffer(gradient, [length]);
    let client = gradient.client.clone();
    let parts = empty(&gradient, [UNITS as usize]);
    // SAFETY: one workgroup, as many work items as parts, and a loop that ends with the gradient.
    unsafe {
        squares_kernel::launch_unchecked(
            &client,
            CubeCount::new_1d(1),
            CubeDim::new_1d(UNITS),
            LANES,
            gradient.into_buffer_arg(),
            parts.clone().into_buffer_arg(),
            (length / LANES) as u32,
        );
    }
    tensor(parts)
}

/// The factors of a step, see [`AdamStep`].
#[derive(CubeLaunch, CubeType, Clone, Copy)]
struct Factors {
    m_gain: f32,
    v_gain: f32,
    w_keep: f32,
    rate: f32,
    epsilon: f32,
    ema_keep: f32,
}

/// One work item takes four weights one step on, where they lie.
#[cube(launch_unchecked)]
fn adam_kernel<N: Size>(
    gradient: &[Vector<f32, N>],
    weights: &mut [Vector<f32, N>],
    first: &mut [Vector<f32, N>],
    second: &mut [Vector<f32, N>],
    average: &mut [Vector<f32, N>],
    factors: Factors,
    count: u32,
) {
    let i = ABSOLUTE_POS;
    if i >= count as usize {
        terminate!();
    }
    let g = gradient[i];
    let m = first[i] + (g - first[i]) * Vector::new(factors.m_gain);
    let v = second[i] + (g * g - second[i]) * Vector::new(factors.v_gain);
    let w = weights[i] * Vector::new(factors.w_keep)
        - m * Vector::new(factors.rate) / (v.sqrt() + Vector::new(factors.epsilon));
    first[i] = m;
    second[i] = v;
    weights[i] = w;
    average[i] = w + (average[i] - w) * Vector::new(factors.ema_keep);
}

/// One step of the optimiser and of the average.
pub(super) fn adam(state: &FlatState, gradient: &Tensor<1>, step: &AdamStep) {
    let [length] = gradient.dims();
    let gradient = buffer(gradient, [length]);
    let client = gradient.client.clone();
    let (cubes, units) = per_element(&client, length / LANES);
    let AdamStep { m_gain, v_gain, w_keep, rate, epsilon, ema_keep } = *step;
    // SAFETY: the kernel checks its position against `count`, which all five arrays have of vectors: `buffer`
    // checked that they are equally long.
    unsafe {
        adam_kernel::launch_unchecked(
            &client,
            cubes,
            units,
            LANES,
            gradient.into_buffer_arg(),
            buffer(&state.weights, [length]).into_buffer_arg(),
            buffer(&state.m, [length]).into_buffer_arg(),
            buffer(&state.v, [length]).into_buffer_arg(),
            buffer(&state.ema, [length]).into_buffer_arg(),
            FactorsLaunch::new(m_gain, v_gain, w_keep, rate, epsilon, ema_keep),
            (length / LANES) as u32,
        );
    }
}
