//! The samplers of points against what theory says of them, with denoisers that are exact.

use std::rc::Rc;

use ddpm_lab::{
    data::points::{Mixture, PointSet, PointShape},
    diffusion::{Schedule, ScheduleKind, Spacing},
    exact::ExactDenoiser,
    sampler::{SampleConfig, Sampler, Solver as Kind, Start},
};

fn schedule() -> Rc<Schedule> {
    Rc::new(Schedule::new(ScheduleKind::Linear, 1000).unwrap())
}

fn config(sampler: Kind, steps: usize, count: usize) -> SampleConfig {
    let spacing = Spacing::Trailing;
    SampleConfig { sampler, steps, spacing, count, seed: 8, conditions: Vec::new(), guidance: 0.0, clip: false }
}

fn start(model: ExactDenoiser, config: SampleConfig, from: Option<&[f32]>) -> Sampler<ExactDenoiser> {
    let start = from.map(|x| Start { t: None, x: x.to_vec() });
    Sampler::new(Rc::new(model), schedule(), config, start).unwrap()
}

fn run(model: &ExactDenoiser, config: SampleConfig, from: Option<&[f32]>) -> Vec<f32> {
    let mut run = start(model.clone(), config, from);
    while run.step().unwrap().is_some() {}
    run.current().to_vec()
}

fn gaussian(mean: f64, variance: f64) -> ExactDenoiser {
    let mixture = Mixture { dims: 2, weights: vec![1.0], means: vec![mean; 2], variances: vec![variance] };
    ExactDenoiser::mixture(schedule(), mixture)
}

fn points(values: &[f32]) -> ExactDenoiser {
    let set = PointSet { dims: 2, values: values.to_vec(), centre: vec![0.0; 2], scale: 1.0 };
    ExactDenoiser::points(schedule(), &set)
}

fn mean_and_variance(values: &[f32]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().map(|&v| f64::from(v)).sum::<f64>() / count;
    (mean, values.iter().map(|&v| (f64::from(v) - mean).powi(2)).sum::<f64>() / count)
}

const CORNERS: [f32; 10] = [1.2, 1.1, -1.3, 0.9, 0.2, -1.4, -0.8, -0.9, 0.1, 0.3];

const CHAINS: [Kind; 7] = [
    Kind::Ddpm { variance: 0.0 },
    Kind::Ddpm { variance: 0.5 },
    Kind::Ddpm { variance: 1.0 },
    Kind::Ddim { eta: 0.0 },
    Kind::Ddim { eta: 1.0 },
    Kind::Heun,
    Kind::DpmSolver,
];

#[test]
fn beta_keeps_a_gaussian_and_beta_tilde_a_point() {
    // Ho et al. 2020, section 3.2. With σ² = β, N(0, I) stays at variance 1 until the last step, which adds no noise and
    // leaves ᾱ of its t. With β̃, the spread about √ᾱ_t times a single point is 1 − ᾱ_t at every t. 10,000 numbers give a
    // variance to within 1.4 % (one standard deviation).
    let spread = |variance| {
        let mut run = start(gaussian(0.0, 1.0), config(Kind::Ddpm { variance }, 20, 5000), None);
        let last = schedule().alpha_bar(run.times()[19]);
        while run.step().unwrap().is_some() {}
        mean_and_variance(run.current()).1 / last
    };
    let (large, small) = (spread(1.0), spread(0.0));
    assert!((large - 1.0).abs() < 0.05 && small < 0.85, "β gave {large}, β̃ {small}");

    let excess = |variance| {
        let mut run = start(points(&[0.6, 0.6]), config(Kind::Ddpm { variance }, 20, 5000), None);
        (0..19).for_each(|_| assert!(run.step().unwrap().is_some()));
        let (mean, spread) = mean_and_variance(run.current());
        assert!((mean - 0.6 * schedule().alpha_bar(run.t()).sqrt()).abs() < 0.02);
        spread / (1.0 - schedule().alpha_bar(run.t()))
    };
    let (large, small) = (excess(1.0), excess(0.0));
    assert!((small - 1.0).abs() < 0.05 && large > 1.1, "β̃ gave {small}, β {large}");
}

