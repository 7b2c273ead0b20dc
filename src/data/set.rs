//! A set of labelled pictures in memory.

#[cfg(not(target_arch = "wasm32"))]
use std::path::Path;

use super::{Dataset, catalogue::CatalogueEntry, idx::parse_idx};
use crate::{
    data::{Attribute, ImageShape},
    denoiser::Condition,
    error::{Error, ErrorCode, Result},
};

/// Which part of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// What models are trained on.
    Train,
    /// What no model has seen.
    Test,
}

impl Split {
    /// How its files' names begin.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Test => "test",
        }
    }
}

/// Pictures of one size, each with a value for every attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageSet {
    /// The size of each picture.
    pub shape: ImageShape,
    /// What the labels say.
    pub attributes: Vec<Attribute>,
    /// The pictures, `[n, height, width, channels]`, channel fastest, 0 to 255.
    pub images: Vec<u8>,
    /// The labels, `[n, attributes]`: each the index of a value.
    pub labels: Vec<u8>,
}

impl ImageSet {
    /// Reads a set from the bytes of its two idx files: pictures `[n, height, width]` or `[n, height, width, channels]`,
    /// labels `[n]` or `[n, attributes]`.
    ///
    /// # Errors
    /// `DataInvalid` where a file cannot be read, is not of this set's size, or a label is out of range.
    pub fn from_idx(dataset: &CatalogueEntry, images: &[u8], labels: &[u8]) -> Result<Self> {
        let fail = |why: String| Err(Error::new(ErrorCode::DataInvalid, format!("{}: {why}", dataset.name)));
        let (images, labels) = (parse_idx(images)?, parse_idx(labels)?);
        let shape = dataset.image;
        let n = images.shape[0];
        let (height, width, channels) = match images.shape[..] {
            [_, height, width] => (height, width, 1),
            [_, height, width, channels] => (height, width, channels),
            _ => return fail(format!("pictures of shape {:?}", images.shape)),
        };
        if (ImageShape { height, width, channels }) != shape {
            return fail(format!("pictures are {height} x {width} x {channels}, expected {shape:?}"));
        }
        let attributes = dataset.attributes();
        let labels_a_picture = match labels.shape[..] {
            [_] => 1,
            [_, each] => each,
            _ => return fail(format!("labels of shape {:?}", labels.shape)),
        };
        if labels.shape[0] != n || labels_a_picture != attributes.len() {
            return fail(format!("labels {:?} for {n} pictures of {} attributes", labels.shape, attributes.len()));
        }
        for (i, label) in labels.bytes.chunks_exact(attributes.len()).enumerate() {
            if let Some((v, a)) = label.iter().zip(&attributes).find(|(v, a)| usize::from(**v) >= a.values.len()) {
                return fail(format!("picture {i} has {} {v}, there are {} values", a.name, a.values.len()));
            }
        }
        Ok(Self { shape, attributes, images: images.bytes.to_vec(), labels: labels.bytes.to_vec() })
    }

    /// Reads one split of a set of the catalogue from `folder/NAME/`.
    ///
    /// # Errors
    /// `InvalidSetting` for a name that is not in the catalogue, `Io` where a file cannot be read (the message says how
    /// to fetch it), `DataInvalid` where it holds something else.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn load(folder: &Path, name: &str, split: Split) -> Result<Self> {
        let dataset = super::dataset(name).ok_or_else(|| {
            let known: Vec<_> = super::CATALOGUE.iter().map(|d| d.name).collect();
            Error::new(ErrorCode::InvalidSetting, format!("no data set {name:?}; there are {}", known.join(", ")))
        })?;
        let read = |kind: &str| {
            let path = folder.join(name).join(format!("{}-{kind}.idx", split.name()));
            std::fs::read(&path).map_err(|e| {
                let advice = format!("run `cargo xtask data {name}` to fetch the data");
                Error::new(ErrorCode::Io, format!("{}: {e}; {advice}", path.display()))
            })
        };
        Self::from_idx(dataset, &read("images")?, &read("labels")?)
    }

    /// How many pictures.
    pub fn len(&self) -> usize {
        self.images.len() / self.shape.values()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.images.is_empty()
    }

    /// The bytes of picture `i`.
    pub fn bytes(&self, i: usize) -> &[u8] {
        let values = self.shape.values();
        &self.images[i * values..(i + 1) * values]
    }

    /// The labels of picture `i`, one an attribute.
    pub fn label(&self, i: usize) -> &[u8] {
        let each = self.attributes.len();
        &self.labels[i * each..(i + 1) * each]
    }

    /// Writes picture `i` to `out`, scaled linearly from 0..=255 to [−1, 1] (Ho et al. 2020, section 3.3).
    pub fn write_picture(&self, i: usize, out: &mut [f32]) {
        for (value, &byte) in out.iter_mut().zip(self.bytes(i)) {
            *value = f32::from(byte) / 127.5 - 1.0;
        }
    }

    /// What picture `i` is, every attribute known.
    pub fn condition(&self, i: usize) -> Condition {
        Condition::Classes(self.label(i).iter().map(|&v| Some(usize::from(v))).collect())
    }
}

impl Dataset for ImageSet {
    fn count(&self) -> usize {
        self.len()
    }

    fn values(&self) -> usize {
        self.shape.values()
    }

    fn attributes(&self) -> usize {
        self.attributes.len()
    }

    fn write(&self, i: usize, mirrored: bool, out: &mut [f32]) {
        self.write_picture(i, out);
        if mirrored {
            for row in out.chunks_exact_mut(self.shape.width * self.shape.channels) {
                row.reverse();
                row.chunks_exact_mut(self.shape.channels).for_each(<[f32]>::reverse);
            }
        }
    }

    fn condition(&self, i: usize) -> Condition {
        ImageSet::condition(self, i)
    }
}
