//! What a picture is: its size, and what it can be asked for.

use serde::{Deserialize, Serialize};

/// The size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ImageShape {
    /// Rows of pixels.
    pub height: usize,
    /// Pixels a row.
    pub width: usize,
    /// 1 for grey, 3 for RGB.
    pub channels: usize,
}

impl ImageShape {
    /// Numbers in one picture.
    pub fn values(&self) -> usize {
        self.height * self.width * self.channels
    }
}

/// Something a picture can be asked for: a digit's class, or whether an avatar wears glasses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Attribute {
    /// Its name, in English, lower case: the key by which the page translates it.
    pub name: String,
    /// The names of its values.
    pub values: Vec<String>,
}
