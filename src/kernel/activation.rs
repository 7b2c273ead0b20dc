//! The functions between the layers of a network, over arrays, in a form that the compiler vectorises.

use crate::math::sigmoid;

/// A function of one number and its derivative.
pub struct Activation {
    /// The function and its derivative at one place.
    pub at: fn(f32) -> (f32, f32),
    /// x ← f(x).
    pub apply: fn(x: &mut [f32]),
    /// y ← f(x), x ← f'(x): what the pass back needs, while both are at hand.
    pub apply_with_slope: fn(x: &mut [f32], y: &mut [f32]),
}

/// A loop of its own for each function, so that each is inlined and vectorised.
macro_rules! activation {
    ($at:path) => {
        Activation {
            at: $at,
            apply: |x| x.iter_mut().for_each(|x| *x = $at(*x).0),
            apply_with_slope: |x, y| x.iter_mut().zip(y).for_each(|(x, y)| (*y, *x) = $at(*x)),
        }
    };
}

/// x·σ(x).
pub static SILU: Activation = activation!(silu);
/// max(x, 0).
pub static RELU: Activation = activation!(relu);
/// x·σ(2u) with u = √(2/π)(x + 0.044715 x³).
pub static GELU: Activation = activation!(gelu);
/// tanh x.
pub static TANH: Activation = activation!(tanh);

#[inline(always)]
fn silu(x: f32) -> (f32, f32) {
    let s = sigmoid(x);
    let y = x * s;
    (y, s + y * (1.0 - s))
}

#[inline(always)]
fn relu(x: f32) -> (f32, f32) {
    if x > 0.0 { (x, 1.0) } else { (0.0, 0.0) }
}

#[inline(always)]
fn gelu(x: f32) -> (f32, f32) {
    // 2√(2/π), and thrice 0.044715 for the derivative.
    const SCALE: f32 = 1.595_769_2;
    let square = x * x;
    let s = sigmoid(SCALE * x * (1.0 + 0.044_715 * square));
    let y = x * s;
    (y, s + y * (1.0 - s) * SCALE * (1.0 + 0.134_145 * square))
}

#[inline(always)]
fn tanh(x: f32) -> (f32, f32) {
    let y = 2.0 * sigmoid(2.0 * x) - 1.0;
    (y, 1.0 - y * y)
}
