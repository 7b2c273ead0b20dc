//! The way to the output, and to its error.

use burn::Tensor;
use cubecl::prelude::*;

use super::{LANES, activation, buffer, empty, per_element, tensor, vectors};
use crate::networks::{
    burn::points::{PointNet, Rows},
    mlp::Activation,
};

/// Sizes of the first layer; `width` and places of weights in vectors.
#[derive(CubeLaunch, CubeType, Clone, Copy)]
struct First {
    points: u32,
    /// Numbers in a row of points: the first layer reads the first `inputs`, its last is t − 1 where times differ.
    stride: u32,
    inputs: u32,
    embedding: u32,
    width: u32,
    time_weights: u32,
    bias: u32,
    /// t − 1 of all points, where they share it.
    shared: u32,
}

/// One work item computes four units of one point.
#[cube(launch_unchecked)]
fn first_kernel<N: Size>(
    rows: &[f32],
    table: &[f32],
    weights: &[Vector<f32, N>],
    active: &mut [Vector<f32, N>],
    slopes: &mut [Vector<f32, N>],
    sizes: First,
    #[comptime] which: Activation,
    #[comptime] is_shared: bool,
) {
    let at = ABSOLUTE_POS as u32;
    if at >= sizes.points * sizes.width {
        terminate!();
    }
    let unit = at % sizes.width;
    let row = at / sizes.width * sizes.stride;
    let mut time = sizes.shared;
    if !is_shared {
        time = u32::cast_from(rows[(row + sizes.stride - 1) as usize]);
    }
    let mut sum = weights[(sizes.bias + unit) as usize];
    for k in 0..sizes.inputs {
        sum += weights[(k * sizes.width + unit) as usize] * Vector::new(rows[(row + k) as usize]);
    }
    for k in 0..sizes.embedding {
        let told = table[(time * sizes.embedding + k) as usize];
        sum += weights[(sizes.time_weights + k * sizes.width + unit) as usize] * Vector::new(told);
    }
    active[at as usize] = activation::value::<N>(sum, which);
    slopes[at as usize] = activation::slope::<N>(sum, which);
}

/// One work item computes four units of one point of a further hidden layer.
#[cube(launch_unchecked)]
fn hidden_kernel<N: Size>(
    below: &[f32],
    weights: &[Vector<f32, N>],
    active: &mut [Vector<f32, N>],
    slopes: &mut [Vector<f32, N>],
    points: u32,
    width: u32,
    place: u32,
    bias: u32,
    #[comptime] which: Activation,
) {
    let at = ABSOLUTE_POS as u32;
    if at >= points * width {
        terminate!();
    }
    let lanes = weights[0].vector_size() as u32;
    let unit = at % width;
    let inputs = width * lanes;
    let row = at / width * inputs;
    let mut sum = weights[(bias + unit) as usize];
    for k in 0..inputs {
        sum += weights[(place + k * width + unit) as usize] * Vector::new(below[(row + k) as usize]);
    }
    active[at as usize] = activation::value::<N>(sum, which);
    slopes[at as usize] = activation::slope::<N>(sum, which);
}

