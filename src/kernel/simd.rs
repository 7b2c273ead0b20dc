//! The few vector operations that the register tiles need, for each instruction set.

/// A vector of `f32` and what the tiles do with it.
///
/// # Safety
/// The methods of an implementation may only run where its instruction set exists. Pointers must be valid for
/// `LANES` numbers.
pub(crate) unsafe trait Simd {
    type V: Copy;
    const LANES: usize;
    /// Rows of a full tile: as many as keep all sums in registers.
    const ROWS: usize;
    unsafe fn splat(value: f32) -> Self::V;
    unsafe fn load(from: *const f32) -> Self::V;
    unsafe fn store(to: *mut f32, v: Self::V);
    /// a·b + c
    unsafe fn mul_add(a: Self::V, b: Self::V, c: Self::V) -> Self::V;
    unsafe fn add(a: Self::V, b: Self::V) -> Self::V;
}

/// Arrays of four, for processors without a path of their own; the compiler vectorises them where it can.
pub(crate) struct Portable;

// SAFETY: plain arithmetic, no instruction set needed.
unsafe impl Simd for Portable {
    type V = [f32; 4];
    const LANES: usize = 4;
    const ROWS: usize = 4;
    #[inline(always)]
    unsafe fn splat(value: f32) -> [f32; 4] {
        [value; 4]
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> [f32; 4] {
        // SAFETY: the caller vouches for four numbers; an array of f32 needs no more alignment than f32.
        unsafe { from.cast::<[f32; 4]>().read() }
    }
    #[inline(always)]
    unsafe fn store(to: *mut f32, v: [f32; 4]) {
        // SAFETY: as above.
        unsafe { to.cast::<[f32; 4]>().write(v) }
    }
    #[inline(always)]
    unsafe fn mul_add(a: [f32; 4], b: [f32; 4], c: [f32; 4]) -> [f32; 4] {
        std::array::from_fn(|i| a[i] * b[i] + c[i])
    }
    #[inline(always)]
    unsafe fn add(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        std::array::from_fn(|i| a[i] + b[i])
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) use wasm::Simd128;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm {
    #[cfg(target_feature = "relaxed-simd")]
    use core::arch::wasm32::f32x4_relaxed_madd;
    use core::arch::wasm32::{f32x4_add, f32x4_splat, v128, v128_load, v128_store};

    #[cfg(not(target_feature = "relaxed-simd"))]
    use core::arch::wasm32::f32x4_mul;

    /// WebAssembly's 128-bit vectors.
    pub struct Simd128;

    // SAFETY: compiled only where simd128 is enabled for the whole module.
    unsafe impl super::Simd for Simd128 {
        type V = v128;
        const LANES: usize = 4;
        // Measured in V8 on x86: 30 GFLOP/s with four rows, 18 with five or six, whose addresses spill.
        const ROWS: usize = 4;
        #[inline(always)]
        unsafe fn splat(value: f32) -> v128 {
            f32x4_splat(value)
        }
        #[inline(always)]
        unsafe fn load(from: *const f32) -> v128 {
            // SAFETY: the caller vouches for four numbers; wasm loads need no alignment.
            unsafe { v128_load(from.cast()) }
        }
        #[inline(always)]
        unsafe fn store(to: *mut f32, v: v128) {
            // SAFETY: as above.
            unsafe { v128_store(to.cast(), v) }
        }
        #[cfg(not(target_feature = "relaxed-simd"))]
        #[inline(always)]
        unsafe fn mul_add(a: v128, b: v128, c: v128) -> v128 {
            f32x4_add(f32x4_mul(a, b), c)
        }
        // Rounded once or twice, as the processor does it faster; always the same on one machine.
        #[cfg(target_feature = "relaxed-simd")]
        #[inline(always)]
        unsafe fn mul_add(a: v128, b: v128, c: v128) -> v128 {
            f32x4_relaxed_madd(a, b, c)
        }
        #[inline(always)]
        unsafe fn add(a: v128, b: v128) -> v128 {
            f32x4_add(a, b)
        }
    }
}

#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Avx2, has_avx2};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use core::arch::x86_64::{
        __m256, _mm256_add_ps, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_storeu_ps,
    };

    /// AVX2 with fused multiply-add. Its methods run only inside functions that enable both.
    pub struct Avx2;

    /// Whether this processor has what [`Avx2`] needs.
    pub fn has_avx2() -> bool {
        is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")
    }

    // SAFETY: used only behind `has_avx2`.
    unsafe impl super::Simd for Avx2 {
        type V = __m256;
        const LANES: usize = 8;
        // 6 × 2 sums, two columns and one value fill fifteen of the sixteen registers.
        const ROWS: usize = 6;
        #[inline(always)]
        unsafe fn splat(value: f32) -> __m256 {
            // SAFETY: AVX2 is there, says the trait's contract.
            unsafe { _mm256_set1_ps(value) }
        }
        #[inline(always)]
        unsafe fn load(from: *const f32) -> __m256 {
            // SAFETY: eight numbers, says the caller; the load is the unaligned one.
            unsafe { _mm256_loadu_ps(from) }
        }
        #[inline(always)]
        unsafe fn store(to: *mut f32, v: __m256) {
            // SAFETY: as above.
            unsafe { _mm256_storeu_ps(to, v) }
        }
        #[inline(always)]
        unsafe fn mul_add(a: __m256, b: __m256, c: __m256) -> __m256 {
            // SAFETY: FMA is there, says the trait's contract.
            unsafe { _mm256_fmadd_ps(a, b, c) }
        }
        #[inline(always)]
        unsafe fn add(a: __m256, b: __m256) -> __m256 {
            // SAFETY: AVX2 is there, says the trait's contract.
            unsafe { _mm256_add_ps(a, b) }
        }
    }
}