#[test]
fn every_chain_with_the_exact_denoiser_ends_on_training_points() {
    for kind in CHAINS {
        let found = run(&points(&CORNERS), config(kind, 50, 300), None);
        let mut hits = [0; 5];
        for p in found.chunks(2) {
            let near = |c: &[f32]| (c[0] - p[0]).hypot(c[1] - p[1]) < 2e-2;
            let at = CORNERS.chunks(2).position(near);
            hits[at.unwrap_or_else(|| panic!("{kind:?} ended at {p:?}"))] += 1;
        }
        assert!(hits.iter().all(|&n| n > 20), "{kind:?} reached {hits:?}");
    }
}

#[test]
fn every_chain_survives_a_schedule_that_ends_in_pure_noise() {
    // ᾱ_T of the cosine schedule is next to 0, so that σ = √((1 − ᾱ)/ᾱ) is in the tens of thousands at T.
    let schedule = Rc::new(Schedule::new(ScheduleKind::Cosine, 1000).unwrap());
    let set = PointSet { dims: 2, values: CORNERS.to_vec(), centre: vec![0.0; 2], scale: 1.0 };
    let model = Rc::new(ExactDenoiser::points(schedule.clone(), &set));
    for kind in CHAINS {
        let mut run = Sampler::new(model.clone(), schedule.clone(), config(kind, 50, 300), None).unwrap();
        while run.step().unwrap().is_some() {}
        for p in run.current().chunks(2) {
            let near = |c: &[f32]| (c[0] - p[0]).hypot(c[1] - p[1]) < 2e-2;
            assert!(CORNERS.chunks(2).any(near), "{kind:?} ended at {p:?}");
        }
    }
}

#[test]
fn a_chain_of_every_kind_returns_the_distribution() {
    // Two unequal Gaussians: the share of the heavier, and its width.
    let mixture =
        Mixture { dims: 2, weights: vec![0.3, 0.7], means: vec![-1.5, -1.5, 1.0, 1.0], variances: vec![0.04; 2] };
    let model = ExactDenoiser::mixture(schedule(), mixture);
    for kind in CHAINS {
        // Most steps near the data: β̃ shrinks what it samples, the less the finer its steps.
        let quadratic = SampleConfig { spacing: Spacing::Quadratic, ..config(kind, 100, 2000) };
        let found = run(&model, quadratic, None);
        let heavy: Vec<f32> = found.chunks(2).filter(|p| p[0] + p[1] > 0.0).flatten().copied().collect();
        let (mean, variance) = mean_and_variance(&heavy);
        let share = heavy.len() as f64 / found.len() as f64;
        assert!((share - 0.7).abs() < 0.04, "{kind:?}: share {share}");
        assert!((mean - 1.0).abs() < 0.03 && (variance - 0.04).abs() < 0.008, "{kind:?}: {mean}, {variance}");
    }
}

#[test]
fn the_flow_is_solved_in_its_order() {
    // Of N(m, s²), the path of the ODE is y(σ) = m + (y_T − m) √((s² + σ²)/(s² + σ_T²)).
    let (m, s2) = (0.5, 0.25);
    let model = gaussian(m, s2);
    let begin = start(model.clone(), config(Kind::Heun, 10, 200), None);
    let ab = schedule().alpha_bar(1000);
    let exact = |x: &f32| m + (f64::from(*x) / ab.sqrt() - m) * (s2 / (s2 + (1.0 - ab) / ab)).sqrt();
    let exact: Vec<f64> = begin.current().iter().map(exact).collect();
    // Linspace ends with a step from t = 1, so that the last one, of first order, does not hide the others.
    let error = |kind, steps| {
        let found = run(&model, SampleConfig { spacing: Spacing::Linspace, ..config(kind, steps, 200) }, None);
        found.iter().zip(&exact).map(|(a, b)| (f64::from(*a) - b).abs()).sum::<f64>() / 400.0
    };
    // Lu et al. 2022: second order at one call a step.
    let solver = [50, 100, 200].map(|steps| error(Kind::DpmSolver, steps));
    let ddim = [50, 100, 200].map(|steps| error(Kind::Ddim { eta: 0.0 }, steps));
    let heun = [50, 100, 200].map(|steps| error(Kind::Heun, steps));
    for i in 0..2 {
        assert!(ddim[i] / ddim[i + 1] > 1.6, "DDIM: {ddim:?}");
        assert!(heun[i] / heun[i + 1] > 2.8, "Heun: {heun:?}");
        assert!(solver[i] / solver[i + 1] > 2.8, "DPM-Solver++: {solver:?}");
    }
    assert!(heun[0] < ddim[1], "of as many calls, Heun's is nearer: {heun:?} {ddim:?}");
}

