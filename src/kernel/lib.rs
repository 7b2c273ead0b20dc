//! The arithmetic on arrays of f32 that takes the time on the CPU: matrix products, convolutions, normalisation and
//! attention, forwards and backwards, on one picture at a time; Adam; a sampler's sums; sums over sets of points.
//!
//! A crate of its own, because the page's modules compile it for speed (opt-level 3) and everything else for size. A
//! function that is generic, or marked `inline`, is compiled where it is called, so what must be fast is neither.
//!
//! Why our own: the page's CPU module must sample as fast as the best inference runtimes do in a browser, start at once
//! and stay small. Everything rests on two register tiles (`tile`), written once over `simd::Simd` and compiled for
//! WebAssembly SIMD, AVX2 and anything else. The tests hold each kernel against plain loops, each gradient against
//! finite differences, and whole networks against Burn and PyTorch.
//!
//! Pictures are `[height, width, channels]`, the channel fastest, so that the inner loops of a convolution run over
//! contiguous numbers.

pub mod activation;
pub mod adam;
pub mod attention;
pub mod cloud;
pub mod combine;
pub mod conv;
pub mod linear;
pub mod math;
pub mod matmul;
pub mod norm;
pub mod pairs;
mod simd;
mod tile;

pub mod testing {
    //! Numbers for tests, of this crate and of those that use it.

    /// Reproducible numbers in [−1, 1).
    pub fn values(count: usize, seed: u64) -> Vec<f32> {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 40) as f32 / (1u64 << 23) as f32 - 1.0
            })
            .collect()
    }

    /// The inner product.
    pub fn dot(a: &[f32], b: &[f32]) -> f32 {
        a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>() as f32
    }
}
