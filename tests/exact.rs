//! The exact denoiser against sums written out, and the density that it leads to.

use std::rc::Rc;

use ddpm_lab::{
    data::points::{Mixture, PointSet, PointShape},
    denoiser::{Denoiser, DifferentiableDenoiser},
    diffusion::{ForwardCoefficients, Schedule, ScheduleKind, forward},
    exact::ExactDenoiser,
    measure::density::log_density,
    rng::{Purpose, Rng},
};

fn schedule() -> Rc<Schedule> {
    Rc::new(Schedule::new(ScheduleKind::Linear, 1000).unwrap())
}

fn normals(count: usize, stream: u32) -> Vec<f32> {
    let mut out = vec![0.0; count];
    Rng::new(9, Purpose::Sample).normals(stream, 0, &mut out);
    out
}

fn as_it_is(dims: usize, values: Vec<f32>) -> PointSet {
    PointSet { dims, values, centre: vec![0.0; dims], scale: 1.0 }
}

/// Theory, section 10, as it is written there: ε* of one x.
fn by_hand(points: &[f32], x: &[f32], signal: f64, noise: f64) -> Vec<f64> {
    let dims = x.len();
    let square =
        |p: &[f32]| p.iter().zip(x).map(|(&p, &x)| (f64::from(x) - signal * f64::from(p)).powi(2)).sum::<f64>();
    let logits: Vec<f64> = points.chunks(dims).map(|p| -square(p) / (2.0 * noise * noise)).collect();
    let largest = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = logits.iter().map(|l| (l - largest).exp()).collect();
    let total: f64 = weights.iter().sum();
    let mean = |d: usize| {
        points.iter().skip(d).step_by(dims).zip(&weights).map(|(&p, w)| f64::from(p) * w / total).sum::<f64>()
    };
    (0..dims).map(|d| (f64::from(x[d]) - signal * mean(d)) / noise).collect()
}

#[test]
fn eps_is_the_softmax_over_all_points() {
    let schedule = schedule();
    for (dims, count) in [(1, 40), (2, 1), (2, 15), (2, 16), (2, 17), (2, 3000), (5, 200), (64, 100)] {
        let points = normals(count * dims, 1);
        let model = ExactDenoiser::points(schedule.clone(), &as_it_is(dims, points.clone()));
        for t in [1, 2, 10, 50, 200, 600, 1000] {
            let ForwardCoefficients { signal, noise } = forward(&schedule, t);
            // Noised training points, and others that are far from all of them.
            let mut x: Vec<f32> = (0..10 * dims)
                .map(|i| signal as f32 * points[i % points.len()] + noise as f32 * normals(10 * dims, 2)[i])
                .collect();
            x.extend(normals(10 * dims, 3).iter().map(|v| 3.0 * v));
            let eps = model.predict(&Rc::new(x.clone()), t, &[]);
            for (x, eps) in x.chunks(dims).zip(eps.chunks(dims)) {
                for (eps, exact) in eps.iter().zip(by_hand(&points, x, signal, noise)) {
                    let error = (f64::from(*eps) - exact).abs();
                    assert!(error < 1e-4 * (1.0 + exact.abs()), "{count} x {dims}, t = {t}: {eps} for {exact}");
                }
            }
        }
    }
}

#[test]
fn a_large_set_is_exact_too() {
    // What is passed over must not show: 30,000 points in the plane, at times where most are, where some, and where none.
    let (schedule, set) = (schedule(), PointShape::Spiral.draw(30_000, 1));
    let model = ExactDenoiser::points(schedule.clone(), &set);
    for t in [1, 30, 100, 300, 1000] {
        let ForwardCoefficients { signal, noise } = forward(&schedule, t);
        let x: Vec<f32> =
            normals(20, t as u32).iter().zip(&set.values).map(|(z, p)| signal as f32 * p + noise as f32 * z).collect();
        for (x, eps) in x.chunks(2).zip(model.predict(&Rc::new(x.clone()), t, &[]).chunks(2)) {
            for (eps, exact) in eps.iter().zip(by_hand(&set.values, x, signal, noise)) {
                assert!((f64::from(*eps) - exact).abs() < 2e-4, "t = {t}: {eps} for {exact}");
            }
        }
    }
}

