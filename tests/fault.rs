//! The mistakes that can be made on purpose: each against its wrong line written out, and against the spread that theory
//! says it leaves.

use std::{
    cell::RefCell,
    future::{Ready, ready},
    rc::Rc,
};

use ddpm_lab::{
    Result,
    data::points::Mixture,
    denoiser::{Condition, Denoiser},
    diffusion::{Fault, Prediction, ReverseStep, SamplerKind, Schedule, ScheduleKind, Spacing},
    exact::ExactDenoiser,
    rng::{Purpose, Rng},
    sampler::{Faulty, SampleConfig, Sampler, SecondStage, Solver as Kind, Start, StepRule},
};

const T: usize = 1000;
/// The chains that are walked: T mod steps = 0, so that trailing times are t = T, T − T/steps, ..., T/steps.
const STEPS: usize = 20;
/// Variance of a coordinate of the data in these tests.
const DATA: f64 = 0.25;
const COUNT: usize = 10_000;

fn schedule() -> Rc<Schedule> {
    Rc::new(Schedule::new(ScheduleKind::Linear, T).unwrap())
}

/// ᾱ_t for t = 0..=T as a plain product of Ho et al.'s β, which no code under test has had a hand in.
fn alpha_bars() -> Vec<f64> {
    let beta = |t: usize| 1e-4 + (0.02 - 1e-4) * (t - 1) as f64 / (T - 1) as f64;
    let mut all = vec![1.0];
    (1..=T).for_each(|t| all.push(all[t - 1] * (1.0 - beta(t))));
    all
}

/// (factor of x, factor of ε̂, σ) of the step from t to `next` with σ² = β: Algorithm 2, line 4, with its wrong line.
fn written_out(ab: &[f64], fault: Option<Fault>, t: usize, next: usize) -> (f64, f64, f64) {
    let (mut alpha, mut read) = (ab[t] / ab[next], ab[t]);
    if fault == Some(Fault::UnspacedBeta) {
        alpha = ab[t] / ab[t - 1];
    }
    if fault == Some(Fault::ShiftedAlphaBar) {
        read = if next == 0 { ab[T] } else { ab[next] };
    }
    let beta = 1.0 - alpha;
    let mut sigma = if next == 0 { 0.0 } else { beta.sqrt() };
    match fault {
        Some(Fault::NoNoise) => sigma = 0.0,
        Some(Fault::LastNoise) => sigma = beta.sqrt(),
        Some(Fault::BetaForSigma) if next > 0 => sigma = beta,
        Some(Fault::MarginalSigma) if next > 0 => sigma = (1.0 - ab[t]).sqrt(),
        _ => {}
    }
    (1.0 / alpha.sqrt(), -beta / (1.0 - read).sqrt() / alpha.sqrt(), sigma)
}

/// The variance in which a chain from N(0, 1) ends on data N(0, s²), where ε* = √(1 − ᾱ) x/(ᾱ s² + 1 − ᾱ) is linear.
fn variance_left(fault: Option<Fault>) -> f64 {
    let ab = alpha_bars();
    let mut variance = 1.0;
    let gap = T / STEPS;
    let first = if fault == Some(Fault::ShortSchedule) { T / 4 } else { T };
    for t in (1..=first / gap).rev().map(|i| i * gap) {
        let (of_x, of_eps, sigma) = written_out(&ab, fault, t, t - gap);
        let told = if fault == Some(Fault::OneTime) { T / 2 } else { t };
        let slope = (1.0 - ab[told]).sqrt() / (ab[told] * DATA + 1.0 - ab[told]);
        variance = (of_x + of_eps * slope).powi(2) * variance + sigma * sigma;
    }
    variance
}

fn gaussian() -> ExactDenoiser {
    let mixture = Mixture { dims: 2, weights: vec![1.0], means: vec![0.0; 2], variances: vec![DATA] };
    ExactDenoiser::mixture(schedule(), mixture)
}

fn config(count: usize) -> SampleConfig {
    let (sampler, spacing) = (Kind::Ddpm { variance: 1.0 }, Spacing::Trailing);
    SampleConfig { sampler, steps: STEPS, spacing, count, seed: 5, conditions: Vec::new(), guidance: 0.0, clip: false }
}

/// A run with a mistake in it, or none.
fn run<D: Denoiser>(
    model: Rc<D>,
    config: SampleConfig,
    fault: Option<Fault>,
    start: Option<Start>,
) -> Result<Sampler<D>> {
    let rule: Box<dyn StepRule> = match fault {
        None => Box::new(config.sampler),
        Some(fault) => Box::new(Faulty::new(config.sampler, fault)?),
    };
    Sampler::with_rule(model, schedule(), config, start, rule)
}

