//! Element-wise functions in a form that the compiler vectorises.

/// e^x to about two units in the last place, for |x| up to 87; beyond that it saturates. Branch-free, so that loops over
/// it become vector code, which a call to the library's `exp` never does.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    // x = n·ln 2 + r with |r| ≤ ln 2 / 2; adding 1.5·2²³ rounds to the nearest integer and leaves it in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    // ln 2 in two parts, the first exact in few bits, so that r keeps its precision (Cody and Waite).
    let r = x - n * 0.693_359_4;
    let r = r + n * 2.121_944_4e-4;
    // The minimax polynomial of e^r on that interval.
    let p = 1.987_569_1e-4;
    let p = p * r + 1.398_199_9e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 1.666_666_5e-1;
    let p = p * r + 5e-1;
    let p = p * r * r + r + 1.0;
    let scale = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    p * scale
}

/// 1/(1 + e^−x)
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// x·sigmoid(x)
#[inline(always)]
pub fn silu(x: f32) -> f32 {
    x * sigmoid(x)
}

/// d silu(x)/dx
#[inline(always)]
pub fn silu_derivative(x: f32) -> f32 {
    let s = sigmoid(x);
    s * (1.0 + x * (1.0 - s))
}

/// `to[i] += from[i]`
pub fn add_assign(to: &mut [f32], from: &[f32]) {
    for (a, b) in to.iter_mut().zip(from) {
        *a += b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_within_three_units_in_the_last_place_of_the_library() {
        for i in -86_000..88_000 {
            let x = i as f32 * 1e-3;
            let (ours, theirs) = (exp(x), (f64::from(x)).exp());
            let error = (f64::from(ours) - theirs).abs() / theirs;
            assert!(error < 3.0 * f64::from(f32::EPSILON), "exp({x}): {ours} for {theirs}");
        }
    }

    #[test]
    fn the_derivative_of_silu_is_its_difference_quotient() {
        for i in -50..50 {
            let x = i as f32 * 0.2;
            let (up, down) = (f64::from(silu(x + 1e-2)), f64::from(silu(x - 1e-2)));
            assert!((f64::from(silu_derivative(x)) - (up - down) / 2e-2).abs() < 1e-4, "at {x}");
        }
    }
}
