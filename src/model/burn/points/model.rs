//! The network as a model of ε.

use std::{marker::PhantomData, rc::Rc};

use burn::{
    Tensor,
    tensor::{TensorData, Transaction},
};

use super::{Chosen, PointNet, PointOps, lost};
use crate::{
    diffusion::{Prediction, Schedule},
    error::Result,
    model::burn::read::Read,
    toy::{PointModel, learner::ReadPoints},
};

/// A network, its weights, and what its output means.
pub struct BurnPointModel<O: PointOps = Chosen> {
    net: PointNet,
    weights: Tensor<1>,
    schedule: Rc<Schedule>,
    prediction: Prediction,
    ops: PhantomData<O>,
}

impl<O: PointOps> BurnPointModel<O> {
    pub(super) fn new(net: PointNet, weights: Tensor<1>, schedule: Rc<Schedule>, prediction: Prediction) -> Self {
        Self { net, weights, schedule, prediction, ops: PhantomData }
    }
}

impl<O: PointOps> PointModel for BurnPointModel<O> {
    type Array = Tensor<2>;

    fn dims(&self) -> usize {
        self.net.layout.dims
    }

    fn upload(&self, x: &[f32]) -> Tensor<2> {
        let dims = self.dims();
        Tensor::from_data(TensorData::new(x.to_vec(), [x.len() / dims, dims]), &self.net.device)
    }

    fn eps(&self, x: &Tensor<2>, t: usize) -> Tensor<2> {
        O::eps(&self.net, &self.weights, x, t, self.prediction.eps(&self.schedule, t))
    }

    fn combine(&self, terms: &[(f64, &Tensor<2>)]) -> Tensor<2> {
        O::combine(terms)
    }
}

impl<O: PointOps> ReadPoints for BurnPointModel<O> {
    type Read = std::pin::Pin<Box<dyn Future<Output = Result<Vec<f32>>>>>;

    fn read(&self, array: &Tensor<2>) -> Self::Read {
        let read = start(Transaction::default().register(array.clone()));
        Box::pin(async move { Ok(read.await?.swap_remove(0)) })
    }
}

/// Submits a readback now; its numbers follow.
pub(super) fn start(transaction: Transaction) -> Read {
    Read::start(async move {
        let read = transaction.execute_async().await.map_err(|e| lost(&e))?;
        read.into_iter().map(|data| data.try_into_vec::<f32>().map_err(|e| lost(&e))).collect()
    })
}
