//! Counter-based random numbers: value = f(seed, purpose, stream, step, index).
//!
//! Nothing is drawn in turn, so nothing depends on what was drawn before. The same seed gives the same picture on the CPU
//! and on a GPU, in a batch of one or of 64; a step can be replayed, skipped or forked, and pausing changes nothing.
//!
//! The generator is ChaCha with eight rounds: its key is the seed and the purpose, its 64-bit stream is (stream, step), its position is the
//! index. Numbers become normal by the transform of Box and Muller (1958). Its logarithm, sine and cosine are written out
//! below in operations that IEEE 754 rounds in one way only (sum, product, quotient, root), because those of C libraries
//! differ in the last bit from one machine to the next, and because the compiler can then do several at once.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng as _, SeedableRng},
};

/// What random numbers are drawn for. It is part of the generator's key, so numbers of two purposes never meet, whatever
/// their seeds, streams and steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Purpose {
    /// x_T and every z of a sampler; the ε of data noised to be denoised again.
    Sample = 0,
    /// Batches of Algorithm 1.
    Train = 1,
    /// Initial weights and whatever of a network is random and fixed.
    Initialise = 2,
    /// Draws of measurements, which must not repeat those of training.
    Measure = 3,
    /// Training data drawn from a distribution.
    Data = 4,
    /// Data held out to be measured against.
    Holdout = 5,
    /// Demonstrations that are made.
    Demonstrate = 6,
    /// Starts, plans and disturbances of rollouts.
    Act = 7,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Sample,
        Self::Train,
        Self::Initialise,
        Self::Measure,
        Self::Data,
        Self::Holdout,
        Self::Demonstrate,
        Self::Act,
    ];
}

/// A counter-based generator of random numbers for one purpose. `stream` separates numbers of one purpose and step,
/// `step` says when they are drawn.
///
/// Normals, uniforms and integers come from unrelated generators: a time and a noise drawn at one address are independent.
#[derive(Clone, Debug)]
pub struct Rng {
    normal: ChaCha8Rng,
    uniform: ChaCha8Rng,
    integer: ChaCha8Rng,
}

impl Rng {
    /// The generator of this seed for this purpose.
    pub fn new(seed: u64, purpose: Purpose) -> Self {
        let generator = |distribution: u8| {
            let mut key = [0; 32];
            key[..8].copy_from_slice(&seed.to_le_bytes());
            key[8] = distribution;
            key[9] = purpose as u8;
            ChaCha8Rng::from_seed(key)
        };
        Self { normal: generator(0), uniform: generator(1), integer: generator(2) }
    }

    /// Independent draws from N(0, 1), from index 0 on.
    pub fn normals(&self, stream: u32, step: u32, out: &mut [f32]) {
        self.normals_from(stream, step, 0, out);
    }

    /// The same draws from index `first` on: `out[i]` is number `first + i` of the longer draw.
    pub fn normals_from(&self, stream: u32, step: u32, first: u64, out: &mut [f32]) {
        let mut skipped = (first % BLOCK as u64) as usize;
        let mut generator = at(&self.normal, stream, step, first - skipped as u64);
        let mut rest = out;
        while !rest.is_empty() {
            let block = normal_block(&mut generator);
            let (part, after) = rest.split_at_mut(rest.len().min(BLOCK - skipped));
            part.copy_from_slice(&block[skipped..skipped + part.len()]);
            (rest, skipped) = (after, 0);
        }
    }

    /// Independent draws, uniform on [0, 1).
    pub fn uniforms(&self, stream: u32, step: u32, out: &mut [f64]) {
        self.uniforms_from(stream, step, 0, out);
    }