/// What goes into the network.
pub(super) enum Input<'a> {
    /// Points with what is observed of each, `[count, inputs]`, at one time, 1..=T.
    Points(&'a Tensor<2>, usize),
    /// A batch, each of whose rows brings its own time.
    Batch(&'a Rows),
}

/// What every hidden layer passes on, and the activation's slope there.
///
/// # Panics
/// Where the time of the points is not one of the network's, or an array has not the network's shape.
pub(super) fn hidden_layers(net: &PointNet, weights: &Tensor<1>, input: Input) -> (Vec<Tensor<2>>, Vec<Tensor<2>>) {
    let layout = &net.layout;
    let (rows, stride, shared) = match input {
        Input::Points(x, t) => (x, layout.inputs, Some(net.row_of(t))),
        Input::Batch(rows) => (rows.of(net), Rows::width(layout), None),
    };
    let [points, _] = rows.dims();
    let width = layout.width;
    let flat = buffer(weights, [net.padded()]);
    let client = flat.client.clone();
    let (cubes, units) = per_element(&client, points * width / LANES);
    let (mut active, mut slopes) = (Vec::new(), Vec::new());
    let which = net.config.activation;
    let fresh = || (empty(&flat, [points, width]), empty(&flat, [points, width]));
    let (h, d) = fresh();
    // SAFETY: the kernel checks its position against the number of units, and the sizes are those of the arrays, which
    // `buffer` checked; the times are rows of the table, which `row_of` and `Rows` checked.
    unsafe {
        first_kernel::launch_unchecked(
            &client,
            cubes.clone(),
            units,
            LANES,
            buffer(rows, [points, stride]).into_buffer_arg(),
            buffer(&net.table, [net.steps, layout.embedding.max(1)]).into_buffer_arg(),
            flat.clone().into_buffer_arg(),
            h.clone().into_buffer_arg(),
            d.clone().into_buffer_arg(),
            FirstLaunch::new(
                points as u32,
                stride as u32,
                layout.inputs as u32,
                layout.embedding as u32,
                vectors(width),
                vectors(layout.time.start),
                vectors(layout.bias.start),
                shared.unwrap_or(0) as u32,
            ),
            which,
            shared.is_some(),
        );
    }
    active.push(tensor(h));
    slopes.push(tensor(d));
    for (w, b) in &layout.hidden {
        let (h, d) = fresh();
        // SAFETY: as above.
        unsafe {
            hidden_kernel::launch_unchecked(
                &client,
                cubes.clone(),
                units,
                LANES,
                buffer(&active[active.len() - 1], [points, width]).into_buffer_arg(),
                flat.clone().into_buffer_arg(),
                h.clone().into_buffer_arg(),
                d.clone().into_buffer_arg(),
                points as u32,
                vectors(width),
                vectors(w.start),
                vectors(b.start),
                which,
            );
        }
        active.push(tensor(h));
        slopes.push(tensor(d));
    }
    (active, slopes)
}

/// Sizes of the last layer; `width` and `weights` in vectors, `bias` in numbers.
#[derive(CubeLaunch, CubeType, Clone, Copy)]
struct Last {
    points: u32,
    /// Numbers before the targets in a row of a batch.
    inputs: u32,
    dims: u32,
    width: u32,
    weights: u32,
    bias: u32,
}

/// One coordinate of one point's output.
#[cube]
fn output<N: Size>(active: &[Vector<f32, N>], weights: &[Vector<f32, N>], at: u32, sizes: &Last) -> f32 {
    let lanes = weights[0].vector_size();
    let along = at % sizes.dims;
    let from = at / sizes.dims * sizes.width;
    let weights_from = sizes.weights + along * sizes.width;
    let mut products = Vector::<f32, N>::zeroed();
    for k in 0..sizes.width {
        products += active[(from + k) as usize] * weights[(weights_from + k) as usize];
    }
    // The last bias need not begin at a vector, and its number of one is taken out of whichever holds it.
    let place = sizes.bias + along;
    let holder = weights[(place / lanes as u32) as usize];
    let mut sum = 0.0f32;
    #[unroll]
    for lane in 0..lanes {
        sum += products.extract(lane);
        sum += select(place % lanes as u32 == lane as u32, holder.extract(lane), 0.0f32);
    }
    sum
}

/// One work item computes one coordinate of one point.
#[cube(launch_unchecked)]
fn output_kernel<N: Size>(active: &[Vector<f32, N>], weights: &[Vector<f32, N>], out: &mut [f32], sizes: Last) {
    let at = ABSOLUTE_POS as u32;
    if at >= sizes.points * sizes.dims {
        terminate!();
    }
    out[at as usize] = output::<N>(active, weights, at, &sizes);
}

fn last_sizes(net: &PointNet, points: usize) -> LastLaunch {
    let layout = &net.layout;
    let (w, b) = &layout.last;
    LastLaunch::new(
        points as u32,
        layout.inputs as u32,
        layout.dims as u32,
        vectors(layout.width),
        vectors(w.start),
        b.start as u32,
    )
}

/// The network's output.
pub(super) fn output_layer(net: &PointNet, weights: &Tensor<1>, active: &[Tensor<2>], x: &Tensor<2>) -> Tensor<2> {
    let dims = net.layout.dims;
    let [points, _] = x.dims();
    let flat = buffer(weights, [net.padded()]);
    let client = flat.client.clone();
    let out = empty(&flat, [points, dims]);
    let (cubes, units) = per_element(&client, points * dims);
    // SAFETY: the kernel checks its position against the number of coordinates; the sizes are those of the arrays,
    // which `buffer` checked.
    unsafe {
        output_kernel::launch_unchecked(
            &client,
            cubes,
            units,
            LANES,
            buffer(&active[active.len() - 1], [points, net.layout.width]).into_buffer_arg(),
            flat.into_buffer_arg(),
            out.clone().into_buffer_arg(),
            last_sizes(net, points),
        );
    }
    tensor(out)
}

/// One work item computes the error of one coordinate of one point.
#[cube(launch_unchecked)]
fn errors_kernel<N: Size>(
    active: &[Vector<f32, N>],
    weights: &[Vector<f32, N>],
    rows: &[f32],
    errors: &mut [f32],
    d_out: &mut [f32],
    sizes: Last,
    scale: f32,
) {
    let at = ABSOLUTE_POS as u32;
    if at >= sizes.points * sizes.dims {
        terminate!();
    }
    // A row: inputs, targets, weight, time.
    let row = at / sizes.dims * (sizes.inputs + sizes.dims + 2);
    let target = rows[(row + sizes.inputs + at % sizes.dims) as usize];
    let error = output::<N>(active, weights, at, &sizes) - target;
    errors[at as usize] = error;
    d_out[at as usize] = scale * rows[(row + sizes.inputs + sizes.dims) as usize] * error;
}

/// Output minus target, and the gradient by the output.
pub(super) fn errors(net: &PointNet, weights: &Tensor<1>, active: &Tensor<2>, rows: &Rows) -> (Tensor<2>, Tensor<2>) {
    let rows = rows.of(net);
    let [points, _] = rows.dims();
    let dims = net.layout.dims;
    let flat = buffer(weights, [net.padded()]);
    let client = flat.client.clone();
    let (errors, d_out) = (empty(&flat, [points, dims]), empty(&flat, [points, dims]));
    let (cubes, units) = per_element(&client, points * dims);
    // SAFETY: as in `output_layer`.
    unsafe {
        errors_kernel::launch_unchecked(
            &client,
            cubes,
            units,
            LANES,
            buffer(active, [points, net.layout.width]).into_buffer_arg(),
            flat.into_buffer_arg(),
            buffer(rows, [points, Rows::width(&net.layout)]).into_buffer_arg(),
            errors.clone().into_buffer_arg(),
            d_out.clone().into_buffer_arg(),
            last_sizes(net, points),
            2.0 / (points * dims) as f32,
        );
    }
    (tensor(errors), tensor(d_out))
}
