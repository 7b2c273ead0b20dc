//! The network of points: against PyTorch, its gradients against finite differences, its divergence against its Jacobian.

use std::{fs, path::Path, rc::Rc};

use ddpm_lab::{
    denoiser::{Condition, Denoiser, DifferentiableDenoiser},
    diffusion::{Prediction, Schedule, ScheduleKind},
    networks::mlp::{Activation, Gradient, Mlp, MlpConfig, MlpDenoiser, TimeEmbedding, TimeTable},
    rng::{Purpose, Rng},
    trainer::Batch,
    weights::{self, Weights},
};

const STEPS: usize = 1000;
const EMBEDDINGS: [TimeEmbedding; 4] =
    [TimeEmbedding::Sinusoidal, TimeEmbedding::Fourier, TimeEmbedding::Linear, TimeEmbedding::None];

fn table(config: &MlpConfig) -> Rc<TimeTable> {
    Rc::new(TimeTable::new(config, STEPS, 1))
}

fn initial(config: &MlpConfig, dims: usize) -> Weights {
    config.initial_weights(dims, 1)
}

fn normals(count: usize, step: u32) -> Vec<f32> {
    let mut out = vec![0.0; count];
    Rng::new(3, Purpose::Sample).normals(0, step, &mut out);
    out
}

#[test]
fn the_reference_network_gives_what_pytorch_gives() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let read = |file: &str| fs::read(folder.join(file)).unwrap();
    let weights = weights::from_manifest(&read("mlp.json"), &read("mlp.bin")).unwrap();
    let output = read("mlp_y.bin");
    let expected: Vec<f32> = output.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
    let config = MlpConfig::default();
    let net = Mlp::new(2, &config, &weights, table(&config)).unwrap();
    assert_eq!(net.weights(), weights, "weights come out as they went in");
    let mut slice = net.slice();
    let mut worst = 0.0f32;
    for (i, expected) in expected.chunks_exact(2).enumerate() {
        let x = [2 * i, 2 * i + 1].map(|k| -1.0 + 2.0 * k as f32 / 15.0);
        let mut out = [0.0; 2];
        net.predict(&x, 100 * i + 1, &[], &mut slice, &mut out);
        worst = out.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(worst, f32::max);
    }
    println!("largest difference from PyTorch: {worst:e}");
    assert!(worst <= 1e-5, "{worst:e}");
}

#[test]
fn a_network_given_observations_has_the_output_and_the_gradient_of_pytorch() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let read = |file: &str| fs::read(folder.join(file)).unwrap();
    let numbers =
        |file: &str| -> Vec<f32> { read(file).as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect() };
    let named = |file: &str| weights::from_manifest(&read("observed.json"), &read(file)).unwrap();
    let linspace = |from: f32, to: f32, count: usize| -> Vec<f32> {
        (0..count).map(|i| from + (to - from) * i as f32 / (count - 1) as f32).collect()
    };
    let config = MlpConfig { width: 32, depth: 2, time_width: 16, observed: 4, ..MlpConfig::default() };
    let net = Mlp::new(32, &config, &named("observed.bin"), table(&config)).unwrap();
    let observed = linspace(1.0, -1.0, 32);
    let batch = Batch {
        x_t: linspace(-1.0, 1.0, 256),
        t: (0..8).map(|i| 13 * i + 1).collect(),
        conditions: observed.chunks(4).map(|o| Condition::Observed { observation: o.to_vec() }).collect(),
        target: linspace(0.5, -0.5, 256),
        weight: vec![1.0; 8],
    };
    let expected = numbers("observed_y.bin");
    let mut slice = net.slice();
    for i in 0..8 {
        let mut out = [0.0; 32];
        let x = &batch.x_t[32 * i..32 * (i + 1)];
        net.predict(x, batch.t[i] as usize, &batch.conditions[i..=i], &mut slice, &mut out);
        assert!(out.iter().zip(&expected[32 * i..]).all(|(a, b)| (a - b).abs() < 1e-6), "x {i}");
    }
    let mut gradient = Gradient::new(&net);
    gradient.compute(&net, &batch);
    for (name, expected) in named("observed_gradient.bin") {
        let found = &net.by_name(gradient.flat())[&name].values;
        let worst = found.iter().zip(&expected.values).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < 1e-7, "{name}: {worst:e}");
    }
}

/// Σ wᵢ ‖output − target‖²/(count·dims), point by point with the network's forward pass alone.
fn loss(dims: usize, config: &MlpConfig, weights: &Weights, batch: &Batch) -> f64 {
    let net = Mlp::new(dims, config, weights, table(config)).unwrap();
    let mut slice = net.slice();
    let mut sum = 0.0;
    for (i, &t) in batch.t.iter().enumerate() {
        let mut out = vec![0.0; dims];
        let conditions = batch.conditions.get(i..i + 1).unwrap_or_default();
        net.predict(&batch.x_t[i * dims..(i + 1) * dims], t as usize, conditions, &mut slice, &mut out);
        let square = out.iter().zip(&batch.target[i * dims..]).map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2));
        sum += f64::from(batch.weight[i]) * square.sum::<f64>();
    }
    sum / (batch.t.len() * dims) as f64
}

