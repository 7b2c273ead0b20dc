//! Group normalisation (Wu and He 2018) of one picture, with the SiLU that follows it nearly everywhere.

use super::math::{silu, silu_derivative};

/// Added to the variance, as PyTorch does.
const EPSILON: f32 = 1e-5;

/// A group normalisation's place: its picture, groups, and what follows it.
#[derive(Clone, Copy, Debug)]
pub struct Norm {
    /// Rows of pixels.
    pub height: usize,
    /// Pixels a row.
    pub width: usize,
    /// Channels.
    pub channels: usize,
    /// Groups of channels.
    pub groups: usize,
    /// Whether SiLU follows.
    pub silu: bool,
    /// Pixels of border that the output has on every side (0 or 1); the border is not touched.
    pub border: usize,
}

/// Mean and 1/√(variance + ε) of each group: kept for the gradient.
pub type Statistics = Vec<(f32, f32)>;

impl Norm {
    /// Scale and shift of each channel, and the statistics behind them.
    fn coefficients(&self, x: &[f32], gamma: &[f32], beta: &[f32], statistics: &mut Statistics) -> Vec<(f32, f32)> {
        let c = self.channels;
        let per_group = c / self.groups;
        let count = (self.height * self.width * per_group) as f32;
        // Two passes, since the variance as a difference of two large sums loses its digits in single precision.
        let mut sums = vec![0.0f32; c];
        for pixel in x.chunks_exact(c) {
            super::math::add_assign(&mut sums, pixel);
        }
        let means: Vec<f32> = sums.chunks_exact(per_group).map(|g| g.iter().sum::<f32>() / count).collect();
        let centre: Vec<f32> = (0..c).map(|i| means[i / per_group]).collect();
        sums.fill(0.0);
        for pixel in x.chunks_exact(c) {
            for ((s, &v), &m) in sums.iter_mut().zip(pixel).zip(&centre) {
                *s += (v - m) * (v - m);
            }
        }
        statistics.clear();
        for (&mean, group) in means.iter().zip(sums.chunks_exact(per_group)) {
            let variance = group.iter().sum::<f32>() / count;
            statistics.push((mean, 1.0 / (variance + EPSILON).sqrt()));
        }
        self.affine(gamma, beta, statistics)
    }

    fn affine(&self, gamma: &[f32], beta: &[f32], statistics: &Statistics) -> Vec<(f32, f32)> {
        let per_group = self.channels / self.groups;
        (0..self.channels)
            .map(|i| {
                let (mean, rstd) = statistics[i / per_group];
                let scale = gamma[i] * rstd;
                (scale, beta[i] - mean * scale)
            })
            .collect()
    }

    /// out = γ·(x − mean)/√(variance + ε) + β, then SiLU where asked for.
    pub fn forward(&self, x: &[f32], gamma: &[f32], beta: &[f32], statistics: &mut Statistics, out: &mut [f32]) {
        let (w, c, border) = (self.width, self.channels, self.border);
        let x = &x[..self.height * w * c];
        let (scale, shift): (Vec<f32>, Vec<f32>) = self.coefficients(x, gamma, beta, statistics).into_iter().unzip();
        for (y, row) in x.chunks_exact(w * c).enumerate() {
            let at = ((y + border) * (w + 2 * border) + border) * c;
            for (pixel, out) in row.chunks_exact(c).zip(out[at..at + w * c].chunks_exact_mut(c)) {
                for (((o, &v), &scale), &shift) in out.iter_mut().zip(pixel).zip(&scale).zip(&shift) {
                    let u = v * scale + shift;
                    *o = if self.silu { silu(u) } else { u };
                }
            }
        }
    }

