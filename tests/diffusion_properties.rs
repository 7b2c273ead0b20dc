//! What must hold of the mathematics for every schedule, every time and every setting.

use ddpm_lab::{
    diffusion::{
        ForwardCoefficients, PosteriorMean, PosteriorMeanFromNoise, Prediction, ReverseStep, SamplerKind, Schedule,
        ScheduleKind, Spacing, dpm_solver_step, forward, forward_between, forward_step, posterior_mean,
        posterior_mean_from_noise, posterior_variance, reverse_variance, timesteps,
    },
    rng::{Purpose, Rng},
};
use proptest::prelude::*;

const KINDS: [ScheduleKind; 5] = [
    ScheduleKind::Linear,
    ScheduleKind::ScaledLinear,
    ScheduleKind::Cosine,
    ScheduleKind::Sigmoid,
    ScheduleKind::Quadratic,
];
const PREDICTIONS: [Prediction; 3] = [Prediction::Epsilon, Prediction::X0, Prediction::V];
const SPACINGS: [Spacing; 5] =
    [Spacing::Leading, Spacing::Trailing, Spacing::Linspace, Spacing::Quadratic, Spacing::Karras];

fn thousand() -> Schedule {
    Schedule::new(ScheduleKind::Linear, 1000).unwrap()
}

/// A schedule of any kind and length, and two of its times: t_next < t.
fn chain() -> impl Strategy<Value = (Schedule, usize, usize)> {
    (prop::sample::select(KINDS.to_vec()), 1..=2000usize)
        .prop_flat_map(|(kind, steps)| (Just((kind, steps)), 1..=steps))
        .prop_flat_map(|(chain, t)| (Just(chain), Just(t), 0..t))
        .prop_map(|((kind, steps), t, t_next)| (Schedule::new(kind, steps).unwrap(), t, t_next))
}

fn close(found: f64, expected: f64, relative: f64) -> bool {
    (found - expected).abs() <= relative * expected.abs().max(found.abs()) + 1e-14
}

