//! The network as the sampler sees it.

use burn::{
    Tensor,
    tensor::{Device, TensorData, Transaction},
};

use super::{
    embedding::HostEmbedding,
    ops::Ops,
    read::Read,
    unet::{BurnUNet, depth_to_space, space_to_depth},
};
use crate::{
    data::ImageShape,
    denoiser::{Condition, Denoiser},
    diffusion::Prediction,
    error::{Error, ErrorCode, Result},
    networks::UNetConfig,
    weights::Weights,
};

/// What this build samples with.
#[cfg(feature = "webgpu")]
type Chosen = super::fused::Fused;
#[cfg(not(feature = "webgpu"))]
type Chosen = super::ops::Plain;

/// The network, and what it needs to be asked. Pictures stay folded on the device; only at upload and readback do they
/// have their own shape.
pub struct BurnDenoiser {
    net: BurnUNet,
    embedding: HostEmbedding,
    prediction: Prediction,
    device: Device,
}

impl BurnDenoiser {
    /// The network of this shape with these weights, trained to predict this.
    ///
    /// # Errors
    /// `InvalidSetting` where the network cannot be built, `WeightsShape` where the weights are not its own.
    pub fn new(config: &UNetConfig, weights: &Weights, prediction: Prediction, device: &Device) -> Result<Self> {
        let embedding = HostEmbedding::new(config, weights)?;
        let net = BurnUNet::new(config, &Chosen::prepare(weights.clone()), device)?;
        Ok(Self { net, embedding, prediction, device: device.clone() })
    }
}

impl Denoiser for BurnDenoiser {
    type Array = Tensor<4>;
    type Read = Read;

    fn values(&self) -> usize {
        self.net.config().image.values()
    }

    fn prediction(&self) -> Prediction {
        self.prediction
    }

    fn upload(&self, values: &[f32]) -> Tensor<4> {
        let config = self.net.config();
        let ImageShape { height, width, .. } = config.image;
        let batch = values.len() / config.image.values();
        let shape = [batch, height / config.patch, width / config.patch, config.patch_channels()];
        Tensor::from_data(TensorData::new(space_to_depth(values, config), shape), &self.device)
    }

    fn predict(&self, x: &Tensor<4>, t: usize, conditions: &[Condition]) -> Tensor<4> {
        let [count, ..] = x.dims();
        let any = vec![Condition::any(self.net.config().attributes.len()); count];
        let conditions = if conditions.is_empty() { &any } else { conditions };
        // The network itself is fed t − 1, as diffusers' are.
        let shifts = self.embedding.shifts((t - 1) as f32, conditions);
        let shape = [count, shifts.len() / count];
        let shifts = Tensor::from_data(TensorData::new(shifts, shape), &self.device);
        self.net.forward_shifted::<Chosen>(x.clone(), &shifts)
    }

    fn combine(&self, terms: &[(f64, &Tensor<4>)]) -> Tensor<4> {
        Chosen::combine(terms)
    }

    fn clamp(&self, x: &Tensor<4>, limit: f64) -> Tensor<4> {
        x.clone().clamp(-limit, limit)
    }

    fn read(&self, arrays: &[&Tensor<4>]) -> Read {
        let all = arrays.iter().fold(Transaction::default(), |t, &array| t.register(array.clone()));
        let config = self.net.config().clone();
        let lost = |e: &dyn std::fmt::Debug| Error::new(ErrorCode::DeviceLost, format!("readback: {e:?}"));
        Read::start(async move {
            let read = all.execute_async().await.map_err(|e| lost(&e))?;
            read.into_iter()
                .map(|data| Ok(depth_to_space(&data.try_into_vec::<f32>().map_err(|e| lost(&e))?, &config)))
                .collect()
        })
    }
}
