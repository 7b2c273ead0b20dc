//! 3x3 convolutions as matrix products over a padded picture: no patches are copied, since the three pixels of a row
//! that a window covers already lie side by side.

use super::matmul::{Outer, Packed, Runs, matmul, outer_product};

/// Copies a picture `[h, w, c]` into the middle of `[h + 2, w + 2, c]` with a border of zeros.
pub fn pad(x: &[f32], h: usize, w: usize, c: usize, out: &mut [f32]) {
    zero_border(h, w, c, out);
    for (y, row) in x.chunks_exact(w * c).take(h).enumerate() {
        let at = ((y + 1) * (w + 2) + 1) * c;
        out[at..at + w * c].copy_from_slice(row);
    }
}

/// Writes zeros around the middle of a padded picture.
pub fn zero_border(h: usize, w: usize, c: usize, out: &mut [f32]) {
    let row = (w + 2) * c;
    out[..row].fill(0.0);
    out[(h + 1) * row..(h + 2) * row].fill(0.0);
    for y in 1..=h {
        out[y * row..y * row + c].fill(0.0);
        out[(y + 1) * row - c..(y + 1) * row].fill(0.0);
    }
}

/// A picture at twice the size, each pixel four times, with a border of zeros.
pub fn upsample_padded(x: &[f32], h: usize, w: usize, c: usize, out: &mut [f32]) {
    let wide = 2 * w + 2;
    zero_border(2 * h, 2 * w, c, out);
    for y in 0..h {
        for i in 0..w {
            let pixel = &x[(y * w + i) * c..][..c];
            for (dy, dx) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
                out[((2 * y + dy) * wide + 2 * i + dx) * c..][..c].copy_from_slice(pixel);
            }
        }
    }
}

/// The gradient of [`upsample_padded`]: sums of four. `d` is unpadded, `[2h, 2w, c]`.
pub fn upsample_gradient(d: &[f32], h: usize, w: usize, c: usize, out: &mut [f32]) {
    for y in 0..h {
        for i in 0..w {
            let to = &mut out[(y * w + i) * c..][..c];
            to.fill(0.0);
            for (dy, dx) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                super::math::add_assign(to, &d[((2 * y + dy) * 2 * w + 2 * i + dx) * c..][..c]);
            }
        }
    }
}

/// A picture with zeros between its pixels, padded: what the gradient of a convolution of stride 2 runs over.
/// `h` and `w` are the output's sides, twice the input's.
pub fn dilate_padded(x: &[f32], h: usize, w: usize, c: usize, out: &mut [f32]) {
    out[..(h + 2) * (w + 2) * c].fill(0.0);
    for (y, row) in x.chunks_exact(w / 2 * c).take(h / 2).enumerate() {
        for (i, pixel) in row.chunks_exact(c).enumerate() {
            out[((2 * y + 1) * (w + 2) + 2 * i + 1) * c..][..c].copy_from_slice(pixel);
        }
    }
}

/// Where a 3x3 convolution over pictures of one size reads and writes. Weights are `[3, 3, in, out]`.
#[derive(Clone, Debug)]
pub struct Conv3 {
    width: usize,
    stride: usize,
    input: usize,
    output: usize,
    out_height: usize,
    out_width: usize,
    offsets: Vec<usize>,
}

impl Conv3 {
    /// For pictures `[h, w, input]`, padded by one; `stride` 1 or 2.
    pub fn new(h: usize, w: usize, input: usize, output: usize, stride: usize) -> Self {
        let (out_height, out_width) = (h.div_ceil(stride), w.div_ceil(stride));
        let at = |y: usize, x: usize| (y * stride * (w + 2) + x * stride) * input;
        let offsets = (0..out_height).flat_map(|y| (0..out_width).map(move |x| at(y, x))).collect();
        Self { width: w, stride, input, output, out_height, out_width, offsets }
    }

    fn row(&self) -> usize {
        (self.width + 2) * self.input
    }

    /// out = x ∗ weights + bias, added to `out` where `accumulate`. `x` is padded.
    pub fn forward(&self, x: &[f32], weights: &Packed, bias: &[f32], out: &mut [f32], accumulate: bool) {
        let runs = Runs { count: 3, stride: self.row(), len: 3 * self.input };
        matmul(x, &self.offsets, runs, weights, bias, out, accumulate);
    }

