//! Weighted sums.

use burn::Tensor;
use cubecl::prelude::*;

use super::{buffer, empty, per_element, tensor, vector_size};

#[cube(launch_unchecked)]
fn combine_kernel<N: Size>(
    a: &[Vector<f32, N>],
    b: ComptimeOption<&[Vector<f32, N>]>,
    c: ComptimeOption<&[Vector<f32, N>]>,
    out: &mut [Vector<f32, N>],
    of_a: f32,
    of_b: f32,
    of_c: f32,
    count: u32,
) {
    let i = ABSOLUTE_POS;
    if i >= count as usize {
        terminate!();
    }
    let mut sum = a[i] * Vector::new(of_a);
    #[comptime]
    if let ComptimeOption::Some(b) = b {
        sum += b[i] * Vector::new(of_b);
    }
    #[comptime]
    if let ComptimeOption::Some(c) = c {
        sum += c[i] * Vector::new(of_c);
    }
    out[i] = sum;
}

/// Up to three terms are one dispatch, which is what the sampler asks for.
///
/// # Panics
/// Where there is no term, or the arrays differ in shape.
pub(super) fn launch<const D: usize>(terms: &[(f64, &Tensor<D>)]) -> Tensor<D> {
    let (now, later) = terms.split_at(terms.len().min(3));
    let shape = now[0].1.dims();
    let values: usize = shape.iter().product();
    let size = vector_size(&[values]);
    let a = buffer(now[0].1, shape);
    let out = empty(&a, shape);
    let client = a.client.clone();
    let (cubes, units) = per_element(&client, values / size);
    let array = |i: usize| now.get(i).map(|(_, x)| buffer(x, shape).into_buffer_arg());
    let factor = |i: usize| now.get(i).map_or(0.0, |(factor, _)| *factor as f32);
    // SAFETY: the kernel checks its position against `count`; `buffer` checked that all arrays have
    // the shape of the first and lie in one piece, so that each has that many vectors.
    unsafe {
        combine_kernel::launch_unchecked(
            &client,
            cubes,
            units,
            size,
            a.into_buffer_arg(),
            array(1).into(),
            array(2).into(),
            out.clone().into_buffer_arg(),
            factor(0),
            factor(1),
            factor(2),
            (values / size) as u32,
        );
    }
    let sum = tensor(out);
    if later.is_empty() {
        return sum;
    }
    let rest: Vec<_> = [(1.0, &sum)].into_iter().chain(later.iter().copied()).collect();
    launch(&rest)
}
