//! The terms of the bound, against integrals and against data whose entropy is known.

use std::{
    f64::consts::{E, TAU},
    rc::Rc,
};

use ddpm_lab::{
    data::{
        parse_idx,
        points::{Mixture, PointSet, PointShape},
    },
    denoiser::{Condition, Denoiser, HostArray, HostDenoiser},
    diffusion::{
        Prediction, Schedule, ScheduleKind, posterior_mean_from_noise, posterior_variance,
        vlb::{bound_term, bound_variance, bound_weight, discretized_decoder, gaussian_decoder},
    },
    exact::ExactDenoiser,
    measure::vlb::{VlbConfig, VlbEstimator, VlbTerms},
};

fn schedule(steps: usize) -> Rc<Schedule> {
    Rc::new(Schedule::new(ScheduleKind::Linear, steps).unwrap())
}

fn normal(x: f64, mean: f64, variance: f64) -> f64 {
    (-(x - mean) * (x - mean) / (2.0 * variance)).exp() / (TAU * variance).sqrt()
}

#[test]
fn a_term_is_the_divergence_of_the_two_gaussians() {
    // ∫ q ln(q/p) by the midpoint rule, for a network that is wrong of ε by 0.7.
    let schedule = schedule(100);
    for t in [2, 3, 20, 100] {
        for variance in [0.0, 0.3, 1.0] {
            let factor = posterior_mean_from_noise(&schedule, t, t - 1).eps;
            let (q, p) = (posterior_variance(&schedule, t, t - 1), bound_variance(&schedule, variance, t));
            let apart = factor * 0.7;
            let width = 10.0 * q.sqrt() / 10_000.0;
            let slice = |i: i32| {
                let x = (f64::from(i) + 0.5) * width;
                normal(x, 0.0, q) * (normal(x, 0.0, q).ln() - normal(x, apart, p).ln()) * width
            };
            let integral: f64 = (-10_000..10_000).map(slice).sum();
            let term = bound_term(&schedule, variance, t, 0.49);
            assert!((term / integral - 1.0).abs() < 1e-6, "t = {t}, variance {variance}: {term}, not {integral}");
        }
        assert_eq!(bound_term(&schedule, 0.0, t, 0.0), 0.0);
    }
}

#[test]
fn the_weight_is_that_of_equation_12() {
    let schedule = schedule(1000);
    for t in [1, 2, 17, 1000] {
        let (beta, alpha) = (schedule.beta(t), schedule.alpha(t));
        let weight = beta * beta / (2.0 * beta * alpha * (1.0 - schedule.alpha_bar(t)));
        assert!((bound_weight(&schedule, 1.0, t) / weight - 1.0).abs() < 1e-10, "t = {t}");
    }
    assert_eq!(bound_variance(&schedule, 0.0, 1), schedule.beta(1));
    assert!(bound_weight(&schedule, 0.0, 2) > bound_weight(&schedule, 1.0, 2));
}

#[test]
fn decoders_are_the_normal_distribution() {
    let schedule = schedule(1000);
    let beta = schedule.beta(1);
    // An error e of ε̂ moves x̂_0 by e √(β_1/α_1).
    let error = 0.8;
    let density = normal(error * (beta / schedule.alpha(1)).sqrt(), 0.0, beta);
    assert!((gaussian_decoder(&schedule, error * error) + density.ln()).abs() < 1e-9);
    // A narrow cell holds its width times the density in its middle.
    let cell = discretized_decoder(&schedule, 0.01 - 1e-5, 0.01 + 1e-5, 0.0);
    assert!((cell + (normal(0.01, 0.0, beta) * 2e-5).ln()).abs() < 1e-6);
    // And a wide one nearly everything, by however much it is missed.
    assert!(discretized_decoder(&schedule, -1.0, 1.0, 0.0) < 1e-12);
    let missed = discretized_decoder(&schedule, 1.0, f64::INFINITY, 0.0);
    assert!((missed - 5000.0).abs() < 10.0, "{missed}");
}

fn measure(
    model: impl Denoiser<Array = HostArray>,
    schedule: &Rc<Schedule>,
    data: PointSet,
    config: VlbConfig,
) -> VlbTerms {
    VlbEstimator::new(Rc::new(model), schedule.clone(), Rc::new(data), config).unwrap().finish()
}

const CONFIG: VlbConfig = VlbConfig { times: 30, count: 1000, variance: 1.0, seed: 3, levels: None };

#[test]
fn of_a_gaussian_the_bound_is_its_entropy() {
    // With x_0 ~ N(0, I), ε* and σ² = β, every p(x_{t−1}|x_t) is q(x_{t−1}|x_t), so the bound is tight. β̃ is not optimal.
    let schedule = schedule(100);
    let model = ExactDenoiser::mixture(schedule.clone(), Mixture::standard_normal(2));
    let data = || PointShape::Gaussian.draw(20_000, 1);
    // 1,000 draws a time leave the total a standard deviation of 0.05.
    let config = VlbConfig { count: 10_000, ..CONFIG };
    let all = measure(model.clone(), &schedule, data(), VlbConfig { times: 100, ..config });
    let entropy = (TAU * E).ln();
    assert!((all.total - entropy).abs() < 0.06, "{} for {entropy}", all.total);
    assert_eq!((all.measured.len(), all.bits_per_dim), (100, None));
    let some = measure(model.clone(), &schedule, data(), config);
    assert!((some.total - entropy).abs() < 0.1, "interpolated: {}", some.total);
    let tilde = measure(model, &schedule, data(), VlbConfig { variance: 0.0, ..config });
    assert!(tilde.total > some.total + 0.1, "{} with β̃", tilde.total);
}

