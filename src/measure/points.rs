//! How far apart two clouds of points are, and whether samples are copies of what was trained on.
//!
//! As with pictures, no distance means much by itself: even two draws of the same distribution are apart, and that
//! distance is what samples should come near.

use kernel::pairs::Columns;
use serde::Serialize;

use crate::rng::{Purpose, Rng};

/// Points of a cloud that the kernel and the energy distance look at; of larger clouds every k-th is taken, since pairs
/// grow with the square.
const MAX_PAIRED: usize = 4_000;

/// Distances between two clouds, each 0 only for equal distributions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Distances {
    /// [`sliced_wasserstein`] over 64 directions in two dimensions and 128 in more.
    pub sliced_wasserstein: f64,
    /// The squared maximum mean discrepancy (Gretton et al. 2012, eq. 3), unbiased, so that it can fall below 0, with the
    /// sum of three Gaussian kernels exp(−‖x − y‖²/(2 h²)), h = 0.1, 0.5 and 1 times √dims. Not a number where a cloud has
    /// only one point.
    pub mmd: f64,
    /// The energy distance 2E‖X − Y‖ − E‖X − X'‖ − E‖Y − Y'‖ (Székely and Rizzo 2013), with means over all pairs of points
    /// of the clouds, so that it is never below 0.
    pub energy: f64,
}

/// Distances between two clouds of count × dims numbers each. Clouds of up to 4,000 points are compared whole, and of larger
/// ones as many for `mmd` and `energy`. The seed chooses directions.
///
/// # Panics
/// Where a cloud is empty or no whole number of points.
pub fn distances(a: &[f32], b: &[f32], dims: usize, seed: u32) -> Distances {
    let directions = if dims == 2 { 64 } else { 128 };
    let sliced_wasserstein = sliced_wasserstein(a, b, dims, directions, seed);
    let (a, b) = (thinned(a, dims), thinned(b, dims));
    let (m, n) = (a.count() as f64, b.count() as f64);
    let (within_a, within_b, across) = (a.pairs_within(), b.pairs_within(), a.pairs_across(&b));
    let mmd = 2.0 * (within_a.kernel / (m * (m - 1.0)) + within_b.kernel / (n * (n - 1.0)) - across.kernel / (m * n));
    let energy = 2.0 * (across.distance / (m * n) - within_a.distance / (m * m) - within_b.distance / (n * n));
    Distances { sliced_wasserstein, mmd, energy: energy.max(0.0) }
}

/// The sliced 2-Wasserstein distance (Bonneel et al. 2015): the root of the mean, over directions, of the squared
/// 2-Wasserstein distance between the projections. In two dimensions the directions are evenly spread from a seeded one on,
/// in more each is drawn. Clouds need not be of one size.
///
/// # Panics
/// Where a cloud is empty or no whole number of points.
pub fn sliced_wasserstein(a: &[f32], b: &[f32], dims: usize, directions: usize, seed: u32) -> f64 {
    check(a, dims);
    check(b, dims);
    let rng = Rng::new(seed.into(), Purpose::Measure);
    let mut offset = [0.0];
    rng.uniforms(0, 0, &mut offset);
    let (mut direction, mut p, mut q) = (vec![0.0; dims], Vec::new(), Vec::new());
    let mut sum = 0.0;
    for k in 0..directions {
        if dims == 2 {
            let angle = (k as f64 + offset[0]) / directions as f64 * std::f64::consts::PI;
            direction.copy_from_slice(&[libm::cos(angle) as f32, libm::sin(angle) as f32]);
        } else {
            rng.normals(0, k as u32, &mut direction);
            let length = direction.iter().map(|v| v * v).sum::<f32>().sqrt();
            direction.iter_mut().for_each(|v| *v /= length);
        }
        project(a, &direction, &mut p);
        project(b, &direction, &mut q);
        sum += squared_wasserstein(&p, &q);
    }
    (sum / directions as f64).sqrt()
}

/// The share of a cloud's points that are training points: those whose nearest training point is closer than a third of the
/// distance to the second nearest (Yoon et al. 2023). A training point that occurs twice counts once; where there is only one,
/// the second is taken to be √dims away, the size of data of mean square 1.
///
/// # Panics
/// Where a cloud is empty or no whole number of points.
pub fn memorised_share(cloud: &[f32], training: &[f32], dims: usize) -> f64 {
    check(cloud, dims);
    check(training, dims);
    let mut distinct: Vec<&[f32]> = training.chunks_exact(dims).collect();
    let order = |a: &[f32], b: &[f32]| {
        let pairs = a.iter().zip(b);
        pairs.map(|(a, b)| a.total_cmp(b)).find(|o| o.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    };
    distinct.sort_unstable_by(|a, b| order(a, b));
    distinct.dedup();
    let training = Columns::new(distinct.concat().as_slice(), dims);
    let alone = if training.count() == 1 { dims as f32 } else { f32::INFINITY };
    let mut squares = Vec::new();
    let memorised = |point: &&[f32]| {
        training.squares(point, 0, &mut squares);
        let (first, second) = squares.iter().fold((f32::INFINITY, alone), |(first, second), &square| {
            if square < first { (square, first.min(second)) } else { (first, second.min(square)) }
        });
        first < second / 9.0
    };
    cloud.chunks_exact(dims).filter(memorised).count() as f64 / (cloud.len() / dims) as f64
}

/// x·direction for every point, sorted.
fn project(points: &[f32], direction: &[f32], out: &mut Vec<f32>) {
    out.clear();
    let dot = |point: &[f32]| point.iter().zip(direction).map(|(a, b)| a * b).sum::<f32>();
    out.extend(points.chunks_exact(direction.len()).map(dot));
    out.sort_unstable_by(f32::total_cmp);
}

/// ∫ (P⁻¹(u) − Q⁻¹(u))² du of two sorted samples, whose quantile functions are stairs.
fn squared_wasserstein(p: &[f32], q: &[f32]) -> f64 {
    let square = |i: usize, j: usize| f64::from(p[i] - q[j]).powi(2);
    if p.len() == q.len() {
        return (0..p.len()).map(|i| square(i, i)).sum::<f64>() / p.len() as f64;
    }
    // Heights count in 1/(m n), of which a stair of p has n and one of q has m: whole numbers, so that none is missed.
    let (m, n) = (p.len() as u64, q.len() as u64);
    let (mut i, mut j, mut height, mut sum) = (0, 0, 0, 0.0);
    while i < p.len() {
        let next = (n * (i as u64 + 1)).min(m * (j as u64 + 1));
        sum += square(i, j) * (next - height) as f64;
        height = next;
        i += usize::from(height == n * (i as u64 + 1));
        j += usize::from(height == m * (j as u64 + 1));
    }
    sum / (m * n) as f64
}

/// Of at most [`MAX_PAIRED`] points, evenly picked.
fn thinned(points: &[f32], dims: usize) -> Columns {
    let count = points.len() / dims;
    if count <= MAX_PAIRED {
        return Columns::new(points, dims);
    }
    // A usize of 32 bits, as in wasm, cannot hold every such product.
    let place = |i: usize| (i as u64 * count as u64 / MAX_PAIRED as u64) as usize;
    let picked = (0..MAX_PAIRED).flat_map(|i| &points[place(i) * dims..][..dims]);
    Columns::new(&picked.copied().collect::<Vec<_>>(), dims)
}

fn check(points: &[f32], dims: usize) {
    assert!(!points.is_empty() && points.len().is_multiple_of(dims), "{} numbers, {dims} dimensions", points.len());
}
