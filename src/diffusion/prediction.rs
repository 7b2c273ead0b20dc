//! What the network predicts, and how x̂_0 and ε̂ follow from it.
//!
//! x_t = √ᾱ_t x_0 + √(1 − ᾱ_t) ε is one equation in two unknowns, so the network need only name one of them, or any
//! other combination of the two.

use serde::{Deserialize, Serialize};

use super::{
    forward::{ForwardCoefficients, forward},
    schedule::Schedule,
};

/// The factors in x_t · x_t + output · (the network's output).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutputCoefficients {
    /// Of x_t.
    pub x_t: f64,
    /// Of the network's output.
    pub output: f64,
}

/// The factors in x0 · x_0 + eps · ε.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetCoefficients {
    /// Of x_0.
    pub x0: f64,
    /// Of ε.
    pub eps: f64,
}

/// What the network predicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Prediction {
    /// The noise ε in x_t (Ho et al. 2020, eq. 11).
    Epsilon,
    /// The data x_0.
    X0,
    /// v = √ᾱ_t ε − √(1 − ᾱ_t) x_0 (Salimans and Ho 2022, appendix D).
    V,
}

impl Prediction {
    /// x̂_0 from x_t and the network's output.
    ///
    /// # Panics
    /// Where t is not within 1..=T.
    pub fn x0(self, schedule: &Schedule, t: usize) -> OutputCoefficients {
        let ForwardCoefficients { signal, noise } = forward(schedule, t);
        let (x_t, output) = match self {
            // Ho et al. 2020, eq. 15
            Self::Epsilon => (1.0 / signal, -noise / signal),
            Self::X0 => (0.0, 1.0),
            // Salimans and Ho 2022, appendix D
            Self::V => (signal, -noise),
        };
        OutputCoefficients { x_t, output }
    }

    /// ε̂ from x_t and the network's output.
    ///
    /// # Panics
    /// Where t is not within 1..=T.
    pub fn eps(self, schedule: &Schedule, t: usize) -> OutputCoefficients {
        let ForwardCoefficients { signal, noise } = forward(schedule, t);
        let (x_t, output) = match self {
            Self::Epsilon => (0.0, 1.0),
            // Ho et al. 2020, eq. 4, solved for ε
            Self::X0 => (1.0 / noise, -signal / noise),
            // Salimans and Ho 2022, appendix D
            Self::V => (noise, signal),
        };
        OutputCoefficients { x_t, output }
    }

    /// What the network is trained towards, from x_0 and ε.
    ///
    /// # Panics
    /// Where t is not within 1..=T.
    pub fn target(self, schedule: &Schedule, t: usize) -> TargetCoefficients {
        let ForwardCoefficients { signal, noise } = forward(schedule, t);
        let (x0, eps) = match self {
            Self::Epsilon => (0.0, 1.0),
            Self::X0 => (1.0, 0.0),
            Self::V => (-noise, signal),
        };
        TargetCoefficients { x0, eps }
    }
}
