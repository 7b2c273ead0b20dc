//! Self-attention over the pixels of one small picture (one head), forwards and backwards.

use super::{
    math::exp,
    matmul::{Packed, Runs, matmul},
};

/// Attention over `tokens` pixels of `channels` numbers. `qkv` is `[tokens, 3·channels]`: query, key, value side by side.
#[derive(Clone, Debug)]
pub struct Attention {
    tokens: usize,
    channels: usize,
    by_key: Packed,
    by_value: Packed,
    in_qkv: Vec<usize>,
    in_scores: Vec<usize>,
}

impl Attention {
    /// For pictures of that many pixels and channels.
    pub fn new(tokens: usize, channels: usize) -> Self {
        Self {
            tokens,
            channels,
            by_key: Packed::new(channels, tokens),
            by_value: Packed::new(tokens, channels),
            in_qkv: (0..tokens).map(|i| i * 3 * channels).collect(),
            in_scores: (0..tokens).map(|i| i * tokens).collect(),
        }
    }

    fn scale(&self) -> f32 {
        (self.channels as f32).sqrt().recip()
    }

    /// out = softmax(q·kᵀ/√c)·v; the softmax stays in `weights`, `[tokens, tokens]`, for the gradient.
    pub fn forward(&mut self, qkv: &[f32], weights: &mut [f32], out: &mut [f32]) {
        let (n, c) = (self.tokens, self.channels);
        let scale = self.scale();
        self.by_key.fill(|k, j| qkv[j * 3 * c + c + k] * scale);
        matmul(qkv, &self.in_qkv, Runs { count: 1, stride: 0, len: c }, &self.by_key, &[], weights, false);
        for row in weights.chunks_exact_mut(n) {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            row.iter_mut().for_each(|v| *v = exp(*v - top));
            let total = row.iter().sum::<f32>();
            row.iter_mut().for_each(|v| *v /= total);
        }
        self.by_value.fill(|k, j| qkv[k * 3 * c + 2 * c + j]);
        matmul(weights, &self.in_scores, Runs { count: 1, stride: 0, len: n }, &self.by_value, &[], out, false);
    }

    /// d_qkv from the gradient of the output. Plain loops: it is a hundredth of the network's work.
    pub fn backward(&self, qkv: &[f32], weights: &[f32], d_out: &[f32], d_qkv: &mut [f32]) {
        let (n, c) = (self.tokens, self.channels);
        let scale = self.scale();
        d_qkv.fill(0.0);
        let mut d_weights = vec![0.0f32; n];
        for i in 0..n {
            let (weights, d_out) = (&weights[i * n..][..n], &d_out[i * c..][..c]);
            for j in 0..n {
                let value = &qkv[(j * 3 + 2) * c..][..c];
                d_weights[j] = d_out.iter().zip(value).map(|(d, v)| d * v).sum();
                for (dv, d) in d_qkv[(j * 3 + 2) * c..][..c].iter_mut().zip(d_out) {
                    *dv += weights[j] * d;
                }
            }
            let mean: f32 = d_weights.iter().zip(weights).map(|(d, w)| d * w).sum();
            for j in 0..n {
                let d_score = weights[j] * (d_weights[j] - mean) * scale;
                for k in 0..c {
                    d_qkv[i * 3 * c + k] += d_score * qkv[(j * 3 + 1) * c + k];
                    d_qkv[(j * 3 + 1) * c + k] += d_score * qkv[i * 3 * c + k];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{dot, values};

    #[test]
    fn the_gradient_is_its_difference_quotient() {
        let (n, c) = (5, 4);
        let mut attention = Attention::new(n, c);
        let (mut qkv, d) = (values(n * 3 * c, 1), values(n * c, 2));
        let (mut weights, mut out) = (vec![0.0; n * n], vec![0.0; n * c]);
        attention.forward(&qkv, &mut weights, &mut out);
        for row in weights.chunks_exact(n) {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        }
        let mut gradient = vec![0.0; qkv.len()];
        attention.backward(&qkv, &weights, &d, &mut gradient);
        for i in 0..qkv.len() {
            let mut loss = |step: f32| {
                qkv[i] += step;
                attention.forward(&qkv, &mut weights, &mut out);
                dot(&out, &d)
            };
            let quotient = (loss(1e-2) - loss(-2e-2)) / 2e-2;
            loss(1e-2);
            assert!((gradient[i] - quotient).abs() < 2e-3, "{i}: {} for {quotient}", gradient[i]);
        }
    }
}