/// x̂_0, ε̂ and the mean of a step for one number.
fn apply(step: &ReverseStep, x_t: f64, output: f64) -> (f64, f64, f64) {
    let x0_hat = step.x0.x_t * x_t + step.x0.output * output;
    let eps_hat = step.eps.x_t * x_t + step.eps.output * output;
    (x0_hat, eps_hat, step.mean.x0 * x0_hat + step.mean.x_t * x_t + step.mean.eps * eps_hat)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Every kind, every length: each beta is a variance, the signal only falls, and the several names of the noise level
    /// agree with each other.
    #[test]
    fn schedules_fall_and_their_quantities_agree((schedule, t, t_next) in chain()) {
        prop_assert!(schedule.beta(t) > 0.0 && schedule.beta(t) <= 0.999);
        prop_assert!(schedule.alpha_bar(t) < schedule.alpha_bar(t_next));
        prop_assert!(close(schedule.alpha_bar(t) + schedule.one_minus_alpha_bar(t), 1.0, 1e-14));
        prop_assert!(close(schedule.snr(t) * (1.0 / schedule.alpha_bar(t) - 1.0), 1.0, 1e-9));
        prop_assert!(close(schedule.log_snr(t), schedule.snr(t).ln(), 1e-12));
        prop_assert!(close(schedule.alpha_between(t - 1, t), schedule.alpha(t), 1e-12));
        // ln ᾱ is a sum of up to 2,000 terms, so the difference of two of them is good to about 1e-15 of its size.
        prop_assert!((schedule.beta_between(t - 1, t) - schedule.beta(t)).abs() < 1e-13);
        prop_assert_eq!(schedule.alpha_bar(0), 1.0);
        prop_assert_eq!((schedule.snr(0), schedule.log_snr(0)), (f64::INFINITY, f64::INFINITY));
    }

    /// Ho et al. 2020: eq. 7 with x_0 = (x_t − √(1−ᾱ_t) ε)/√ᾱ_t is eq. 11.
    #[test]
    fn the_two_forms_of_the_posterior_agree((schedule, t, t_next) in chain(), x0 in -3.0f64..3.0, eps in -3.0f64..3.0) {
        let ForwardCoefficients { signal, noise } = forward(&schedule, t);
        let x_t = signal * x0 + noise * eps;
        let PosteriorMean { x0: by_x0, x_t: by_x_t } = posterior_mean(&schedule, t, t_next);
        let PosteriorMeanFromNoise { x_t: from_x_t, eps: from_eps } = posterior_mean_from_noise(&schedule, t, t_next);
        let (first, second) = (by_x0 * x0 + by_x_t * x_t, from_x_t * x_t + from_eps * eps);
        // Both forms sum terms of the size of x_t/√α, which is what rounding is measured against.
        prop_assert!((first - second).abs() <= 1e-12 * (from_x_t * x_t).abs().max(1.0), "{first} and {second}");
    }

    /// The posterior is Bayes' rule: q(x_t|x_s) q(x_s|x_0) / q(x_t|x_0), all Gaussian, so precisions add.
    #[test]
    fn the_posterior_is_bayes_rule((schedule, t, t_next) in chain(), x0 in -3.0f64..3.0, x_t in -3.0f64..3.0) {
        prop_assume!(t_next > 0);
        let ForwardCoefficients { signal, noise } = forward(&schedule, t_next);
        let ForwardCoefficients { signal: kept, noise: added } = forward_between(&schedule, t_next, t);
        let precision = kept * kept / (added * added) + 1.0 / (noise * noise);
        let mean = (kept * x_t / (added * added) + signal * x0 / (noise * noise)) / precision;
        let PosteriorMean { x0: by_x0, x_t: by_x_t } = posterior_mean(&schedule, t, t_next);
        prop_assert!((by_x0 * x0 + by_x_t * x_t - mean).abs() < 1e-10);
        prop_assert!(close(posterior_variance(&schedule, t, t_next), 1.0 / precision, 1e-10));
    }

    /// t forward steps have the closed form's mean and variance, exactly.
    #[test]
    fn forward_steps_compose_to_the_closed_form((schedule, t, s) in chain()) {
        let (mut signal, mut variance) = (1.0, 0.0);
        for step in 1..=t {
            let ForwardCoefficients { signal: kept, noise: added } = forward_step(&schedule, step);
            (signal, variance) = (kept * signal, kept * kept * variance + added * added);
        }
        let ForwardCoefficients { signal: closed_signal, noise: closed_noise } = forward(&schedule, t);
        prop_assert!(close(signal, closed_signal, 1e-11), "{signal} and {closed_signal}");
        prop_assert!(close(variance, closed_noise * closed_noise, 1e-11));
        // And so do two jumps, by way of s.
        let (first, second) = (forward(&schedule, s), forward_between(&schedule, s, t));
        prop_assert!(close(second.signal * first.signal, closed_signal, 1e-12));
        let both = (second.signal * first.noise).powi(2) + second.noise * second.noise;
        prop_assert!(close(both, closed_noise * closed_noise, 1e-12));
    }

    /// Whatever the network predicts, a perfect prediction gives back x_0 and ε.
    #[test]
    fn predictions_are_consistent((schedule, t, _) in chain(), x0 in -1.0f64..1.0, eps in -3.0f64..3.0) {
        let ForwardCoefficients { signal, noise } = forward(&schedule, t);
        let x_t = signal * x0 + noise * eps;
        for prediction in PREDICTIONS {
            let target = prediction.target(&schedule, t);
            let output = target.x0 * x0 + target.eps * eps;
            let (to_x0, to_eps) = (prediction.x0(&schedule, t), prediction.eps(&schedule, t));
            let found = (to_x0.x_t * x_t + to_x0.output * output, to_eps.x_t * x_t + to_eps.output * output);
            // ε cannot tell x_0 better than the rounding of x_t divided by the signal that is left, nor x_0 the noise.
            prop_assert!((found.0 - x0).abs() <= 1e-14 / signal, "{prediction:?}: {} for {x0}", found.0);
            prop_assert!((found.1 - eps).abs() <= 1e-14 / noise, "{prediction:?}: {} for {eps}", found.1);
        }
    }

    /// Song et al. 2021: with η = 1, DDIM is DDPM with σ² = β̃.
    #[test]
    fn ddim_at_eta_1_is_ddpm_with_the_small_variance(
        (schedule, t, t_next) in chain(), x_t in -3.0f64..3.0, output in -1.0f64..1.0, predicts in 0..3usize,
    ) {
        let step = |sampler| ReverseStep::new(&schedule, sampler, PREDICTIONS[predicts], t, t_next).unwrap();
        let ddpm = step(SamplerKind::Ddpm { variance: 0.0 });
        let ddim = step(SamplerKind::Ddim { eta: 1.0 });
        let (a, b) = (apply(&ddpm, x_t, output), apply(&ddim, x_t, output));
        prop_assert_eq!((a.0, a.1), (b.0, b.1));
        prop_assert!((a.2 - b.2).abs() <= 1e-12 * (1.0 + a.0.abs()), "{} and {}", a.2, b.2);
        prop_assert!(close(ddpm.sigma, ddim.sigma, 1e-14));
    }

    /// A step of DDIM from the true x_t lands on the true marginal: its mean and variance over ε are those of q(x_t_next|x_0).
    #[test]
    fn ddim_keeps_the_marginals((schedule, t, t_next) in chain(), eta in 0.0f64..=1.0) {
        let sampler = SamplerKind::Ddim { eta };
        let step = ReverseStep::new(&schedule, sampler, Prediction::Epsilon, t, t_next).unwrap();
        let ForwardCoefficients { signal, noise } = forward(&schedule, t_next);
        prop_assert_eq!((step.mean.x0, step.mean.x_t), (signal, 0.0));
        prop_assert!(close(step.mean.eps.powi(2) + step.sigma.powi(2), noise * noise, 1e-12));
    }

    /// β̃ ≤ σ² ≤ β, σ² grows with its parameter, and no last step adds noise.
    #[test]
    fn variances_lie_between_the_two_of_the_paper((schedule, t, t_next) in chain(), v in 0.0f64..=1.0, w in 0.0f64..=1.0) {
        let variance = |variance| reverse_variance(&schedule, SamplerKind::Ddpm { variance }, t, t_next);
        prop_assert!(close(variance(0.0), posterior_variance(&schedule, t, t_next), 1e-14));
        prop_assert!(close(variance(1.0), schedule.beta_between(t_next, t), 1e-14));
        prop_assert!(variance(v.min(w)) <= variance(v.max(w)) * (1.0 + 1e-12));
        for sampler in [SamplerKind::Ddpm { variance: v }, SamplerKind::Ddim { eta: v }] {
            let step = ReverseStep::new(&schedule, sampler, Prediction::Epsilon, t, t_next).unwrap();
            prop_assert_eq!(step.sigma, if t_next == 0 { 0.0 } else { reverse_variance(&schedule, sampler, t, t_next).sqrt() });
        }
    }

    /// With x̂_0 the same as in the step before, the second-order solver has nothing to correct: it is DDIM with η = 0.
    #[test]
    fn the_multistep_solver_is_ddim_where_x0_hat_is_constant(
        (schedule, t, t_next) in chain(), gap in 1..50usize, x_t in -3.0f64..3.0, output in -1.0f64..1.0,
    ) {
        let before = Some(t + gap).filter(|before| *before <= schedule.steps());
        let multistep = dpm_solver_step(&schedule, Prediction::X0, before, t, t_next).unwrap();
        let ddim = ReverseStep::new(&schedule, SamplerKind::Ddim { eta: 0.0 }, Prediction::X0, t, t_next).unwrap();
        let (x0_hat, _, expected) = apply(&ddim, x_t, output);
        let found = multistep.mean.x_t * x_t + (multistep.mean.x0 + multistep.mean.x0_before) * x0_hat;
        prop_assert!((found - expected).abs() < 1e-9 * (1.0 + multistep.mean.x0.abs()), "{found} and {expected}");
    }

    /// Respaced times: as many as asked for, descending, none twice, all within the chain.
    #[test]
    fn timesteps_descend_within_the_chain(total in 1..1500usize, share in 0.0f64..=1.0) {
        let steps = 1 + ((total - 1) as f64 * share) as usize;
        let schedule = Schedule::new(ScheduleKind::Linear, total).unwrap();
        for spacing in SPACINGS {
            let times = timesteps(spacing, &schedule, steps).unwrap();
            prop_assert_eq!(times.len(), steps);
            prop_assert!(times.windows(2).all(|pair| pair[0] > pair[1]), "{:?} {:?}", spacing, times);
            prop_assert!(times[0] <= total && times[steps - 1] >= 1);
            if matches!(spacing, Spacing::Trailing | Spacing::Quadratic | Spacing::Karras) {
                prop_assert_eq!(times[0], total);
            }
        }
    }
}