    /// dw += the gradient of the weights, from the padded input and the gradient of the output.
    pub fn weight_gradient(&self, x: &[f32], d_out: &[f32], dw: &mut [f32]) {
        for (ky, dw) in dw.chunks_exact_mut(3 * self.input * self.output).enumerate() {
            let segments: Vec<(usize, usize)> = (0..self.out_height)
                .map(|y| ((y * self.stride + ky) * self.row(), y * self.out_width * self.output))
                .collect();
            let outer = Outer {
                segments: &segments,
                len: self.out_width,
                a_stride: self.stride * self.input,
                b_stride: self.output,
            };
            outer_product(x, d_out, outer, 3 * self.input, self.output, dw);
        }
    }
}

/// Packs `[3, 3, input, output]` weights turned by half a turn and transposed: the convolution of the gradient of the
/// output with these is the gradient of the input.
pub fn pack_backward(weights: &[f32], input: usize, output: usize, packed: &mut Packed) {
    packed.fill(|k, ci| {
        let (tap, co) = (k / output, k % output);
        weights[((8 - tap) * input + ci) * output + co]
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{dot, values};

    fn plain(x: &[f32], w: &[f32], (h, wd, ci, co): (usize, usize, usize, usize), stride: usize) -> Vec<f32> {
        let (ho, wo) = (h.div_ceil(stride), wd.div_ceil(stride));
        let mut out = vec![0.0; ho * wo * co];
        for (i, value) in out.iter_mut().enumerate() {
            let (o, xo, yo) = (i % co, i / co % wo, i / co / wo);
            for (ky, kx, c) in (0..3).flat_map(|ky| (0..3).flat_map(move |kx| (0..ci).map(move |c| (ky, kx, c)))) {
                let (y, x_at) = (yo * stride + ky, xo * stride + kx);
                if (1..=h).contains(&y) && (1..=wd).contains(&x_at) {
                    *value += x[((y - 1) * wd + x_at - 1) * ci + c] * w[((ky * 3 + kx) * ci + c) * co + o];
                }
            }
        }
        out
    }

    #[test]
    fn the_convolution_and_both_its_gradients_agree_with_plain_loops() {
        for (h, w, ci, co, stride) in [(5, 7, 3, 4, 1), (4, 6, 8, 16, 2), (7, 7, 5, 1, 1), (6, 6, 16, 40, 1)] {
            let conv = Conv3::new(h, w, ci, co, stride);
            let (x, weights) = (values(h * w * ci, 1), values(9 * ci * co, 2));
            let mut padded = vec![9.0; (h + 2) * (w + 2) * ci];
            pad(&x, h, w, ci, &mut padded);
            let mut packed = Packed::new(9 * ci, co);
            packed.fill_rows(&weights);
            let mut out = vec![0.0; h.div_ceil(stride) * w.div_ceil(stride) * co];
            conv.forward(&padded, &packed, &[], &mut out, false);
            let expected = plain(&x, &weights, (h, w, ci, co), stride);
            for (a, b) in out.iter().zip(&expected) {
                assert!((a - b).abs() < 1e-5);
            }

            // A convolution is linear in each of its arguments: <d, x ∗ w> = <dx, x> = <dw, w>.
            let d = values(out.len(), 3);
            let mut dw = vec![0.0; weights.len()];
            conv.weight_gradient(&padded, &d, &mut dw);
            let mut spread = vec![9.0; (h + 2) * (w + 2) * co];
            if stride == 1 {
                pad(&d, h, w, co, &mut spread)
            } else {
                dilate_padded(&d, h, w, co, &mut spread)
            };
            let mut back = Packed::new(9 * co, ci);
            pack_backward(&weights, ci, co, &mut back);
            let mut dx = vec![0.0; x.len()];
            Conv3::new(h, w, co, ci, 1).forward(&spread, &back, &[], &mut dx, false);
            let reference = dot(&d, &expected);
            assert!((dot(&dw, &weights) - reference).abs() < 1e-4 * reference.abs().max(1.0));
            assert!((dot(&dx, &x) - reference).abs() < 1e-4 * reference.abs().max(1.0));
        }
    }

    #[test]
    fn the_gradient_of_upsampling_is_its_transpose() {
        let (h, w, c) = (3, 4, 2);
        let (x, d) = (values(h * w * c, 1), values(4 * h * w * c, 2));
        let mut up = vec![9.0; (2 * h + 2) * (2 * w + 2) * c];
        upsample_padded(&x, h, w, c, &mut up);
        let mut padded_d = vec![9.0; up.len()];
        pad(&d, 2 * h, 2 * w, c, &mut padded_d);
        let mut dx = vec![9.0; x.len()];
        upsample_gradient(&d, h, w, c, &mut dx);
        assert!((dot(&up, &padded_d) - dot(&x, &dx)).abs() < 1e-5);
    }
}
