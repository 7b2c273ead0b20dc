//! A small convolutional classifier of a data set: it reads from a picture what a sample was asked to be, and its last
//! hidden layer gives the features between which the [Fréchet distance](super::frechet) is taken.
//!
//! Two convolutions of stride 2, one hidden layer of [`FEATURES`] numbers, one linear layer; ReLU between them. That is
//! enough for 99 % of MNIST, and its weights fit in 170 KB, so that tests can carry them.

mod fit;
mod network;

pub use fit::FitOptions;
use network::{Layout, Pass};

use crate::{
    data::ImageSet,
    data::{Attribute, ImageShape},
    denoiser::Condition,
    error::{Error, ErrorCode, Result},
    weights::{Weight, Weights},
};

/// Numbers in a feature vector.
pub const FEATURES: usize = 48;

/// Pictures computed at a time: enough for the products to be quick, few enough to stay in the cache.
const BATCH: usize = 50;

/// A trained classifier.
#[derive(Clone, Debug)]
pub struct Classifier {
    attributes: Vec<Attribute>,
    layout: Layout,
    flat: Vec<f32>,
}

/// What a classifier makes of pictures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The features, `[count, FEATURES]`.
    pub features: Vec<f32>,
    /// The likeliest value of each attribute, `[count, attributes]`.
    pub labels: Vec<u8>,
}

impl Classifier {
    /// Learns to read the labels of these pictures.
    ///
    /// `watch` gets the share done, 0 to 1, and the current loss in nats.
    ///
    /// # Errors
    /// `InvalidSetting` where the pictures are not of a size that halves twice, or there are none.
    pub fn fit(set: &ImageSet, options: FitOptions, watch: impl FnMut(f64, f64)) -> Result<Self> {
        let layout = Layout::new(set.shape, &set.attributes)?;
        let flat = fit::fit(&layout, set, options, watch)?;
        Ok(Self { attributes: set.attributes.clone(), layout, flat })
    }

    /// Reads pictures `[count, height, width, channels]` in [−1, 1].
    pub fn read(&self, pictures: &[f32]) -> Reading {
        let packs = self.layout.pack(&self.flat);
        let mut pass = Pass::new(&self.layout, BATCH);
        let mut reading = Reading::default();
        for part in pictures.chunks(BATCH * self.layout.image.values()) {
            let count = part.len() / self.layout.image.values();
            self.layout.forward(&self.flat, &packs, part, &mut pass);
            reading.features.extend(&pass.features[..count * FEATURES]);
            for logits in pass.logits[..count * self.layout.outputs].chunks_exact(self.layout.outputs) {
                let mut from = 0;
                for attribute in &self.attributes {
                    let own = &logits[from..from + attribute.values.len()];
                    let best = (0..own.len()).max_by(|&i, &j| own[i].total_cmp(&own[j])).unwrap_or(0);
                    reading.labels.push(best as u8);
                    from += own.len();
                }
            }
        }
        reading
    }

    /// The share of pictures that show everything they were asked to show, 0 to 1. What was not asked for is not looked
    /// at.
    pub fn agreement(&self, reading: &Reading, asked: &[Condition]) -> f64 {
        let shown = reading.labels.chunks_exact(self.attributes.len());
        let agrees = |labels: &[u8], asked: &Condition| {
            asked.classes().iter().zip(labels).all(|(value, &label)| value.is_none_or(|v| v == usize::from(label)))
        };
        let right = shown.zip(asked).filter(|(labels, asked)| agrees(labels, asked)).count();
        right as f64 / asked.len().max(1) as f64
    }

    /// The weights, by name. Convolutions are `[3, 3, in, out]` and linear layers `[in, out]`, as the kernels want them.
    pub fn weights(&self) -> Weights {
        let arrays = self.layout.arrays().into_iter();
        arrays.map(|(name, shape, at)| (name.to_owned(), Weight { shape, values: self.flat[at].to_vec() })).collect()
    }

    /// A classifier of pictures of this size with these weights.
    ///
    /// # Errors
    /// `InvalidSetting` as for [`Self::fit`], `WeightsShape` where an array is missing or of another shape.
    pub fn from_weights(image: ImageShape, attributes: &[Attribute], weights: &Weights) -> Result<Self> {
        let layout = Layout::new(image, attributes)?;
        let mut flat = vec![0.0; layout.total()];
        for (name, shape, at) in layout.arrays() {
            let weight = weights.get(name).filter(|w| w.shape == shape && w.values.len() == at.len());
            let message = || format!("classifier: array {name} of shape {shape:?} is missing");
            let weight = weight.ok_or_else(|| Error::new(ErrorCode::WeightsShape, message()))?;
            flat[at].copy_from_slice(&weight.values);
        }
        Ok(Self { attributes: attributes.to_vec(), layout, flat })
    }
}