#[test]
fn all_times_are_visited_when_as_many_steps_as_times_are_asked_for() {
    for spacing in SPACINGS {
        assert!(timesteps(spacing, &thousand(), 1000).unwrap().into_iter().eq((1..=1000).rev()), "{spacing:?}");
    }
}

#[test]
fn quadratic_times_are_squares() {
    assert_eq!(
        timesteps(Spacing::Quadratic, &thousand(), 10).unwrap(),
        [1000, 810, 640, 490, 360, 250, 160, 90, 40, 10]
    );
}

/// Karras et al. 2022, eq. 5: each time's σ is that of the equation to within what its neighbours allow.
#[test]
fn karras_times_are_even_in_the_seventh_root_of_sigma() {
    let schedule = thousand();
    let sigma = |t: usize| (schedule.one_minus_alpha_bar(t) / schedule.alpha_bar(t)).sqrt();
    let times = timesteps(Spacing::Karras, &schedule, 12).unwrap();
    assert_eq!(times[0], 1000);
    let (most, least) = (12f64.powf(1.0 / 7.0), 12f64.powf(-1.0 / 7.0));
    for (i, &t) in times[1..].iter().enumerate() {
        let wanted = (most + i as f64 / 10.0 * (least - most)).powi(7);
        assert!(sigma(t - 1) < wanted && wanted < sigma(t + 1), "step {i}: sigma {} for {wanted}", sigma(t));
    }
    assert_eq!(timesteps(Spacing::Karras, &schedule, 1).unwrap(), [1000]);
    // As many steps as σ_T: the whole range of the schedule
    let many = timesteps(Spacing::Karras, &schedule, 160).unwrap();
    assert_eq!((many[0], many[1], many[159]), (1000, 999, 1));
}

