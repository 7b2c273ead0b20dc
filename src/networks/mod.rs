//! The networks that predict. Of pictures, a U-Net, described once ([`config`]) and computed in two ways.
//!
//! [`fused`] runs on the CPU with our own kernels, in the page and natively, forwards and backwards.
//! `burn`, with the feature of that name, is the same network in Burn: on WebGPU in the page, on Flex in the tests, on
//! CUDA for pretraining. Both read the same [`weights`](crate::weights), and the tests hold one against the other.
//!
//! [`mlp`] is the small network of points that room two trains, [`temporal`] that of chunks of actions.

#[cfg(feature = "burn")]
pub mod burn;
pub mod card;
pub mod config;
pub mod fused;
pub mod mlp;
pub mod temporal;

pub use card::ModelCard;
pub use config::UNetConfig;
