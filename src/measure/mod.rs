//! How good samples are, measured against real pictures: do they show what was asked for ([`classifier`]), are they as
//! varied and as alike as real ones ([`frechet`]), and are they more than copies of what was trained on ([`nearest`])?
//! Clouds of points have distances of their own ([`points`]), and shares of trials have intervals ([`share`](mod@share)).
//!
//! None of these figures means much by itself. Each is to be read beside the same figure of real data that no training
//! has seen.

pub mod classifier;
pub mod density;
mod eigen;
pub mod evaluation;
pub mod frechet;
pub mod gradient_variance;
pub mod holdout;
pub mod nearest;
pub mod points;
pub mod share;
pub mod vlb;

pub use classifier::{Classifier, FitOptions};
pub use frechet::{Gaussian, frechet_distance};
pub use nearest::nearest_distances;
