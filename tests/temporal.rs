//! The network of chunks: against PyTorch, and its gradients against finite differences.

use std::{fs, path::Path};

use ddpm_lab::{
    denoiser::Condition,
    networks::temporal::{Gradient, TemporalConfig, TemporalUNet},
    rng::{Purpose, Rng},
    trainer::{Batch, NetworkConfig},
    weights::{self, Weights},
};

fn small() -> TemporalConfig {
    TemporalConfig { steps: 8, widths: vec![8, 16], kernel: 3, groups: 4, time_width: 8, observed: 6, encoder: 16 }
}

fn normals(count: usize, step: u32) -> Vec<f32> {
    let mut out = vec![0.0; count];
    Rng::new(3, Purpose::Sample).normals(0, step, &mut out);
    out
}

/// Initial weights with every bias and normalisation off its first value, so that a gradient of each is seen.
fn weights(config: &TemporalConfig, values: usize) -> Weights {
    let mut weights = config.initial_weights(values, 1);
    for (weight, step) in weights.values_mut().zip(100..) {
        let noise = normals(weight.values.len(), step);
        weight.values.iter_mut().zip(noise).for_each(|(w, n)| *w += 0.1 * n);
    }
    weights
}

fn batch(config: &TemporalConfig, values: usize, count: usize) -> Batch {
    let observed = normals(count * config.observed, 7);
    let condition = |i: usize| match i % 5 {
        3 => Condition::default(),
        _ => Condition::Observed { observation: observed[i * config.observed..][..config.observed].to_vec() },
    };
    Batch {
        x_t: normals(count * values, 1),
        t: (0..count).map(|i| [1, 37, 100, 37][i % 4]).collect(),
        conditions: (0..count).map(condition).collect(),
        target: normals(count * values, 2),
        weight: (0..count).map(|i| 0.5 + i as f32 * 0.1).collect(),
    }
}

/// Σ wᵢ ‖output − target‖²/(count·values), chunk by chunk with the forward pass alone.
fn loss(net: &TemporalUNet, batch: &Batch) -> f64 {
    let values = net.values();
    let mut tape = net.tape();
    let mut sum = 0.0;
    for (i, &t) in batch.t.iter().enumerate() {
        let (mut out, numbers) = (vec![0.0; values], i * values..(i + 1) * values);
        net.predict(&batch.x_t[numbers.clone()], t as usize, &batch.conditions[i..=i], &mut tape, &mut out);
        let square = out.iter().zip(&batch.target[numbers]).map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2));
        sum += f64::from(batch.weight[i]) * square.sum::<f64>();
    }
    sum / (batch.t.len() * values) as f64
}

#[test]
fn every_weight_has_the_gradient_of_its_difference_quotient() {
    let deep = TemporalConfig { widths: vec![8, 8, 16], kernel: 5, ..small() };
    for config in [small(), deep] {
        let values = 2 * config.steps;
        let all = weights(&config, values);
        let net = TemporalUNet::new(values, &config, &all).unwrap();
        // More than one slice, the last not full.
        let batch = batch(&config, values, 11);
        let mut gradient = Gradient::new(&net);
        gradient.compute(&net, &batch);
        for (name, found) in net.by_name(gradient.flat()) {
            // Along the gradient itself the quotient is large and clear of rounding; in a random direction it catches a
            // gradient that is right in size but wrong in place.
            for direction in [found.values.clone(), normals(found.values.len(), 9)] {
                let length = direction.iter().map(|d| d * d).sum::<f32>().sqrt();
                assert!(length > 0.0, "{name} has no gradient");
                let step = 1e-2 / length;
                let moved = |sign: f32| {
                    let mut moved = all.clone();
                    let own = moved.get_mut(&name).unwrap();
                    own.values.iter_mut().zip(&direction).for_each(|(w, d)| *w += sign * step * d);
                    loss(&TemporalUNet::new(values, &config, &moved).unwrap(), &batch)
                };
                let quotient = (moved(1.0) - moved(-1.0)) / f64::from(2.0 * step);
                let along: f64 = found.values.iter().zip(&direction).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
                let error = (quotient - along).abs();
                assert!(error < 0.02 * along.abs() + 2e-3 * f64::from(length), "{name}: {along} for {quotient}");
            }
        }
    }
}

