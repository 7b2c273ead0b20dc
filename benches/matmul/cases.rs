//! The matrix products that the networks compute, each by our kernel and by two crates.
//!
//! The kernel is a crate of its own that no other project uses.

use kernel::{
    conv::Conv3,
    matmul::{Outer, Packed, Runs, matmul, outer_product},
};

/// What is computed.
#[derive(Clone, Copy)]
pub enum Product {
    /// `[rows, inner]·[inner, columns]` and a bias: a layer of a slice of points, or a 1x1 convolution.
    Dense { rows: usize, inner: usize, columns: usize },
    /// A 3x3 convolution of a padded picture of `side` by `side` pixels, with a bias. The crates want its windows copied
    /// side by side (im2col), which is part of their time.
    Conv { side: usize, input: usize, output: usize },
    /// `C += Aᵀ·B` over the rows of `A [rows, inputs]` and `B [rows, outputs]`: the gradient of a layer's weights.
    Gradient { rows: usize, inputs: usize, outputs: usize },
}

use Product::{Conv, Dense, Gradient};

/// Each product and what it is in the workloads of `cargo xtask bench`.
pub const CASES: [(&str, Product); 16] = [
    ("W1 W2 first layer", Dense { rows: 64, inner: 2, columns: 128 }),
    ("W1 W2 hidden layer", Dense { rows: 64, inner: 128, columns: 128 }),
    ("W1 W2 last layer", Dense { rows: 64, inner: 128, columns: 2 }),
    ("W1 hidden gradient", Gradient { rows: 64, inputs: 128, outputs: 128 }),
    ("W1 last gradient", Gradient { rows: 64, inputs: 2, outputs: 128 }),
    ("W3 28x28 conv", Conv { side: 28, input: 8, output: 8 }),
    ("W3 28x28 conv of both", Conv { side: 28, input: 16, output: 8 }),
    ("W3 14x14 conv", Conv { side: 14, input: 16, output: 16 }),
    ("W3 7x7 conv", Conv { side: 7, input: 32, output: 32 }),
    ("W3 28x28 skip", Dense { rows: 784, inner: 16, columns: 8 }),
    ("W3 7x7 qkv", Dense { rows: 49, inner: 32, columns: 96 }),
    ("W3 7x7 scores", Dense { rows: 49, inner: 32, columns: 49 }),
    ("base 32 28x28 conv", Conv { side: 28, input: 32, output: 32 }),
    ("base 32 14x14 conv", Conv { side: 14, input: 64, output: 64 }),
    ("base 32 7x7 conv", Conv { side: 7, input: 128, output: 128 }),
    ("small dense", Dense { rows: 64, inner: 32, columns: 128 }),
];

impl Product {
    /// `(rows, inner, columns)` of the matrix product.
    pub fn size(self) -> (usize, usize, usize) {
        match self {
            Dense { rows, inner, columns } => (rows, inner, columns),
            Conv { side, input, output } => (side * side, 9 * input, output),
            Gradient { rows, inputs, outputs } => (inputs, rows, outputs),
        }
    }
}

/// A product's arrays.
pub struct Work {
    product: Product,
    a: Vec<f32>,
    b: Vec<f32>,
    bias: Vec<f32>,
    packed: Packed,
    offsets: Vec<usize>,
    conv: Conv3,
    windows: Vec<f32>,
    c: Vec<f32>,
}

/// Computes a product.
pub type Implementation = fn(&mut Work);

/// The ways to compute a product. Ours has B packed beforehand, as sampling does, or packs it each time, which training
/// does once a step. `product alone` is a crate on windows that were copied before.
pub const IMPLEMENTATIONS: [(&str, Implementation); 6] = [
    ("ours", Work::ours),
    ("ours, B packed anew", Work::ours_anew),
    ("gemm", Work::gemm),
    ("matrixmultiply", Work::matrixmultiply),
    ("gemm, product alone", Work::gemm_alone),
    ("matrixmultiply, product alone", Work::matrixmultiply_alone),
];

fn values(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9E37_79B9) | 1;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1u32 << 23) as f32 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

impl Work {
    /// Arrays of arbitrary numbers, with B packed for our kernel, as a network packs it once for many products.
    pub fn new(product: Product) -> Self {
        let (rows, inner, columns) = product.size();
        let (a, windows, conv) = match product {
            Conv { side, input, output } => {
                let windows = vec![0.0; rows * inner];
                (values((side + 2) * (side + 2) * input, 1), windows, Conv3::new(side, side, input, output, 1))
            }
            _ => (values(rows * inner, 1), Vec::new(), Conv3::new(1, 1, 1, 1, 1)),
        };
        let b = values(inner * columns, 2);
        let mut packed = Packed::new(inner, columns);
        packed.fill_rows(&b);
        let offsets = (0..rows).map(|row| row * inner).collect();
        let c = vec![0.0; rows * columns];
        let mut work = Self { product, a, b, bias: values(columns, 3), packed, offsets, conv, windows, c };
        work.copy_windows();
        work
    }