/// 1000 − 3 · 1000/48 is 937.5 on paper; NumPy's `arange`, and so diffusers, comes out just below it.
#[test]
fn trailing_times_round_as_those_of_diffusers() {
    assert_eq!(timesteps(Spacing::Trailing, &thousand(), 48).unwrap()[..5], [1000, 979, 958, 937, 917]);
}

/// The same as the exact test above, on drawn numbers: 200 steps of noise against one jump. The bounds are five standard
/// errors of 20,000 draws; the seed is fixed, so the test says the same every time.
#[test]
fn drawn_forward_steps_have_the_mean_and_variance_of_one_jump() {
    const DRAWS: usize = 20_000;
    let schedule = Schedule::new(ScheduleKind::Linear, 200).unwrap();
    let noise = Rng::new(20, Purpose::Sample);
    let x0 = 1.5;
    let mut x = vec![x0; DRAWS];
    let mut z = vec![0f32; DRAWS];
    for t in 1..=200 {
        let ForwardCoefficients { signal: kept, noise: added } = forward_step(&schedule, t);
        noise.normals(0, t as u32, &mut z);
        x.iter_mut().zip(&z).for_each(|(x, &z)| *x = kept * *x + added * f64::from(z));
    }
    let mean = x.iter().sum::<f64>() / DRAWS as f64;
    let variance = x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / DRAWS as f64;
    let ForwardCoefficients { signal, noise: spread } = forward(&schedule, 200);
    let n = DRAWS as f64;
    assert!((mean - signal * x0).abs() < 5.0 * spread / n.sqrt(), "mean {mean}, closed form {}", signal * x0);
    assert!((variance / (spread * spread) - 1.0).abs() < 5.0 * (2.0 / n).sqrt(), "variance {variance}");
}