#[test]
fn points_are_a_mixture_whose_components_have_no_width() {
    let schedule = schedule();
    let points = normals(20, 4);
    let mixture = Mixture {
        dims: 2,
        weights: vec![0.1; 10],
        means: points.iter().map(|&v| f64::from(v)).collect(),
        variances: vec![0.0; 10],
    };
    let (a, b) = (
        ExactDenoiser::points(schedule.clone(), &as_it_is(2, points)),
        ExactDenoiser::mixture(schedule.clone(), mixture),
    );
    for t in [1, 100, 400, 1000] {
        let x = normals(200, 5);
        let ((eps_a, div_a), (eps_b, div_b)) =
            (a.eps_and_divergence(&schedule, &x, t), b.eps_and_divergence(&schedule, &x, t));
        assert_eq!(eps_a, *a.predict(&Rc::new(x.clone()), t, &[]));
        assert!(eps_a.iter().zip(&eps_b).all(|(a, b)| (a - b).abs() < 1e-4 * (1.0 + b.abs())), "t = {t}");
        assert!(div_a.iter().zip(&div_b).all(|(a, b)| (a - b).abs() < 2e-3 * (1.0 + b.abs())), "t = {t}");
    }
}

#[test]
fn the_divergence_is_that_of_finite_differences() {
    let schedule = schedule();
    let set = as_it_is(3, normals(300, 6));
    let shape = PointShape::EightGaussians.mixture().unwrap();
    let models = [ExactDenoiser::points(schedule.clone(), &set), ExactDenoiser::mixture(schedule.clone(), shape)];
    for model in models {
        let dims = model.values();
        for t in [60, 300, 900] {
            let x = normals(20 * dims, 7);
            let (_, divergence) = model.eps_and_divergence(&schedule, &x, t);
            let mut sums = vec![0.0; 20];
            for d in 0..dims {
                let moved = |by: f32| -> Vec<f32> {
                    let shift = |(i, v): (usize, &f32)| if i % dims == d { v + by } else { *v };
                    model.predict(&Rc::new(x.iter().enumerate().map(shift).collect()), t, &[]).to_vec()
                };
                let (up, down) = (moved(2e-3), moved(-2e-3));
                for i in 0..20 {
                    sums[i] += f64::from(up[i * dims + d] - down[i * dims + d]) / 4e-3;
                }
            }
            for (exact, quotient) in divergence.iter().zip(sums) {
                assert!((exact - quotient).abs() < 0.02 * (1.0 + exact.abs()), "t = {t}: {exact}, not {quotient}");
            }
        }
    }
}

#[test]
fn of_a_gaussian_it_is_a_factor_and_of_a_point_the_noise_itself() {
    let schedule = schedule();
    let gaussian = ExactDenoiser::mixture(schedule.clone(), PointShape::Gaussian.mixture().unwrap());
    let point = ExactDenoiser::points(schedule.clone(), &PointShape::Point.draw(500, 1));
    for t in [1, 30, 500, 1000] {
        let ForwardCoefficients { signal, noise } = forward(&schedule, t);
        let z = normals(100, 8);
        for (eps, x) in gaussian.predict(&Rc::new(z.clone()), t, &[]).iter().zip(&z) {
            assert!((f64::from(*eps) - noise * f64::from(*x)).abs() < 1e-6);
        }
        let x_t: Vec<f32> =
            z.iter().enumerate().map(|(i, z)| (signal * [0.6, -0.4][i % 2] + noise * f64::from(*z)) as f32).collect();
        let (eps, divergence) = point.eps_and_divergence(&schedule, &x_t, t);
        assert!(eps.iter().zip(&z).all(|(eps, z)| (eps - z).abs() < 2e-5), "t = {t}");
        assert!(divergence.iter().all(|d| (d - 2.0 / noise).abs() < 1e-9 / noise), "t = {t}");
    }
}