fn begin(fault: Option<Fault>, config: SampleConfig, start: Option<Start>) -> Result<Sampler<ExactDenoiser>> {
    run(Rc::new(gaussian()), config, fault, start)
}

fn finished(mut run: Sampler<ExactDenoiser>) -> Vec<f32> {
    while run.step().unwrap().is_some() {}
    run.current().to_vec()
}

fn mean_square(values: &[f32]) -> f64 {
    values.iter().map(|&v| f64::from(v).powi(2)).sum::<f64>() / values.len() as f64
}

fn all() -> impl Iterator<Item = Option<Fault>> {
    std::iter::once(None).chain(Fault::ALL.map(Some))
}

#[test]
fn each_fault_is_its_wrong_line_and_no_other() {
    let (schedule, ab) = (schedule(), alpha_bars());
    for fault in all() {
        for (t, next) in [(1000, 950), (500, 499), (300, 250), (50, 0), (2, 1), (1, 0)] {
            let kind = SamplerKind::Ddpm { variance: 1.0 };
            let solver = Kind::Ddpm { variance: 1.0 };
            let rule: Box<dyn StepRule> = match fault {
                None => Box::new(solver),
                Some(fault) => Box::new(Faulty::new(solver, fault).unwrap()),
            };
            let (step, second) = rule.step(&schedule, Prediction::Epsilon, None, t, next).unwrap();
            assert_eq!(second, SecondStage::None);
            let (of_x, of_eps, sigma) = written_out(&ab, fault, t, next);
            let found = (
                step.mean.x0 * step.x0.x_t + step.mean.x_t + step.mean.eps * step.eps.x_t,
                step.mean.x0 * step.x0.output + step.mean.eps * step.eps.output,
                step.sigma,
            );
            for (a, b) in [(found.0, of_x), (found.1, of_eps), (found.2, sigma)] {
                assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "{fault:?} from {t} to {next}: {found:?}, not {b}");
            }
            assert_eq!((step.t, step.t_next), (t, next));
            assert_eq!(step.x0, ReverseStep::new(&schedule, kind, Prediction::Epsilon, t, next).unwrap().x0);
        }
    }
}

#[test]
fn a_run_without_a_fault_is_bit_by_bit_the_run_of_its_steps() {
    let (schedule, model) = (schedule(), gaussian());
    let noise = Rng::new(5, Purpose::Sample);
    let normals = |t: usize| {
        let mut z = vec![0.0; 64];
        noise.normals(0, t as u32, &mut z);
        z
    };
    let mut x = Rc::new(normals(T + 1));
    for t in (1..=STEPS).rev().map(|i| i * T / STEPS) {
        let next = t - T / STEPS;
        let step =
            ReverseStep::new(&schedule, SamplerKind::Ddpm { variance: 1.0 }, Prediction::Epsilon, t, next).unwrap();
        let eps = model.predict(&x, t, &[]);
        let of_x = step.mean.x_t + step.mean.x0 * step.x0.x_t + step.mean.eps * step.eps.x_t;
        let of_eps = step.mean.x0 * step.x0.output + step.mean.eps * step.eps.output;
        x = if next == 0 {
            model.combine(&[(of_x, &x), (of_eps, &eps)])
        } else {
            model.combine(&[(of_x, &x), (of_eps, &eps), (step.sigma, &Rc::new(normals(t)))])
        };
    }
    assert_eq!(finished(begin(None, config(32), None).unwrap()), *x);
}

#[test]
fn each_fault_leaves_the_spread_that_theory_says() {
    // 20,000 numbers give a variance to within 1 % (one standard deviation).
    for fault in all() {
        let (found, expected) =
            (mean_square(&finished(begin(fault, config(COUNT), None).unwrap())), variance_left(fault));
        assert!((found / expected - 1.0).abs() < 0.04, "{fault:?}: {found}, not {expected}");
    }
}

#[test]
fn each_fault_shows() {
    let right = variance_left(None);
    let left = |fault| variance_left(Some(fault)) / right;
    assert!(left(Fault::NoNoise) < 0.5 && left(Fault::BetaForSigma) < 0.85, "too little noise");
    assert!(left(Fault::NoNoise) < left(Fault::BetaForSigma));
    assert!(left(Fault::LastNoise) > 1.1 && left(Fault::MarginalSigma) > 1.1, "too much noise");
    assert!(left(Fault::UnspacedBeta) > 2.0, "noise still");
    assert!((left(Fault::ShiftedAlphaBar) - 1.0).abs() > 0.05, "{}", left(Fault::ShiftedAlphaBar));
}

