//! The network of chunks of actions: the conditional one-dimensional U-Net of Chi et al. (2023), on our own kernels.
//!
//! It convolves along the steps of a chunk. Every residual block is told the time and the observation by FiLM (Perez et al.
//! 2018): a scale and a shift for each channel. Smaller than the paper's, with three changes: SiLU for Mish, 1 + scale for
//! scale, and a small network that reads the observation once before the blocks do, as the paper has for pictures.
//!
//! Chunks go through in slices of [`net::SLICE`], whose intermediate values stay in the processor's cache.
//!
//! | module | what |
//! |---|---|
//! | [`config`] | the shape of the network, its weights by name, and their initial values |
//! | `layout` | where each weight lies, and how the layers follow one another |
//! | [`net`] | the network, forwards |
//! | [`gradient`] | the network, backwards |
//! | [`learner`] | one step of Algorithm 1 |
//! | [`denoiser`] | the network as a denoiser |

pub mod config;
pub mod denoiser;
pub mod gradient;
mod layout;
pub mod learner;
pub mod net;

pub use config::TemporalConfig;
pub use denoiser::TemporalDenoiser;
pub use gradient::Gradient;
pub use learner::TemporalLearner;
pub use net::TemporalUNet;
