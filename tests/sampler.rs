//! The sampler against what theory says of it, with networks whose output is known in closed form.

use std::{
    future::{Ready, ready},
    rc::Rc,
};

use ddpm_lab::{
    Result,
    denoiser::{Condition, Denoiser},
    diffusion::{Prediction, Schedule, ScheduleKind, Spacing},
    sampler::{SampleConfig, Sampler, Solver, Start},
};

/// Data that are all the same single value: the exact denoiser knows ε from x_t alone (theory, section 10).
struct Point {
    schedule: Schedule,
    value: f64,
}

/// Data x_0 ~ N(0, 1): E[ε | x_t] = √(1−ᾱ_t) x_t.
struct Gaussian {
    schedule: Schedule,
}

macro_rules! on_the_host {
    ($name:ident, |$self:ident, $x:ident, $t:ident, $condition:ident| $eps:expr) => {
        impl Denoiser for $name {
            type Array = Rc<Vec<f32>>;
            type Read = Ready<Result<Vec<Vec<f32>>>>;
            fn values(&self) -> usize {
                64
            }
            fn prediction(&self) -> Prediction {
                Prediction::Epsilon
            }
            fn upload(&self, values: &[f32]) -> Self::Array {
                Rc::new(values.to_vec())
            }
            fn predict(&$self, x: &Self::Array, $t: usize, conditions: &[Condition]) -> Self::Array {
                let pictures = x.chunks_exact(64).zip(conditions);
                Rc::new(pictures.flat_map(|(x, $condition)| x.iter().map(move |&$x| $eps as f32)).collect())
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
    };
}

on_the_host!(Point, |self, x, t, condition| {
    let ab = self.schedule.alpha_bar(t);
    // Asked for value 0 it is the point, asked for nothing its mirror image: something for guidance to work on.
    let value = if condition.is_any() { -self.value } else { self.value };
    (f64::from(x) - ab.sqrt() * value) / (1.0 - ab).sqrt()
});
on_the_host!(Gaussian, |self, x, t, _condition| (1.0 - self.schedule.alpha_bar(t)).sqrt() * f64::from(x));

fn config(sampler: Solver, steps: usize, batch: usize) -> SampleConfig {
    SampleConfig {
        sampler,
        steps,
        spacing: Spacing::Trailing,
        seed: 8,
        count: batch,
        conditions: vec![Condition::Classes(vec![Some(0)]); batch],
        guidance: 0.0,
        clip: false,
    }
}

fn schedule() -> Schedule {
    Schedule::new(ScheduleKind::Linear, 1000).unwrap()
}

fn start<D: Denoiser>(denoiser: D, config: SampleConfig, from: Option<Start>) -> Sampler<D> {
    Sampler::new(Rc::new(denoiser), Rc::new(schedule()), config, from).unwrap()
}

fn variance(values: &[f32]) -> f64 {
    let mean = values.iter().map(|&v| f64::from(v)).sum::<f64>() / values.len() as f64;
    values.iter().map(|&v| (f64::from(v) - mean).powi(2)).sum::<f64>() / values.len() as f64
}

/// The last step of a chain on data of one point is x̂_0, whatever came before; so it is the way there that is tested: what
/// x_t holds beside √ᾱ_t·x_0 is √(1 − ᾱ_t) times noise of unit variance, and where nothing is drawn always the same noise.
#[test]
fn every_sampler_walks_along_the_marginals_of_a_point() {
    for sampler in [
        Solver::Heun,
        Solver::DpmSolver,
        Solver::Ddim { eta: 0.0 },
        Solver::Ddim { eta: 1.0 },
        Solver::Ddpm { variance: 0.0 },
    ] {
        let drawn = matches!(sampler, Solver::Ddpm { .. } | Solver::Ddim { eta: 1.0 });
        let mut run = start(Point { schedule: schedule(), value: 0.625 }, config(sampler, 50, 64), None);
        let mut first: Option<Vec<f64>> = None;
        while let Some(step) = run.step().unwrap() {
            let ab = schedule().alpha_bar(step.t);
            let noise: Vec<f64> =
                step.x_t.iter().map(|&x| (f64::from(x) - ab.sqrt() * 0.625) / (1.0 - ab).sqrt()).collect();
            // 4,096 numbers give a mean square to within 2.2 % (one standard deviation).
            let square = noise.iter().map(|v| v * v).sum::<f64>() / noise.len() as f64;
            assert!((square - 1.0).abs() < 0.12, "{sampler:?} at t = {}: {square}", step.t);
            let first = first.get_or_insert_with(|| noise.clone());
            let apart = first.iter().zip(&noise).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert_eq!(apart < 2e-2, !drawn || step.index == 0, "{sampler:?} at t = {}: {apart}", step.t);
        }
    }
}

#[test]
fn every_sampler_ends_on_the_point_that_the_data_are() {
    for sampler in [
        Solver::Heun,
        Solver::DpmSolver,
        Solver::Ddpm { variance: 0.0 },
        Solver::Ddpm { variance: 1.0 },
        Solver::Ddim { eta: 0.0 },
        Solver::Ddim { eta: 1.0 },
    ] {
        let mut run = start(Point { schedule: schedule(), value: 0.625 }, config(sampler, 50, 2), None);
        while run.step().unwrap().is_some() {}
        assert!(run.current().iter().all(|v| (v - 0.625).abs() < 1e-4), "{sampler:?}");
    }
}

#[test]
fn each_variance_is_right_for_the_data_that_the_paper_says() {
    // Ho et al. 2020, section 3.2: σ² = β keeps N(0, 1) data at variance 1 all the way to the last step, which adds no
    // noise and so leaves ᾱ of its t; with β̃ it shrinks. On a point the spread at time t must be 1 − ᾱ_t, which β̃ keeps
    // and β overshoots. 4,096 values give a variance to within 2.2 % (one standard deviation).
    let spread = |sampler| {
        let mut run = start(Gaussian { schedule: schedule() }, config(sampler, 20, 64), None);
        let last = schedule().alpha_bar(run.times()[19]);
        while run.step().unwrap().is_some() {}
        variance(run.current()) / last
    };
    let (large, small) = (spread(Solver::Ddpm { variance: 1.0 }), spread(Solver::Ddpm { variance: 0.0 }));
    assert!((large - 1.0).abs() < 0.06, "β gave {large}");
    assert!(small < 0.85, "β̃ gave {small}");

    let excess = |sampler| {
        let mut run = start(Point { schedule: schedule(), value: 0.5 }, config(sampler, 20, 64), None);
        let t = run.times()[19];
        for _ in 0..19 {
            run.step().unwrap();
        }
        variance(run.current()) / (1.0 - schedule().alpha_bar(t))
    };
    let (large, small) = (excess(Solver::Ddpm { variance: 1.0 }), excess(Solver::Ddpm { variance: 0.0 }));
    assert!((small - 1.0).abs() < 0.06, "β̃ gave {small}");
    assert!(large > 1.1, "β gave {large}");
}

#[test]
fn a_run_from_a_kept_x_t_goes_on_exactly_as_the_first_did() {
    let config = config(Solver::Ddpm { variance: 1.0 }, 20, 3);
    let mut first = start(Gaussian { schedule: schedule() }, config.clone(), None);
    let mut kept = None;
    while let Some(step) = first.step().unwrap() {
        if step.index == 8 {
            kept = Some(Start { t: Some(step.t), x: step.x_t.to_vec() });
        }
    }
    let mut second = start(Gaussian { schedule: schedule() }, config, kept);
    assert_eq!(second.times().len(), 13);
    while second.step().unwrap().is_some() {}
    assert_eq!(first.current(), second.current());
}

#[test]
fn a_picture_does_not_depend_on_the_batch_it_is_in() {
    let sampler = Solver::Ddpm { variance: 1.0 };
    let run = |batch| {
        let mut run = start(Gaussian { schedule: schedule() }, config(sampler, 10, batch), None);
        while run.step().unwrap().is_some() {}
        run.current()[..64].to_vec()
    };
    assert_eq!(run(1), run(16));
}

#[test]
fn a_step_is_what_its_parts_say() {
    let config = config(Solver::Ddpm { variance: 0.5 }, 20, 2);
    let mut run = start(Gaussian { schedule: schedule() }, config, None);
    let (mut steps, mut previous): (_, Option<Rc<Vec<f32>>>) = (0, None);
    while let Some(step) = run.step().unwrap() {
        if let Some(previous) = previous {
            assert_eq!(previous, step.x_t);
        }
        let ab = schedule().alpha_bar(step.t);
        let (x0_hat, eps_hat, mean) = (step.x0_hat(), step.eps_hat(), step.mean());
        for i in 0..128 {
            let again = ab.sqrt() * f64::from(x0_hat[i]) + (1.0 - ab).sqrt() * f64::from(eps_hat[i]);
            assert!((again - f64::from(step.x_t[i])).abs() < 1e-3, "eq. 4 at t = {}", step.t);
            let z = step.noise.get(i).map_or(0.0, |&z| f64::from(z));
            assert!((f64::from(mean[i]) + step.sigma * z - f64::from(step.x_next[i])).abs() < 1e-5);
        }
        assert_eq!(step.noise.is_empty(), step.t_next == 0, "no noise in the last step, and only there");
        previous = Some(step.x_next);
        steps += 1;
    }
    assert_eq!(steps, 20);
}

#[test]
fn guidance_extrapolates_from_the_free_prediction_past_the_asked_one() {
    // With x̂_0(c) = a and x̂_0(∅) = −a, guidance w aims at (1 + w)·a + w·a.
    let guided = SampleConfig { guidance: 0.5, ..config(Solver::Ddim { eta: 0.0 }, 50, 1) };
    let mut run = start(Point { schedule: schedule(), value: 0.25 }, guided, None);
    while run.step().unwrap().is_some() {}
    assert!(run.current().iter().all(|v| (v - 0.5).abs() < 1e-3));
}

#[test]
fn settings_out_of_range_are_refused() {
    let good = config(Solver::Ddpm { variance: 1.0 }, 20, 1);
    let bad = [
        SampleConfig { count: 0, conditions: Vec::new(), ..good.clone() },
        SampleConfig { count: 20_001, conditions: Vec::new(), ..good.clone() },
        SampleConfig { conditions: vec![Condition::any(1); 65], ..good.clone() },
        SampleConfig { guidance: f64::NAN, ..good.clone() },
        SampleConfig { steps: 0, ..good.clone() },
        SampleConfig { steps: 1001, ..good.clone() },
        SampleConfig { sampler: Solver::Ddim { eta: 1.5 }, ..good.clone() },
    ];
    let refused = |config, start| {
        let denoiser = Rc::new(Gaussian { schedule: schedule() });
        Sampler::new(denoiser, Rc::new(schedule()), config, start).is_err()
    };
    for config in bad {
        assert!(refused(config.clone(), None), "{config:?}");
    }
    assert!(
        refused(good.clone(), Some(Start { t: Some(999), x: vec![0.0; 64] })),
        "a time that the run does not visit"
    );
    assert!(refused(good.clone(), Some(Start { t: Some(1000), x: vec![0.0; 63] })), "a picture of the wrong size");
    assert!(refused(good, Some(Start { t: Some(1000), x: vec![f32::NAN; 64] })), "not a number");
}

#[test]
fn guidance_past_the_limit_of_clipping_does_not_turn_ddim_back() {
    // Guidance aims at 4 · 0.5 + 3 · 0.5 = 3.5, clipping allows 1. The ε̂ that belongs to 3.5 would drive x_t below it.
    let guided = SampleConfig { guidance: 3.0, clip: true, ..config(Solver::Ddim { eta: 0.0 }, 50, 1) };
    let mut run = start(Point { schedule: schedule(), value: 0.5 }, guided, None);
    while let Some(step) = run.step().unwrap() {
        let ab = schedule().alpha_bar(step.t);
        let (x0_hat, eps_hat) = (step.x0_hat(), step.eps_hat());
        for i in 0..64 {
            assert_eq!(x0_hat[i], 1.0);
            let again = ab.sqrt() + (1.0 - ab).sqrt() * f64::from(eps_hat[i]);
            assert!((again - f64::from(step.x_t[i])).abs() < 1e-3, "eq. 4 at t = {}", step.t);
        }
        if step.t < 100 {
            // By then √(1−ᾱ) is below 0.35, so that x_t is within a few tenths of where it is going.
            let mean = step.x_t.iter().sum::<f32>() / 64.0;
            assert!((mean - 1.0).abs() < 0.2, "x_{} is at {mean}", step.t);
        }
    }
}