#[test]
fn langevin_sampling_has_its_stationary_spread() {
    // On N(0, I) every q(x_t) is N(0, I). x ← (1 − δ/2) x + √δ z settles at variance 1/(1 − δ/4).
    let sampler = Kind::Langevin { t: 300, step_size: 0.5 };
    let found = run(&gaussian(0.0, 1.0), config(sampler, 100, 5000), Some(&vec![3.0; 10_000]));
    let delta = 0.5 * schedule().one_minus_alpha_bar(300);
    let (mean, variance) = mean_and_variance(&found);
    assert!(mean.abs() < 0.05 && (variance * (1.0 - delta / 4.0) - 1.0).abs() < 0.05, "{mean}, {variance}");
}

#[test]
fn plain_langevin_stays_with_its_mode_and_annealed_reaches_all() {
    let model = points(&[1.5, 1.5, -1.5, -1.5]);
    let from = [1.5f32; 400];
    let plain = run(&model, config(Kind::Langevin { t: 50, step_size: 0.2 }, 500, 200), Some(&from));
    assert!(plain.chunks(2).all(|p| p[0] > 0.8 && p[1] > 0.8), "a point left its mode");
    let annealed = Kind::AnnealedLangevin { per_level: 5, step_size: 0.2 };
    let found = run(&model, config(annealed, 500, 200), Some(&from));
    let left = found.chunks(2).filter(|p| p[0] < 0.0).count();
    assert!((60..140).contains(&left), "{left} of 200 in the other mode");
    assert!(found.iter().all(|v| (v.abs() - 1.5).abs() < 0.02), "not denoised at the end");
}

#[test]
fn samplers_of_one_seed_share_their_noise() {
    let model = points(&CORNERS);
    let begin = |kind| start(model.clone(), config(kind, 50, 100), None).current().clone();
    assert!(CHAINS.iter().all(|&kind| begin(kind) == begin(Kind::Heun)));
    assert_eq!(begin(Kind::Langevin { t: 5, step_size: 0.1 }), begin(Kind::Heun));
    // DDIM with η = 1 is DDPM with β̃ (Song et al. 2021, section 4.1), noise for noise.
    let (a, b) = (
        run(&gaussian(0.2, 0.5), config(Kind::Ddpm { variance: 0.0 }, 50, 100), None),
        run(&gaussian(0.2, 0.5), config(Kind::Ddim { eta: 1.0 }, 50, 100), None),
    );
    assert!(a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-4));
}

#[test]
fn a_point_does_not_depend_on_how_many_there_are() {
    for kind in [Kind::Ddpm { variance: 1.0 }, Kind::Langevin { t: 100, step_size: 0.1 }] {
        let model = points(&CORNERS);
        let (few, many) = (run(&model, config(kind, 20, 3), None), run(&model, config(kind, 20, 1000), None));
        assert_eq!(few, many[..6], "{kind:?}");
    }
}