#[test]
fn what_a_gaussian_forgives_two_islands_show() {
    // Narrow ones around −1 and 1, the left one with a tenth of the data.
    let mixture = Mixture { dims: 1, weights: vec![0.1, 0.9], means: vec![-1.0, 1.0], variances: vec![0.01; 2] };
    let model = Rc::new(ExactDenoiser::mixture(schedule(), mixture));
    let ends = |fault| finished(run(model.clone(), config(4000), fault, None).unwrap());
    let share = |ends: &[f32], holds: fn(&f32) -> bool| ends.iter().filter(|x| holds(x)).count() as f64 / 4000.0;
    let [right, deaf, short] = [None, Some(Fault::OneTime), Some(Fault::ShortSchedule)].map(ends);
    let on_land = |x: &f32| (x.abs() - 1.0).abs() < 0.3;
    assert!(share(&right, on_land) > 0.97 && share(&deaf, on_land) < 0.7, "one time: {}", share(&deaf, on_land));
    let left = |ends: &[f32]| share(ends, |&x| x < 0.0);
    assert!(
        (left(&right) - 0.1).abs() < 0.03 && left(&short) > 0.25,
        "short: {}, right {}",
        left(&short),
        left(&right)
    );
}

#[test]
fn wrong_and_right_begin_with_the_same_noise() {
    let right = begin(None, config(50), None).unwrap();
    for fault in Fault::ALL {
        let wrong = begin(Some(fault), config(50), None).unwrap();
        assert_eq!(wrong.current(), right.current(), "{fault:?}");
        let short = fault == Fault::ShortSchedule;
        assert_eq!(wrong.times(), &right.times()[if short { 15 } else { 0 }..], "{fault:?}");
    }
    // Where no time is as low, the last step is still made.
    let few = SampleConfig { steps: 2, ..config(4) };
    assert_eq!(begin(Some(Fault::ShortSchedule), few, None).unwrap().times(), [500, 0]);
}

#[test]
fn unspaced_beta_is_no_fault_where_every_time_is_visited() {
    let whole = || SampleConfig { steps: T, ..config(8) };
    let [right, wrong] = [None, Some(Fault::UnspacedBeta)].map(|f| finished(begin(f, whole(), None).unwrap()));
    assert_eq!(right, wrong);
}

#[test]
fn a_run_from_a_time_is_the_tail_of_the_whole_run() {
    for sampler in [Kind::Ddpm { variance: 0.5 }, Kind::Ddim { eta: 0.3 }, Kind::Heun] {
        let whole = SampleConfig { sampler, ..config(40) };
        let mut run = begin(None, whole.clone(), None).unwrap();
        for at in [0, 7, 19] {
            while run.t() > run.times()[at] {
                assert!(run.step().unwrap().is_some());
            }
            let (x, t) = (run.current().to_vec(), run.t());
            let tail = begin(None, whole.clone(), Some(Start { t: Some(t), x })).unwrap();
            assert_eq!(tail.times(), &run.times()[at..]);
            let end = finished(begin(None, whole.clone(), None).unwrap());
            assert_eq!(finished(tail), end, "{sampler:?} from t = {t}");
        }
    }
}

#[test]
fn another_seed_from_the_same_place_is_a_fork() {
    // From x_t of a Gaussian the ends scatter, and the less the later they part.
    let spread = |t: usize| {
        let forked = SampleConfig { seed: 77, ..config(5000) };
        let place = Start { t: Some(t), x: vec![0.4; 10_000] };
        let ends = finished(begin(None, forked, Some(place)).unwrap());
        let mean = ends.iter().map(|&v| f64::from(v)).sum::<f64>() / ends.len() as f64;
        mean_square(&ends) - mean * mean
    };
    let [early, middle, late, end] = [T, 200, 100, 50].map(spread);
    assert!(early > 1.2 * middle && middle > 1.2 * late && late > 0.0, "{early}, {middle}, {late}");
    assert!(end.abs() < 1e-9, "nothing is drawn after the last step");
}

#[test]
fn what_cannot_be_is_refused() {
    for sampler in [
        Kind::Ddim { eta: 1.0 },
        Kind::Heun,
        Kind::DpmSolver,
        Kind::Langevin { t: 10, step_size: 0.1 },
        Kind::AnnealedLangevin { per_level: 2, step_size: 0.1 },
    ] {
        assert!(Faulty::new(sampler, Fault::NoNoise).is_err(), "{sampler:?} with a fault");
    }
    let at = |t| Some(Start { t: Some(t), x: vec![0.0; 8] });
    assert!(begin(None, config(4), at(500)).is_ok());
    assert!(begin(None, config(4), at(501)).is_err(), "a time that is not visited");
    let langevin = SampleConfig { sampler: Kind::Langevin { t: 10, step_size: 0.1 }, ..config(4) };
    assert!(begin(None, langevin, at(10)).is_err(), "a walk that has no tail");
    assert!(begin(Some(Fault::ShortSchedule), config(4), at(500)).is_err(), "a time before the short chain begins");
}

