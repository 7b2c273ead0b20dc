//! Algorithm 1 over pictures: what its batches hold, how its learning rate goes, and what its network starts from.

use std::rc::Rc;

use ddpm_lab::{
    data::{Dataset, ImageSet, dataset, encode_idx},
    diffusion::{ForwardCoefficients, Prediction, forward},
    networks::UNetConfig,
    rng::Purpose,
    trainer::{
        Batch, NetworkConfig, ScheduleConfig, TrainConfig,
        batch::{BatchSource, Target},
        config::{LearningRateSchedule, Objective, Optimizer, TimestepSampling},
        loss::Weighting,
        timestep_sampler::TimestepSampler,
    },
};

const DROPOUT: f64 = 0.3;

fn avatars() -> Rc<ImageSet> {
    let pixels: Vec<u8> = (0..2 * 16 * 16 * 3).map(|i| (i * 37 % 251) as u8).collect();
    let images = encode_idx(&[2, 16, 16, 3], &pixels).unwrap();
    let labels = encode_idx(&[2, 3], &[0, 1, 0, 1, 1, 1]).unwrap();
    Rc::new(ImageSet::from_idx(dataset("avatars").unwrap(), &images, &labels).unwrap())
}

fn config() -> TrainConfig<UNetConfig> {
    let set = dataset("avatars").unwrap();
    TrainConfig {
        network: UNetConfig { image: set.image, attributes: set.attributes(), patch: 1, ..UNetConfig::reference(8) },
        schedule: ScheduleConfig::Cosine { steps: 1000 },
        objective: Objective::Denoise,
        prediction: Prediction::V,
        weighting: Weighting::Simple,
        optimizer: Optimizer::Adam,
        learning_rate: 1e-3,
        learning_rate_schedule: Some(LearningRateSchedule { warmup: 10, steps: 100 }),
        weight_decay: 0.0,
        clip_norm: Some(1.0),
        ema_decay: 0.999,
        batch: 1000,
        times: TimestepSampling::Uniform,
        antithetic: false,
        condition_dropout: DROPOUT,
        mirror: true,
        seed: 3,
    }
}

fn batch(config: &TrainConfig<UNetConfig>) -> (BatchSource<ImageSet>, Batch) {
    let schedule = config.schedule.build().unwrap();
    let mut source = BatchSource::new(config, &schedule, avatars(), Purpose::Train);
    let mut batch = Batch::default();
    source.fill(&mut batch, config.batch, &TimestepSampler::new(config.times, 1000), Target::OneNoise, 5);
    (source, batch)
}

#[test]
fn x_t_and_the_target_are_made_of_x_0_and_noise() {
    let config = config();
    let schedule = config.schedule.build().unwrap();
    let (source, batch) = batch(&config);
    let (x0, eps) = source.drawn(config.batch);
    for (i, &t) in batch.t.iter().enumerate() {
        let ForwardCoefficients { signal, noise } = forward(&schedule, t as usize);
        for at in (i * 768..(i + 1) * 768).step_by(97) {
            let (x0, eps) = (f64::from(x0[at]), f64::from(eps[at]));
            assert!((f64::from(batch.x_t[at]) - signal * x0 - noise * eps).abs() < 1e-5, "eq. 4");
            assert!((f64::from(batch.target[at]) - signal * eps + noise * x0).abs() < 1e-5, "v");
        }
    }
}

#[test]
fn half_of_the_pictures_are_mirrored() {
    let set = avatars();
    let (source, batch) = batch(&config());
    let (x0, _) = source.drawn(batch.t.len());
    let mut forms = [[vec![0.0; 768], vec![0.0; 768]], [vec![0.0; 768], vec![0.0; 768]]];
    for (i, form) in forms.iter_mut().enumerate() {
        set.write(i, false, &mut form[0]);
        set.write(i, true, &mut form[1]);
        // The first pixel of a mirrored row is the last of the row, its channels in order.
        assert_eq!(form[1][..3], form[0][45..48]);
    }
    let mirrored = x0.chunks(768).filter(|x| forms.iter().any(|form| form[1] == *x)).count();
    let plain = x0.chunks(768).filter(|x| forms.iter().any(|form| form[0] == *x)).count();
    assert_eq!(mirrored + plain, 1000);
    // A standard deviation is 16.
    assert!(mirrored.abs_diff(500) < 80, "{mirrored} of 1000");
    let none = TrainConfig { mirror: false, ..config() };
    let (x0, _) = self::batch(&none).0.drawn(1000);
    assert!(x0.chunks(768).all(|x| forms.iter().any(|form| form[0] == *x)));
}

#[test]
fn attributes_are_hidden_together_and_each_by_itself() {
    let (_, batch) = batch(&config());
    assert_eq!(batch.conditions.len(), 1000);
    // Hidden with all others, or by itself: p + (1 − p) p.
    for k in 0..3 {
        let hidden = batch.conditions.iter().filter(|c| c.classes()[k].is_none()).count() as f64 / 1000.0;
        let expected = DROPOUT + (1.0 - DROPOUT) * DROPOUT;
        assert!((hidden - expected).abs() < 0.08, "attribute {k}: {hidden}, expected {expected}");
    }
    let all = batch.conditions.iter().filter(|c| c.is_any()).count() as f64 / 1000.0;
    let expected = DROPOUT + (1.0 - DROPOUT) * DROPOUT.powi(3);
    assert!((all - expected).abs() < 0.08, "{all}, expected {expected}");
    let (_, batch) = self::batch(&TrainConfig { condition_dropout: 0.0, ..config() });
    assert!(batch.conditions.iter().all(|c| c.classes().iter().all(Option::is_some)));
}

#[test]
fn the_learning_rate_rises_stays_and_falls() {
    let rate = |step| config().learning_rate_at(step);
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a}, expected {b}");
    close(rate(0), 1e-4);
    close(rate(4), 5e-4);
    close(rate(9), 1e-3);
    close(rate(80), 1e-3);
    close(rate(90), 5e-4);
    close(rate(100), 0.0);
    let constant = TrainConfig { learning_rate_schedule: None, ..config() };
    assert_eq!([0, 50, 5000].map(|step| constant.learning_rate_at(step)), [1e-3; 3]);
}

#[test]
fn the_network_starts_from_what_its_documentation_says() {
    let network = config().network;
    let weights = network.initial_weights(768, 7);
    assert_eq!(weights, network.initial_weights(768, 7));
    assert_ne!(weights, network.initial_weights(768, 8));
    for (name, shape) in network.parameters() {
        let values = &weights[&name].values;
        assert_eq!(weights[&name].shape, shape);
        let is = |value: f32| values.iter().all(|&v| v == value);
        let layer = name.rsplit_once('.').unwrap().0;
        match layer.rsplit('.').next().unwrap() {
            "n" | "n1" | "n2" | "no" => assert!(is(if name.ends_with("weight") { 1.0 } else { 0.0 }), "{name}"),
            "co" | "c2" | "o" => assert!(is(0.0), "{name}"),
            _ if name.starts_with("cond.") => assert!(values.iter().any(|v| *v != 0.0), "{name}"),
            _ if name.ends_with("weight") => {
                let bound = 1.0 / (shape[1..].iter().product::<usize>() as f32).sqrt();
                let most = values.iter().fold(0.0f32, |most, v| most.max(v.abs()));
                assert!(most <= bound && most > 0.8 * bound, "{name}: {most} of {bound}");
            }
            _ => {}
        }
    }
}
