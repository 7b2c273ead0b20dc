//! Pictures and their labels, and sets of points ([`points`]): what a model can be trained on, and the files they are read
//! from.
//!
//! A set is four idx files, `{train,test}-{images,labels}.idx`, put under `data/NAME` by `cargo xtask data NAME`;
//! `docs/data.md` says what comes from where. [`ImageSet::from_idx`] reads bytes from anywhere, the page included.

mod catalogue;
pub mod frame;
mod idx;
pub mod points;
mod set;

pub use catalogue::{CATALOGUE, Dataset, dataset};
pub use idx::{IdxArray, encode_idx, parse_idx};
pub use set::{ImageSet, Split};
