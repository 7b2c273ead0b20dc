//! One step of Algorithm 1 on the CPU.

use std::{
    future::{Ready, ready},
    rc::Rc,
};

use super::{
    adam::{AdamOptions, AdamStep},
    config::MlpConfig,
    denoiser::MlpDenoiser,
    embedding::TimeTable,
    gradient::Gradient,
    net::Mlp,
};
use crate::{
    diffusion::Prediction,
    error::Result,
    trainer::{
        batch::PointBatch,
        learner::{LearnerState, PointLearner, StepReport},
    },
    weights::{self, Weights},
};

/// Weights, their moments and their moving average.
#[derive(Clone, Debug)]
pub struct MlpLearner {
    net: Mlp,
    gradient: Gradient,
    first: Vec<f32>,
    second: Vec<f32>,
    average: Vec<f32>,
    options: AdamOptions,
    step: usize,
}

impl MlpLearner {
    /// Starts from these weights.
    ///
    /// # Errors
    /// As [`Mlp::new`].
    pub fn new(
        dims: usize,
        config: &MlpConfig,
        weights: &Weights,
        times: Rc<TimeTable>,
        options: AdamOptions,
    ) -> Result<Self> {
        let net = Mlp::new(dims, config, weights, times)?;
        let zeros = vec![0.0; net.flat.len()];
        Ok(Self {
            gradient: Gradient::new(&net),
            first: zeros.clone(),
            second: zeros,
            average: net.flat.clone(),
            options,
            step: 0,
            net,
        })
    }

    /// The network as it is now; not its moving average.
    pub fn net(&self) -> &Mlp {
        &self.net
    }
}

impl PointLearner for MlpLearner {
    type Report = Ready<Result<StepReport>>;
    type State = Ready<Result<LearnerState>>;
    type Average = Ready<Result<Weights>>;
    type Model = MlpDenoiser;

    fn step(&mut self, batch: &PointBatch, learning_rate: f64) -> Self::Report {
        self.gradient.compute(&self.net, batch);
        let gradient = self.gradient.flat();
        let adam = AdamStep::new(&self.options, self.step, learning_rate);
        adam.apply(&mut self.net.flat, gradient, &mut self.first, &mut self.second, &mut self.average);
        self.net.pack();
        self.step += 1;
        let gradient_norm = gradient.iter().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>().sqrt();
        ready(Ok(StepReport { errors: self.gradient.errors().to_vec(), gradient_norm }))
    }

    fn model(&self, prediction: Prediction) -> Result<MlpDenoiser> {
        let mut net = self.net.clone();
        net.set_flat(&self.average);
        Ok(MlpDenoiser::new(net, prediction))
    }

    fn average(&self) -> Self::Average {
        ready(Ok(self.net.by_name(&self.average)))
    }

    fn weights(&self) -> Self::Average {
        ready(Ok(self.net.weights()))
    }

    fn state(&self) -> Self::State {
        let by_name = |flat: &[f32]| self.net.by_name(flat);
        ready(Ok(LearnerState {
            step: self.step,
            weights: self.net.weights(),
            average: by_name(&self.average),
            first: by_name(&self.first),
            second: by_name(&self.second),
        }))
    }

    fn restore(&mut self, state: &LearnerState) -> Result<()> {
        let parameters = self.net.config.parameters(self.net.dims());
        for weights in [&state.weights, &state.average, &state.first, &state.second] {
            weights::check(weights, &parameters)?;
        }
        let flatten = |weights| self.net.layout.flatten(weights);
        (self.average, self.first, self.second) =
            (flatten(&state.average), flatten(&state.first), flatten(&state.second));
        let flat = flatten(&state.weights);
        self.net.set_flat(&flat);
        self.step = state.step;
        Ok(())
    }
}
