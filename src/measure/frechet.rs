//! The Fréchet distance between two clouds of points, each taken for a Gaussian (Dowson and Landau 1982), as the FID does
//! with the features of Inception (Heusel et al. 2017). Ours are the features of a small classifier of the data at hand,
//! so the figures compare with one another and not with those of papers.

use super::eigen::{eigen, product, square_root};

/// Mean and covariance of a cloud of points.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaussian {
    /// The mean.
    pub mean: Vec<f64>,
    /// The covariance `[n, n]`, n the length of the mean.
    pub covariance: Vec<f64>,
}

impl Gaussian {
    /// Mean and unbiased covariance of points `[count, dimensions]`.
    ///
    /// # Panics
    /// Where there are fewer than two whole points.
    pub fn fit(points: &[f32], dimensions: usize) -> Self {
        let count = points.len() / dimensions;
        assert!(count >= 2, "a covariance takes two points");
        let rows = || points.chunks_exact(dimensions);
        let mut mean = vec![0.0; dimensions];
        for row in rows() {
            mean.iter_mut().zip(row).for_each(|(m, &x)| *m += f64::from(x) / count as f64);
        }
        let mut covariance = vec![0.0; dimensions * dimensions];
        let mut centred = vec![0.0; dimensions];
        for row in rows() {
            centred.iter_mut().zip(row).zip(&mean).for_each(|((c, &x), m)| *c = f64::from(x) - m);
            for (line, &a) in covariance.chunks_exact_mut(dimensions).zip(&centred) {
                line.iter_mut().zip(&centred).for_each(|(value, b)| *value += a * b / (count - 1) as f64);
            }
        }
        Self { mean, covariance }
    }

    /// The squared Fréchet distance to another Gaussian,
    /// |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁^½ Σ₂ Σ₁^½)^½), which is what is called FID (Heusel et al. 2017, eq. 6).
    ///
    /// # Panics
    /// Where the two have different dimensions.
    pub fn frechet(&self, other: &Self) -> f64 {
        let n = self.mean.len();
        assert_eq!(n, other.mean.len(), "Gaussians of different dimensions");
        let apart: f64 = self.mean.iter().zip(&other.mean).map(|(a, b)| (a - b) * (a - b)).sum();
        let trace = |g: &Self| (0..n).map(|i| g.covariance[i * n + i]).sum::<f64>();
        let root = square_root(&self.covariance, n);
        // The symmetric form: it has the eigenvalues of Σ₁Σ₂, and those of a symmetric matrix are found without trouble.
        let mut inner = product(&product(&root, &other.covariance, n), &root, n);
        for i in 0..n {
            for j in 0..i {
                let middle = 0.5 * (inner[i * n + j] + inner[j * n + i]);
                (inner[i * n + j], inner[j * n + i]) = (middle, middle);
            }
        }
        let shared: f64 = eigen(&inner, n).0.iter().map(|v| v.max(0.0).sqrt()).sum();
        // Zero is the least it can be; only rounding goes below.
        (apart + trace(self) + trace(other) - 2.0 * shared).max(0.0)
    }
}

/// The squared Fréchet distance between two clouds of points `[count, dimensions]`.
///
/// It is biased upwards for few points: compare figures of equal counts only.
///
/// # Panics
/// Where one has fewer than two points.
pub fn frechet_distance(a: &[f32], b: &[f32], dimensions: usize) -> f64 {
    Gaussian::fit(a, dimensions).frechet(&Gaussian::fit(b, dimensions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, Rng};

    fn cloud(seed: u64, count: usize, dimensions: usize) -> Vec<f32> {
        let mut points = vec![0.0; count * dimensions];
        Rng::new(seed, Purpose::Data).normals(0, 0, &mut points);
        points
    }

    #[test]
    fn gaussians_on_the_same_axes_have_the_distance_of_the_closed_form() {
        // On the same axes: Σ (μ₁ − μ₂)² + (σ₁ − σ₂)².
        let diagonal = |mean: [f64; 3], sd: [f64; 3]| {
            let covariance = (0..9).map(|i| if i % 4 == 0 { sd[i / 4] * sd[i / 4] } else { 0.0 }).collect();
            Gaussian { mean: mean.to_vec(), covariance }
        };
        let (a, b) = (diagonal([0.0, 1.0, 2.0], [1.0, 2.0, 0.0]), diagonal([3.0, 1.0, 2.0], [4.0, 0.5, 1.5]));
        let expected = 9.0 + 9.0 + 2.25 + 2.25;
        assert!((a.frechet(&b) - expected).abs() < 1e-12);
        assert!((b.frechet(&a) - expected).abs() < 1e-12);
    }

    #[test]
    fn gaussians_on_different_axes_have_the_distance_of_the_closed_form() {
        // In two dimensions tr (Σ₁Σ₂)^½ = √(tr Σ₁Σ₂ + 2 √(det Σ₁ det Σ₂)).
        let a = Gaussian { mean: vec![0.0; 2], covariance: vec![2.0, 1.0, 1.0, 3.0] };
        let b = Gaussian { mean: vec![1.0, 0.0], covariance: vec![4.0, -1.5, -1.5, 1.0] };
        let trace_of_product = 2.0 * 4.0 + 2.0 * 1.0 * -1.5 + 3.0;
        let shared = (trace_of_product + 2.0 * (5.0f64 * 1.75).sqrt()).sqrt();
        assert!((a.frechet(&b) - (1.0 + 5.0 + 5.0 - 2.0 * shared)).abs() < 1e-12);
    }

    #[test]
    fn a_cloud_is_at_no_distance_from_itself_in_any_order() {
        let points = cloud(1, 100, 8);
        let mut turned: Vec<f32> = points.chunks(8).rev().flatten().copied().collect();
        assert!(frechet_distance(&points, &turned, 8) < 1e-9);
        turned.iter_mut().for_each(|x| *x += 0.5);
        assert!((frechet_distance(&points, &turned, 8) - 8.0 * 0.25).abs() < 1e-5, "a shift adds its square");
    }

    #[test]
    fn rotating_both_clouds_changes_nothing_and_rotating_one_does() {
        let stretch = |points: &[f32], s: f32| points.chunks(2).flat_map(|p| [s * p[0], p[1]]).collect::<Vec<_>>();
        let turned = |p: &[f32]| [0.6 * p[0] - 0.8 * p[1], 0.8 * p[0] + 0.6 * p[1]];
        let turn = |points: &[f32]| points.chunks(2).flat_map(turned).collect::<Vec<_>>();
        let (a, b) = (stretch(&cloud(1, 500, 2), 3.0), stretch(&cloud(2, 500, 2), 2.0));
        let (ra, rb) = (turn(&a), turn(&b));
        let apart = frechet_distance(&a, &b, 2);
        assert!((frechet_distance(&ra, &rb, 2) - apart).abs() < 1e-4);
        assert!(frechet_distance(&ra, &b, 2) > apart + 0.1);
    }
}
