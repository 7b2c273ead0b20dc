//! DDPM Lab: denoising diffusion (Ho, Jain, Abbeel 2020) that one can watch and train in a browser.
//!
//! The flow is one-way:
//!
//! ```text
//! diffusion (f64, no tensors) -> model -> sample / train (one step at a time) -> frame -> web -> page
//! ```
//!
//! | module | what | in the paper |
//! |---|---|---|
//! | [`diffusion`] | schedules, forward process, posterior, reverse step, bound | eq. 2, 4, 6, 7, 11, 12; sections 2, 3 |
//! | [`noise`] | addressed random numbers: the same (seed, stream, step, index) gives the same value everywhere | |
//! | [`kernel`] | the arithmetic of the networks on the CPU | |
//! | [`model`] | the U-Net: its shape, its weights, and the two ways to compute it | appendix B |
//! | [`sample`] | Algorithm 2, one step at a time | Algorithm 2 |
//! | [`train`] | Algorithm 1, one step at a time | Algorithm 1 |
//! | [`toy`] | room two: models of points, from data to the terms of the bound | |
//! | [`data`] | images and their labels | |
//! | `device` | which Burn device, and why (feature `burn`) | |
//! | [`metrics`] | how good samples are | |
//! | [`frame`] | arrays to pictures | |
//! | `web` | the browser's door; the only module that knows JavaScript | |

pub mod checkpoint;
pub mod data;
#[cfg(feature = "burn")]
pub mod device;
pub mod diffusion;
pub mod error;
pub mod frame;
pub mod kernel;
pub mod metrics;
pub mod model;
pub mod noise;
pub mod sample;
pub mod toy;
pub mod train;
#[cfg(target_arch = "wasm32")]
mod web;

pub use error::{Error, ErrorCode, Result};
