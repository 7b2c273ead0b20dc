//! The U-Net in Burn, on the processor: against PyTorch, against our own kernels, forwards and in training.
#![cfg(feature = "flex")]

use std::{env, fs, future::Future, path::Path, pin::pin, task};

use ddpm_lab::{
    data::{Attribute, ImageShape},
    denoiser::{Condition, Denoiser},
    diffusion::Prediction,
    networks::burn::device,
    networks::{
        UNetConfig,
        burn::{BurnDenoiser, BurnLearner, BurnUNet},
        fused::{FusedDenoiser, FusedLearner, FusedUNet},
    },
    rng::{Purpose, Rng},
    trainer::{Batch, Learner, NetworkConfig, optimizer::AdamOptions},
    weights::{self, Weights},
};

/// The future of a device that computes at once.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut task::Context::from_waker(task::Waker::noop())) {
        task::Poll::Ready(value) => value,
        task::Poll::Pending => panic!("Flex computes at once"),
    }
}

fn predict(net: &impl Denoiser, x: &[f32], t: usize, conditions: &[Condition]) -> Vec<f32> {
    now(net.read(&[&net.predict(&net.upload(x), t, conditions)])).unwrap().remove(0)
}

fn largest_difference(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

fn normals(seed: u64, count: usize) -> Vec<f32> {
    let mut out = vec![0.0; count];
    Rng::new(seed, Purpose::Sample).normals(0, 0, &mut out);
    out
}

/// x = linspace(−1, 1, 784) at the network's time 37, on both implementations.
fn assert_reference(folder: &Path, name: &str, base: usize) {
    let read = |file: &str| fs::read(folder.join(file)).unwrap();
    let weights = weights::from_manifest(&read(&format!("{name}.json")), &read(&format!("{name}.bin"))).unwrap();
    let expected = floats(&read(&format!("{name}_y.bin")));
    let config = UNetConfig::reference(base);
    let x: Vec<f32> = (0..784).map(|i| -1.0 + 2.0 * i as f32 / 783.0).collect();
    let condition = [Condition::any(0)];
    let burn = BurnDenoiser::new(&config, &weights, Prediction::Epsilon, &device::flex()).unwrap();
    let fused = FusedDenoiser::new(FusedUNet::new(&config, &weights).unwrap(), Prediction::Epsilon);
    let errors = [&predict(&burn, &x, 38, &condition), &predict(&fused, &x, 38, &condition)]
        .map(|y| largest_difference(y, &expected));
    println!("{name}: largest difference from PyTorch {errors:?} (Burn on Flex, our kernels)");
    assert!(errors.iter().all(|&e| e < 1e-4), "{errors:?}");
}

#[test]
fn the_small_reference_network_says_what_pytorch_says() {
    assert_reference(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference"), "unet8", 8);
}

#[test]
#[ignore = "wants unet.bin (12 MB, not kept here) in the folder that REFERENCE_MODELS names"]
fn the_large_reference_network_says_what_pytorch_says() {
    let folder = env::var_os("REFERENCE_MODELS").expect("REFERENCE_MODELS names the folder of unet.bin");
    let folder = Path::new(&folder);
    assert_reference(folder, "unet", 32);
}

/// A network with everything in it: folded pixels, colours, two attributes, a side that is not a power of two.
fn full() -> (UNetConfig, Weights) {
    let attribute =
        |name: &str, n: usize| Attribute { name: name.into(), values: (0..n).map(|i| i.to_string()).collect() };
    let config = UNetConfig {
        image: ImageShape { height: 12, width: 24, channels: 3 },
        patch: 2,
        base: 16,
        multipliers: vec![1, 3],
        blocks: 2,
        groups: 8,
        attributes: vec![attribute("hat", 2), attribute("digit", 10)],
    };
    let mut weights = config.initial_weights(config.image.values(), 7);
    // Initial weights have layers that start at nothing; here every number must matter.
    for (i, (name, weight)) in weights.iter_mut().enumerate() {
        let scale = if name.ends_with("bias") { 0.3 } else { 0.3 / (weight.values.len() as f32).powf(0.25) };
        let noise = normals(i as u64, weight.values.len());
        weight.values.iter_mut().zip(noise).for_each(|(w, z)| *w += scale * z);
    }
    (config, weights)
}

fn conditions() -> Vec<Condition> {
    vec![
        Condition::Classes(vec![Some(1), None]),
        Condition::Classes(vec![None, Some(9)]),
        Condition::Classes(vec![Some(0), Some(3)]),
    ]
}

#[test]
fn burn_and_our_kernels_agree_on_a_network_with_folded_pixels_and_attributes() {
    let (config, weights) = full();
    let x = normals(99, 3 * config.image.values());
    let burn = BurnDenoiser::new(&config, &weights, Prediction::Epsilon, &device::flex()).unwrap();
    let fused = FusedDenoiser::new(FusedUNet::new(&config, &weights).unwrap(), Prediction::Epsilon);
    for t in [1, 38, 1000] {
        let (a, b) = (predict(&burn, &x, t, &conditions()), predict(&fused, &x, t, &conditions()));
        let size = b.iter().fold(0.0f32, |m, v| m.max(v.abs()));
        assert!(size > 0.1, "a network that says next to nothing proves nothing: {size}");
        let error = largest_difference(&a, &b);
        assert!(error < 1e-4 * size.max(1.0), "t = {t}: {error} of {size}");
    }
}

#[test]
fn the_arithmetic_around_the_network_agrees() {
    let (config, weights) = full();
    let burn = BurnDenoiser::new(&config, &weights, Prediction::Epsilon, &device::flex()).unwrap();
    let values: Vec<Vec<f32>> = (0..4).map(|i| normals(i, 2 * config.image.values())).collect();
    let arrays: Vec<_> = values.iter().map(|v| burn.upload(v)).collect();
    let factors = [0.5, -1.25, 2.0, 0.1];
    for terms in 1..=4 {
        let asked: Vec<_> = factors.iter().copied().zip(&arrays).take(terms).collect();
        let sum = now(burn.read(&[&burn.combine(&asked)])).unwrap().remove(0);
        for (i, s) in sum.iter().enumerate() {
            let expected: f64 = (0..terms).map(|k| factors[k] * f64::from(values[k][i])).sum();
            assert!((f64::from(*s) - expected).abs() < 1e-5);
        }
    }
    let read = now(burn.read(&[&arrays[0], &burn.clamp(&arrays[1], 0.7)])).unwrap();
    assert_eq!(read[0], values[0], "what goes to the device comes back");
    assert!(read[1].iter().zip(&values[1]).all(|(a, b)| *a == b.clamp(-0.7, 0.7)));
}

#[test]
fn weights_of_another_network_are_refused() {
    let (config, mut weights) = full();
    weights.remove("m1.c1.bias");
    assert!(BurnUNet::new(&config, &weights, &device::flex()).is_err());
    assert!(BurnDenoiser::new(&config, &weights, Prediction::Epsilon, &device::flex()).is_err());
}

/// As `ddpm-lab pretrain` has them.
const OPTIONS: AdamOptions = AdamOptions { weight_decay: 0.0, ema_decay: 0.999, clip_norm: Some(1.0) };

fn batch(config: &UNetConfig) -> Batch {
    let values = config.image.values();
    Batch {
        x_t: normals(1, 3 * values),
        t: vec![1, 500, 1000],
        conditions: conditions(),
        target: normals(2, 3 * values),
        weight: vec![1.0, 0.25, 2.0],
    }
}

#[test]
fn burn_learns_what_our_own_learner_learns() {
    let (config, weights) = full();
    let options = AdamOptions { weight_decay: 0.01, ..OPTIONS };
    let mut burn = BurnLearner::new("flex", &config, &weights, &device::flex(), options).unwrap();
    let mut fused = FusedLearner::new(&config, &weights, options, 1).unwrap();
    let batch = batch(&config);
    for step in 0..4 {
        let (a, b) = (now(burn.train_step(&batch, 1e-3)).unwrap(), now(fused.train_step(&batch, 1e-3)).unwrap());
        for (a, b) in a.errors.iter().zip(&b.errors) {
            assert!((a - b).abs() < 1e-4 * b, "error at step {step}: {a} for {b}");
        }
        let (a, b) = (a.gradient_norm, b.gradient_norm);
        assert!((a - b).abs() < 1e-3 * b, "norm at step {step}: {a} for {b}");
    }
    let (a, b) = (now(burn.state()).unwrap(), now(fused.state()).unwrap());
    assert_eq!(a.step, b.step);
    for (ours, theirs, what) in
        [(&a.m, &b.m, "first moment"), (&a.weights, &b.weights, "weights"), (&a.ema, &b.ema, "average")]
    {
        for (name, weight) in theirs {
            let size = weight.values.iter().fold(0.0f32, |m, v| m.max(v.abs()));
            let error = largest_difference(&ours[name].values, &weight.values);
            // Adam divides small gradients by their own size, so a rounding error can turn a step of 1e-3 round where a
            // gradient is next to nothing; the first moment shows that the gradients agree.
            let allowed = if what == "first moment" { 1e-3 * size + 1e-7 } else { 4e-3 };
            assert!(error <= allowed, "{what} of {name}: {error} of {size}");
        }
    }
}

#[test]
fn an_interrupted_run_goes_on_as_if_it_had_not_been() {
    let (config, weights) = full();
    let batch = batch(&config);
    let options = OPTIONS;
    let new = || BurnLearner::new("flex", &config, &weights, &device::flex(), options).unwrap();
    let mut whole = new();
    for _ in 0..2 {
        now(whole.train_step(&batch, 1e-3)).unwrap();
    }
    let state = now(whole.state()).unwrap();
    let mut resumed = new();
    resumed.restore(&state).unwrap();
    assert_eq!(now(resumed.state()).unwrap(), state, "a state is what it was restored from");
    let (a, b) = (now(whole.train_step(&batch, 1e-3)).unwrap(), now(resumed.train_step(&batch, 1e-3)).unwrap());
    assert_eq!(a, b);
    assert_eq!(now(whole.ema()).unwrap(), now(resumed.ema()).unwrap());
}
