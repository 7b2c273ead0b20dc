//! ε* of a mixture of Gaussians.

use crate::data::points::Mixture;

/// ε* and its divergence at every point of `x`, where x_t = signal·x_0 + noise·ε.
pub(super) fn eps(mixture: &Mixture, x: &[f32], signal: f64, noise: f64) -> (Vec<f32>, Vec<f64>) {
    let dims = mixture.dims;
    let variances: Vec<f64> = (0..mixture.weights.len()).map(|k| mixture.noised_variance(k, signal, noise)).collect();
    let (mut eps, mut divergence) = (Vec::with_capacity(x.len()), Vec::with_capacity(x.len() / dims));
    let mut point = vec![0.0; dims];
    for x in x.chunks_exact(dims) {
        point.iter_mut().zip(x).for_each(|(to, &from)| *to = f64::from(from));
        let logs = mixture.log_terms(&point, signal, noise);
        let largest = logs.iter().fold(f64::NEG_INFINITY, |largest, &log| largest.max(log));
        let shares: Vec<f64> = logs.iter().map(|log| libm::exp(log - largest)).collect();
        let total: f64 = shares.iter().sum();
        // The score of the mixture is the mean of the components' scores s_k = −(x − signal·μ_k)/v_k, each with the
        // probability r_k that x comes from it; its divergence is E[∇·s] + E‖s‖² − ‖E[s]‖².
        let (mut score, mut inner) = (vec![0.0; dims], 0.0);
        for (k, share) in shares.iter().enumerate() {
            let (r, variance) = (share / total, variances[k]);
            let mean = &mixture.means[k * dims..][..dims];
            inner -= r * dims as f64 / variance;
            for ((score, x), mean) in score.iter_mut().zip(&point).zip(mean) {
                let s = (signal * mean - x) / variance;
                *score += r * s;
                inner += r * s * s;
            }
        }
        let square: f64 = score.iter().map(|s| s * s).sum();
        // Song et al. 2021b: ε = −√(1 − ᾱ)·score
        eps.extend(score.iter().map(|s| (-noise * s) as f32));
        divergence.push(-noise * (inner - square));
    }
    (eps, divergence)
}
