//! The network of points in Burn, on the processor: its autodiff against our own gradients, and a whole run against ours.
#![cfg(feature = "flex")]

use std::{future::Future, pin::pin, rc::Rc, task};

use ddpm_lab::{
    data::points::{PointSet, PointShape},
    denoiser::{Condition, Denoiser},
    diffusion::Prediction,
    networks::{
        burn::points::{BurnPointLearner, Plain},
        mlp::{Activation, Mlp, MlpConfig, MlpDenoiser, MlpLearner, TimeEmbedding, TimeTable},
    },
    trainer::{
        Batch, Learner, StepReport, TrainConfig, Trainer,
        config::{Optimizer, TimestepSampling},
        loss::Weighting,
        step_trace::StepTrace,
    },
    weights::Weights,
};

type Settings = TrainConfig<MlpConfig>;
type Run<L> = Trainer<MlpConfig, PointSet, L>;

/// The future of a device that computes at once.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut task::Context::from_waker(task::Waker::noop())) {
        task::Poll::Ready(value) => value,
        task::Poll::Pending => panic!("Flex computes at once"),
    }
}

/// Of losses relative to themselves over 200 steps, each computed from weights that have drifted apart by then: the two sum
/// in another order, and Adam makes whole steps of gradients that are nothing but rounding. Measured: 1e-7.
const LOSS_TOLERANCE: f64 = 1e-5;

fn table(config: &Settings) -> TimeTable {
    TimeTable::new(&config.network, config.schedule.build().unwrap().steps(), config.seed)
}

fn on_flex(config: &Settings, weights: &Weights) -> BurnPointLearner<Plain> {
    let device = ddpm_lab::networks::burn::device::flex();
    BurnPointLearner::new(2, &config.network, weights, &table(config), config.adam(), &device).unwrap()
}

fn on_cpu(config: &Settings, weights: &Weights) -> MlpLearner {
    MlpLearner::new(2, &config.network, weights, table(config).into(), config.adam()).unwrap()
}

/// The losses and gradient norms of `count` steps.
fn run<L: Learner>(
    config: &Settings,
    begin: impl Fn(&Settings, &Weights) -> L,
    count: usize,
) -> (Run<L>, Vec<[f64; 2]>) {
    let data = Rc::new(PointShape::TwoMoons.draw(1000, 1));
    let mut trainer = Trainer::new(config.clone(), data, |config, _, weights| Ok(begin(config, weights))).unwrap();
    let step = |_| {
        let (batch, report) = trainer.issue().into_parts();
        let report = now(report).unwrap();
        [trainer.complete(batch, &report), trainer.gradient_norm()]
    };
    let losses = (0..count).map(step).collect();
    (trainer, losses)
}

#[test]
fn a_step_tells_the_same_and_learns_the_same_whatever_the_network() {
    for activation in Activation::ALL {
        for (time, observed) in [
            (TimeEmbedding::Sinusoidal, 0),
            (TimeEmbedding::Fourier, 3),
            (TimeEmbedding::Linear, 0),
            (TimeEmbedding::None, 3),
        ] {
            let network = MlpConfig { width: 24, depth: 2, time, time_width: 10, activation, observed };
            let config = Settings { network, optimizer: Optimizer::Adamw, ..Settings::default() };
            let weights = config.network.initial_weights(2, config.seed);
            let (mut ours, mut burns) = (on_cpu(&config, &weights), on_flex(&config, &weights));
            let batch = Batch {
                conditions: if observed == 0 { Vec::new() } else { (0..70).map(observation).collect() },
                x_t: (0..140).map(|i| (i as f32 * 0.7).sin()).collect(),
                t: (0..70).map(|i| [1, 500, 37, 1000][i % 4]).collect(),
                target: (0..140).map(|i| (i as f32 * 1.3).cos()).collect(),
                weight: (0..70).map(|i| 0.5 + (i % 3) as f32).collect(),
            };
            for step in 0..3 {
                let [a, b]: [StepReport; 2] =
                    [now(ours.train_step(&batch, 1e-3)).unwrap(), now(burns.train_step(&batch, 1e-3)).unwrap()];
                assert!((a.gradient_norm - b.gradient_norm).abs() < 1e-4 * a.gradient_norm, "{activation:?}, {time:?}");
                for (a, b) in a.errors.iter().zip(&b.errors) {
                    assert!((a - b).abs() < 1e-4 * (1.0 + a), "{activation:?}, {time:?}, step {step}: {a} and {b}");
                }
            }
            let (a, b) = (now(ours.state()).unwrap(), now(burns.state()).unwrap());
            assert_eq!(a.step, b.step);
            for (a, b, what, tolerance) in [
                (&a.m, &b.m, "first moments", 1e-5),
                (&a.v, &b.v, "second moments", 1e-6),
                // Adam makes a whole step of any gradient, even of one that is nothing but rounding.
                (&a.weights, &b.weights, "weights", 3e-4),
                (&a.ema, &b.ema, "averages", 3e-4),
            ] {
                for (name, a) in a {
                    let b = &b[name];
                    assert_eq!(a.shape, b.shape);
                    for (a, b) in a.values.iter().zip(&b.values) {
                        assert!((a - b).abs() < tolerance, "{activation:?}, {time:?}: {what} of {name}: {a} and {b}");
                    }
                }
            }
        }
    }
}