    /// dx += the gradient of the input, dγ and dβ likewise, from the gradient of the output (without border). `d_out`
    /// is used up as working space.
    #[allow(clippy::too_many_arguments)]
    pub fn backward(
        &self,
        x: &[f32],
        gamma: &[f32],
        beta: &[f32],
        statistics: &Statistics,
        d_out: &mut [f32],
        dx: &mut [f32],
        d_gamma: &mut [f32],
        d_beta: &mut [f32],
    ) {
        let c = self.channels;
        let per_group = c / self.groups;
        let values = self.height * self.width * c;
        let (x, d_out) = (&x[..values], &mut d_out[..values]);
        if self.silu {
            let (scale, shift): (Vec<f32>, Vec<f32>) = self.affine(gamma, beta, statistics).into_iter().unzip();
            for (d, pixel) in d_out.chunks_exact_mut(c).zip(x.chunks_exact(c)) {
                for (((d, &v), &scale), &shift) in d.iter_mut().zip(pixel).zip(&scale).zip(&shift) {
                    *d *= silu_derivative(v * scale + shift);
                }
            }
        }
        // With u = γ·x̂ + β: Σ du and Σ du·x, channel by channel, give dβ, dγ and both means that dx needs.
        let (mut sum, mut sum_x) = (vec![0.0f32; c], vec![0.0f32; c]);
        for (d, pixel) in d_out.chunks_exact(c).zip(x.chunks_exact(c)) {
            for (((s, sx), &d), &v) in sum.iter_mut().zip(&mut sum_x).zip(d).zip(pixel) {
                *s += d;
                *sx += d * v;
            }
        }
        let count = (self.height * self.width * per_group) as f32;
        let (mut mean_d, mut mean_dx) = (vec![0.0f32; self.groups], vec![0.0f32; self.groups]);
        for i in 0..c {
            let (mean, rstd) = statistics[i / per_group];
            let along = (sum_x[i] - mean * sum[i]) * rstd;
            d_gamma[i] += along;
            d_beta[i] += sum[i];
            mean_d[i / per_group] += gamma[i] * sum[i] / count;
            mean_dx[i / per_group] += gamma[i] * along / count;
        }
        // dx = rstd·(γ·du − mean(γ·du) − x̂·mean(γ·du·x̂)), gathered as p·du + q·x + r.
        let p: Vec<f32> = (0..c).map(|i| statistics[i / per_group].1 * gamma[i]).collect();
        let q: Vec<f32> = (0..c)
            .map(|i| {
                let rstd = statistics[i / per_group].1;
                -rstd * rstd * mean_dx[i / per_group]
            })
            .collect();
        let r: Vec<f32> = (0..c)
            .map(|i| {
                let (mean, rstd) = statistics[i / per_group];
                -rstd * mean_d[i / per_group] - q[i] * mean
            })
            .collect();
        for ((dx, d), pixel) in dx.chunks_exact_mut(c).zip(d_out.chunks_exact(c)).zip(x.chunks_exact(c)) {
            for (i, dx) in dx.iter_mut().enumerate() {
                *dx += p[i] * d[i] + q[i] * pixel[i] + r[i];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{dot, values};

    #[test]
    fn every_gradient_is_its_difference_quotient() {
        for silu in [true, false] {
            let norm = Norm { height: 3, width: 5, channels: 8, groups: 4, silu, border: 0 };
            let inputs = [values(120, 1), values(8, 2), values(8, 3)];
            let d = values(120, 4);
            let loss = |inputs: &[Vec<f32>; 3]| {
                let mut out = vec![0.0; 120];
                norm.forward(&inputs[0], &inputs[1], &inputs[2], &mut Vec::new(), &mut out);
                dot(&out, &d)
            };
            let mut statistics = Vec::new();
            norm.forward(&inputs[0], &inputs[1], &inputs[2], &mut statistics, &mut vec![0.0; 120]);
            let mut gradients = [vec![0.0; 120], vec![0.0; 8], vec![0.0; 8]];
            let [dx, dg, db] = &mut gradients;
            norm.backward(&inputs[0], &inputs[1], &inputs[2], &statistics, &mut d.clone(), dx, dg, db);
            for which in 0..3 {
                for i in 0..inputs[which].len() {
                    let mut moved = inputs.clone();
                    moved[which][i] += 1e-2;
                    let up = loss(&moved);
                    moved[which][i] -= 2e-2;
                    let quotient = (up - loss(&moved)) / 2e-2;
                    let error = (gradients[which][i] - quotient).abs();
                    assert!(error < 5e-3 * (1.0 + quotient.abs()), "input {which}, {i}: {error}");
                }
            }
        }
    }
}
