//! The way back, and the gradient of every layer's weights.

use burn::Tensor;
use cubecl::prelude::*;

use super::{LANES, buffer, empty, per_element, tensor, vectors};
use crate::networks::burn::points::{PointNet, Rows};

/// From the output to the last hidden layer: one work item computes four units of one point.
#[cube(launch_unchecked)]
fn output_layer_kernel<N: Size>(
    d_out: &[f32],
    weights: &[Vector<f32, N>],
    slopes: &[Vector<f32, N>],
    flow: &mut [Vector<f32, N>],
    points: u32,
    dims: u32,
    width: u32,
    place: u32,
) {
    let at = ABSOLUTE_POS as u32;
    if at >= points * width {
        terminate!();
    }
    let mut sum = Vector::<f32, N>::zeroed();
    for k in 0..dims {
        let d = d_out[(at / width * dims + k) as usize];
        sum += weights[(place + k * width + at % width) as usize] * Vector::new(d);
    }
    flow[at as usize] = sum * slopes[at as usize];
}

/// The gradient by the sums of the last hidden layer.
pub(super) fn output_layer(net: &PointNet, weights: &Tensor<1>, d_out: &Tensor<2>, slopes: &Tensor<2>) -> Tensor<2> {
    let [points, _] = d_out.dims();
    let (dims, width) = (net.layout.dims, net.layout.width);
    let flat = buffer(weights, [net.padded()]);
    let client = flat.client.clone();
    let flow = empty(&flat, [points, width]);
    let (cubes, units) = per_element(&client, points * width / LANES);
    // SAFETY: the kernel checks its position against the number of units; the sizes are those of the arrays,
    // which `buffer` checked.
    unsafe {
        output_layer_kernel::launch_unchecked(
            &client,
            cubes,
            units,
            LANES,
            buffer(d_out, [points, dims]).into_buffer_arg(),
            flat.into_buffer_arg(),
            buffer(slopes, [points, width]).into_buffer_arg(),
            flow.clone().into_buffer_arg(),
            points as u32,
            dims as u32,
            vectors(width),
            vectors(net.layout.last.0.start),
        );
    }
    tensor(flow)
}

/// From one hidden layer to the one below: one work item computes four units of one point, each a sum over a row of
/// weights.
#[cube(launch_unchecked)]
fn hidden_layer_kernel<N: Size>(
    above: &[Vector<f32, N>],
    weights: &[Vector<f32, N>],
    slopes: &[Vector<f32, N>],
    flow: &mut [Vector<f32, N>],
    points: u32,
    width: u32,
    place: u32,
) {
    let at = ABSOLUTE_POS as u32;
    if at >= points * width {
        terminate!();
    }
    let lanes = weights[0].vector_size();
    let from = at / width * width;
    let mut result = Vector::<f32, N>::zeroed();
    #[unroll]
    for unit in 0..lanes {
        let row = place + (at % width * lanes as u32 + unit as u32) * width;
        let mut products = Vector::<f32, N>::zeroed();
        for k in 0..width {
            products += above[(from + k) as usize] * weights[(row + k) as usize];
        }
        let mut sum = 0.0f32;
        #[unroll]
        for lane in 0..lanes {
            sum += products.extract(lane);
        }
        result.insert(unit, sum);
    }
    flow[at as usize] = result * slopes[at as usize];
}

/// The gradient by the sums of hidden layer i − 1, from that by those of layer i.
pub(super) fn hidden_layer(
    net: &PointNet,
    i: usize,
    weights: &Tensor<1>,
    above: &Tensor<2>,
    slopes: &Tensor<2>,
) -> Tensor<2> {
    let [points, _] = above.dims();
    let width = net.layout.width;
    let flat = buffer(weights, [net.padded()]);
    let client = flat.client.clone();
    let flow = empty(&flat, [points, width]);
    let (cubes, units) = per_element(&client, points * width / LANES);
    // SAFETY: as in `output_layer`.
    unsafe {
        hidden_layer_kernel::launch_unchecked(
            &client,
            cubes,
            units,
            LANES,
            buffer(above, [points, width]).into_buffer_arg(),
            flat.into_buffer_arg(),
            buffer(slopes, [points, width]).into_buffer_arg(),
            flow.clone().into_buffer_arg(),
            points as u32,
            vectors(width),
            vectors(net.layout.hidden[i - 1].0.start),
        );
    }
    tensor(flow)
}

/// Weights and bias of a hidden layer: one work item computes four weights of one input, or, after the last input, four
/// biases.
#[cube(launch_unchecked)]
fn hidden_kernel<N: Size>(
    below: &[f32],
    flow: &[Vector<f32, N>],
    gradient: &mut [Vector<f32, N>],
    points: u32,
    width: u32,
    place: u32,
    bias: u32,
) {
    let at = ABSOLUTE_POS as u32;
    let inputs = width * flow[0].vector_size() as u32;
    if at >= (inputs + 1) * width {
        terminate!();
    }
    let input = at / width;
    let unit = at % width;
    let mut sum = Vector::<f32, N>::zeroed();
    if input < inputs {
        for i in 0..points {
            sum += flow[(i * width + unit) as usize] * Vector::new(below[(i * inputs + input) as usize]);
        }
        gradient[(place + at) as usize] = sum;
    } else {
        for i in 0..points {
            sum += flow[(i * width + unit) as usize];
        }
        gradient[(bias + unit) as usize] = sum;
    }
}

