//! The noise is what the algorithm supposes (independent, standard normal) and is addressed as it promises. All seeds are
//! fixed, so that each test says the same every time; its bounds are those a correct source would break less than once in a
//! million seeds.

use ddpm_lab::rng::{Purpose, Rng};
use proptest::prelude::*;

const DRAWS: usize = 1 << 20;

fn normals(seed: u64, stream: u32, step: u32, count: usize) -> Vec<f32> {
    let mut values = vec![0.0; count];
    Rng::new(seed, Purpose::Sample).normals(stream, step, &mut values);
    values
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), v| (sum + v, count + 1.0));
    sum / count
}

/// The distribution function of N(0, 1).
fn normal_distribution(x: f64) -> f64 {
    0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

/// The largest distance between the distribution of `values` and `distribution`, times √n (Kolmogorov and Smirnov).
fn kolmogorov_smirnov(mut values: Vec<f64>, distribution: impl Fn(f64) -> f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len() as f64;
    let distance = values.iter().enumerate().fold(0.0f64, |most, (i, &value)| {
        let p = distribution(value);
        most.max((p - i as f64 / n).abs()).max(((i + 1) as f64 / n - p).abs())
    });
    distance * n.sqrt()
}

#[test]
fn normals_have_the_moments_of_the_standard_normal() {
    let values = normals(1, 2, 3, DRAWS);
    let n = (DRAWS as f64).sqrt();
    let moment = |power: i32| mean(values.iter().map(|&v| f64::from(v).powi(power)));
    // The k-th moment's standard error is √((m_2k − m_k²)/n), with moments 1, 3, 15, 105, … of even powers.
    assert!(moment(1).abs() < 5.0 / n, "mean {}", moment(1));
    assert!((moment(2) - 1.0).abs() < 5.0 * 2f64.sqrt() / n, "variance {}", moment(2));
    assert!(moment(3).abs() < 5.0 * 15f64.sqrt() / n, "skewness {}", moment(3));
    assert!((moment(4) - 3.0).abs() < 5.0 * 96f64.sqrt() / n, "kurtosis {}", moment(4));
}

#[test]
fn normals_follow_the_normal_distribution() {
    let values = normals(4, 0, 0, DRAWS).into_iter().map(f64::from).collect();
    // The statistic exceeds 2.7 once in a million draws.
    let statistic = kolmogorov_smirnov(values, normal_distribution);
    assert!(statistic < 2.7, "{statistic}");
}

#[test]
fn normals_have_the_tails_of_the_normal_distribution() {
    let values = normals(5, 0, 0, 8 * DRAWS);
    for limit in [3.0, 4.0, 5.0f64] {
        let expected = 2.0 * normal_distribution(-limit) * values.len() as f64;
        let found = values.iter().filter(|v| f64::from(v.abs()) > limit).count() as f64;
        assert!(
            (found - expected).abs() < 5.0 * expected.sqrt() + 5.0,
            "beyond {limit}: {found}, expected {expected:.1}"
        );
    }
    assert!(values.iter().all(|v| v.is_finite()));
}

#[test]
fn draws_at_different_addresses_are_uncorrelated() {
    let base = normals(1, 1, 1, DRAWS);
    let bound = 5.0 / (DRAWS as f64).sqrt();
    let others = [normals(2, 1, 1, DRAWS), normals(1, 2, 1, DRAWS), normals(1, 1, 2, DRAWS), normals(1, 0, 1, DRAWS)];
    for (i, other) in others.iter().enumerate() {
        for square in [false, true] {
            let of = |v: f32| if square { (f64::from(v).powi(2) - 1.0) / 2f64.sqrt() } else { f64::from(v) };
            let correlation = mean(base.iter().zip(other).map(|(&a, &b)| of(a) * of(b)));
            assert!(correlation.abs() < bound, "address {i}, squares {square}: {correlation}");
        }
    }
}

/// Values within a draw, at every distance up to two blocks of the generator: Box and Muller's pairs are among them.
#[test]
fn neighbours_are_uncorrelated_and_so_are_their_squares() {
    let values: Vec<f64> = normals(6, 0, 0, DRAWS).into_iter().map(f64::from).collect();
    let squares: Vec<f64> = values.iter().map(|v| (v * v - 1.0) / 2f64.sqrt()).collect();
    let bound = 6.0 / (DRAWS as f64).sqrt();
    for lag in 1..=128 {
        for list in [&values, &squares] {
            let correlation = mean(list.iter().zip(&list[lag..]).map(|(a, b)| a * b));
            assert!(correlation.abs() < bound, "lag {lag}: {correlation}");
        }
    }
}

/// A picture's noise at one pixel, over the steps of a run: what makes the chain Markov.
#[test]
fn one_pixel_over_many_steps_is_standard_normal() {
    let noise = Rng::new(7, Purpose::Sample);
    let mut pixel = [0.0; 1];
    let values: Vec<f64> = (0..100_000)
        .map(|step| {
            noise.normals_from(3, step, 391, &mut pixel);
            f64::from(pixel[0])
        })
        .collect();
    let successive = mean(values.iter().zip(&values[1..]).map(|(a, b)| a * b));
    assert!(successive.abs() < 5.0 / 100_000f64.sqrt(), "correlation of successive steps {successive}");
    let statistic = kolmogorov_smirnov(values, normal_distribution);
    assert!(statistic < 2.7, "{statistic}");
}

#[test]
fn uniforms_are_uniform_below_one() {
    let mut values = vec![0.0; DRAWS];
    Rng::new(8, Purpose::Sample).uniforms(0, 0, &mut values);
    assert!(values.iter().all(|v| (0.0..1.0).contains(v)));
    let statistic = kolmogorov_smirnov(values, |x| x);
    assert!(statistic < 2.7, "{statistic}");
}

#[test]
fn integers_are_uniform_below_their_bound() {
    let mut values = vec![0; DRAWS];
    for bound in [1u32, 2, 10, 1000] {
        Rng::new(9, Purpose::Sample).below(0, 0, bound, &mut values);
        let mut counts = vec![0.0; bound as usize];
        values.iter().for_each(|&v| counts[v as usize] += 1.0);
        let expected = DRAWS as f64 / f64::from(bound);
        let chi_square: f64 = counts.iter().map(|c: &f64| (c - expected).powi(2) / expected).sum();
        let freedom = f64::from(bound) - 1.0;
        // Laurent and Massart 2000: χ² exceeds f + 2√(14 f) + 28 with a chance below e⁻¹⁴.
        assert!(chi_square < freedom + 2.0 * (14.0 * freedom).sqrt() + 28.0, "{bound}: {chi_square}");
    }
    Rng::new(9, Purpose::Sample).below(0, 0, 0, &mut values);
    assert!(values.iter().all(|&v| v == 0));
}

/// A time drawn at an address tells nothing of the noise drawn there: the trainer draws both.
#[test]
fn the_three_kinds_of_draw_are_unrelated() {
    let noise = Rng::new(10, Purpose::Sample);
    let (mut integers, mut uniforms) = (vec![0; DRAWS], vec![0.0; DRAWS]);
    noise.below(0, 0, 1 << 31, &mut integers);
    noise.uniforms(0, 0, &mut uniforms);
    let unit = |v: f64| (v - 0.5) * 12f64.sqrt();
    let integers: Vec<f64> = integers.into_iter().map(|v| unit(f64::from(v) / 2f64.powi(31))).collect();
    let uniforms: Vec<f64> = uniforms.into_iter().map(unit).collect();
    let normals: Vec<f64> = normals(10, 0, 0, DRAWS).into_iter().map(f64::from).collect();
    for (a, b) in [(&integers, &uniforms), (&integers, &normals), (&uniforms, &normals)] {
        let correlation = mean(a.iter().zip(b).map(|(a, b)| a * b));
        assert!(correlation.abs() < 5.0 / (DRAWS as f64).sqrt(), "{correlation}");
    }
}

/// These very bits come out on every machine, in the browser as natively: what makes a shared seed a shared picture.
/// A change here changes every picture ever linked to.
#[test]
fn the_first_values_of_seed_zero_are_these() {
    let bits: Vec<u32> = normals(0, 0, 0, 4).into_iter().map(f32::to_bits).collect();
    let mut uniforms = [0.0; 2];
    Rng::new(0, Purpose::Sample).uniforms(0, 0, &mut uniforms);
    let mut integers = [0; 4];
    Rng::new(0, Purpose::Sample).below(0, 0, 1000, &mut integers);
    assert_eq!(bits, [1072319505, 3202509202, 1052378769, 1064664023]);
    assert_eq!(uniforms.map(f64::to_bits), [4598164172489452464, 4599414792194510442]);
    assert_eq!(integers, [726, 419, 402, 381]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// A slice of a draw is the draw's slice, wherever it begins and ends.
    #[test]
    fn a_slice_of_a_draw_equals_the_draws_slice(
        seed: u64, stream: u32, step: u32, first in 0..300usize, count in 0..300usize,
    ) {
        let noise = Rng::new(seed, Purpose::Sample);
        let range = first..first + count;

        let (mut whole, mut part) = (vec![0.0; 600], vec![0.0; count]);
        noise.normals(stream, step, &mut whole);
        noise.normals_from(stream, step, first as u64, &mut part);
        prop_assert_eq!(&part, &whole[range.clone()]);

        let (mut whole, mut part) = (vec![0.0; 600], vec![0.0; count]);
        noise.uniforms(stream, step, &mut whole);
        noise.uniforms_from(stream, step, first as u64, &mut part);
        prop_assert_eq!(&part, &whole[range.clone()]);

        let (mut whole, mut part) = (vec![0; 600], vec![0; count]);
        noise.below(stream, step, 1000, &mut whole);
        noise.below_from(stream, step, first as u64, 1000, &mut part);
        prop_assert_eq!(&part, &whole[range]);
    }

    /// Nothing depends on what was drawn before, and no two addresses share their values.
    #[test]
    fn a_draw_depends_on_its_address_alone(seed: u64, stream: u32, step: u32) {
        let noise = Rng::new(seed, Purpose::Sample);
        let mut first = [0.0; 100];
        let (mut second, mut other) = (first, first);
        noise.normals(stream, step, &mut first);
        noise.normals(stream.wrapping_add(1), step, &mut other);
        prop_assert_ne!(first, other);
        noise.normals(stream, step.wrapping_add(1), &mut other);
        prop_assert_ne!(first, other);
        noise.normals(step, stream, &mut other);
        prop_assert!(stream == step || first != other);
        noise.normals(stream, step, &mut second);
        prop_assert_eq!(first, second);
    }
}

/// Training's ε must never be a sampler's z: the key holds the purpose, so no seed, stream or step brings two together.
#[test]
fn no_two_purposes_draw_the_same_numbers() {
    let first = |seed, purpose, stream, step| {
        let (mut normal, mut uniform, mut integer) = ([0.0; 2], [0.0; 2], [0; 2]);
        let rng = Rng::new(seed, purpose);
        rng.normals(stream, step, &mut normal);
        rng.uniforms(stream, step, &mut uniform);
        rng.below(stream, step, u32::MAX, &mut integer);
        [
            normal.map(|v| u64::from(v.to_bits())).to_vec(),
            uniform.map(f64::to_bits).to_vec(),
            integer.map(u64::from).to_vec(),
        ]
    };
    let mut seen = std::collections::HashMap::new();
    for purpose in Purpose::ALL {
        for (seed, stream, step) in [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 0, 1), (1, 16, 1001), (257, 0, 0)] {
            for (kind, values) in first(seed, purpose, stream, step).into_iter().enumerate() {
                let other = seen.insert(values, (purpose, kind, seed, stream, step));
                assert_eq!(other, None, "{purpose:?} with seed {seed}, stream {stream}, step {step}");
            }
        }
    }
}
