//! The network as a denoiser.

use std::marker::PhantomData;

use burn::{
    Tensor,
    tensor::{TensorData, Transaction},
};

use super::{Chosen, PointNet, PointOps, lost};
use crate::{
    denoiser::{Condition, Denoiser},
    diffusion::Prediction,
    networks::{burn::read::Read, mlp::net::extend_observed},
};

/// A network, its weights, and what its output means.
pub struct BurnPointModel<O: PointOps = Chosen> {
    net: PointNet,
    weights: Tensor<1>,
    prediction: Prediction,
    ops: PhantomData<O>,
}

impl<O: PointOps> BurnPointModel<O> {
    pub(super) fn new(net: PointNet, weights: Tensor<1>, prediction: Prediction) -> Self {
        Self { net, weights, prediction, ops: PhantomData }
    }
}

impl<O: PointOps> Denoiser for BurnPointModel<O> {
    type Array = Tensor<2>;
    type Read = Read;

    fn values(&self) -> usize {
        self.net.layout.dims
    }

    fn prediction(&self) -> Prediction {
        self.prediction
    }

    fn upload(&self, values: &[f32]) -> Tensor<2> {
        let dims = self.values();
        Tensor::from_data(TensorData::new(values.to_vec(), [values.len() / dims, dims]), &self.net.device)
    }

    fn predict(&self, x: &Tensor<2>, t: usize, conditions: &[Condition]) -> Tensor<2> {
        let ([count, dims], inputs) = (x.dims(), self.net.layout.inputs);
        if inputs == dims {
            return O::predict(&self.net, &self.weights, x, t);
        }
        let mut observed = Vec::with_capacity(count * (inputs - dims));
        (0..count).for_each(|i| extend_observed(&mut observed, conditions, i, inputs - dims));
        let observed = Tensor::from_data(TensorData::new(observed, [count, inputs - dims]), &self.net.device);
        O::predict(&self.net, &self.weights, &Tensor::cat(vec![x.clone(), observed], 1), t)
    }

    fn combine(&self, terms: &[(f64, &Tensor<2>)]) -> Tensor<2> {
        O::combine(terms)
    }

    fn clamp(&self, x: &Tensor<2>, limit: f64) -> Tensor<2> {
        x.clone().clamp(-limit, limit)
    }

    fn read(&self, arrays: &[&Tensor<2>]) -> Read {
        start(arrays.iter().fold(Transaction::default(), |t, &array| t.register(array.clone())))
    }
}

/// Submits a readback now; its numbers follow.
pub(super) fn start(transaction: Transaction) -> Read {
    Read::start(async move {
        let read = transaction.execute_async().await.map_err(|e| lost(&e))?;
        read.into_iter().map(|data| data.try_into_vec::<f32>().map_err(|e| lost(&e))).collect()
    })
}
