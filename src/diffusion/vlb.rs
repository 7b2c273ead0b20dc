//! The terms of the variational bound (Ho et al. 2020, eq. 5), in nats a dimension.
//!
//! L_T is [`Schedule::prior_kl_of`]. Each L_{t−1} is the divergence of two Gaussians whose means differ by what the network
//! gets wrong of ε, so it follows from the mean squared error of ε̂ at t. L_0 is the code length of the data given x_1, and
//! needs a decoder: a density for data without a grid, a probability for data with one.

use super::{
    reverse::{SamplerKind, reverse_variance},
    schedule::Schedule,
};

/// σ_t² of p(x_{t−1}|x_t): `variance` is that of [`SamplerKind::Ddpm`], from 0 (β̃) to 1 (β). At t = 1 it is β_1 for every
/// choice: β̃_1 = 0 would be a decoder that is infinitely sure of itself.
///
/// # Panics
/// Where t is not within 1..=T.
pub fn bound_variance(schedule: &Schedule, variance: f64, t: usize) -> f64 {
    if t == 1 { schedule.beta(1) } else { reverse_variance(schedule, SamplerKind::Ddpm { variance }, t, t - 1) }
}

/// The weight of ‖ε − ε̂‖² in the bound at t: β_t²/(2 σ_t² α_t (1 − ᾱ_t)).
///
/// # Panics
/// Where t is not within 1..=T.
pub fn bound_weight(schedule: &Schedule, variance: f64, t: usize) -> f64 {
    // Ho et al. 2020, eq. 12
    let beta = schedule.beta(t);
    let share = beta / schedule.one_minus_alpha_bar(t);
    0.5 * share * beta / (bound_variance(schedule, variance, t) * schedule.alpha(t))
}

/// L_{t−1} = KL(q(x_{t−1}|x_t, x_0) ‖ p(x_{t−1}|x_t)), from the mean squared error of ε̂ a dimension. Where σ_t² is not β̃_t
/// it is more than eq. 12 without its constant: the divergence of the two variances, which no network can do away with.
///
/// # Panics
/// Where t is not within 2..=T.
pub fn bound_term(schedule: &Schedule, variance: f64, t: usize, squared_error: f64) -> f64 {
    assert!(t > 1, "L_0 is not a divergence: see gaussian_decoder and discretized_decoder");
    // ln(β̃_t/σ_t²), which is 0 where σ_t² is β̃_t: the interpolation of logarithms in `reverse_variance`, turned round.
    let ratio = schedule.one_minus_alpha_bar(t - 1) / schedule.one_minus_alpha_bar(t);
    let log = variance * libm::log(ratio);
    // KL(N(a, r s) ‖ N(b, s)) = ½ (r − 1 − ln r + (a − b)²/s)
    0.5 * (libm::expm1(log) - log) + bound_weight(schedule, variance, t) * squared_error
}

/// L_0 = −ln p(x_0|x_1) where the decoder is the density N(x̂_0, β_1 I), from the mean squared error of ε̂ at t = 1. It is
/// negative where the data are told to within less than a unit, as densities may be.
pub fn gaussian_decoder(schedule: &Schedule, squared_error: f64) -> f64 {
    // ‖x_0 − x̂_0‖² = β_1/α_1 ‖ε − ε̂‖², which makes the factor of the error that of eq. 12 at t = 1.
    let size = 0.5 * libm::log(std::f64::consts::TAU * schedule.beta(1));
    size + bound_weight(schedule, 0.0, 1) * squared_error
}

/// L_0 = −ln p(x_0|x_1) of one coordinate where data are on a grid: the probability that N(mean, β_1) gives to the cell
/// from `low` to `high`, of which the outermost reach to infinity.
pub fn discretized_decoder(schedule: &Schedule, low: f64, high: f64, mean: f64) -> f64 {
    // Ho et al. 2020, eq. 13
    let sigma = schedule.beta(1).sqrt();
    -log_normal_interval((low - mean) / sigma, (high - mean) / sigma)
}

/// ln(Φ(high) − Φ(low)) of the standard normal distribution, without underflow however far out the interval is.
fn log_normal_interval(low: f64, high: f64) -> f64 {
    // In the upper tail both are nearly 1, and their difference is lost: its mirror image is not.
    let (low, high) = if low > 0.0 { (-high, -low) } else { (low, high) };
    if high > 0.0 {
        // The tails on both sides of the interval are what it lacks.
        return libm::log1p(-libm::exp(log_normal_cdf(low)) - libm::exp(log_normal_cdf(-high)));
    }
    let (log_low, log_high) = (log_normal_cdf(low), log_normal_cdf(high));
    log_high + libm::log(-libm::expm1(log_low - log_high))
}

/// ln Φ(z) for z ≤ 0.
fn log_normal_cdf(z: f64) -> f64 {
    let x = -z * std::f64::consts::FRAC_1_SQRT_2;
    if x < 5.0 {
        return libm::log(0.5 * libm::erfc(x));
    }
    if x == f64::INFINITY {
        return f64::NEG_INFINITY;
    }
    // Abramowitz and Stegun, 7.1.14: erfc x = e^(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + …))), eight digits deep at x = 5 by
    // the tenth term and more beyond.
    let fraction = (1..=30).rev().fold(x, |rest, i| x + 0.5 * f64::from(i) / rest);
    -x * x - libm::log(2.0 * fraction * std::f64::consts::PI.sqrt())
}

#[cfg(test)]
mod tests {
    use super::{log_normal_cdf, log_normal_interval};

    #[test]
    fn the_two_forms_of_the_normal_tail_meet() {
        for i in 0..100 {
            // On either side of the change, at x = 5 or z = −5√2, the slope is that of ln Φ: −z, nearly.
            let z = -5.0 * std::f64::consts::SQRT_2 + (f64::from(i) - 50.0) * 1e-3;
            let slope = (log_normal_cdf(z + 5e-4) - log_normal_cdf(z - 5e-4)) / 1e-3;
            assert!((slope + z - 1.0 / -z).abs() < 0.01, "at {z}: {slope}");
        }
        // Φ(−10) = 7.619853024160527e-24 and Φ(−38) = 2.885428e-316, by tables.
        assert!((log_normal_cdf(-10.0) - 7.619_853_024_160_527e-24f64.ln()).abs() < 1e-12);
        assert!((log_normal_cdf(-38.0) + 726.557_216_018_832_4).abs() < 1e-9);
    }

    #[test]
    fn cells_of_a_grid_share_out_the_whole() {
        for mean in [0.0, 3.3, -40.0] {
            let edge = |i: i32| match i {
                -50 => f64::NEG_INFINITY,
                50 => f64::INFINITY,
                i => f64::from(i) - mean,
            };
            let total: f64 = (-50..50).map(|i| log_normal_interval(edge(i), edge(i + 1)).exp()).sum();
            assert!((total - 1.0).abs() < 1e-12, "mean {mean}: {total}");
        }
        // Far out, a cell is as likely as its nearer edge is rare.
        let far = log_normal_interval(100.0, 101.0);
        assert!((far - log_normal_cdf(-100.0)).abs() < 1e-12 && far < -5000.0);
    }
}