/// Of every fifth point nothing is observed.
fn conditions(count: usize, observed: usize) -> Vec<Condition> {
    let numbers = normals(count * observed, 7);
    let condition = |i: usize| match i % 5 {
        0 => Condition::default(),
        _ => Condition::Observed { observation: numbers[i * observed..][..observed].to_vec() },
    };
    if observed == 0 { Vec::new() } else { (0..count).map(condition).collect() }
}

fn batch(dims: usize, observed: usize, count: usize) -> Batch {
    Batch {
        x_t: normals(count * dims, 1),
        conditions: conditions(count, observed),
        // Some times come several times, as in a real batch.
        t: (0..count).map(|i| [1, 37, 500, 1000, 37][i % 5]).collect(),
        target: normals(count * dims, 2),
        weight: (0..count).map(|i| 0.25 + 0.5 * (i % 3) as f32).collect(),
    }
}

#[test]
fn every_weight_has_the_gradient_of_its_difference_quotient() {
    for activation in Activation::ALL {
        for time in EMBEDDINGS {
            for (dims, observed, depth, count) in [(2, 0, 3, 70), (5, 3, 1, 9), (1, 0, 2, 64), (6, 4, 2, 130)] {
                let config = MlpConfig { width: 24, depth, time, time_width: 10, activation, observed };
                let start = initial(&config, dims);
                let batch = batch(dims, observed, count);
                let net = Mlp::new(dims, &config, &start, table(&config)).unwrap();
                let mut gradient = Gradient::new(&net);
                // Twice: what the first leaves behind must not show in the second.
                gradient.compute(&net, &batch);
                gradient.compute(&net, &batch);
                let found = net.by_name(gradient.flat());
                for (name, found) in &found {
                    // Along the gradient itself, where the quotient is clear of rounding, and in one other direction, to
                    // catch what is right in size but wrong in place.
                    for direction in [found.values.clone(), normals(found.values.len(), 9)] {
                        let length = direction.iter().map(|d| d * d).sum::<f32>().sqrt();
                        // ReLU is straight but for its kinks, of which a short step crosses few.
                        let relu = activation == Activation::Relu;
                        let step = if relu { 1e-3 } else { 1e-2 } / length.max(1e-9);
                        let moved = |sign: f32| {
                            let mut weights = start.clone();
                            let values = &mut weights.get_mut(name).unwrap().values;
                            values.iter_mut().zip(&direction).for_each(|(w, d)| *w += sign * step * d);
                            loss(dims, &config, &weights, &batch)
                        };
                        let quotient = (moved(1.0) - moved(-1.0)) / (2.0 * f64::from(step));
                        let along: f64 =
                            found.values.iter().zip(&direction).map(|(g, d)| f64::from(*g) * f64::from(*d)).sum();
                        let error = (quotient - along).abs();
                        let share = if relu { 0.05 } else { 0.01 };
                        assert!(
                            error <= share * along.abs() + 3e-4 * f64::from(length),
                            "{activation:?}, {time:?}, {dims}-{depth}: {name}: {along} for {quotient}"
                        );
                    }
                }
                let mean = gradient.errors().iter().zip(&batch.weight).map(|(&e, &w)| f64::from(e * w)).sum::<f64>();
                let expected = loss(dims, &config, &start, &batch);
                assert!((mean / count as f64 - expected).abs() < 1e-5 * expected);
            }
        }
    }
}

#[test]
fn a_batch_has_the_mean_gradient_of_its_parts_whatever_its_size() {
    let config = MlpConfig { width: 32, observed: 3, ..MlpConfig::default() };
    let net = Mlp::new(2, &config, &initial(&config, 2), table(&config)).unwrap();
    let whole = batch(2, 3, 200);
    let part = |range: std::ops::Range<usize>| Batch {
        conditions: whole.conditions[range.clone()].to_vec(),
        x_t: whole.x_t[2 * range.start..2 * range.end].to_vec(),
        t: whole.t[range.clone()].to_vec(),
        target: whole.target[2 * range.start..2 * range.end].to_vec(),
        weight: whole.weight[range].to_vec(),
    };
    let mut gradient = Gradient::new(&net);
    let mut of = |batch: &Batch| {
        gradient.compute(&net, batch);
        gradient.flat().to_vec()
    };
    let (all, head, tail) = (of(&whole), of(&part(0..63)), of(&part(63..200)));
    for ((all, head), tail) in all.iter().zip(&head).zip(&tail) {
        let mean = (63.0 * head + 137.0 * tail) / 200.0;
        assert!((all - mean).abs() < 1e-5, "{all} for {mean}");
    }
}

