//! What a debugger shows of points: that its numbers are the sampler's and the trainer's own, and that they obey the paper's
//! formulas, reckoned here from the schedule alone.

use std::rc::Rc;

use ddpm_lab::{
    ErrorCode,
    data::points::{PointSet, PointShape},
    denoiser::{Denoiser, HostArray},
    diffusion::{Fault, Schedule, ScheduleKind, Spacing},
    exact::ExactDenoiser,
    networks::mlp::{Mlp, MlpConfig, MlpDenoiser, MlpLearner, TimeTable},
    sampler::{Faulty, SampleConfig, Sampler, Solver as Kind, StepRule, Trace, trace},
    trainer::{Learner, TrainConfig, Trainer, step_trace::StepTrace},
    weights::Weights,
};

type Settings = TrainConfig<MlpConfig>;
type Run = Trainer<MlpConfig, PointSet, MlpLearner>;

const COUNT: usize = 150;
const STEPS: usize = 12;
const PARTICLE: usize = 101;

fn points() -> Rc<PointSet> {
    Rc::new(PointShape::TwoMoons.draw(300, 4))
}

fn config(sampler: Kind) -> SampleConfig {
    SampleConfig {
        sampler,
        steps: STEPS,
        spacing: Spacing::Trailing,
        count: COUNT,
        seed: 21,
        conditions: Vec::new(),
        guidance: 0.0,
        clip: false,
    }
}

fn trainer(config: &Settings) -> Run {
    let learner = |config: &Settings, schedule: &Schedule, weights: &Weights| {
        let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
        MlpLearner::new(2, &config.network, weights, times.into(), config.adam())
    };
    Trainer::new(config.clone(), points(), learner).unwrap()
}

fn small() -> Settings {
    let network = MlpConfig { width: 32, depth: 2, time_width: 16, ..MlpConfig::default() };
    Settings { network, batch: 60, ..Settings::default() }
}

fn close(found: f64, wanted: f64, what: &str) {
    assert!((found - wanted).abs() <= 2e-5 * (1.0 + wanted.abs()), "{what}: {found}, not {wanted}");
}

/// The traced particle is where the sampler's is, bit by bit, at every moment.
fn follows_the_sampler<M: Denoiser<Array = HostArray>>(
    model: Rc<M>,
    schedule: &Rc<Schedule>,
    config: SampleConfig,
    fault: Option<Fault>,
) -> Trace {
    let begin = || {
        let rule: Box<dyn StepRule> = match fault {
            None => Box::new(config.sampler),
            Some(fault) => Box::new(Faulty::new(config.sampler, fault).unwrap()),
        };
        Sampler::with_rule(model.clone(), schedule.clone(), config.clone(), None, rule).unwrap()
    };
    let traced = trace(begin(), PARTICLE).unwrap();
    let mut run = begin();
    assert_eq!(traced.times, run.times());
    for moment in traced.x.chunks_exact(2) {
        assert_eq!(moment, &run.current()[2 * PARTICLE..][..2]);
        run.step().unwrap();
    }
    assert_eq!(traced.x.len(), 2 * traced.times.len());
    assert_eq!(run.t(), 0);
    traced
}

/// x̂_0, mean, σ and x_next from x_t, ε̂ and z, as the papers have them.
fn obeys_the_formulas(traced: &Trace, schedule: &Schedule, kind: Kind) {
    for i in 0..STEPS {
        let (t, next) = (traced.times[i], traced.times[i + 1]);
        let (bar, bar_next) = (schedule.alpha_bar(t), schedule.alpha_bar(next));
        let alpha = bar / bar_next;
        let small = (1.0 - bar_next) / (1.0 - bar) * (1.0 - alpha);
        let sigma = match kind {
            _ if next == 0 => 0.0,
            Kind::Ddpm { variance: 1.0 } => (1.0 - alpha).sqrt(),
            Kind::Ddpm { .. } => small.sqrt(),
            Kind::Ddim { eta } => eta * small.sqrt(),
            _ => unreachable!("only chains are traced"),
        };
        close(traced.sigma[i], sigma, "σ");
        for k in [2 * i, 2 * i + 1] {
            let [x, eps, x0, mean, z] =
                [&traced.x, &traced.eps_hat, &traced.x0_hat, &traced.mean, &traced.noise].map(|a| f64::from(a[k]));
            // Ho et al. 2020, eq. 15
            let belief = (x - (1.0 - bar).sqrt() * eps) / bar.sqrt();
            close(x0, belief, "x̂_0");
            let wanted = match kind {
                // Algorithm 2, line 4
                Kind::Ddpm { .. } => (x - (1.0 - alpha) / (1.0 - bar).sqrt() * eps) / alpha.sqrt(),
                // Song et al. 2021, eq. 12
                _ => bar_next.sqrt() * belief + (1.0 - bar_next - sigma * sigma).max(0.0).sqrt() * eps,
            };
            close(mean, wanted, "mean");
            close(f64::from(traced.x[k + 2]), mean + sigma * z, "x_next");
            assert_eq!(z == 0.0, sigma == 0.0, "z is drawn exactly where it is used");
        }
    }
}

#[test]
fn a_mistake_is_laid_open_as_the_sampler_makes_it() {
    let schedule = Rc::new(Schedule::new(ScheduleKind::Linear, 1000).unwrap());
    let model = Rc::new(ExactDenoiser::points(schedule.clone(), &points()));
    let right = follows_the_sampler(model.clone(), &schedule, config(KINDS[1]), None);
    for fault in Fault::ALL {
        let traced = follows_the_sampler(model.clone(), &schedule, config(KINDS[1]), Some(fault));
        assert_ne!(traced.x, right.x, "{fault:?} changes nothing");
    }
}

