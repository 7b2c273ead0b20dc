//! What computes in this module: the crate is built once for each.

#[cfg(feature = "webgpu")]
pub use gpu::{Device, Net, PointLearner, READ_AHEAD};

#[cfg(not(feature = "webgpu"))]
pub use cpu::{Device, Net, PointLearner, READ_AHEAD};

#[cfg(not(feature = "webgpu"))]
mod cpu {
    use std::rc::Rc;

    use crate::{
        diffusion::Prediction,
        error::Result,
        networks::{
            UNetConfig,
            fused::{FusedDenoiser, FusedUNet},
            mlp::{MlpConfig, MlpLearner, TimeTable},
        },
        trainer::optimizer::AdamOptions,
        weights::Weights,
    };

    /// The network on the CPU.
    pub type Net = FusedDenoiser;

    /// What learns points on the CPU.
    pub type PointLearner = MlpLearner;

    /// Steps issued before the one awaited has been read: none, since a step is done when it has been issued.
    pub const READ_AHEAD: usize = 0;

    /// The CPU, which is always there.
    pub struct Device;

    impl Device {
        /// Nothing to open.
        pub async fn open() -> Result<Self> {
            Ok(Self)
        }

        /// The network of this shape with these weights, trained to predict this.
        pub fn build(&self, config: &UNetConfig, weights: &Weights, prediction: Prediction) -> Result<Net> {
            Ok(FusedDenoiser::new(FusedUNet::new(config, weights)?, prediction))
        }

        /// A network of points with these weights, ready to learn.
        pub fn point_learner(
            &self,
            dims: usize,
            config: &MlpConfig,
            weights: &Weights,
            times: Rc<TimeTable>,
            options: AdamOptions,
        ) -> Result<PointLearner> {
            MlpLearner::new(dims, config, weights, times, options)
        }
    }
}

#[cfg(feature = "webgpu")]
mod gpu {
    use std::rc::Rc;

    use crate::{
        diffusion::Prediction,
        error::{Result, invalid},
        networks::{
            UNetConfig,
            burn::{BurnDenoiser, points::BurnPointLearner},
            mlp::{MlpConfig, TimeTable},
        },
        trainer::optimizer::AdamOptions,
        weights::Weights,
    };

    /// The network in Burn, on WebGPU.
    pub type Net = BurnDenoiser;

    /// What learns points on WebGPU.
    pub type PointLearner = BurnPointLearner;

    /// One step is issued while the one before it is read back, so that the GPU never waits for the page.
    pub const READ_AHEAD: usize = 1;

    /// The WebGPU device.
    pub struct Device(burn::tensor::Device);

    impl Device {
        /// Asks the browser for a device. To be called once: the library keeps it for good.
        pub async fn open() -> Result<Self> {
            crate::networks::burn::device::webgpu().await.map(Self)
        }

        /// The network of this shape with these weights, trained to predict this.
        pub fn build(&self, config: &UNetConfig, weights: &Weights, prediction: Prediction) -> Result<Net> {
            BurnDenoiser::new(config, weights, prediction, &self.0)
        }

        /// A network of points with these weights, ready to learn.
        ///
        /// # Errors
        /// `InvalidSetting` where something is observed with the points: such a network learns on the CPU alone.
        pub fn point_learner(
            &self,
            dims: usize,
            config: &MlpConfig,
            weights: &Weights,
            times: Rc<TimeTable>,
            options: AdamOptions,
        ) -> Result<PointLearner> {
            if config.observed > 0 {
                let found = config.observed;
                return Err(invalid(format!("`observed` must be 0 on WebGPU, got {found}: train on the CPU")));
            }
            BurnPointLearner::new(dims, config, weights, &times, options, &self.0)
        }
    }
}
