//! The seam between what is asked of a model of points and what computes it.

/// A model of ε over points: the MLP on the CPU or a GPU, or the exact denoiser.
pub trait PointModel {
    /// count × dims numbers, wherever they are.
    type Array: Clone;

    /// Coordinates of a point.
    fn dims(&self) -> usize;

    /// Hands over count × dims numbers, the coordinates of a point side by side.
    fn upload(&self, x: &[f32]) -> Self::Array;

    /// ε̂(x, t) for every point, t = 1..=T, whatever the network was taught to predict.
    fn eps(&self, x: &Self::Array, t: usize) -> Self::Array;

    /// Σ factor·array.
    fn combine(&self, terms: &[(f64, &Self::Array)]) -> Self::Array;
}

/// One that is computed on the host and can be differentiated.
pub trait HostModel: PointModel<Array = Vec<f32>> {
    /// ε̂ and its divergence Σ ∂ε̂_i/∂x_i at every point (forward-mode, exact to rounding): (count × dims, count).
    fn eps_and_divergence(&self, x: &[f32], t: usize) -> (Vec<f32>, Vec<f64>);
}