    /// The same draws from index `first` on.
    pub fn uniforms_from(&self, stream: u32, step: u32, first: u64, out: &mut [f64]) {
        let mut generator = at(&self.uniform, stream, step, 2 * first);
        for value in out {
            // 53 bits are all that f64 can spread evenly over [0, 1).
            *value = (generator.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
        }
    }

    /// Independent draws, uniform on 0..bound; all 0 where `bound` is 0.
    pub fn below(&self, stream: u32, step: u32, bound: u32, out: &mut [u32]) {
        self.below_from(stream, step, 0, bound, out);
    }

    /// The same draws from index `first` on.
    pub fn below_from(&self, stream: u32, step: u32, first: u64, bound: u32, out: &mut [u32]) {
        let mut generator = at(&self.integer, stream, step, 2 * first);
        for value in out {
            // Lemire 2019 without its rejection, which would move every later address. From 64 bits the chances of two
            // values differ by less than one part in 2³².
            *value = ((u128::from(generator.next_u64()) * u128::from(bound)) >> 64) as u32;
        }
    }
}

/// The generator at an address. `word` counts its numbers of 32 bits.
fn at(generator: &ChaCha8Rng, stream: u32, step: u32, word: u64) -> ChaCha8Rng {
    let mut generator = generator.clone();
    generator.set_stream(u64::from(stream) << 32 | u64::from(step));
    generator.set_word_pos(u128::from(word));
    generator
}

/// Normals made at a time, one for each word: as many as the generator itself makes at a time.
const BLOCK: usize = 64;
const PAIRS: usize = BLOCK / 2;

/// The next block of normals. The words of its first half are radii, those of its second half angles; the first half of the
/// values are cosines and the second half sines, so that neighbours in memory are computed alike.
fn normal_block(generator: &mut ChaCha8Rng) -> [f32; BLOCK] {
    let mut bytes = [0; 4 * BLOCK];
    generator.fill_bytes(&mut bytes);
    let word = |i: usize| u32::from_le_bytes([bytes[4 * i], bytes[4 * i + 1], bytes[4 * i + 2], bytes[4 * i + 3]]);
    let mut values = [0.0; BLOCK];
    let (cosines, sines) = values.split_at_mut(PAIRS);
    for (i, (cosine, sine)) in cosines.iter_mut().zip(sines).enumerate() {
        // 31 bits, the most that every target converts in one instruction, in (0, 1] for the logarithm's sake. They reach
        // out to 6.55 standard deviations, beyond which one value in 2·10¹⁰ lies.
        let u = ((word(i) >> 1) as i32 as f32 + 1.0) * (0.5 / (1u32 << 30) as f32);
        let radius = (-2.0 * ln(u)).sqrt();
        let (sin, cos) = sin_cos_turn(word(PAIRS + i));
        *cosine = radius * cos;
        *sine = radius * sin;
    }
    values
}

/// ln x of a positive, normal x, with a relative error below 1.2e-7 (the algorithm of fdlibm's `logf`, without its special
/// cases).
#[inline(always)]
fn ln(x: f32) -> f32 {
    // x = 2^e m with m in [√½, √2), read from the bits; ln m is then an odd series in s = (m − 1)/(m + 1).
    const ROOT_HALF: u32 = 0x3f35_04f3;
    let bits = x.to_bits().wrapping_add(0x3f80_0000 - ROOT_HALF);
    let e = ((bits >> 23) as i32 - 127) as f32;
    let f = f32::from_bits((bits & 0x007f_ffff) + ROOT_HALF) - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let series = z * (0.666_666_6 + w * 0.284_987_87) + w * (0.400_009_72 + w * 0.242_790_79);
    let half_square = 0.5 * f * f;
    // ln 2 in two parts, the first short enough for e times it to be exact.
    s * (half_square + series) + e * 9.058_001e-6 - half_square + f + e * 0.693_138_1
}

/// Sine and cosine of `turn`/2³² of a full turn, with an error below 1.2e-7 (the polynomials of Cephes' `sinf`).
#[inline(always)]
fn sin_cos_turn(turn: u32) -> (f32, f32) {
    // The nearest quarter turn is split off in integers, exactly; what is left is within ±π/4.
    let shifted = turn.wrapping_add(1 << 29);
    let quarter = shifted >> 30;
    let rest = (shifted & 0x3fff_ffff) as i32 - (1 << 29);
    let x = rest as f32 * (std::f32::consts::PI / (1u32 << 31) as f32);
    let z = x * x;
    let sin = x + x * z * (-0.166_666_55 + z * (0.008_332_161 - z * 0.000_195_152_96));
    let cos = 1.0 - 0.5 * z + z * z * (0.041_666_646 + z * (-0.001_388_731_6 + z * 0.000_024_433_157));
    let (a, b) = if quarter & 1 == 0 { (sin, cos) } else { (cos, sin) };
    // The sine changes sign in the quarters 2 and 3, the cosine in 1 and 2: by the sign bit, without a branch.
    let sign = |value: f32, negative: u32| f32::from_bits(value.to_bits() ^ (negative << 31));
    (sign(a, quarter >> 1), sign(b, (quarter ^ (quarter >> 1)) & 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_that_of_double_precision_rounded() {
        for i in 0..2_000_000u32 {
            let x = ((i * 1_073) as f32 + 1.0) / (1u32 << 31) as f32;
            let exact = f64::from(x).ln();
            let error = (f64::from(ln(x)) - exact).abs();
            assert!(error <= exact.abs() * 1.2e-7, "ln {x}: {} for {exact}", ln(x));
        }
    }

    #[test]
    fn sine_and_cosine_are_those_of_double_precision_rounded() {
        for i in 0..2_000_000u32 {
            let turn = i.wrapping_mul(2_654_435_769);
            let (sine, cosine) = (f64::from(turn) * std::f64::consts::TAU / 2f64.powi(32)).sin_cos();
            let (s, c) = sin_cos_turn(turn);
            assert!((f64::from(s) - sine).abs() < 1.2e-7, "sin of {turn}: {s} for {sine}");
            assert!((f64::from(c) - cosine).abs() < 1.2e-7, "cos of {turn}: {c} for {cosine}");
        }
    }
}
