//! Distances between clouds of points.

use ddpm_lab::{
    data::points::PointShape,
    measure::points::{distances, memorised_share, sliced_wasserstein},
    rng::{Purpose, Rng},
};

fn normals(count: usize, stream: u32) -> Vec<f32> {
    let mut out = vec![0.0; count];
    Rng::new(4, Purpose::Sample).normals(stream, 0, &mut out);
    out
}

fn mean_over_pairs(a: &[f32], b: &[f32], dims: usize, same: bool, f: &dyn Fn(f64) -> f64) -> f64 {
    let (mut sum, mut pairs) = (0.0, 0.0);
    for (i, x) in a.chunks(dims).enumerate() {
        for (j, y) in b.chunks(dims).enumerate() {
            if !same || i != j {
                sum += f(x.iter().zip(y).map(|(x, y)| f64::from(x - y).powi(2)).sum());
                pairs += 1.0;
            }
        }
    }
    sum / pairs
}

#[test]
fn kernel_and_energy_distance_are_what_their_definitions_say() {
    for (dims, m, n) in [(2, 37, 50), (3, 20, 20), (64, 10, 33)] {
        let (a, b) = (normals(m * dims, 1), normals(n * dims, 2).iter().map(|v| 0.7 * v + 0.2).collect::<Vec<_>>());
        let kernel = |square: f64| -> f64 {
            let width = |h: f64| h * h * dims as f64;
            [0.1, 0.5, 1.0].iter().map(|&h| (-square / (2.0 * width(h))).exp()).sum()
        };
        let mean = |a: &[f32], b: &[f32], same, f: &dyn Fn(f64) -> f64| mean_over_pairs(a, b, dims, same, f);
        let mmd = mean(&a, &a, true, &kernel) + mean(&b, &b, true, &kernel) - 2.0 * mean(&a, &b, false, &kernel);
        let energy =
            2.0 * mean(&a, &b, false, &f64::sqrt) - mean(&a, &a, false, &f64::sqrt) - mean(&b, &b, false, &f64::sqrt);
        let found = distances(&a, &b, dims, 1);
        assert!((found.mmd - mmd).abs() < 1e-5, "{} for {mmd}", found.mmd);
        assert!((found.energy - energy).abs() < 1e-5, "{} for {energy}", found.energy);
    }
}

#[test]
fn a_cloud_is_at_no_distance_from_itself_in_any_order() {
    let a = PointShape::TwoMoons.draw(500, 1).values;
    let turned: Vec<f32> = a.chunks(2).rev().flatten().copied().collect();
    let found = distances(&a, &turned, 2, 1);
    assert!(found.sliced_wasserstein < 1e-6 && found.energy < 1e-6, "{found:?}");
    // Unbiased for clouds that are drawn apart; of a cloud and itself it is a little below 0.
    assert!(found.mmd <= 0.0 && found.mmd > -0.02, "{found:?}");
}

#[test]
fn a_shift_is_measured_by_its_length() {
    // All projections shift by the shift's own, whose mean square over directions is its square over dims.
    for dims in [2, 8] {
        let a = normals(400 * dims, 3);
        let mut b = a.clone();
        b.iter_mut().step_by(dims).for_each(|v| *v += 1.5);
        let found = sliced_wasserstein(&a, &b, dims, 128, 7);
        let expected = 1.5 / (dims as f64).sqrt();
        assert!((found / expected - 1.0).abs() < if dims == 2 { 1e-4 } else { 0.15 }, "{found} for {expected}");
    }
}

#[test]
fn clouds_need_not_be_of_one_size() {
    // The same distribution, each point once or three times, is the same distance from anything.
    let (a, b) = (PointShape::Ring.draw(100, 1).values, PointShape::Ring.draw(90, 2).values);
    let thrice = b.repeat(3);
    let [once, more] = [&b, &thrice].map(|b| sliced_wasserstein(&a, b, 2, 64, 1));
    assert!((once - more).abs() < 1e-6, "{once} {more}");
    let even = b.repeat(10);
    let stretched = sliced_wasserstein(&a.repeat(9), &even, 2, 64, 1);
    assert!((once - stretched).abs() < 1e-6, "{once} {stretched}");
}

#[test]
fn distances_order_what_is_nearer_and_farther() {
    let data = PointShape::TwoMoons.draw(1000, 1).values;
    let again = PointShape::TwoMoons.draw(1000, 2).values;
    let blurred: Vec<f32> = again.iter().zip(normals(2000, 5)).map(|(v, z)| v + 0.3 * z).collect();
    let rough = normals(2000, 6);
    let point = [0.0f32; 2000];
    let found = [&again[..], &blurred, &rough, &point].map(|cloud| distances(&data, cloud, 2, 3));
    for pair in found.windows(2) {
        assert!(pair[0].sliced_wasserstein < pair[1].sliced_wasserstein, "{found:?}");
        assert!(pair[0].mmd < pair[1].mmd && pair[0].energy < pair[1].energy, "{found:?}");
    }
    assert!(found[0].mmd.abs() < 5e-3 && found[0].energy < 0.02 && found[0].sliced_wasserstein < 0.15, "{found:?}");
    let back = distances(&rough, &data, 2, 3);
    assert!((back.mmd - found[2].mmd).abs() < 1e-6 && (back.energy - found[2].energy).abs() < 1e-6);
}

#[test]
fn large_clouds_are_compared_too() {
    let [a, b] = [1, 2].map(|seed| PointShape::Pinwheel.draw(9000, seed).values);
    let found = distances(&a, &b, 2, 1);
    assert!(found.mmd.abs() < 2e-3 && found.energy < 5e-3 && found.sliced_wasserstein < 0.06, "{found:?}");
}

#[test]
fn copies_are_told_from_new_points() {
    let training = PointShape::Spiral.draw(60, 1).values;
    let copies: Vec<f32> = training.iter().zip(normals(120, 7)).map(|(v, z)| v + 1e-4 * z).collect();
    assert!(memorised_share(&copies, &training, 2) > 0.97);
    let between: Vec<f32> = training.chunks(4).flat_map(|p| [0.5 * (p[0] + p[2]), 0.5 * (p[1] + p[3])]).collect();
    let fresh = PointShape::Spiral.draw(2000, 2).values;
    assert!(memorised_share(&between, &training, 2) < 0.35 && memorised_share(&fresh, &training, 2) < 0.45);
    // Halfway between the only two, no point is a copy; a third of the way to the second nearest is the limit.
    let two = [0.0, 0.0, 1.0, 0.0];
    assert_eq!(memorised_share(&[0.5, 0.0, 0.24, 0.0, 0.26, 0.0], &two, 2), 1.0 / 3.0);
}

#[test]
fn repeated_training_points_are_one() {
    let two = [0.0, 0.0, 0.0, 0.0, 1.0, 0.0];
    assert_eq!(memorised_share(&[0.1, 0.0], &two, 2), 1.0);
    let one = PointShape::Point.draw(100, 1).values;
    assert_eq!(memorised_share(&[0.6, -0.4, 0.7, -0.4, 2.0, 1.0], &one, 2), 2.0 / 3.0);
}
