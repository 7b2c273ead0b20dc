//! Symmetric matrices, row-major, in double precision: what the Fréchet distance needs of linear algebra.

/// Eigenvalues of a symmetric matrix `[n, n]`, and its eigenvectors as the columns of `[n, n]`, by Jacobi's rotations
/// (Golub and Van Loan, Matrix Computations, section 8.5): slow for large matrices, as exact as any method for small ones,
/// and short.
pub(super) fn eigen(matrix: &[f64], n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut a = matrix.to_vec();
    let mut vectors = vec![0.0; n * n];
    (0..n).for_each(|i| vectors[i * n + i] = 1.0);
    let size: f64 = a.iter().map(|x| x * x).sum();
    // Convergence is quadratic once the off-diagonal part is small: a dozen sweeps are more than ever needed.
    for _ in 0..30 {
        let off: f64 = (0..n * n).filter(|i| i / n != i % n).map(|i| a[i] * a[i]).sum();
        if off <= size * f64::EPSILON * f64::EPSILON {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut vectors, n, p, q);
            }
        }
    }
    ((0..n).map(|i| a[i * n + i]).collect(), vectors)
}

/// Makes element (p, q) zero by a rotation in that plane.
fn rotate(a: &mut [f64], vectors: &mut [f64], n: usize, p: usize, q: usize) {
    let apq = a[p * n + q];
    if apq == 0.0 {
        return;
    }
    let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * apq);
    // The smaller of the two roots, by the form that does not cancel.
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    let turn = |x: &mut [f64], i: usize, j: usize| {
        let (xi, xj) = (x[i], x[j]);
        x[i] = c * xi - s * xj;
        x[j] = s * xi + c * xj;
    };
    for k in 0..n {
        turn(a, k * n + p, k * n + q);
    }
    for k in 0..n {
        turn(a, p * n + k, q * n + k);
        turn(vectors, k * n + p, k * n + q);
    }
}

/// The symmetric square root of a positive semi-definite matrix. Eigenvalues that rounding made negative count as 0.
pub(super) fn square_root(matrix: &[f64], n: usize) -> Vec<f64> {
    let (values, vectors) = eigen(matrix, n);
    let roots: Vec<f64> = values.iter().map(|v| v.max(0.0).sqrt()).collect();
    let element = |i: usize, j: usize| (0..n).map(|k| vectors[i * n + k] * roots[k] * vectors[j * n + k]).sum();
    (0..n * n).map(|at| element(at / n, at % n)).collect()
}

/// A product of two matrices `[n, n]`.
pub(super) fn product(a: &[f64], b: &[f64], n: usize) -> Vec<f64> {
    (0..n * n).map(|at| (0..n).map(|k| a[at / n * n + k] * b[k * n + at % n]).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Gram matrix, of full rank where `rank` is at least n.
    fn gram(n: usize, rank: usize) -> Vec<f64> {
        let factor = |i: usize, k: usize| ((i * 7 + k * 13) as f64 * 0.61).sin();
        (0..n * n).map(|at| (0..rank).map(|k| factor(at / n, k) * factor(at % n, k)).sum()).collect()
    }

    #[test]
    fn the_eigenvectors_are_orthonormal_and_rebuild_the_matrix() {
        let n = 24;
        let matrix = gram(n, n);
        let (values, vectors) = eigen(&matrix, n);
        for i in 0..n {
            for j in 0..n {
                let inner: f64 = (0..n).map(|k| vectors[k * n + i] * vectors[k * n + j]).sum();
                assert!((inner - f64::from(u8::from(i == j))).abs() < 1e-12);
                let rebuilt: f64 = (0..n).map(|k| values[k] * vectors[i * n + k] * vectors[j * n + k]).sum();
                assert!((rebuilt - matrix[i * n + j]).abs() < 1e-11);
            }
        }
    }

    #[test]
    fn the_root_squared_is_the_matrix_even_where_it_is_singular() {
        for rank in [3, 12, 20] {
            let n = 12;
            let matrix = gram(n, rank);
            let root = square_root(&matrix, n);
            for (a, b) in product(&root, &root, n).iter().zip(&matrix) {
                assert!((a - b).abs() < 1e-10, "rank {rank}");
            }
        }
    }
}
