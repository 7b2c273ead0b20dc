//! Matrix products over rows that need not be contiguous, and the gradient of their right-hand side.

pub use super::tile::Runs;
use super::{
    simd::{self, Simd},
    tile,
};

/// Columns in a panel of packed weights: two vectors of the instruction set in use.
pub fn panel_width() -> usize {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return 2 * simd::Simd128::LANES;
    #[cfg(target_arch = "x86_64")]
    if simd::has_avx2() {
        return 2 * simd::Avx2::LANES;
    }
    #[allow(unreachable_code)]
    (2 * simd::Portable::LANES)
}

/// A matrix B `[k, n]` cut into panels of a few columns each, so that the inner loop reads it in one stream.
#[derive(Clone, Debug)]
pub struct Packed {
    k: usize,
    n: usize,
    width: usize,
    panels: Vec<f32>,
}

impl Packed {
    /// Room for a `[k, n]` matrix.
    ///
    /// # Panics
    /// Where that many numbers are more than memory can be.
    pub fn new(k: usize, n: usize) -> Self {
        let width = panel_width();
        let numbers = n.checked_next_multiple_of(width).and_then(|padded| padded.checked_mul(k));
        Self { k, n, width, panels: vec![0.0; numbers.expect("B is larger than memory")] }
    }

    /// Fills it from B, given by element.
    pub fn fill(&mut self, at: impl Fn(usize, usize) -> f32) {
        for (p, panel) in self.panels.chunks_exact_mut(self.k * self.width).enumerate() {
            for (k, row) in panel.chunks_exact_mut(self.width).enumerate() {
                for (j, value) in row.iter_mut().enumerate() {
                    let n = p * self.width + j;
                    *value = if n < self.n { at(k, n) } else { 0.0 };
                }
            }
        }
    }

    /// Fills it from a row-major B.
    pub fn fill_rows(&mut self, b: &[f32]) {
        for (p, panel) in self.panels.chunks_exact_mut(self.k * self.width).enumerate() {
            let (from, to) = (p * self.width, self.n.min((p + 1) * self.width));
            for (row, source) in panel.chunks_exact_mut(self.width).zip(b.chunks_exact(self.n)) {
                row[..to - from].copy_from_slice(&source[from..to]);
            }
        }
    }
}