/// What is observed with point `i`; nothing with every seventh.
fn observation(i: usize) -> Condition {
    let number = |k: usize| (i as f32 * 0.3 + k as f32).sin();
    if i.is_multiple_of(7) {
        Condition::default()
    } else {
        Condition::Observed { observation: (0..3).map(number).collect() }
    }
}

#[test]
fn an_observation_changes_the_output_alike() {
    let network = MlpConfig { width: 32, observed: 3, ..MlpConfig::default() };
    let config = Settings { network, ..Settings::default() };
    let weights = config.network.initial_weights(2, config.seed);
    let (ours, burns) = (on_cpu(&config, &weights), on_flex(&config, &weights));
    let x: Vec<f32> = (0..140).map(|i| (i as f32 * 0.37).sin() * 2.0).collect();
    let conditions: Vec<Condition> = (0..70).map(observation).collect();
    let told = |conditions: &[Condition]| {
        let (a, b) = (ours.model(config.prediction).unwrap(), burns.model(config.prediction).unwrap());
        let a = a.predict(&a.upload(&x), 500, conditions).to_vec();
        let output = b.predict(&b.upload(&x), 500, conditions);
        let b = now(b.read(&[&output])).unwrap().swap_remove(0);
        assert!(a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-5));
        a
    };
    assert_ne!(told(&conditions), told(&[]));
}

#[test]
fn two_hundred_steps_have_the_same_losses() {
    let network = MlpConfig { width: 64, depth: 3, time_width: 32, ..MlpConfig::default() };
    let plain = Settings { network, batch: 128, ..Settings::default() };
    let other = Settings {
        prediction: Prediction::V,
        weighting: Weighting::Bound,
        times: TimestepSampling::Stratified,
        antithetic: true,
        optimizer: Optimizer::Adamw,
        ..plain.clone()
    };
    for config in [plain, other] {
        let (ours, a) = run(&config, on_cpu, 200);
        let (burns, b) = run(&config, on_flex, 200);
        let gaps = a.iter().zip(&b).map(|(a, b)| (a[0] - b[0]).abs() / a[0]);
        let worst = gaps.fold(0.0, f64::max);
        println!("largest relative difference of 200 losses: {worst:e}");
        assert!(worst < LOSS_TOLERANCE, "{worst:e}");
        // And the models that come of it see the same noise.
        let schedule = config.schedule.build().unwrap();
        let x: Vec<f32> = (0..200).map(|i| (i as f32 * 0.37).sin() * 2.0).collect();
        for t in [1, 300, 1000] {
            let [a, b] = [
                {
                    let model = ours.model().unwrap();
                    now(model.read(&[&model.eps_hat(&schedule, &model.upload(&x), t, &[])])).unwrap().swap_remove(0)
                },
                {
                    let model = burns.model().unwrap();
                    now(model.read(&[&model.eps_hat(&schedule, &model.upload(&x), t, &[])])).unwrap().swap_remove(0)
                },
            ];
            let worst = a.iter().zip(&b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(worst < 5e-3, "t = {t}: {worst}");
        }
    }
}

#[test]
fn a_state_goes_over_from_one_to_the_other() {
    let config = Settings { batch: 64, ..Settings::default() };
    let (ours, _) = run(&config, on_cpu, 20);
    let state = now(ours.learner().state()).unwrap();
    let mut burns = on_flex(&config, &config.network.initial_weights(2, 9));
    burns.restore(&state).unwrap();
    assert_eq!(now(burns.state()).unwrap(), state);
    assert_eq!(now(burns.ema()).unwrap(), state.ema);
    assert_eq!(now(burns.weights()).unwrap(), state.weights);
}

/// The sixth step, laid open.
fn turn<L: Learner>(config: &Settings, begin: impl Fn(&Settings, &Weights) -> L) -> StepTrace {
    let mut trainer = run(config, begin, 5).0;
    let before = now(trainer.learner().weights()).unwrap();
    let issued = trainer.issue();
    let draw = trainer.draw(&issued);
    let (batch, report) = issued.into_parts();
    let report = now(report).unwrap();
    let loss = trainer.complete(batch, &report);
    let after = now(trainer.learner().weights()).unwrap();
    let net = Mlp::new(2, &config.network, &before, table(config).into()).unwrap();
    let model = MlpDenoiser::new(net, config.prediction);
    StepTrace::new(&model, trainer.schedule(), draw, report, loss, [&before, &after])
}

#[test]
fn a_turn_laid_open_tells_the_same() {
    let network = MlpConfig { width: 24, depth: 2, time_width: 10, ..MlpConfig::default() };
    let config = Settings { network, batch: 64, ..Settings::default() };
    let (ours, burns) = (turn(&config, on_cpu), turn(&config, on_flex));
    assert_eq!(ours.draw, burns.draw);
    let mut pairs =
        vec![(ours.loss, burns.loss), (ours.gradient_norm, burns.gradient_norm), (ours.change_norm, burns.change_norm)];
    let arrays = [(&ours.errors, &burns.errors), (&ours.eps_hat, &burns.eps_hat)];
    pairs.extend(arrays.iter().flat_map(|(a, b)| a.iter().zip(*b)).map(|(&a, &b)| (f64::from(a), f64::from(b))));
    for (ours, burns) in pairs {
        assert!((ours - burns).abs() <= 1e-3 * (1.0 + ours.abs()), "{ours}, and in Burn {burns}");
    }
}