#[test]
fn a_run_says_where_it_is_and_what_it_cost() {
    let all = [(CHAINS[0], 20, 20), (Kind::Heun, 20, 39), (Kind::Langevin { t: 7, step_size: 0.1 }, 20, 20)];
    for (kind, moments, calls) in all {
        let mut run = start(points(&CORNERS), config(kind, 20, 2), None);
        assert_eq!(run.times().len(), moments + 1);
        for i in 0.. {
            assert_eq!(run.t(), run.times()[i]);
            if run.step().unwrap().is_none() {
                break;
            }
        }
        assert_eq!(run.calls(), calls, "{kind:?}");
    }
    let annealed = Kind::AnnealedLangevin { per_level: 5, step_size: 0.1 };
    let mut run = start(points(&CORNERS), config(annealed, 20, 2), None);
    assert_eq!(run.times()[..6], [1000, 1000, 1000, 1000, 1000, 750]);
    assert_eq!(run.times()[15..], [250, 250, 250, 250, 250, 0]);
    while run.step().unwrap().is_some() {}
    assert_eq!((run.calls(), run.t()), (21, 0));
}

#[test]
fn settings_out_of_range_are_refused() {
    let good = config(Kind::Heun, 20, 4);
    let refused = |config: &SampleConfig, from: Option<&[f32]>| {
        let start = from.map(|x| Start { t: None, x: x.to_vec() });
        Sampler::new(Rc::new(points(&CORNERS)), schedule(), config.clone(), start).is_err()
    };
    for sampler in [
        Kind::Ddpm { variance: 1.5 },
        Kind::Ddim { eta: f64::NAN },
        Kind::Langevin { t: 0, step_size: 0.1 },
        Kind::Langevin { t: 1001, step_size: 0.1 },
        Kind::Langevin { t: 10, step_size: 0.0 },
        Kind::Langevin { t: 10, step_size: f64::NAN },
        Kind::AnnealedLangevin { per_level: 0, step_size: 0.1 },
        Kind::AnnealedLangevin { per_level: 21, step_size: 0.1 },
        Kind::AnnealedLangevin { per_level: 2, step_size: 3.0 },
    ] {
        assert!(refused(&SampleConfig { sampler, ..good.clone() }, None), "{sampler:?}");
    }
    for (steps, count) in [(0, 4), (1001, 4), (20, 0), (20, 20_001)] {
        assert!(refused(&SampleConfig { steps, count, ..good.clone() }, None), "{steps} steps, {count} points");
    }
    assert!(refused(&good, Some(&[0.0; 7])) && refused(&good, Some(&[f32::NAN; 8])));
    assert!(!refused(&good, Some(&[0.0; 8])));
    assert!(!refused(&SampleConfig { steps: 1, ..good }, None), "one step is a chain too");
}

#[test]
fn names_are_those_of_the_page() {
    let config: SampleConfig = serde_json::from_str(
        r#"{ "sampler": { "kind": "annealed_langevin", "perLevel": 3, "stepSize": 0.1 }, "steps": 30,
             "spacing": "trailing", "count": 5, "seed": 4294967295 }"#,
    )
    .unwrap();
    assert_eq!(config.sampler, Kind::AnnealedLangevin { per_level: 3, step_size: 0.1 });
    for kind in [
        r#"{"kind":"ddpm","variance":0.5}"#,
        r#"{"kind":"ddim","eta":0.5}"#,
        r#"{"kind":"heun"}"#,
        r#"{"kind":"dpm_solver"}"#,
    ] {
        let parsed: Kind = serde_json::from_str(kind).unwrap();
        assert_eq!(serde_json::to_string(&parsed).unwrap(), kind);
    }
}

#[test]
fn the_shapes_of_the_page_are_sampled_without_a_network() {
    let set = PointShape::Dino.draw(500, 1);
    let model = ExactDenoiser::points(schedule(), &set);
    let quadratic = SampleConfig { spacing: Spacing::Quadratic, ..config(Kind::Heun, 30, 200) };
    let found = run(&model, quadratic, None);
    let nearest =
        |p: &[f32]| set.values.chunks(2).map(|q| (p[0] - q[0]).hypot(p[1] - q[1])).fold(f32::INFINITY, f32::min);
    let mean = found.chunks(2).map(nearest).sum::<f32>() / 200.0;
    assert!(mean < 0.03, "{mean} from the drawing");
}
