//! Sums over all pairs of points of two clouds: Gaussian kernels and distances.

use crate::math::exp;

/// Numbers that are computed side by side.
const LANES: usize = 16;

/// Sums over pairs of points.
#[derive(Clone, Copy, Default)]
pub struct Pairs {
    /// Of the three kernels.
    pub kernel: f64,
    /// Of ‖x − y‖.
    pub distance: f64,
}

/// A cloud, coordinate by coordinate, so that the distances of one point to all others are vector code.
pub struct Columns {
    count: usize,
    columns: Vec<Vec<f32>>,
    points: Vec<f32>,
}

impl Columns {
    /// Of count × dims numbers.
    pub fn new(points: &[f32], dims: usize) -> Self {
        let columns = (0..dims).map(|d| points.iter().skip(d).step_by(dims).copied().collect()).collect();
        Self { count: points.len() / dims, columns, points: points.to_vec() }
    }

    /// Points of the cloud.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Squared distances of `point` to the points from number `first` on.
    pub fn squares(&self, point: &[f32], first: usize, out: &mut Vec<f32>) {
        out.clear();
        out.resize(self.count - first, 0.0);
        for (column, x) in self.columns.iter().zip(point) {
            for (square, y) in out.iter_mut().zip(&column[first..]) {
                *square += (x - y) * (x - y);
            }
        }
    }

    /// Over each pair of two different points once.
    pub fn pairs_within(&self) -> Pairs {
        self.pairs(&self.points, |i| i + 1)
    }

    /// Over each point of one cloud with each of the other.
    pub fn pairs_across(&self, other: &Self) -> Pairs {
        self.pairs(&other.points, |_| 0)
    }

    fn pairs(&self, points: &[f32], first: impl Fn(usize) -> usize) -> Pairs {
        let dims = self.columns.len();
        let (mut sums, mut squares) = (Pairs::default(), Vec::new());
        for (i, point) in points.chunks_exact(dims).enumerate() {
            self.squares(point, first(i), &mut squares);
            let (kernel, distance) = reduce(&squares, 0.5 / dims as f32);
            sums.kernel += kernel;
            sums.distance += distance;
        }
        sums
    }
}

/// Σ of the kernels and of the roots over squared distances; `half` is 1/(2 dims).
fn reduce(squares: &[f32], half: f32) -> (f64, f64) {
    let kernels = |square: f32| {
        // Widths 1 and 0.5 share an exponential: the square of the narrower is a quarter, its power the fourth.
        let wide = exp(-half * square);
        wide + (wide * wide) * (wide * wide) + exp(-100.0 * half * square)
    };
    let (mut kernel, mut distance) = ([0.0f32; LANES], [0.0f32; LANES]);
    let (chunks, rest) = squares.as_chunks::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            kernel[lane] += kernels(chunk[lane]);
            distance[lane] += chunk[lane].sqrt();
        }
    }
    for (lane, &square) in rest.iter().enumerate() {
        kernel[lane] += kernels(square);
        distance[lane] += square.sqrt();
    }
    let sum = |lanes: [f32; LANES]| lanes.iter().map(|&v| f64::from(v)).sum();
    (sum(kernel), sum(distance))
}
