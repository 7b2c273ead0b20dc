//! The two register tiles on which everything rests: a few rows by two vectors of columns, kept in registers over the
//! whole of the inner sum.

use super::simd::Simd;

/// Rows of the next tile where `left` rows are left: what is over after the full ones is spread over two tiles of like
/// size rather than one full and one sliver.
#[inline(always)]
pub(crate) fn height(left: usize, full: usize) -> usize {
    if left > full && left < 2 * full { left.div_ceil(2) } else { left.min(full) }
}

/// Where the inner sum runs along each row of A: `count` segments of `len` numbers, `stride` apart. A 3x3 convolution
/// has three segments of three pixels; a plain product has one.
#[derive(Clone, Copy, Debug)]
pub struct Runs {
    /// Stretches.
    pub count: usize,
    /// Numbers from the start of one to the start of the next.
    pub stride: usize,
    /// Numbers in each.
    pub len: usize,
}

/// C[r][..] = bias + Σ A[r]·B for `R` rows and one panel of B, two vectors wide; adds to C where `accumulate`.
///
/// # Safety
/// Every `a[r]` is valid for the runs, `b` for `runs.count · runs.len` panel rows, `bias` and every `c[r]` for two
/// vectors; the instruction set of `S` exists.
#[inline(always)]
pub(crate) unsafe fn rows<S: Simd, const R: usize>(
    a: [*const f32; R],
    runs: Runs,
    b: *const f32,
    bias: *const f32,
    c: [*mut f32; R],
    accumulate: bool,
) {
    // SAFETY: the pointers stay within what the caller vouches for.
    unsafe {
        let (b0, b1) = (S::load(bias), S::load(bias.add(S::LANES)));
        let mut sums = [[b0, b1]; R];
        let mut b = b;
        for run in 0..runs.count {
            let at = run * runs.stride;
            for k in 0..runs.len {
                let (b0, b1) = (S::load(b), S::load(b.add(S::LANES)));
                b = b.add(2 * S::LANES);
                for (sum, row) in sums.iter_mut().zip(a) {
                    let value = S::splat(*row.add(at + k));
                    *sum = [S::mul_add(value, b0, sum[0]), S::mul_add(value, b1, sum[1])];
                }
            }
        }
        for (sum, row) in sums.into_iter().zip(c) {
            for (v, sum) in sum.into_iter().enumerate() {
                let to = row.add(v * S::LANES);
                S::store(to, if accumulate { S::add(S::load(to), sum) } else { sum });
            }
        }
    }
}

/// C[r][..] += Σ_k A[k·a_stride + r] · B[k·b_stride + ..] over segments of `len`, two vectors of columns wide: the
/// gradient of a weight.
///
/// # Safety
/// For every segment, `a` + its first offset is valid for `len` steps of `a_stride` with `R` numbers at each, `b` + its
/// second offset for `len` steps of `b_stride` with two vectors at each; `c` for `R` rows `c_stride` apart, two vectors
/// each; the instruction set of `S` exists.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(crate) unsafe fn outer<S: Simd, const R: usize>(
    a: *const f32,
    a_stride: usize,
    b: *const f32,
    b_stride: usize,
    segments: &[(usize, usize)],
    len: usize,
    c: *mut f32,
    c_stride: usize,
) {
    // SAFETY: the pointers stay within what the caller vouches for.
    unsafe {
        let mut sums: [[S::V; 2]; R] =
            std::array::from_fn(|r| [S::load(c.add(r * c_stride)), S::load(c.add(r * c_stride + S::LANES))]);
        for &(at_a, at_b) in segments {
            let (mut a, mut b) = (a.add(at_a), b.add(at_b));
            for _ in 0..len {
                let (b0, b1) = (S::load(b), S::load(b.add(S::LANES)));
                for (r, sum) in sums.iter_mut().enumerate() {
                    let value = S::splat(*a.add(r));
                    *sum = [S::mul_add(value, b0, sum[0]), S::mul_add(value, b1, sum[1])];
                }
                (a, b) = (a.wrapping_add(a_stride), b.wrapping_add(b_stride));
            }
        }
        for (r, [left, right]) in sums.into_iter().enumerate() {
            S::store(c.add(r * c_stride), left);
            S::store(c.add(r * c_stride + S::LANES), right);
        }
    }
}