/// For data N(0, 1) the optimal network is known, ε̂ = √(1−ᾱ_t) x_t, and with σ² = β every x_t is again N(0, 1); for data
/// of one point ε̂ = (x_t − √ᾱ_t x_0)/√(1−ᾱ_t), and with σ² = β̃ every x_t has exactly the forward marginal
/// (Ho et al. 2020, section 3.2).
#[test]
fn each_variance_of_the_paper_is_exact_for_its_extreme_data() {
    for kind in KINDS {
        let schedule = Schedule::new(kind, 300).unwrap();
        let x0 = 0.7;
        let (mut gaussian, mut point) = (1.0, (forward(&schedule, 300).signal * x0, schedule.one_minus_alpha_bar(300)));
        for t in (2..=300).rev() {
            let step = |variance| {
                ReverseStep::new(&schedule, SamplerKind::Ddpm { variance }, Prediction::Epsilon, t, t - 1).unwrap()
            };
            let ForwardCoefficients { signal, noise } = forward(&schedule, t);
            let large = step(1.0);
            let slope = apply(&large, 1.0, noise).2;
            gaussian = slope * slope * gaussian + large.sigma.powi(2);
            assert!((gaussian - 1.0).abs() < 1e-9, "{kind:?}, t = {t}: variance {gaussian}");

            let small = step(0.0);
            let at = |x_t: f64| apply(&small, x_t, (x_t - signal * x0) / noise).2;
            let slope = at(1.0) - at(0.0);
            point = (at(point.0), slope * slope * point.1 + small.sigma.powi(2));
            assert!((point.0 - forward(&schedule, t - 1).signal * x0).abs() < 1e-9, "{kind:?}, t = {t}");
            assert!((point.1 - schedule.one_minus_alpha_bar(t - 1)).abs() < 1e-9, "{kind:?}, t = {t}");
        }
    }
}

/// On the deterministic path of Gaussian data, whose end is known, twice the steps must divide the error of DDIM by two and
/// that of the second-order solver by four.
#[test]
fn the_multistep_solver_is_of_second_order() {
    let schedule = Schedule::new(ScheduleKind::Linear, 4000).unwrap();
    let data_variance: f64 = 0.25;
    let marginal = |t: usize| (schedule.alpha_bar(t) * data_variance + schedule.one_minus_alpha_bar(t)).sqrt();
    // The path of the probability flow scales with the marginal's deviation (Song et al. 2021, "Score-based", eq. 13).
    let (start, end) = (2000, 400);
    let exact = marginal(end) / marginal(start);
    let eps_hat = |x: f64, t: usize| x * schedule.one_minus_alpha_bar(t).sqrt() / marginal(t).powi(2);
    let errors = |steps: usize| {
        let time = |i: usize| start - (start - end) * i / steps;
        let (mut first, mut second, mut last_x0_hat) = (1.0, 1.0, 0.0);
        for i in 0..steps {
            let (t, t_next) = (time(i), time(i + 1));
            let step =
                ReverseStep::new(&schedule, SamplerKind::Ddim { eta: 0.0 }, Prediction::Epsilon, t, t_next).unwrap();
            first = apply(&step, first, eps_hat(first, t)).2;
            let before = (i > 0).then(|| time(i - 1));
            let step = dpm_solver_step(&schedule, Prediction::Epsilon, before, t, t_next).unwrap();
            let x0_hat = step.x0.x_t * second + step.x0.output * eps_hat(second, t);
            second = step.mean.x_t * second + step.mean.x0 * x0_hat + step.mean.x0_before * last_x0_hat;
            last_x0_hat = x0_hat;
        }
        ((first - exact).abs(), (second - exact).abs())
    };
    let (coarse, fine) = (errors(100), errors(200));
    assert!(coarse.1 < coarse.0 / 20.0, "DDIM {}, DPM-Solver++ {}", coarse.0, coarse.1);
    let orders = ((coarse.0 / fine.0).log2(), (coarse.1 / fine.1).log2());
    assert!((0.97..1.03).contains(&orders.0) && (1.97..2.03).contains(&orders.1), "orders {orders:?}");
}