/// `C[i] = bias + A[i]·B` (added to `C[i]` where `accumulate`), where row i of A starts at `offsets[i]` in `a` and is
/// read in `runs`, and C is row-major with B's columns. An empty bias is zero.
///
/// # Panics
/// Where a row of A or C would leave its slice, or the runs are not as long as B is high.
pub fn matmul(a: &[f32], offsets: &[usize], runs: Runs, b: &Packed, bias: &[f32], c: &mut [f32], accumulate: bool) {
    assert_eq!(runs.count.checked_mul(runs.len), Some(b.k), "the inner dimensions differ");
    // Sums and products that would wrap are beyond any slice.
    let last = runs.count.checked_sub(1).and_then(|before| before.checked_mul(runs.stride));
    let reach = last.and_then(|last| last.checked_add(runs.len)).expect("a row of A leaves its slice");
    let within = |&offset: &usize| a.len().checked_sub(reach).is_some_and(|most| offset <= most);
    assert!(offsets.iter().all(within), "a row of A leaves its slice");
    assert!(offsets.len().checked_mul(b.n).is_some_and(|needed| needed <= c.len()), "C is too short");
    assert!(bias.is_empty() || bias.len() == b.n, "one bias a column");
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    // SAFETY: simd128 is enabled for the whole module; the bounds were checked.
    return unsafe { all_rows::<simd::Simd128>(a, offsets, runs, b, bias, c, accumulate) };
    #[cfg(target_arch = "x86_64")]
    if simd::has_avx2() {
        // SAFETY: AVX2 and FMA were detected; the bounds were checked.
        return unsafe { all_rows_avx2(a, offsets, runs, b, bias, c, accumulate) };
    }
    // SAFETY: the portable path needs nothing; the bounds were checked.
    #[allow(unreachable_code)]
    unsafe {
        all_rows::<simd::Portable>(a, offsets, runs, b, bias, c, accumulate)
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
unsafe fn all_rows_avx2(
    a: &[f32],
    offsets: &[usize],
    runs: Runs,
    b: &Packed,
    bias: &[f32],
    c: &mut [f32],
    accumulate: bool,
) {
    // SAFETY: the caller checked the bounds and the processor.
    unsafe { all_rows::<simd::Avx2>(a, offsets, runs, b, bias, c, accumulate) }
}

#[inline(always)]
unsafe fn all_rows<S: Simd>(
    a: &[f32],
    offsets: &[usize],
    runs: Runs,
    b: &Packed,
    bias: &[f32],
    c: &mut [f32],
    accumulate: bool,
) {
    // SAFETY: `matmul` checked that every row lies within its slice.
    unsafe {
        for (p, panel) in b.panels.chunks_exact(b.k * b.width).enumerate() {
            let column = p * b.width;
            let valid = b.width.min(b.n - column);
            let mut wide_bias = [0.0f32; 16];
            if !bias.is_empty() {
                wide_bias[..valid].copy_from_slice(&bias[column..column + valid]);
            }
            let mut i = 0;
            while i < offsets.len() {
                let (rows, panel) = (&offsets[i..], panel.as_ptr());
                let to = c.as_mut_ptr().add(i * b.n + column);
                let bias = wide_bias.as_ptr();
                let job = Job { a: a.as_ptr(), runs, panel, bias, to, ldc: b.n, valid, accumulate };
                i += match tile::height(rows.len(), S::ROWS) {
                    1 => job.run::<S, 1>(rows),
                    2 => job.run::<S, 2>(rows),
                    3 => job.run::<S, 3>(rows),
                    4 => job.run::<S, 4>(rows),
                    5 => job.run::<S, 5>(rows),
                    _ => job.run::<S, 6>(rows),
                };
            }
        }
    }
}

/// One tile's surroundings.
struct Job {
    a: *const f32,
    runs: Runs,
    panel: *const f32,
    bias: *const f32,
    to: *mut f32,
    ldc: usize,
    valid: usize,
    accumulate: bool,
}

impl Job {
    #[inline(always)]
    unsafe fn run<S: Simd, const R: usize>(&self, rows: &[usize]) -> usize {
        // SAFETY: as for `all_rows`; the last panel goes through a buffer where it is wider than C.
        unsafe {
            let a: [*const f32; R] = std::array::from_fn(|r| self.a.add(rows[r]));
            if self.valid == 2 * S::LANES {
                let c = std::array::from_fn(|r| self.to.add(r * self.ldc));
                tile::rows::<S, R>(a, self.runs, self.panel, self.bias, c, self.accumulate);
            } else {
                let mut buffer = [[0.0f32; 16]; R];
                let c = std::array::from_fn(|r| buffer[r].as_mut_ptr());
                tile::rows::<S, R>(a, self.runs, self.panel, self.bias, c, false);
                for (r, row) in buffer.iter().enumerate() {
                    for (j, &value) in row[..self.valid].iter().enumerate() {
                        let to = self.to.add(r * self.ldc + j);
                        *to = if self.accumulate { *to + value } else { value };
                    }
                }
            }
        }
        R
    }
}

/// Where the rows of A and of B lie whose outer products make a weight's gradient.
#[derive(Clone, Copy, Debug)]
pub struct Outer<'a> {
    /// Starts of segments: in A, in B.
    pub segments: &'a [(usize, usize)],
    /// Rows in each segment.
    pub len: usize,
    /// Numbers from one row of A to the next.
    pub a_stride: usize,
    /// Numbers from one row of B to the next.
    pub b_stride: usize,
}

/// `C[m][n] += Σ A[row][m]·B[row][n]` over the rows of `outer`, C row-major `[m, n]`.
///
/// # Panics
/// Where a row would leave its slice.
pub fn outer_product(a: &[f32], b: &[f32], outer: Outer, m: usize, n: usize, c: &mut [f32]) {
    assert!(m.checked_mul(n).is_some_and(|needed| needed <= c.len()), "C is too short");
    if outer.len == 0 || outer.segments.is_empty() {
        return;
    }
    // The numbers from the start of a segment to the end of its last row; none where that would wrap.
    let reach = |stride: usize, row: usize| (outer.len - 1).checked_mul(stride)?.checked_add(row);
    let within = |at: usize, reach: Option<usize>, len: usize| at.checked_add(reach?).map(|end| end <= len);
    let (reach_a, reach_b) = (reach(outer.a_stride, m), reach(outer.b_stride, n));
    for &(at_a, at_b) in outer.segments {
        assert_eq!(within(at_a, reach_a, a.len()), Some(true), "a row of A leaves its slice");
        assert_eq!(within(at_b, reach_b, b.len()), Some(true), "a row of B leaves its slice");
    }
    let width = panel_width();
    if n.is_multiple_of(width) {
        return outer_wide(a, b, outer, m, n, c);
    }
    // Few columns (the last layer's): through padded copies, so that the tile stays the only inner loop.
    let padded = n.next_multiple_of(width);
    // Rows may overlap, so that there are more of them than memory holds although each lies within its slice.
    let rows = outer.segments.len().checked_mul(outer.len).and_then(|rows| rows.checked_mul(padded));
    let mut wide_b = vec![0.0; rows.expect("the rows of B are larger than memory")];
    let mut segments = Vec::with_capacity(outer.segments.len());
    for (s, &(at_a, at_b)) in outer.segments.iter().enumerate() {
        segments.push((at_a, s * outer.len * padded));
        for row in 0..outer.len {
            let from = at_b + row * outer.b_stride;
            let to = (s * outer.len + row) * padded;
            wide_b[to..to + n].copy_from_slice(&b[from..from + n]);
        }
    }
    let mut wide_c = vec![0.0; m.checked_mul(padded).expect("C is larger than memory")];
    outer_wide(a, &wide_b, Outer { segments: &segments, b_stride: padded, ..outer }, m, padded, &mut wide_c);
    for (row, wide) in c.chunks_exact_mut(n).zip(wide_c.chunks_exact(padded)) {
        super::math::add_assign(row, &wide[..n]);
    }
}

fn outer_wide(a: &[f32], b: &[f32], outer: Outer, m: usize, n: usize, c: &mut [f32]) {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    // SAFETY: simd128 is enabled for the whole module; `outer_product` checked the bounds.
    return unsafe { all_outer::<simd::Simd128>(a, b, outer, m, n, c) };
    #[cfg(target_arch = "x86_64")]
    if simd::has_avx2() {
        // SAFETY: AVX2 and FMA were detected; `outer_product` checked the bounds.
        return unsafe { all_outer_avx2(a, b, outer, m, n, c) };
    }
    // SAFETY: the portable path needs nothing; `outer_product` checked the bounds.
    #[allow(unreachable_code)]
    unsafe {
        all_outer::<simd::Portable>(a, b, outer, m, n, c)
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
unsafe fn all_outer_avx2(a: &[f32], b: &[f32], outer: Outer, m: usize, n: usize, c: &mut [f32]) {
    // SAFETY: the caller checked the bounds and the processor.
    unsafe { all_outer::<simd::Avx2>(a, b, outer, m, n, c) }
}

#[inline(always)]
unsafe fn all_outer<S: Simd>(a: &[f32], b: &[f32], outer: Outer, m: usize, n: usize, c: &mut [f32]) {
    let Outer { segments, len, a_stride, b_stride } = outer;
    // SAFETY: `outer_product` checked that every row lies within its slice.
    unsafe {
        for column in (0..n).step_by(2 * S::LANES) {
            let b = b.as_ptr().add(column);
            let mut i = 0;
            while i < m {
                let (a, c) = (a.as_ptr().add(i), c.as_mut_ptr().add(i * n + column));
                macro_rules! tile {
                    ($rows:expr) => {{
                        tile::outer::<S, { $rows }>(a, a_stride, b, b_stride, segments, len, c, n);
                        $rows
                    }};
                }
                i += match tile::height(m - i, S::ROWS) {
                    1 => tile!(1),
                    2 => tile!(2),
                    3 => tile!(3),
                    4 => tile!(4),
                    5 => tile!(5),
                    _ => tile!(6),
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::values;

    #[test]
    fn the_product_is_that_of_plain_loops_for_every_size_of_remainder() {
        for m in 1..=14 {
            for n in [1, 3, 8, 12, 16, 17, 32, 40] {
                let k = 5;
                let (a, b, bias) = (values(m * k, 1), values(k * n, 2), values(n, 3));
                let mut packed = Packed::new(k, n);
                packed.fill_rows(&b);
                let offsets: Vec<usize> = (0..m).map(|i| i * k).collect();
                let mut c = vec![1.0; m * n];
                for accumulate in [false, true] {
                    matmul(&a, &offsets, Runs { count: 1, stride: 0, len: k }, &packed, &bias, &mut c, accumulate);
                }
                for i in 0..m {
                    for j in 0..n {
                        let sum: f32 = (0..k).map(|l| a[i * k + l] * b[l * n + j]).sum::<f32>() + bias[j];
                        assert!((c[i * n + j] - 2.0 * sum).abs() < 1e-5, "{m}x{n} at {i},{j}");
                    }
                }
            }
        }
    }

    #[test]
    #[should_panic(expected = "leaves its slice")]
    fn a_row_whose_end_wraps_around_is_refused() {
        let packed = Packed::new(4, 16);
        let runs = Runs { count: 2, stride: usize::MAX - 1, len: 2 };
        matmul(&[0.0; 8], &[4], runs, &packed, &[], &mut [0.0; 16], false);
    }

    #[test]
    fn the_outer_product_is_that_of_plain_loops_for_every_size_of_remainder() {
        for m in 1..=14 {
            for n in [1, 3, 12, 16, 32, 40] {
                let rows = 7;
                let (a, b) = (values(rows * m, 1), values(rows * n, 2));
                let segments = [(0, 0), (4 * m, 4 * n)];
                let mut c = vec![0.5; m * n];
                let outer = Outer { segments: &segments, len: 3, a_stride: m, b_stride: n };
                outer_product(&a, &b, outer, m, n, &mut c);
                for i in 0..m {
                    for j in 0..n {
                        let sum: f32 = [0, 1, 2, 4, 5, 6].iter().map(|r| a[r * m + i] * b[r * n + j]).sum();
                        assert!((c[i * n + j] - 0.5 - sum).abs() < 1e-5, "{m}x{n} at {i},{j}");
                    }
                }
            }
        }
    }

    #[test]
    #[should_panic(expected = "C is too short")]
    fn a_product_with_more_numbers_than_there_are_addresses_is_refused() {
        // No column, so that B takes no memory; C's rows are counted before anything is read.
        let narrow = Packed { k: 1, n: usize::MAX / 2 + 1, width: panel_width(), panels: Vec::new() };
        matmul(&[0.0; 8], &[0, 0], Runs { count: 1, stride: 0, len: 1 }, &narrow, &[], &mut [], false);
    }

    #[test]
    #[should_panic(expected = "B is larger than memory")]
    fn a_matrix_with_more_numbers_than_there_are_addresses_is_refused() {
        Packed::new(usize::MAX / 8, 16);
    }

    fn outer(segment: (usize, usize), len: usize, a_stride: usize, b_stride: usize, m: usize, n: usize) {
        let outer = Outer { segments: &[segment], len, a_stride, b_stride };
        outer_product(&[0.0; 16], &[0.0; 16], outer, m, n, &mut [0.0; 16]);
    }

    #[test]
    #[should_panic(expected = "a row of A leaves its slice")]
    fn a_gradient_whose_rows_of_a_wrap_around_is_refused() {
        outer((2, 0), 2, usize::MAX - 1, 0, 1, 16);
    }

    #[test]
    #[should_panic(expected = "a row of B leaves its slice")]
    fn a_gradient_whose_rows_of_b_wrap_around_is_refused() {
        outer((0, 0), 3, 0, 1 << (usize::BITS - 1), 1, 16);
    }

    #[test]
    #[should_panic(expected = "C is too short")]
    fn a_gradient_whose_size_wraps_around_is_refused() {
        outer((0, 0), 1, 0, 0, 1 << (usize::BITS - 4), 16);
    }

    #[test]
    #[should_panic(expected = "the rows of B are larger than memory")]
    fn overlapping_rows_beyond_memory_are_refused() {
        outer((0, 0), 1 << (usize::BITS - 3), 0, 0, 1, 1);
    }
}
