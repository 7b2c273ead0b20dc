//! Dense layers on one vector. Weights are `[in, out]`, the output fastest.

use super::math::add_assign;

/// y = x·W + b
pub fn linear(x: &[f32], w: &[f32], b: &[f32], y: &mut [f32]) {
    y.copy_from_slice(b);
    for (&value, row) in x.iter().zip(w.chunks_exact(y.len())) {
        for (y, &w) in y.iter_mut().zip(row) {
            *y += value * w;
        }
    }
}

/// dW += x ⊗ dy, db += dy, dx += W·dy
pub fn linear_gradient(x: &[f32], w: &[f32], dy: &[f32], dx: &mut [f32], dw: &mut [f32], db: &mut [f32]) {
    add_assign(db, dy);
    let n = dy.len();
    for (((&value, dx), w), dw) in x.iter().zip(dx).zip(w.chunks_exact(n)).zip(dw.chunks_exact_mut(n)) {
        *dx += w.iter().zip(dy).map(|(w, d)| w * d).sum::<f32>();
        for (dw, &d) in dw.iter_mut().zip(dy) {
            *dw += value * d;
        }
    }
}