#[test]
fn of_a_point_nothing_is_lost_but_at_the_ends() {
    let schedule = schedule(1000);
    let model = ExactDenoiser::points(schedule.clone(), &PointShape::Point.draw(1, 1));
    let bound = measure(model, &schedule, PointShape::Point.draw(100, 1), VlbConfig { variance: 0.0, ..CONFIG });
    assert!(bound.terms.iter().all(|term| term.abs() < 1e-6), "q and p are the same at every t");
    assert!((bound.prior - 2.0 * schedule.prior_kl_of(0.26)).abs() < 1e-9);
    assert!((bound.decoder - (TAU * schedule.beta(1)).ln()).abs() < 1e-3, "the density at the middle of a narrow bell");
    assert!((bound.total - bound.prior - bound.decoder).abs() < 1e-3);
}

#[test]
fn of_a_fair_coin_the_bound_is_little_more_than_a_bit() {
    // Data of two values, 0 and 1, take one bit to tell. The bound cannot be below, and with enough steps is not far above.
    let coin = PointSet::standardised(1, &[0.0, 1.0]).unwrap();
    let bits = |steps| {
        let schedule = Rc::new(Schedule::new(ScheduleKind::Cosine, steps).unwrap());
        let model = ExactDenoiser::points(schedule.clone(), &coin);
        let config = VlbConfig { times: steps, count: 400, variance: 0.0, levels: Some(2), ..CONFIG };
        measure(model, &schedule, coin.clone(), config).bits_per_dim.unwrap()
    };
    let (short, long) = (bits(20), bits(400));
    assert!(long > 0.99 && long < 1.03, "{long} bits");
    assert!(short > long, "{short} bits in 20 steps");
}

#[test]
fn digits_that_are_known_by_heart_cost_their_number() {
    // ε* of n pictures has them by heart: telling which one takes log₂ n bits, over 64 dimensions. L_0 is on the grid of 17
    // levels, told exactly.
    let idx = parse_idx(include_bytes!("../www/data/digits8.idx")).unwrap();
    let raw: Vec<f32> = idx.bytes[..128 * 64].iter().map(|&level| f32::from(level)).collect();
    let (schedule, digits) = (schedule(1000), PointSet::standardised(64, &raw).unwrap());
    let model = ExactDenoiser::points(schedule.clone(), &digits);
    let config = VlbConfig { times: 60, count: 60, variance: 0.0, levels: Some(17), ..CONFIG };
    let bound = measure(model, &schedule, digits, config);
    let (bits, known) = (bound.bits_per_dim.unwrap(), 128f64.log2() / 64.0);
    assert!(bits > 0.97 * known && bits < 1.05 * known, "{bits} bits a dimension for {known}");
    assert!(bound.decoder < 1e-6, "{} nats for levels that are known", bound.decoder);
}

#[test]
fn a_model_that_knows_nothing_pays_for_it() {
    struct Nothing;
    impl HostDenoiser for Nothing {
        fn values(&self) -> usize {
            2
        }
        fn prediction(&self) -> Prediction {
            Prediction::Epsilon
        }
        fn predict(&self, x: &[f32], _: usize, _: &[Condition]) -> Vec<f32> {
            vec![0.0; x.len()]
        }
    }
    let (schedule, data) = (schedule(1000), PointShape::TwoMoons.draw(500, 1));
    let exact = ExactDenoiser::points(schedule.clone(), &data);
    let (nothing, exact) = (measure(Nothing, &schedule, data.clone(), CONFIG), measure(exact, &schedule, data, CONFIG));
    assert!(nothing.total > exact.total + 1.0 && nothing.prior == exact.prior);
    // ε̂ = 0 errs by 1 a dimension at every t, whose terms are then known.
    let expected = 2.0 * bound_term(&schedule, 1.0, 500, 1.0);
    assert!((nothing.terms[499] / expected - 1.0).abs() < 0.1);
}

#[test]
fn a_measurement_can_be_watched_and_settings_are_checked() {
    let (schedule, data) = (schedule(1000), Rc::new(PointShape::Ring.draw(50, 1)));
    let model = Rc::new(ExactDenoiser::points(schedule.clone(), &data));
    let meter = |config| VlbEstimator::new(model.clone(), schedule.clone(), data.clone(), config);
    let mut watched = meter(CONFIG).unwrap();
    let mut seen = Vec::new();
    while let Some(t) = watched.step() {
        seen.push(t);
    }
    assert_eq!(seen, watched.times());
    assert_eq!((seen.len(), seen[0], seen[29]), (30, 1, 1000));
    assert!(seen.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(watched.finish(), meter(CONFIG).unwrap().finish());
    for bad in [
        VlbConfig { times: 1, ..CONFIG },
        VlbConfig { count: 0, ..CONFIG },
        VlbConfig { variance: -0.1, ..CONFIG },
        VlbConfig { levels: Some(1), ..CONFIG },
    ] {
        assert!(meter(bad).is_err(), "{bad:?}");
    }
}