/// The mistake of lesson 3: a short chain with the betas of a long one does not end in noise. KL(q(x_T) ‖ N(0, I)) tells.
#[test]
fn the_terminal_divergence_tells_a_chain_that_is_too_short() {
    let kl = |steps| Schedule::new(ScheduleKind::Linear, steps).unwrap().prior_kl();
    assert!(kl(1000) < 3e-5 && kl(250) > 0.03, "{} and {}", kl(1000), kl(250));
    // Numerically: KL of N(m, s²) from N(0, 1) is ½ (s² + m² − 1 − ln s²).
    let schedule = Schedule::new(ScheduleKind::Linear, 250).unwrap();
    let ForwardCoefficients { signal, noise: spread } = forward(&schedule, 250);
    let x0: f64 = 0.4;
    let direct = 0.5 * (spread.powi(2) + (signal * x0).powi(2) - 1.0 - spread.powi(2).ln());
    assert!((schedule.prior_kl_of(x0 * x0) - direct).abs() < 1e-12);
}

/// 1 − ᾱ_1 is β_1 by definition. Taken as a difference at β_1 = 4e-6, it would agree to eleven digits of sixteen.
#[test]
fn small_noise_levels_keep_their_digits() {
    for kind in KINDS {
        let schedule = Schedule::new(kind, 10_000).unwrap();
        assert!((schedule.one_minus_alpha_bar(1) / schedule.beta(1) - 1.0).abs() < 1e-15, "{kind:?}");
        assert!((schedule.beta_between(0, 1) / schedule.beta(1) - 1.0).abs() < 1e-15, "{kind:?}");
    }
}

#[test]
fn settings_outside_their_range_are_refused() {
    assert!(Schedule::new(ScheduleKind::Linear, 0).is_err());
    assert!(Schedule::new(ScheduleKind::Linear, 10_001).is_err());
    assert!(Schedule::new(ScheduleKind::Cosine, 1).is_ok());
    assert!(Schedule::new(ScheduleKind::Linear, 10_000).is_ok());
    for betas in [vec![], vec![0.0], vec![1.0], vec![-0.1], vec![f64::NAN], vec![0.999; 200]] {
        assert!(Schedule::from_betas(betas).is_err());
    }
    let schedule = Schedule::new(ScheduleKind::Linear, 10).unwrap();
    let step = |sampler, t, t_next| ReverseStep::new(&schedule, sampler, Prediction::Epsilon, t, t_next);
    assert!(step(SamplerKind::Ddim { eta: 0.0 }, 10, 0).is_ok());
    for (t, t_next) in [(0, 0), (11, 0), (3, 3), (3, 4)] {
        assert!(step(SamplerKind::Ddim { eta: 0.0 }, t, t_next).is_err(), "{t} to {t_next}");
    }
    for value in [-0.1, 1.1, f64::NAN] {
        assert!(step(SamplerKind::Ddim { eta: value }, 2, 1).is_err());
        assert!(step(SamplerKind::Ddpm { variance: value }, 2, 1).is_err());
    }
    for (before, t, t_next) in [(Some(3), 3, 1), (Some(11), 3, 1), (None, 3, 3)] {
        assert!(dpm_solver_step(&schedule, Prediction::Epsilon, before, t, t_next).is_err());
    }
    assert!(timesteps(Spacing::Trailing, &schedule, 0).is_err());
    assert!(timesteps(Spacing::Trailing, &schedule, 11).is_err());
}
