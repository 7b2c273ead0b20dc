//! DDPM Lab: denoising diffusion (Ho, Jain, Abbeel 2020) that one can watch and train in a browser.
//!
//! A diffusion problem is data, a condition and a network. Algorithms 1 and 2 are written once and serve every kind of x.
//! Each layer uses those above it in this table and none below, which `cargo xtask test` checks:
//!
//! | layer | module | what | in the paper |
//! |---|---|---|---|
//! | 0 | [`error`] | the one error type | |
//! | 0 | [`rng`] | counter-based random numbers: value = f(seed, purpose, stream, step, index) | |
//! | 0 | `kernel` | arithmetic on arrays of f32 on the CPU | |
//! | 1 | [`diffusion`] | schedules, forward process, posterior, reverse step, bound: f64, no arrays | eq. 2, 4, 6, 7, 11, 12 |
//! | 2 | [`denoiser`] | what the algorithms need of whatever denoises; conditions | |
//! | 2 | [`weights`] | arrays by name, and their files | |
//! | 3 | [`sampler`] | Algorithm 2 and its relatives, one step at a time | Algorithm 2 |
//! | 5 | [`data`] | pictures, points, demonstrations, their files | |
//! | 6 | [`trainer`] | Algorithm 1, one step at a time | Algorithm 1 |
//! | 7 | [`networks`] | the U-Net and the MLP, on the CPU and in Burn | appendix B |
//! | 7 | [`exact`] | ε* in closed form | |
//! | 8 | [`measure`] | how good samples and models are | eq. 5, 12, 13 |
//! | 9 | [`policy`] | robots that act by a model of actions | Chi et al. 2023 |
//! | 10 | `web`, `bin` | wasm-bindgen bindings; the command line | |

pub mod data;
pub mod denoiser;
pub mod diffusion;
pub mod error;
pub mod exact;
pub mod measure;
pub mod networks;
pub mod policy;
pub mod sampler;
pub mod trainer;
#[cfg(target_arch = "wasm32")]
mod web;
pub mod weights;

pub use rng;

pub use error::{Error, ErrorCode, Result};