const KINDS: [Kind; 4] =
    [Kind::Ddpm { variance: 0.0 }, Kind::Ddpm { variance: 1.0 }, Kind::Ddim { eta: 0.0 }, Kind::Ddim { eta: 0.7 }];

#[test]
fn a_trace_of_the_exact_denoiser_is_the_sampler_laid_open() {
    let schedule = Rc::new(Schedule::new(ScheduleKind::Linear, 200).unwrap());
    let model = Rc::new(ExactDenoiser::points(schedule.clone(), &points()));
    for kind in KINDS {
        let traced = follows_the_sampler(model.clone(), &schedule, config(kind), None);
        obeys_the_formulas(&traced, &schedule, kind);
        for (i, x) in traced.x.chunks_exact(2).take(STEPS).enumerate() {
            let said = model.predict(&model.upload(x), traced.times[i], &[]);
            assert_eq!(*said, traced.eps_hat[2 * i..][..2], "ε̂ is that of this very point");
        }
    }
}

#[test]
fn a_trace_of_the_network_is_the_sampler_laid_open() {
    let mut trainer = trainer(&small());
    (0..20).for_each(|_| assert!(trainer.step().is_ok()));
    let model = Rc::new(trainer.model().unwrap());
    for kind in KINDS {
        let traced = follows_the_sampler(model.clone(), trainer.schedule(), config(kind), None);
        obeys_the_formulas(&traced, trainer.schedule(), kind);
    }
}

#[test]
fn what_cannot_be_traced_is_refused() {
    let schedule = Rc::new(Schedule::new(ScheduleKind::Linear, 200).unwrap());
    let model = Rc::new(ExactDenoiser::points(schedule.clone(), &points()));
    let run = || Sampler::new(model.clone(), schedule.clone(), config(KINDS[0]), None).unwrap();
    assert_eq!(trace(run(), COUNT).unwrap_err().code, ErrorCode::InvalidSetting);
    assert!(trace(run(), COUNT - 1).is_ok());
}

#[test]
fn every_solver_can_be_traced() {
    let schedule = Rc::new(Schedule::new(ScheduleKind::Linear, 200).unwrap());
    let model = Rc::new(ExactDenoiser::points(schedule.clone(), &points()));
    for kind in [Kind::Heun, Kind::DpmSolver, Kind::AnnealedLangevin { per_level: 3, step_size: 0.1 }] {
        follows_the_sampler(model.clone(), &schedule, config(kind), None);
    }
}

/// One step, laid open, as the page's module does it.
fn turn(trainer: &mut Run) -> StepTrace {
    let before = weights(trainer);
    let issued = trainer.issue();
    let draw = trainer.draw(&issued);
    let (batch, report) = issued.into_parts();
    let report = report.into_inner().unwrap();
    let loss = trainer.complete(batch, &report);
    let after = weights(trainer);
    let (config, schedule) = (trainer.config(), trainer.schedule());
    let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
    let net = Mlp::new(2, &config.network, &before, times.into()).unwrap();
    StepTrace::new(&MlpDenoiser::new(net, config.prediction), schedule, draw, report, loss, [&before, &after])
}

fn weights(trainer: &Run) -> Weights {
    trainer.learner().weights().into_inner().unwrap()
}

#[test]
fn a_turn_is_a_step_of_training_and_its_numbers_obey_algorithm_1() {
    let data = points();
    for antithetic in [false, true] {
        let config = Settings { antithetic, ..small() };
        let (mut open, mut plain) = (trainer(&config), trainer(&config));
        for _ in 0..3 {
            let seen = turn(&mut open);
            // The same step as without looking
            assert_eq!(seen.loss, plain.step().unwrap());
            assert_eq!(weights(&open), weights(&plain));
            assert_eq!(seen.gradient_norm, plain.gradient_norm());

            let draw = &seen.draw;
            assert_eq!((draw.t.len(), seen.errors.len(), seen.eps_hat.len()), (60, 60, 120));
            for row in 0..60 {
                let x0 = &draw.x0[2 * row..][..2];
                assert!(data.values.chunks_exact(2).any(|point| point == x0), "x_0 is a training point");
                let bar = open.schedule().alpha_bar(draw.t[row] as usize);
                let mut squares = 0.0;
                for k in [2 * row, 2 * row + 1] {
                    let [x0, eps, x_t, eps_hat] =
                        [&draw.x0, &draw.eps, &draw.x_t, &seen.eps_hat].map(|a| f64::from(a[k]));
                    close(x_t, bar.sqrt() * x0 + (1.0 - bar).sqrt() * eps, "x_t");
                    squares += (eps - eps_hat).powi(2);
                }
                close(f64::from(seen.errors[row]), squares / 2.0, "‖ε − ε̂‖²/d");
            }
            if antithetic {
                assert_eq!(draw.x0[..60], draw.x0[60..]);
                assert!(draw.eps[..60].iter().zip(&draw.eps[60..]).all(|(a, b)| *a == -b), "ε and −ε");
            }
        }
    }
}

#[test]
fn the_errors_of_all_points_average_to_the_loss() {
    let seen = turn(&mut trainer(&small()));
    close(seen.loss, seen.errors.iter().map(|&e| f64::from(e)).sum::<f64>() / 60.0, "loss");
}

#[test]
fn the_change_of_the_weights_is_that_of_adams_first_step() {
    // The first step of Adam moves every weight that has a gradient by almost exactly the learning rate (Kingma and Ba
    // 2015, section 2.1), so the change is at most η·√n.
    let config = small();
    let seen = turn(&mut trainer(&config));
    let most = config.learning_rate * (config.network.parameter_count(2) as f64).sqrt();
    assert!(seen.change_norm <= 1.0001 * most && seen.change_norm > 0.5 * most, "{} of {most}", seen.change_norm);
}
