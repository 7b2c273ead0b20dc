//! One step of Algorithm 1 in Burn.

use std::{marker::PhantomData, pin::Pin};

use burn::{
    Tensor,
    tensor::{Device, Transaction},
};

use super::{
    Chosen, PointNet, PointOps, Rows,
    model::{BurnPointModel, start},
};
use crate::{
    diffusion::Prediction,
    error::{Result, invalid},
    networks::{
        burn::optimizer::FlatState,
        mlp::{MlpConfig, TimeTable},
    },
    trainer::{Batch, Learner, LearnerState, StepReport, optimizer::AdamOptions},
    weights::Weights,
};

/// A network of points in Burn that learns.
pub struct BurnPointLearner<O: PointOps = Chosen> {
    net: PointNet,
    state: FlatState,
    options: AdamOptions,
    step: usize,
    ops: PhantomData<O>,
}

type Coming<T> = Pin<Box<dyn Future<Output = Result<T>>>>;

impl<O: PointOps> BurnPointLearner<O> {
    /// Starts from these weights.
    ///
    /// # Errors
    /// `InvalidSetting` where the network cannot be built or the gradient's norm is to be limited, `WeightsShape` where the weights are not its own.
    pub fn new(
        dims: usize,
        config: &MlpConfig,
        weights: &Weights,
        times: &TimeTable,
        options: AdamOptions,
        device: &Device,
    ) -> Result<Self> {
        if options.clip_norm.is_some() {
            return Err(invalid("`clipNorm` is not offered for points on a GPU"));
        }
        let net = PointNet::new(dims, config, times, device)?;
        let weights = net.upload(weights)?;
        // Each an array of its own: a kernel writes them where they lie.
        let ema = O::combine(&[(1.0, &weights)]);
        let [m, v] = [0, 1].map(|_| O::combine(&[(0.0, &weights)]));
        Ok(Self { state: FlatState { weights, ema, m, v }, net, options, step: 0, ops: PhantomData })
    }

    fn read_weights(&self, flat: &Tensor<1>) -> Coming<Weights> {
        let read = start(Transaction::default().register(flat.clone()));
        let layout = self.net.layout.clone();
        Box::pin(async move { Ok(PointNet::by_name(&layout, &read.await?[0])) })
    }
}

impl<O: PointOps> Learner for BurnPointLearner<O> {
    type Report = Coming<StepReport>;
    type State = Coming<LearnerState>;
    type Weights = Coming<Weights>;
    type Model = BurnPointModel<O>;

    fn backend(&self) -> &'static str {
        if cfg!(feature = "webgpu") { "webgpu" } else { "flex" }
    }

    fn train_step(&mut self, batch: &Batch, learning_rate: f64) -> Self::Report {
        let (errors, gradient) = O::gradient(&self.net, &self.state.weights, &Rows::new(&self.net, batch));
        let squares = O::squares(&gradient);
        O::adam(&mut self.state, &gradient, &self.options.step(self.step, learning_rate));
        self.step += 1;
        let read = start(Transaction::default().register(errors).register(squares));
        let dims = self.net.layout.dims;
        Box::pin(async move {
            let read = read.await?;
            let mean = |point: &[f32]| point.iter().map(|e| e * e).sum::<f32>() / dims as f32;
            let norm = read[1].iter().map(|&s| f64::from(s)).sum::<f64>().sqrt();
            Ok(StepReport { errors: read[0].chunks_exact(dims).map(mean).collect(), gradient_norm: norm })
        })
    }

    fn model(&self, prediction: Prediction) -> Result<Self::Model> {
        // A copy: training goes on in the average itself.
        let ema = O::combine(&[(1.0, &self.state.ema)]);
        Ok(BurnPointModel::new(self.net.clone(), ema, prediction))
    }

    fn ema(&self) -> Self::Weights {
        self.read_weights(&self.state.ema)
    }

    fn weights(&self) -> Self::Weights {
        self.read_weights(&self.state.weights)
    }

    fn state(&self) -> Self::State {
        let FlatState { weights, ema, m, v } = &self.state;
        let all = [weights, ema, m, v];
        let read = start(all.into_iter().fold(Transaction::default(), |t, flat| t.register(flat.clone())));
        let (layout, step) = (self.net.layout.clone(), self.step);
        Box::pin(async move {
            let read = read.await?;
            let [weights, ema, m, v] = [0, 1, 2, 3].map(|i: usize| PointNet::by_name(&layout, &read[i]));
            Ok(LearnerState { step, weights, ema, m, v })
        })
    }

    fn restore(&mut self, state: &LearnerState) -> Result<()> {
        let upload = |weights| self.net.upload(weights);
        self.state = FlatState {
            weights: upload(&state.weights)?,
            ema: upload(&state.ema)?,
            m: upload(&state.m)?,
            v: upload(&state.v)?,
        };
        self.step = state.step;
        Ok(())
    }
}