#[test]
fn a_chain_that_forgets_everything_leaves_nothing_but_noise() {
    // ᾱ_T down to 10⁻³⁰⁰: x/√ᾱ_t has no place in single precision, and every point weighs the same.
    for steps in [20, 60, 130, 500, 1000] {
        let schedule = Rc::new(Schedule::from_betas(vec![0.5; steps]).unwrap());
        let model = ExactDenoiser::points(schedule.clone(), &as_it_is(2, normals(600, 11)));
        let x = normals(100, 12);
        let (eps, divergence) = model.eps_and_divergence(&schedule, &x, steps);
        let ForwardCoefficients { signal, noise } = forward(&schedule, steps);
        for (x, eps) in x.chunks(2).zip(eps.chunks(2)) {
            let exact = by_hand(&normals(600, 11), x, signal, noise);
            assert!(eps.iter().zip(exact).all(|(eps, exact)| (f64::from(*eps) - exact).abs() < 1e-6), "T = {steps}");
        }
        assert!(divergence.iter().all(|d| (d - 2.0).abs() < 1e-5), "T = {steps}");
        let density = log_density(&model, &schedule, &x, 10);
        assert!(density.iter().all(|log| log.is_finite()), "T = {steps}");
    }
}

#[test]
fn no_other_prediction_has_less_error() {
    const COUNT: usize = 20_000;
    // E‖ε − ε*‖² is the floor: changing ε* in any way, by a factor or towards another data set's, raises it.
    let schedule = schedule();
    let set = PointShape::TwoMoons.draw(500, 2);
    let model = ExactDenoiser::points(schedule.clone(), &set);
    let other = ExactDenoiser::points(schedule.clone(), &PointShape::TwoMoons.draw(500, 3));
    for t in [20, 60, 150] {
        let ForwardCoefficients { signal, noise } = forward(&schedule, t);
        let z = normals(COUNT, t as u32);
        let x: Vec<f32> =
            z.iter().enumerate().map(|(i, z)| signal as f32 * set.values[i % 1000] + noise as f32 * z).collect();
        let (best, theirs) = (model.predict(&Rc::new(x.clone()), t, &[]), other.predict(&Rc::new(x.clone()), t, &[]));
        let loss =
            |f: &dyn Fn(usize) -> f32| (0..COUNT).map(|i| f64::from(z[i] - f(i)).powi(2)).sum::<f64>() / COUNT as f64;
        let floor = loss(&|i| best[i]);
        assert!(loss(&|i| theirs[i]) > floor && loss(&|i| 0.9 * best[i]) > floor && loss(&|i| 1.1 * best[i]) > floor);
    }
}

/// ln p of x_1/√ᾱ_1, in closed form: what `log_density` is to find.
fn smoothed(mixture: &Mixture, schedule: &Schedule, x: &[f32]) -> f64 {
    let ForwardCoefficients { signal, noise } = forward(schedule, 1);
    let x: Vec<f64> = x.iter().map(|&v| f64::from(v)).collect();
    mixture.log_density(&x, 1.0, noise / signal)
}

#[test]
fn the_density_of_gaussians_and_mixtures_is_found_again() {
    let schedule = schedule();
    let narrow = Mixture { dims: 3, weights: vec![1.0], means: vec![1.0, -0.5, 0.2], variances: vec![0.04] };
    let two = Mixture { dims: 1, weights: vec![0.3, 0.7], means: vec![-1.2, 0.8], variances: vec![0.02, 0.1] };
    for mixture in [Mixture::standard_normal(2), narrow, two, PointShape::EightGaussians.mixture().unwrap()] {
        let x: Vec<f32> = normals(50 * mixture.dims, 10).iter().map(|v| 0.8 * v).collect();
        let model = ExactDenoiser::mixture(schedule.clone(), mixture.clone());
        let found = log_density(&model, &schedule, &x, 50);
        for (x, found) in x.chunks(mixture.dims).zip(found) {
            let exact = smoothed(&mixture, &schedule, x);
            // Between the modes, where next to nothing is, paths part and small errors grow.
            assert!((found - exact).abs() < 0.02 + 5e-3 * exact.abs(), "{mixture:?} at {x:?}: {found}, not {exact}");
        }
    }
}

