//! The functions between the layers.

use serde::{Deserialize, Serialize};

use kernel::activation;

/// What follows a hidden layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// x·σ(x) (Elfwing et al. 2018; Ramachandran et al. 2017).
    Silu,
    /// max(x, 0).
    Relu,
    /// x·σ(2u) with u = √(2/π)(x + 0.044715 x³): the tanh form of GELU (Hendrycks and Gimpel 2016, section 2), within
    /// 5e-4 of x·Φ(x).
    Gelu,
    /// tanh x.
    Tanh,
}

impl Activation {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Silu, Self::Relu, Self::Gelu, Self::Tanh];

    fn function(self) -> &'static activation::Activation {
        match self {
            Self::Silu => &activation::SILU,
            Self::Relu => &activation::RELU,
            Self::Gelu => &activation::GELU,
            Self::Tanh => &activation::TANH,
        }
    }

    /// x ← f(x).
    pub fn apply(self, x: &mut [f32]) {
        (self.function().apply)(x);
    }

    /// y ← f(x), x ← f'(x): what the pass back needs, while both are at hand.
    pub fn apply_with_slope(self, x: &mut [f32], y: &mut [f32]) {
        (self.function().apply_with_slope)(x, y);
    }

    /// The function and its derivative at one place.
    pub fn at(self, x: f32) -> (f32, f32) {
        (self.function().at)(x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slope_is_its_difference_quotient() {
        for activation in Activation::ALL {
            for i in -60..60 {
                // Off the kink of ReLU.
                let x = i as f32 * 0.1 + 0.05;
                let (up, down) = (activation.at(x + 5e-3).0, activation.at(x - 5e-3).0);
                let slope = activation.at(x).1;
                assert!((slope - (up - down) / 1e-2).abs() < 3e-4, "{activation:?} at {x}: {slope}");
            }
        }
    }

    #[test]
    fn functions_over_arrays_are_those_of_one_place_and_those_of_their_definitions() {
        let places: Vec<f32> = (-40..40).map(|i| i as f32 * 0.21).collect();
        for activation in Activation::ALL {
            let (mut plain, mut slopes, mut values) = (places.clone(), places.clone(), vec![0.0; places.len()]);
            activation.apply(&mut plain);
            activation.apply_with_slope(&mut slopes, &mut values);
            assert_eq!(plain, values);
            for (i, &x) in places.iter().enumerate() {
                assert_eq!((values[i], slopes[i]), activation.at(x));
                let x = f64::from(x);
                let definition = match activation {
                    Activation::Silu => x / (1.0 + (-x).exp()),
                    Activation::Relu => x.max(0.0),
                    Activation::Gelu => x / 2.0 * (1.0 + libm::erf(x / 2f64.sqrt())),
                    Activation::Tanh => x.tanh(),
                };
                let tolerance = if activation == Activation::Gelu { 5e-4 } else { 2e-6 };
                assert!((f64::from(values[i]) - definition).abs() < tolerance, "{activation:?} at {x}");
            }
        }
    }
}