    /// Checks that every way computes the same.
    ///
    /// # Panics
    /// Where two differ by more than rounding.
    pub fn check(&mut self) {
        let (_, inner, _) = self.product.size();
        let mut results = IMPLEMENTATIONS.map(|(_, way)| {
            self.c.fill(0.0);
            way(self);
            self.c.clone()
        });
        let (ours, others) = results.split_first_mut().expect("there are ways");
        for (other, (name, _)) in others.iter().zip(&IMPLEMENTATIONS[1..]) {
            for (a, b) in ours.iter().zip(other) {
                assert!((a - b).abs() < 1e-5 * inner as f32, "{name}: {b}, ours {a}");
            }
        }
    }

    fn ours(&mut self) {
        let Self { a, b, bias, packed, offsets, conv, c, .. } = self;
        match self.product {
            Dense { inner, .. } => matmul(a, offsets, Runs { count: 1, stride: 0, len: inner }, packed, bias, c, false),
            Conv { .. } => conv.forward(a, packed, bias, c, false),
            Gradient { rows, inputs, outputs } => {
                let outer = Outer { segments: &[(0, 0)], len: rows, a_stride: inputs, b_stride: outputs };
                outer_product(a, b, outer, inputs, outputs, c);
            }
        }
    }

    fn ours_anew(&mut self) {
        // The gradient of a weight has no packed side.
        if !matches!(self.product, Gradient { .. }) {
            self.packed.fill_rows(&self.b);
        }
        self.ours();
    }

    /// The picture's windows side by side: `[pixels, 3, 3, channels]`.
    fn copy_windows(&mut self) {
        let Conv { side, input, .. } = self.product else { return };
        for (pixel, window) in self.windows.chunks_exact_mut(9 * input).enumerate() {
            for (line, run) in window.chunks_exact_mut(3 * input).enumerate() {
                let from = ((pixel / side + line) * (side + 2) + pixel % side) * input;
                run.copy_from_slice(&self.a[from..from + 3 * input]);
            }
        }
    }

    /// What a product by a crate adds to: the bias in every row, or what is there.
    fn begin(&mut self) {
        if !matches!(self.product, Gradient { .. }) {
            for row in self.c.chunks_exact_mut(self.bias.len()) {
                row.copy_from_slice(&self.bias);
            }
        }
    }

    /// A and its strides from row to row and from column to column.
    fn left(&self) -> (&[f32], isize, isize) {
        match self.product {
            Dense { inner, .. } => (&self.a, inner as isize, 1),
            Conv { input, .. } => (&self.windows, 9 * input as isize, 1),
            Gradient { inputs, .. } => (&self.a, 1, inputs as isize),
        }
    }

    fn gemm(&mut self) {
        self.copy_windows();
        self.gemm_alone();
    }

    fn gemm_alone(&mut self) {
        self.begin();
        let (m, k, n) = self.product.size();
        let c = self.c.as_mut_ptr();
        let (a, a_rows, a_columns) = self.left();
        assert!(a.len() == m * k && self.b.len() == k * n && self.c.len() == m * n, "arrays of the product's size");
        let (a, b, none) = (a.as_ptr(), self.b.as_ptr(), gemm::Parallelism::None);
        let n_stride = n as isize;
        // SAFETY: the three arrays have the sizes and strides given, and C is none of the others.
        unsafe {
            gemm::gemm(
                m, n, k, c, 1, n_stride, true, a, a_columns, a_rows, b, 1, n_stride, 1.0, 1.0, false, false, false,
                none,
            );
        }
    }

    fn matrixmultiply(&mut self) {
        self.copy_windows();
        self.matrixmultiply_alone();
    }

    fn matrixmultiply_alone(&mut self) {
        self.begin();
        let (m, k, n) = self.product.size();
        let c = self.c.as_mut_ptr();
        let (a, a_rows, a_columns) = self.left();
        assert!(a.len() == m * k && self.b.len() == k * n && self.c.len() == m * n, "arrays of the product's size");
        let (a, b, n_stride) = (a.as_ptr(), self.b.as_ptr(), n as isize);
        // SAFETY: the three arrays have the sizes and strides given, and C is none of the others.
        unsafe { matrixmultiply::sgemm(m, k, n, 1.0, a, a_rows, a_columns, b, n_stride, 1, 1.0, c, n_stride, 1) };
    }
}