/// The gradient of the weights of hidden layer i ≥ 1.
pub(super) fn hidden(net: &PointNet, i: usize, below: &Tensor<2>, flow: &Tensor<2>, gradient: &Tensor<1>) {
    let [points, _] = flow.dims();
    let width = net.layout.width;
    let (w, b) = &net.layout.hidden[i - 1];
    let gradient = buffer(gradient, [net.padded()]);
    let client = gradient.client.clone();
    let (cubes, units) = per_element(&client, (width + 1) * width / LANES);
    // SAFETY: the kernel checks its position against the number of weights and biases; the sizes are those of the arrays,
    // which `buffer` checked.
    unsafe {
        hidden_kernel::launch_unchecked(
            &client,
            cubes,
            units,
            LANES,
            buffer(below, [points, width]).into_buffer_arg(),
            buffer(flow, [points, width]).into_buffer_arg(),
            gradient.into_buffer_arg(),
            points as u32,
            vectors(width),
            vectors(w.start),
            vectors(b.start),
        );
    }
}

/// Sizes of the first layer; `width` and `bias` in vectors.
#[derive(CubeLaunch, CubeType, Clone, Copy)]
struct First {
    points: u32,
    stride: u32,
    /// Numbers of a row that the layer reads.
    inputs: u32,
    embedding: u32,
    width: u32,
    bias: u32,
}

/// The same for the first layer, which reads a row's inputs and the embedding of a time. Their weights lie one after the
/// other.
#[cube(launch_unchecked)]
fn first_kernel<N: Size>(
    rows: &[f32],
    table: &[f32],
    flow: &[Vector<f32, N>],
    gradient: &mut [Vector<f32, N>],
    sizes: First,
) {
    let at = ABSOLUTE_POS as u32;
    let inputs = sizes.inputs + sizes.embedding;
    if at >= (inputs + 1) * sizes.width {
        terminate!();
    }
    let input = at / sizes.width;
    let unit = at % sizes.width;
    let mut sum = Vector::<f32, N>::zeroed();
    if input < sizes.inputs {
        for i in 0..sizes.points {
            let x = rows[(i * sizes.stride + input) as usize];
            sum += flow[(i * sizes.width + unit) as usize] * Vector::new(x);
        }
        gradient[at as usize] = sum;
    } else if input < inputs {
        for i in 0..sizes.points {
            let time = u32::cast_from(rows[(i * sizes.stride + sizes.stride - 1) as usize]);
            let told = table[(time * sizes.embedding + input - sizes.inputs) as usize];
            sum += flow[(i * sizes.width + unit) as usize] * Vector::new(told);
        }
        gradient[at as usize] = sum;
    } else {
        for i in 0..sizes.points {
            sum += flow[(i * sizes.width + unit) as usize];
        }
        gradient[(sizes.bias + unit) as usize] = sum;
    }
}

/// The gradient of the weights of the first layer.
pub(super) fn first(net: &PointNet, rows: &Rows, flow: &Tensor<2>, gradient: &Tensor<1>) {
    let layout = &net.layout;
    let (rows, stride) = (rows.of(net), Rows::width(layout));
    let [points, _] = rows.dims();
    let gradient = buffer(gradient, [net.padded()]);
    let client = gradient.client.clone();
    let (cubes, units) = per_element(&client, (layout.inputs + layout.embedding + 1) * layout.width / LANES);
    // SAFETY: as in `hidden`; the times in the rows are rows of the table, which `Rows` checked.
    unsafe {
        first_kernel::launch_unchecked(
            &client,
            cubes,
            units,
            LANES,
            buffer(rows, [points, stride]).into_buffer_arg(),
            buffer(&net.table, [net.steps, layout.embedding.max(1)]).into_buffer_arg(),
            buffer(flow, [points, layout.width]).into_buffer_arg(),
            gradient.into_buffer_arg(),
            FirstLaunch::new(
                points as u32,
                stride as u32,
                layout.inputs as u32,
                layout.embedding as u32,
                vectors(layout.width),
                vectors(layout.bias.start),
            ),
        );
    }
}

/// The last layer, `[dims, width]` and a bias behind it that need not be whole vectors: one work item computes one number,
/// and those after the biases fill the gradient up with zeros.
#[cube(launch_unchecked)]
fn last_kernel(
    active: &[f32],
    d_out: &[f32],
    gradient: &mut [f32],
    points: u32,
    dims: u32,
    width: u32,
    place: u32,
    count: u32,
) {
    let at = ABSOLUTE_POS as u32;
    if at >= count {
        terminate!();
    }
    let mut sum = 0.0f32;
    if at < dims * width {
        for i in 0..points {
            sum += d_out[(i * dims + at / width) as usize] * active[(i * width + at % width) as usize];
        }
    } else if at < dims * width + dims {
        for i in 0..points {
            sum += d_out[(i * dims + at - dims * width) as usize];
        }
    }
    gradient[(place + at) as usize] = sum;
}

/// The gradient of the weights of the last layer.
pub(super) fn last(net: &PointNet, active: &Tensor<2>, d_out: &Tensor<2>, gradient: &Tensor<1>) {
    let [points, _] = d_out.dims();
    let (dims, width) = (net.layout.dims, net.layout.width);
    let place = net.layout.last.0.start;
    let count = net.padded() - place;
    let gradient = buffer(gradient, [net.padded()]);
    let client = gradient.client.clone();
    let (cubes, units) = per_element(&client, count);
    // SAFETY: the kernel checks its position against `count`, with which the gradient ends.
    unsafe {
        last_kernel::launch_unchecked(
            &client,
            cubes,
            units,
            buffer(active, [points, width]).into_buffer_arg(),
            buffer(d_out, [points, dims]).into_buffer_arg(),
            gradient.into_buffer_arg(),
            points as u32,
            dims as u32,
            width as u32,
            place as u32,
            count as u32,
        );
    }
}
