//! Mixtures of Gaussians: distributions whose every noised version is known in closed form.

/// Σ wₖ N(μₖ, vₖ I): every component as wide in one direction as in another.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    /// Coordinates of a point.
    pub dims: usize,
    /// wₖ, positive, with sum 1.
    pub weights: Vec<f64>,
    /// μₖ, components × dims numbers.
    pub means: Vec<f64>,
    /// vₖ, the variance of a coordinate; 0 for a component that is a single point.
    pub variances: Vec<f64>,
}

impl Mixture {
    /// N(0, I).
    pub fn standard_normal(dims: usize) -> Self {
        Self { dims, weights: vec![1.0], means: vec![0.0; dims], variances: vec![1.0] }
    }

    /// The density at `x` (dims numbers) of this mixture after x ← signal·x + noise·ε, in nats: with signal 1 and noise 0
    /// its own, with those of [`forward`](crate::diffusion::forward()) that of q(x_t).
    pub fn log_density(&self, x: &[f64], signal: f64, noise: f64) -> f64 {
        let logs = self.log_terms(x, signal, noise);
        let largest = logs.iter().fold(f64::NEG_INFINITY, |largest, &log| largest.max(log));
        largest + libm::log(logs.iter().map(|log| libm::exp(log - largest)).sum())
    }

    /// ln wₖ N(x; signal·μₖ, (signal²·vₖ + noise²) I) for every k.
    pub(crate) fn log_terms(&self, x: &[f64], signal: f64, noise: f64) -> Vec<f64> {
        let term = |k: usize| {
            let variance = self.noised_variance(k, signal, noise);
            let square = self.means[k * self.dims..][..self.dims].iter().zip(x);
            let square: f64 = square.map(|(mean, x)| (x - signal * mean) * (x - signal * mean)).sum();
            let size = 0.5 * self.dims as f64 * libm::log(std::f64::consts::TAU * variance);
            libm::log(self.weights[k]) - 0.5 * square / variance - size
        };
        (0..self.weights.len()).map(term).collect()
    }

    /// The variance of a coordinate of component k after noising.
    pub(crate) fn noised_variance(&self, k: usize, signal: f64, noise: f64) -> f64 {
        signal * signal * self.variances[k] + noise * noise
    }
}