#[test]
fn the_divergence_is_the_trace_of_the_jacobian() {
    let schedule = Rc::new(Schedule::new(ScheduleKind::Linear, STEPS).unwrap());
    for prediction in [Prediction::Epsilon, Prediction::X0, Prediction::V] {
        for (dims, activation) in [(2, Activation::Silu), (3, Activation::Gelu), (5, Activation::Tanh)] {
            let config = MlpConfig { width: 16, depth: 2, activation, ..MlpConfig::default() };
            let net = Mlp::new(dims, &config, &initial(&config, dims), table(&config)).unwrap();
            let model = MlpDenoiser::new(net, prediction);
            let count = 70;
            let x = normals(count * dims, 4);
            let (eps, divergence) = model.eps_and_divergence(&schedule, &x, 400);
            let plain = model.eps_hat(&schedule, &Rc::new(x.clone()), 400, &[]);
            assert!(eps.iter().zip(&*plain).all(|(a, b)| (a - b).abs() < 1e-6));
            for (i, found) in divergence.iter().enumerate() {
                let quotient: f64 = (0..dims)
                    .map(|along| {
                        let moved = |sign: f32| {
                            let mut x = x[i * dims..(i + 1) * dims].to_vec();
                            x[along] += sign * 1e-2;
                            f64::from(model.eps_hat(&schedule, &Rc::new(x.clone()), 400, &[])[along])
                        };
                        (moved(1.0) - moved(-1.0)) / 2e-2
                    })
                    .sum();
                assert!((found - quotient).abs() < 1e-3, "{prediction:?}, {dims}: {found} for {quotient}");
            }
        }
    }
}

#[test]
fn an_observation_is_told_to_each_point_by_itself() {
    let config = MlpConfig { width: 32, observed: 4, ..MlpConfig::default() };
    let net = Mlp::new(6, &config, &initial(&config, 6), table(&config)).unwrap();
    let mut slice = net.slice();
    let (x, conditions) = (normals(6 * 130, 5), conditions(130, 4));
    let mut of = |x: &[f32], conditions: &[Condition]| {
        let mut out = vec![0.0; x.len()];
        net.predict(x, 400, conditions, &mut slice, &mut out);
        out
    };
    let together = of(&x, &conditions);
    for i in 0..130 {
        let alone = of(&x[6 * i..6 * (i + 1)], &conditions[i..i + 1]);
        assert!(alone.iter().zip(&together[6 * i..]).all(|(a, b)| (a - b).abs() < 1e-6), "point {i}");
    }
    let none = of(&x, &[]);
    let zeros = of(&x, &vec![Condition::Observed { observation: vec![0.0; 4] }; 130]);
    assert_eq!(none, zeros, "nothing observed is told as zeros");
    let differs = |i: usize| together[6 * i..6 * (i + 1)] != none[6 * i..6 * (i + 1)];
    assert!((0..130).all(|i| differs(i) == (i % 5 != 0)), "every observation counts");
}

#[test]
fn only_observations_of_the_networks_size_fit() {
    let config = MlpConfig { observed: 2, ..MlpConfig::default() };
    let seen = |observation: &[f32]| Condition::Observed { observation: observation.to_vec() };
    config.check_conditions(&[]).unwrap();
    config.check_conditions(&[seen(&[0.5, -3.0]), Condition::default()]).unwrap();
    for bad in [seen(&[0.5]), seen(&[0.5, f32::NAN]), seen(&[0.5, f32::INFINITY]), Condition::any(1)] {
        let message = config.check_conditions(&[seen(&[0.0, 0.0]), bad.clone()]).unwrap_err().message;
        assert!(message.contains("2 finite numbers"), "{bad:?}: {message}");
    }
    let written = serde_json::to_string(&[seen(&[0.5, -3.0]), Condition::Classes(vec![Some(1), None])]).unwrap();
    assert_eq!(written, r#"[{"observation":[0.5,-3.0]},[1,null]]"#);
    let read: Vec<Condition> = serde_json::from_str(&written).unwrap();
    assert_eq!(read, [seen(&[0.5, -3.0]), Condition::Classes(vec![Some(1), None])]);
}

#[test]
fn networks_that_cannot_be_built_are_refused_with_the_reason() {
    let good = MlpConfig::default();
    let bad = [
        (MlpConfig { width: 12, ..good.clone() }, 2, "width"),
        (MlpConfig { width: 520, ..good.clone() }, 2, "width"),
        (MlpConfig { depth: 0, ..good.clone() }, 2, "depth"),
        (MlpConfig { depth: 9, ..good.clone() }, 2, "depth"),
        (MlpConfig { time_width: 3, ..good.clone() }, 2, "time"),
        (MlpConfig { observed: 257, ..good.clone() }, 2, "observation"),
        (good.clone(), 0, "coordinates"),
        (good.clone(), 257, "coordinates"),
    ];
    for (config, dims, word) in bad {
        let error = config.validate(dims).unwrap_err();
        assert!(error.message.contains(word), "{}", error.message);
    }
    let mut weights = initial(&good, 2);
    weights.get_mut("l.1.bias").unwrap().values[3] = f32::NAN;
    assert!(Mlp::new(2, &good, &weights, table(&good)).is_err());
}
