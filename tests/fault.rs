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
    diffusion::{Fault, Prediction, ReverseStep, SamplerKind, Schedule, ScheduleKind, Spacing, reverse_step},
    model::{Condition, Denoiser, ImageShape},
    noise::Noise,
    sample::{SampleConfig, Sampler, Start},
    toy::{
        PointModel,
        exact::ExactDenoiser,
        sampler::{PointSampleConfig, PointSampler, PointSamplerKind as Kind},
    },
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

fn config(fault: Option<Fault>, count: usize) -> PointSampleConfig {
    let sampler = Kind::Ddpm { variance: 1.0 };
    PointSampleConfig { sampler, steps: STEPS, spacing: Spacing::Trailing, count, seed: 5, fault, start_at: None }
}

fn begin(config: PointSampleConfig, from: Option<&[f32]>) -> Result<PointSampler<ExactDenoiser>> {
    PointSampler::new(Rc::new(gaussian()), schedule(), config, from)
}

fn finished(mut run: PointSampler<ExactDenoiser>) -> Vec<f32> {
    while run.step().unwrap().is_some() {}
    run.current().clone()
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
            let step = reverse_step(&schedule, kind, fault, Prediction::Epsilon, t, next).unwrap();
            let (of_x, of_eps, sigma) = written_out(&ab, fault, t, next);
            let found = (
                step.mean.0 * step.x0.0 + step.mean.1 + step.mean.2 * step.eps.0,
                step.mean.0 * step.x0.1 + step.mean.2 * step.eps.1,
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
    let noise = Noise::new(5);
    let normals = |t: usize| {
        let mut z = vec![0.0; 64];
        noise.normals(0, t as u32, &mut z);
        z
    };
    let mut x = normals(T + 1);
    for t in (1..=STEPS).rev().map(|i| i * T / STEPS) {
        let next = t - T / STEPS;
        let step =
            ReverseStep::new(&schedule, SamplerKind::Ddpm { variance: 1.0 }, Prediction::Epsilon, t, next).unwrap();
        let eps = model.eps(&x, t);
        let (of_x, of_eps) = (step.mean.0 * step.x0.0 + step.mean.1, step.mean.0 * step.x0.1 + step.mean.2);
        x = if next == 0 {
            model.combine(&[(of_x, &x), (of_eps, &eps)])
        } else {
            model.combine(&[(of_x, &x), (of_eps, &eps), (step.sigma, &normals(t))])
        };
    }
    assert_eq!(finished(begin(config(None, 32), None).unwrap()), x);
}

#[test]
fn each_fault_leaves_the_spread_that_theory_says() {
    // 20,000 numbers give a variance to within 1 % (one standard deviation).
    for fault in all() {
        let (found, expected) =
            (mean_square(&finished(begin(config(fault, COUNT), None).unwrap())), variance_left(fault));
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
    let ends = |fault| finished(PointSampler::new(model.clone(), schedule(), config(fault, 4000), None).unwrap());
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
    let right = begin(config(None, 50), None).unwrap();
    for fault in Fault::ALL {
        let wrong = begin(config(Some(fault), 50), None).unwrap();
        assert_eq!(wrong.current(), right.current(), "{fault:?}");
        let short = fault == Fault::ShortSchedule;
        assert_eq!(wrong.times(), &right.times()[if short { 15 } else { 0 }..], "{fault:?}");
    }
    // Where no time is as low, the last step is still made.
    let few = PointSampleConfig { steps: 2, ..config(Some(Fault::ShortSchedule), 4) };
    assert_eq!(begin(few, None).unwrap().times(), [500, 0]);
}

#[test]
fn unspaced_beta_is_no_fault_where_every_time_is_visited() {
    let whole = |fault| PointSampleConfig { steps: T, ..config(fault, 8) };
    let [right, wrong] = [None, Some(Fault::UnspacedBeta)].map(|f| finished(begin(whole(f), None).unwrap()));
    assert_eq!(right, wrong);
}

#[test]
fn a_run_from_a_time_is_the_tail_of_the_whole_run() {
    for sampler in [Kind::Ddpm { variance: 0.5 }, Kind::Ddim { eta: 0.3 }, Kind::Heun] {
        let whole = PointSampleConfig { sampler, ..config(None, 40) };
        let mut run = begin(whole, None).unwrap();
        for at in [0, 7, 19] {
            while run.t() > run.times()[at] {
                assert!(run.step().unwrap().is_some());
            }
            let (x, t) = (run.current().clone(), run.t());
            let tail = begin(PointSampleConfig { start_at: Some(t), ..whole }, Some(&x)).unwrap();
            assert_eq!(tail.times(), &run.times()[at..]);
            let end = finished(begin(whole, None).unwrap());
            assert_eq!(finished(tail), end, "{sampler:?} from t = {t}");
        }
    }
}

#[test]
fn another_seed_from_the_same_place_is_a_fork() {
    // From x_t of a Gaussian the ends scatter, and the less the later they part.
    let spread = |t: usize| {
        let forked = PointSampleConfig { seed: 77, start_at: Some(t), ..config(None, 5000) };
        let place = vec![0.4; 10_000];
        let ends = finished(begin(forked, Some(&place)).unwrap());
        let mean = ends.iter().map(|&v| f64::from(v)).sum::<f64>() / ends.len() as f64;
        mean_square(&ends) - mean * mean
    };
    let [early, middle, late, end] = [T, 200, 100, 50].map(spread);
    assert!(early > 1.2 * middle && middle > 1.2 * late && late > 0.0, "{early}, {middle}, {late}");
    assert!(end.abs() < 1e-9, "nothing is drawn after the last step");
}

#[test]
fn what_cannot_be_is_refused() {
    let good = config(Some(Fault::NoNoise), 4);
    for sampler in [
        Kind::Ddim { eta: 1.0 },
        Kind::Heun,
        Kind::Langevin { t: 10, step_size: 0.1 },
        Kind::AnnealedLangevin { per_level: 2, step_size: 0.1 },
    ] {
        assert!(begin(PointSampleConfig { sampler, ..good }, None).is_err(), "{sampler:?} with a fault");
    }
    let schedule = schedule();
    assert!(
        reverse_step(&schedule, SamplerKind::Ddim { eta: 0.0 }, Some(Fault::NoNoise), Prediction::Epsilon, 5, 4)
            .is_err()
    );
    let place = [0.0; 8];
    let at = |t| PointSampleConfig { start_at: Some(t), ..config(None, 4) };
    assert!(begin(at(500), Some(&place)).is_ok());
    assert!(begin(at(501), Some(&place)).is_err(), "a time that is not visited");
    assert!(begin(at(500), None).is_err(), "a time without points");
    let langevin = PointSampleConfig { sampler: Kind::Langevin { t: 10, step_size: 0.1 }, ..at(10) };
    assert!(begin(langevin, Some(&place)).is_err(), "a walk that has no tail");
    let short = PointSampleConfig { fault: Some(Fault::ShortSchedule), ..at(500) };
    assert!(begin(short, Some(&place)).is_err(), "a time before the short chain begins");
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
    let plain = r#"{"sampler":{"kind":"ddpm","variance":1.0},"steps":20,"spacing":"trailing","count":4,"seed":5}"#;
    let parsed: PointSampleConfig = serde_json::from_str(plain).unwrap();
    assert_eq!((parsed, serde_json::to_string(&parsed).unwrap().as_str()), (config(None, 4), plain));
    let faulty = plain.replace('}', "").replace(",\"steps", "},\"steps") + r#","fault":"one_time","startAt":50}"#;
    let parsed: PointSampleConfig = serde_json::from_str(&faulty).unwrap();
    assert_eq!((parsed.fault, parsed.start_at), (Some(Fault::OneTime), Some(50)));
    assert!(serde_json::from_str::<PointSampleConfig>(&faulty.replace("one_time", "none_such")).is_err());
}

/// Pictures with numbers from N(0, [`DATA`]), and the times that their denoiser has been told.
struct Grey {
    schedule: Rc<Schedule>,
    told: RefCell<Vec<usize>>,
}

impl Denoiser for Grey {
    type Array = Rc<Vec<f32>>;
    type Read = Ready<Result<Vec<Vec<f32>>>>;
    fn image(&self) -> ImageShape {
        ImageShape { height: 16, width: 16, channels: 1 }
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

fn pictures(fault: Option<Fault>, sampler: SamplerKind, start: Option<Start>) -> Result<(Rc<Grey>, Sampler<Grey>)> {
    let denoiser = Rc::new(Grey { schedule: schedule(), told: RefCell::default() });
    let config = SampleConfig {
        sampler,
        steps: STEPS,
        spacing: Spacing::Trailing,
        seed: 5,
        conditions: vec![Condition(Vec::new()); 64],
        guidance: 0.0,
        clip: false,
        fault,
    };
    Ok((denoiser.clone(), Sampler::new(denoiser, schedule(), Prediction::Epsilon, config, start)?))
}

#[test]
fn pictures_have_the_same_faults() {
    let kind = SamplerKind::Ddpm { variance: 1.0 };
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
        let asked = times[..times.len() - 1].iter().map(|&t| fault.map_or(t, |fault| fault.told(T, t)));
        assert!(told.iter().copied().eq(asked), "{fault:?}: told {told:?}");
        assert!(fault != Some(Fault::OneTime) || told.iter().all(|&t| t == T / 2));
    }
    assert!(pictures(Some(Fault::NoNoise), SamplerKind::Ddim { eta: 1.0 }, None).is_err());
    let values = 64 * 256;
    let start = |t| Some(Start { t, x: vec![0.0; values] });
    assert!(pictures(Some(Fault::ShortSchedule), kind, start(250)).is_ok());
    assert!(pictures(Some(Fault::ShortSchedule), kind, start(500)).is_err());
}
