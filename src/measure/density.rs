//! How likely points are under a model: the density that the probability-flow ODE carries from noise to data.
//!
//! The ODE is followed in the angle φ of x_t = cos φ·x_0 + sin φ·ε, in which it reads dx/dφ = v̂ with v̂ = cos φ·ε̂ − sin φ·x̂_0
//! (Salimans and Ho 2022, appendix D). Unlike dy/dσ = ε̂, this velocity is bounded at both ends of the chain, and 0 for
//! N(0, I). Along a path, d ln p/dφ = −∇·v̂ (Chen et al. 2018, theorem 1).

use crate::{
    denoiser::DifferentiableDenoiser,
    diffusion::{ForwardCoefficients, Schedule, forward},
};

/// ᾱ at which x_t is taken for noise. Going on would cost more than it adds: with cos φ as small as the cosine schedule's
/// last, every error of ε̂ is multiplied by thousands in v̂, while ln p is off by about √ᾱ here.
const NOISE: f64 = 1e-5;

/// ln p at every point (count × dims numbers, in data coordinates), in nats, in about `steps` steps of third order, three
/// network calls each. `steps` is at least 1; a short chain may have fewer.
///
/// A model knows no time below t = 1, so this is the density of what it holds there, x_1/√ᾱ_1: the data with a blur of
/// √((1 − ᾱ_1)/ᾱ_1), a hundredth of the data's size for the usual schedules.
///
/// # Panics
/// Where `points` is not a whole number of points.
pub fn log_density(model: &impl DifferentiableDenoiser, schedule: &Schedule, points: &[f32], steps: usize) -> Vec<f64> {
    let dims = model.values();
    assert!(points.len().is_multiple_of(dims), "{} numbers are no points of {dims} dimensions", points.len());
    let ForwardCoefficients { signal, .. } = forward(schedule, 1);
    let mut x: Vec<f64> = points.iter().map(|&v| signal * f64::from(v)).collect();
    let mut log = vec![dims as f64 * libm::log(signal); points.len() / dims];
    let times = nodes(schedule, steps);
    for pair in times.windows(2) {
        let (a, c) = (pair[0], pair[1]);
        // Halfway in φ, as nearly as the times of the chain allow.
        let b = nearest_time(schedule, a, c, 0.5 * (angle(schedule, a) + angle(schedule, c)));
        step(model, schedule, [a, b, c], &mut x, &mut log);
    }
    for (log, x) in log.iter_mut().zip(x.chunks_exact(dims)) {
        let square: f64 = x.iter().map(|v| v * v).sum();
        *log -= 0.5 * (square + dims as f64 * libm::log(std::f64::consts::TAU));
    }
    log
}

/// φ_t, from nearly 0 at the data to nearly π/2 at the noise.
fn angle(schedule: &Schedule, t: usize) -> f64 {
    let ForwardCoefficients { signal, noise } = forward(schedule, t);
    libm::atan2(noise, signal)
}

/// The time from `low` to `high` whose angle is nearest to this one.
fn nearest_time(schedule: &Schedule, mut low: usize, mut high: usize, phi: f64) -> usize {
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        if angle(schedule, middle) < phi { low = middle } else { high = middle }
    }
    if phi - angle(schedule, low) <= angle(schedule, high) - phi { low } else { high }
}

/// Times from 1 to where noise begins, with squares of even steps between their angles: short near the data, where the
/// field is rough.
fn nodes(schedule: &Schedule, steps: usize) -> Vec<usize> {
    let end = (1..=schedule.steps()).find(|&t| schedule.alpha_bar(t) <= NOISE).unwrap_or(schedule.steps());
    let (first, last) = (angle(schedule, 1), angle(schedule, end));
    let share = |i: usize| i as f64 / steps.max(1) as f64;
    let time = |i| nearest_time(schedule, 1, end, first + (last - first) * share(i) * share(i));
    let mut times: Vec<usize> = (0..=steps.max(1)).map(time).collect();
    times.dedup();
    times
}

/// One step from time a to c through b: the third-order method of Runge and Kutta whose second node is where b happens to
/// be (Kutta's own where it is the middle), or Heun's where no time is near the middle.
fn step(
    model: &impl DifferentiableDenoiser,
    schedule: &Schedule,
    [a, b, c]: [usize; 3],
    x: &mut [f64],
    log: &mut [f64],
) {
    let h = angle(schedule, c) - angle(schedule, a);
    let u = (angle(schedule, b) - angle(schedule, a)) / h;
    let first = Velocity::at(model, schedule, x, a);
    if !(0.35..=0.6).contains(&u) {
        let last = Velocity::at(model, schedule, &along(x, &[(h, &first)]), c);
        advance(x, log, &[(0.5 * h, &first), (0.5 * h, &last)]);
        return;
    }
    // The conditions of third order for nodes 0, u, 1: Σ b = 1, Σ b c = 1/2, Σ b c² = 1/3, b₃ a₃₂ u = 1/6.
    let (b2, b3) = (1.0 / (6.0 * u * (1.0 - u)), (2.0 - 3.0 * u) / (6.0 * (1.0 - u)));
    let a32 = 1.0 / (6.0 * b3 * u);
    let middle = Velocity::at(model, schedule, &along(x, &[(h * u, &first)]), b);
    let there = along(x, &[(h * (1.0 - a32), &first), (h * a32, &middle)]);
    let last = Velocity::at(model, schedule, &there, c);
    advance(x, log, &[(h * (1.0 - b2 - b3), &first), (h * b2, &middle), (h * b3, &last)]);
}

/// v̂ at every point, and its divergence.
struct Velocity {
    v: Vec<f64>,
    divergence: Vec<f64>,
}

impl Velocity {
    /// v̂ = (ε̂ − sin φ·x)/cos φ.
    fn at(model: &impl DifferentiableDenoiser, schedule: &Schedule, x: &[f64], t: usize) -> Self {
        let ForwardCoefficients { signal: cos, noise: sin } = forward(schedule, t);
        let single: Vec<f32> = x.iter().map(|&v| v as f32).collect();
        let (eps, divergence) = model.eps_and_divergence(schedule, &single, t);
        let dims = model.values() as f64;
        Self {
            v: eps.iter().zip(x).map(|(&eps, x)| (f64::from(eps) - sin * x) / cos).collect(),
            divergence: divergence.iter().map(|divergence| (divergence - dims * sin) / cos).collect(),
        }
    }
}

/// x + Σ factor·v
fn along(x: &[f64], terms: &[(f64, &Velocity)]) -> Vec<f64> {
    let moved = |(i, x): (usize, &f64)| x + terms.iter().map(|(factor, velocity)| factor * velocity.v[i]).sum::<f64>();
    x.iter().enumerate().map(moved).collect()
}

/// The same in place, and the integral of the divergence with it.
fn advance(x: &mut [f64], log: &mut [f64], terms: &[(f64, &Velocity)]) {
    for (factor, velocity) in terms {
        x.iter_mut().zip(&velocity.v).for_each(|(x, v)| *x += factor * v);
        log.iter_mut().zip(&velocity.divergence).for_each(|(log, divergence)| *log += factor * divergence);
    }
}