#[test]
fn a_chunk_is_the_same_whichever_others_go_with_it_and_weights_come_out_as_they_went_in() {
    let config = small();
    let values = 16;
    let all = weights(&config, values);
    let net = TemporalUNet::new(values, &config, &all).unwrap();
    assert_eq!(net.weights(), all);
    let batch = batch(&config, values, 11);
    let (mut tape, mut together) = (net.tape(), vec![0.0; 11 * values]);
    net.predict(&batch.x_t, 5, &batch.conditions, &mut tape, &mut together);
    for i in (0..11).rev() {
        let mut alone = vec![0.0; values];
        let x = &batch.x_t[i * values..][..values];
        net.predict(x, 5, &batch.conditions[i..=i], &mut tape, &mut alone);
        assert_eq!(alone, together[i * values..][..values], "chunk {i}");
    }
}

#[test]
fn networks_that_cannot_be_are_refused() {
    let good = TemporalConfig::default();
    assert!(good.validate(32).is_ok());
    for (config, values, word) in [
        (TemporalConfig { steps: 3, ..good.clone() }, 6, "steps"),
        (TemporalConfig { widths: vec![48], ..good.clone() }, 32, "widths"),
        (TemporalConfig { widths: vec![12, 24], ..good.clone() }, 32, "widths"),
        (TemporalConfig { widths: vec![8; 4], steps: 12, groups: 4, ..good.clone() }, 24, "steps"),
        (TemporalConfig { kernel: 4, ..good.clone() }, 32, "kernel"),
        (TemporalConfig { time_width: 12, ..good.clone() }, 32, "timeWidth"),
        (TemporalConfig { encoder: 0, ..good.clone() }, 32, "encoder"),
        (TemporalConfig { observed: 0, ..good.clone() }, 32, "observed"),
        (good.clone(), 33, "steps"),
    ] {
        let error = config.validate(values).unwrap_err();
        assert!(error.message.contains(word), "{config:?}: {}", error.message);
    }
}

#[test]
fn the_output_and_the_gradient_are_those_of_pytorch() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let read = |file: &str| fs::read(folder.join(file)).unwrap();
    let numbers =
        |file: &str| -> Vec<f32> { read(file).as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect() };
    let named = |file: &str| weights::from_manifest(&read("temporal.json"), &read(file)).unwrap();
    let linspace = |from: f32, to: f32, count: usize| -> Vec<f32> {
        (0..count).map(|i| from + (to - from) * i as f32 / (count - 1) as f32).collect()
    };
    let config = small();
    let net = TemporalUNet::new(16, &config, &named("temporal.bin")).unwrap();
    let observed = linspace(1.0, -1.0, 30);
    let batch = Batch {
        x_t: linspace(-1.0, 1.0, 80),
        t: (0..5).map(|i| 20 * i + 1).collect(),
        conditions: observed.chunks(6).map(|o| Condition::Observed { observation: o.to_vec() }).collect(),
        target: linspace(0.5, -0.5, 80),
        weight: vec![1.0; 5],
    };
    let expected = numbers("temporal_y.bin");
    let mut tape = net.tape();
    for i in 0..5 {
        let mut out = [0.0; 16];
        net.predict(&batch.x_t[16 * i..][..16], batch.t[i] as usize, &batch.conditions[i..=i], &mut tape, &mut out);
        let worst = out.iter().zip(&expected[16 * i..]).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < 5e-6, "chunk {i}: {worst:e}");
    }
    let mut gradient = Gradient::new(&net);
    gradient.compute(&net, &batch);
    for (name, expected) in named("temporal_gradient.bin") {
        let found = &net.by_name(gradient.flat())[&name].values;
        let worst = found.iter().zip(&expected.values).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < 2e-6, "{name}: {worst:e}");
    }
}