#[test]
fn names_are_those_of_the_page() {
    let names = Fault::ALL.map(|fault| serde_json::to_value(fault).unwrap().as_str().unwrap().to_owned());
    assert_eq!(
        names,
        [
            "no_noise",
            "last_noise",
            "beta_for_sigma",
            "shifted_alpha_bar",
            "unspaced_beta",
            "one_time",
            "short_schedule",
            "marginal_sigma"
        ]
    );
    let plain = r#"{"sampler":{"kind":"ddpm","variance":1.0},"steps":20,"spacing":"trailing","seed":5,"count":4}"#;
    assert_eq!(serde_json::from_str::<SampleConfig>(plain).unwrap(), config(4), "what nobody asks for may be left out");
    assert!(serde_json::from_str::<Fault>(r#""none_such""#).is_err());
}

/// Pictures with numbers from N(0, [`DATA`]), and the times that their denoiser has been told.
struct Grey {
    schedule: Rc<Schedule>,
    told: RefCell<Vec<usize>>,
}

impl Denoiser for Grey {
    type Array = Rc<Vec<f32>>;
    type Read = Ready<Result<Vec<Vec<f32>>>>;
    fn values(&self) -> usize {
        256
    }
    fn prediction(&self) -> Prediction {
        Prediction::Epsilon
    }
    fn upload(&self, values: &[f32]) -> Self::Array {
        Rc::new(values.to_vec())
    }
    fn predict(&self, x: &Self::Array, t: usize, _: &[Condition]) -> Self::Array {
        self.told.borrow_mut().push(t);
        let noise = self.schedule.one_minus_alpha_bar(t);
        let slope = noise.sqrt() / (self.schedule.alpha_bar(t) * DATA + noise);
        Rc::new(x.iter().map(|&v| (slope * f64::from(v)) as f32).collect())
    }
    fn combine(&self, terms: &[(f64, &Self::Array)]) -> Self::Array {
        let sum = |i: usize| terms.iter().map(|(f, a)| f * f64::from(a[i])).sum::<f64>() as f32;
        Rc::new((0..terms[0].1.len()).map(sum).collect())
    }
    fn clamp(&self, x: &Self::Array, limit: f64) -> Self::Array {
        Rc::new(x.iter().map(|v| v.clamp(-limit as f32, limit as f32)).collect())
    }
    fn read(&self, arrays: &[&Self::Array]) -> Self::Read {
        ready(Ok(arrays.iter().map(|a| a.to_vec()).collect()))
    }
}

fn pictures(fault: Option<Fault>, sampler: Kind, start: Option<Start>) -> Result<(Rc<Grey>, Sampler<Grey>)> {
    let denoiser = Rc::new(Grey { schedule: schedule(), told: RefCell::default() });
    let config = SampleConfig { sampler, conditions: vec![Condition::default(); 64], ..config(64) };
    Ok((denoiser.clone(), run(denoiser, config, fault, start)?))
}

#[test]
fn pictures_have_the_same_faults() {
    let kind = Kind::Ddpm { variance: 1.0 };
    let begins = |fault| pictures(fault, kind, None).unwrap().1.current().clone();
    for fault in all() {
        let (denoiser, mut run) = pictures(fault, kind, None).unwrap();
        assert_eq!(*run.current(), begins(None), "{fault:?}");
        let times = run.times().to_vec();
        while let Some(step) = run.step().unwrap() {
            assert_eq!(step.noise.is_empty(), step.sigma == 0.0);
            assert!(fault != Some(Fault::NoNoise) || step.noise.is_empty());
        }
        let (found, expected) = (mean_square(run.current()), variance_left(fault));
        // 16,384 numbers
        assert!((found / expected - 1.0).abs() < 0.05, "{fault:?}: {found}, not {expected}");
        let told = denoiser.told.borrow();
        let asked = times[..times.len() - 1].iter().map(|&t| fault.map_or(t, |fault| fault.network_timestep(T, t)));
        assert!(told.iter().copied().eq(asked), "{fault:?}: told {told:?}");
        assert!(fault != Some(Fault::OneTime) || told.iter().all(|&t| t == T / 2));
    }
    assert!(pictures(Some(Fault::NoNoise), Kind::Ddim { eta: 1.0 }, None).is_err());
    let values = 64 * 256;
    let start = |t| Some(Start { t: Some(t), x: vec![0.0; values] });
    assert!(pictures(Some(Fault::ShortSchedule), kind, start(250)).is_ok());
    assert!(pictures(Some(Fault::ShortSchedule), kind, start(500)).is_err());
}
