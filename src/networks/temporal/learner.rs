//! One step of Algorithm 1 on the CPU.

use std::future::{Ready, ready};

use super::{config::TemporalConfig, denoiser::TemporalDenoiser, gradient::Gradient, net::TemporalUNet};
use crate::{
    diffusion::Prediction,
    error::Result,
    trainer::{Batch, Learner, LearnerState, StepReport, optimizer::AdamOptions},
    weights::{self, Weights},
};

/// Weights, their moments and their moving average.
pub struct TemporalLearner {
    net: TemporalUNet,
    gradient: Gradient,
    m: Vec<f32>,
    v: Vec<f32>,
    ema: Vec<f32>,
    options: AdamOptions,
    step: usize,
}

impl TemporalLearner {
    /// Starts from these weights.
    ///
    /// # Errors
    /// As [`TemporalUNet::new`].
    pub fn new(values: usize, config: &TemporalConfig, weights: &Weights, options: AdamOptions) -> Result<Self> {
        let net = TemporalUNet::new(values, config, weights)?;
        let zeros = vec![0.0; net.flat.len()];
        Ok(Self {
            gradient: Gradient::new(&net),
            m: zeros.clone(),
            v: zeros,
            ema: net.flat.clone(),
            options,
            step: 0,
            net,
        })
    }

    /// The network as it is now; not its moving average.
    pub fn net(&self) -> &TemporalUNet {
        &self.net
    }
}

impl Learner for TemporalLearner {
    type Report = Ready<Result<StepReport>>;
    type State = Ready<Result<LearnerState>>;
    type Weights = Ready<Result<Weights>>;
    type Model = TemporalDenoiser;

    fn backend(&self) -> &'static str {
        "cpu"
    }

    fn train_step(&mut self, batch: &Batch, learning_rate: f64) -> Self::Report {
        self.gradient.compute(&self.net, batch);
        let gradient_norm = self.gradient.norm();
        self.gradient.scale(self.options.clip(gradient_norm) as f32);
        let adam = self.options.step(self.step, learning_rate);
        adam.apply(&mut self.net.flat, self.gradient.flat(), &mut self.m, &mut self.v, &mut self.ema);
        self.net.pack();
        self.step += 1;
        ready(Ok(StepReport { errors: self.gradient.errors().to_vec(), gradient_norm }))
    }

    fn model(&self, prediction: Prediction) -> Result<TemporalDenoiser> {
        let mut net = self.net.clone();
        net.set_flat(&self.ema);
        Ok(TemporalDenoiser::new(net, prediction))
    }

    fn ema(&self) -> Self::Weights {
        ready(Ok(self.net.by_name(&self.ema)))
    }

    fn weights(&self) -> Self::Weights {
        ready(Ok(self.net.weights()))
    }

    fn state(&self) -> Self::State {
        let by_name = |flat: &[f32]| self.net.by_name(flat);
        ready(Ok(LearnerState {
            step: self.step,
            weights: self.net.weights(),
            ema: by_name(&self.ema),
            m: by_name(&self.m),
            v: by_name(&self.v),
        }))
    }

    fn restore(&mut self, state: &LearnerState) -> Result<()> {
        let parameters = self.net.config.parameters(self.net.values());
        for weights in [&state.weights, &state.ema, &state.m, &state.v] {
            weights::check(weights, &parameters)?;
        }
        let flatten = |weights| self.net.layout.flatten(weights);
        (self.ema, self.m, self.v) = (flatten(&state.ema), flatten(&state.m), flatten(&state.v));
        let flat = flatten(&state.weights);
        self.net.set_flat(&flat);
        self.step = state.step;
        Ok(())
    }
}
