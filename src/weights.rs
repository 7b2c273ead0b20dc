//! Weights by name, apart from any backend; safetensors in and out, half precision on disk.

use std::collections::{BTreeMap, HashMap};

use half::f16;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::error::{Error, ErrorCode, Result};

/// One array of weights, in PyTorch's layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Weight {
    /// Length of each dimension.
    pub shape: Vec<usize>,
    /// The numbers, the last dimension fastest.
    pub values: Vec<f32>,
}

/// All weights of a network, by name.
pub type Weights = BTreeMap<String, Weight>;

/// Reads a safetensors file of half or single precision.
///
/// # Errors
/// `WeightsTruncated` where the file is not whole, `WeightsShape` for a number type that is neither f16 nor f32.
pub fn from_safetensors(bytes: &[u8]) -> Result<Weights> {
    let file =
        SafeTensors::deserialize(bytes).map_err(|e| Error::new(ErrorCode::WeightsTruncated, "weights").caused_by(e))?;
    let mut weights = Weights::new();
    for (name, view) in file.tensors() {
        let values = match view.dtype() {
            Dtype::F16 => view.data().chunks_exact(2).map(|b| f16::from_le_bytes([b[0], b[1]]).to_f32()).collect(),
            Dtype::F32 => view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect(),
            other => {
                return Err(Error::new(ErrorCode::WeightsShape, format!("weight {name}: {other:?} is not f16 or f32")));
            }
        };
        weights.insert(name, Weight { shape: view.shape().to_vec(), values });
    }
    Ok(weights)
}

/// Reads weights that lie end to end as little-endian f32, at the places that a manifest names: `{ name: { shape, off } }`,
/// `off` counted in numbers. The reference networks of the benchmarks come so.
///
/// # Errors
/// `WeightsTruncated` where the manifest cannot be read or a weight reaches beyond the file.
pub fn from_manifest(manifest: &[u8], bytes: &[u8]) -> Result<Weights> {
    #[derive(serde::Deserialize)]
    struct Place {
        shape: Vec<usize>,
        off: usize,
    }
    let fail = |message: String| Error::new(ErrorCode::WeightsTruncated, message);
    let places: BTreeMap<String, Place> =
        serde_json::from_slice(manifest).map_err(|e| fail(format!("weight manifest: {e}")))?;
    let read = |(name, Place { shape, off }): (String, Place)| {
        let end = shape.iter().try_fold(1usize, |n, &d| n.checked_mul(d)).and_then(|n| n.checked_add(off));
        let range = end.and_then(|end| Some(off.checked_mul(4)?..end.checked_mul(4)?));
        let found = range.and_then(|range| bytes.get(range));
        let found = found.ok_or_else(|| fail(format!("weight {name} lies beyond the end of the file")))?;
        let values = found.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        Ok((name, Weight { shape, values }))
    };
    places.into_iter().map(read).collect()
}

/// Writes a safetensors file in half precision.
///
/// # Errors
/// `WeightsShape` where an array's length is not its shape's.
pub fn to_safetensors(weights: &Weights) -> Result<Vec<u8>> {
    let halves: Vec<(&String, &Weight, Vec<u8>)> = weights
        .iter()
        .map(|(name, w)| (name, w, w.values.iter().flat_map(|&v| f16::from_f32(v).to_le_bytes()).collect()))
        .collect();
    serialize(halves.iter().map(|(name, w, bytes)| (*name, *w, Dtype::F16, bytes.as_slice())), None)
}

/// Writes a safetensors file in single precision, for checkpoints that training resumes from, with a header of its own.
///
/// # Errors
/// `WeightsShape` where an array's length is not its shape's.
pub fn to_safetensors_f32(weights: &Weights, header: Option<HashMap<String, String>>) -> Result<Vec<u8>> {
    let singles: Vec<(&String, &Weight, Vec<u8>)> =
        weights.iter().map(|(name, w)| (name, w, w.values.iter().flat_map(|v| v.to_le_bytes()).collect())).collect();
    serialize(singles.iter().map(|(name, w, bytes)| (*name, *w, Dtype::F32, bytes.as_slice())), header)
}

fn serialize<'a>(
    items: impl Iterator<Item = (&'a String, &'a Weight, Dtype, &'a [u8])>,
    header: Option<HashMap<String, String>>,
) -> Result<Vec<u8>> {
    let shape = |e: safetensors::SafeTensorError| Error::new(ErrorCode::WeightsShape, "weights").caused_by(e);
    let views = items
        .map(|(name, w, dtype, bytes)| Ok((name, TensorView::new(dtype, w.shape.clone(), bytes).map_err(shape)?)))
        .collect::<Result<Vec<_>>>()?;
    safetensors::serialize(views, header).map_err(shape)
}

/// Checks that the weights are those that a network lists as its parameters: none missing, none unknown, every shape
/// right, every number finite.
///
/// # Errors
/// `WeightsShape`, naming the first weight that is wrong.
pub fn check(weights: &Weights, parameters: &[(String, Vec<usize>)]) -> Result<()> {
    let fail = |message: String| Err(Error::new(ErrorCode::WeightsShape, message));
    for (name, shape) in parameters {
        let Some(w) = weights.get(name) else { return fail(format!("weight {name} is missing")) };
        if w.shape != *shape || w.values.len() != shape.iter().product::<usize>() {
            return fail(format!("weight {name} is {:?}, the model needs {shape:?}", w.shape));
        }
        if !w.values.iter().all(|v| v.is_finite()) {
            return fail(format!("weight {name} holds a number that is not finite"));
        }
    }
    if weights.len() != parameters.len() {
        return fail(format!("the file holds {} weights, the model {}", weights.len(), parameters.len()));
    }
    Ok(())
}
