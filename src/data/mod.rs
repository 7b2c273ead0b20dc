//! Pictures and their labels, sets of points ([`points`]) and demonstrations ([`demonstrations`]): what a model can be trained
//! on, and the files they are read from.
//!
//! A set is four idx files, `{train,test}-{images,labels}.idx`, put under `data/NAME` by `cargo xtask data NAME`;
//! `docs/data.md` says what comes from where. [`ImageSet::from_idx`] reads bytes from anywhere, the page included.

mod catalogue;
pub mod demonstrations;
pub mod frame;
mod idx;
mod picture;
pub mod points;
pub mod push_t;
mod set;

pub use catalogue::{CATALOGUE, CatalogueEntry, dataset};
pub use idx::{IdxArray, encode_idx, parse_idx};
pub use picture::{Attribute, ImageShape};
pub use set::{ImageSet, Split};

use std::rc::Rc;

use crate::denoiser::Condition;

/// What a model can be trained on: x_0, one by one, and what each is.
pub trait Dataset {
    /// How many x_0.
    fn count(&self) -> usize;

    /// Numbers of one.
    fn values(&self) -> usize;

    /// Attributes that each has a value of.
    fn attributes(&self) -> usize {
        0
    }

    /// Numbers that are observed with each.
    fn observed(&self) -> usize {
        0
    }

    /// Writes x_0 number `i`, `values` numbers, mirrored left to right where asked and where it has a left and a right.
    fn write(&self, i: usize, mirrored: bool, out: &mut [f32]);

    /// What number `i` is, or what is observed with it.
    fn condition(&self, _i: usize) -> Condition {
        Condition::default()
    }
}

/// What is shared is the same data.
impl<D: Dataset> Dataset for Rc<D> {
    fn count(&self) -> usize {
        D::count(self)
    }

    fn values(&self) -> usize {
        D::values(self)
    }

    fn attributes(&self) -> usize {
        D::attributes(self)
    }

    fn observed(&self) -> usize {
        D::observed(self)
    }

    fn write(&self, i: usize, mirrored: bool, out: &mut [f32]) {
        D::write(self, i, mirrored, out);
    }

    fn condition(&self, i: usize) -> Condition {
        D::condition(self, i)
    }
}
