//! Which Burn device, and why.
//!
//! | device | feature | for |
//! |---|---|---|
//! | Flex | `flex` | the host's processor: the reference in tests, and pretraining where there is nothing better |
//! | WebGPU | `webgpu` | the visitor's GPU |
//! | CUDA | `cuda` | pretraining on a GPU |
//!
//! A device is always passed on, never taken from `Device::default()`: a build can hold several, and in a browser the
//! default one would try to open itself synchronously, which cannot be done there.

use burn::tensor::Device;

#[cfg(feature = "webgpu")]
use crate::error::{Error, ErrorCode, Result};

/// The processor.
#[cfg(feature = "flex")]
pub fn flex() -> Device {
    Device::flex()
}

/// The first CUDA GPU.
#[cfg(feature = "cuda")]
pub fn cuda() -> Device {
    Device::cuda(0)
}

/// Opens WebGPU. To be called once: the library keeps the device for good and refuses to open it a second time. What the
/// adapter is called, and whether it is a real GPU, the page asks the browser, which gives a page more than a library.
///
/// # Errors
/// `GpuUnavailable` where there is no adapter, or it grants no device.
#[cfg(feature = "webgpu")]
pub async fn webgpu() -> Result<Device> {
    // A reverse step is some seventy dispatches. Gathered so, it is one or two submissions, each of which costs more than
    // any dispatch, and the GPU still has its first work before the last is recorded.
    let options = Device::wgpu_options().tasks_max(64);
    options.init_async().await.map_err(|e| Error::new(ErrorCode::GpuUnavailable, "no WebGPU device").caused_by(e))
}