#[test]
fn the_density_does_not_depend_on_the_schedule() {
    // The cosine schedule ends at ᾱ = 2·10⁻⁹, where single precision leaves nothing of x_0 in x_t.
    let schedule = Rc::new(Schedule::new(ScheduleKind::Cosine, 1000).unwrap());
    let mixture = PointShape::EightGaussians.mixture().unwrap();
    let model = ExactDenoiser::mixture(schedule.clone(), mixture.clone());
    let x = PointShape::EightGaussians.draw(50, 1).values;
    for (x, found) in x.chunks(2).zip(log_density(&model, &schedule, &x, 40)) {
        let exact = smoothed(&mixture, &schedule, x);
        assert!((found - exact).abs() < 0.03, "at {x:?}: {found}, not {exact}");
    }
}

#[test]
fn more_steps_of_the_density_come_nearer() {
    let schedule = schedule();
    let mixture = PointShape::EightGaussians.mixture().unwrap();
    let model = ExactDenoiser::mixture(schedule.clone(), mixture.clone());
    let x = PointShape::EightGaussians.draw(100, 1).values;
    let error = |steps| {
        let found = log_density(&model, &schedule, &x, steps);
        x.chunks(2).zip(found).map(|(x, found)| (found - smoothed(&mixture, &schedule, x)).abs()).sum::<f64>() / 100.0
    };
    let (few, more, many) = (error(10), error(20), error(40));
    // Third order would be a factor of 8 each time; the times of the chain are not quite where they ought to be.
    assert!(few > 3.0 * more && more > 3.0 * many && many < 1e-2, "{few} {more} {many}");
}

#[test]
fn a_density_sums_to_one() {
    let schedule = schedule();
    let model = ExactDenoiser::mixture(schedule.clone(), PointShape::EightGaussians.mixture().unwrap());
    let side: Vec<f32> = (-20..=20).map(|i| i as f32 * 0.11).collect();
    let grid: Vec<f32> = side.iter().flat_map(|&y| side.iter().flat_map(move |&x| [x, y])).collect();
    let total: f64 = log_density(&model, &schedule, &grid, 30).iter().map(|log| log.exp() * 0.11 * 0.11).sum();
    assert!((total - 1.0).abs() < 0.01, "{total}");
}

#[test]
fn short_chains_have_a_density_too() {
    for steps in [1, 2, 3, 10] {
        let schedule = Rc::new(Schedule::new(ScheduleKind::Cosine, steps).unwrap());
        let model = ExactDenoiser::mixture(schedule.clone(), Mixture::standard_normal(2));
        let found = log_density(&model, &schedule, &[0.0, 0.0, 1.0, 0.5], 20);
        let exact = [0.0, 0.625].map(|half_square: f64| -(std::f64::consts::TAU).ln() - half_square);
        // The field of N(0, I) is 0 in the angle, but x_1 is looked at as data: the blur of t = 1 is what differs.
        let ForwardCoefficients { signal, .. } = forward(&schedule, 1);
        for (found, exact) in found.iter().zip(exact) {
            let half_square = -(exact + (std::f64::consts::TAU).ln());
            let seen = -(std::f64::consts::TAU).ln() - half_square * signal * signal + 2.0 * signal.ln();
            assert!((found - seen).abs() < 1e-3, "T = {steps}: {found}, not {seen}");
        }
    }
}
