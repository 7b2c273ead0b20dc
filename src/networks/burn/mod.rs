//! The U-Net in Burn: on Flex as the reference that tests hold our own kernels against, on WebGPU in the page, on CUDA for
//! pretraining.
//!
//! [`BurnUNet`] writes the network's course down once, over the few operations of [`ops::Ops`]. [`ops::Plain`] composes
//! them of Burn's tensor operations: any backend, with gradients. On WebGPU a dispatch costs more than the arithmetic in
//! it, so there [`fused`] computes each of them in one kernel.
//!
//! [`points`] is the same for the network of points: [`points::Plain`] leaves its gradient to Burn's autodiff, on WebGPU it
//! is written out in a dozen kernels.

mod denoiser;
pub mod device;
mod embedding;
#[cfg(feature = "webgpu")]
mod fused;
mod layers;
mod learner;
mod ops;
mod optimizer;
pub mod points;
mod read;
#[cfg(any(feature = "webgpu", test))]
mod shapes;
mod unet;

pub use denoiser::BurnDenoiser;
pub use learner::BurnLearner;
pub use read::Read;
pub use unet::BurnUNet;
