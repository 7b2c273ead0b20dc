//! Algorithm 1's gradient step in Burn, with the gradient of its autodiff, on backends that can be read synchronously.

use std::future::{Ready, ready};

use burn::{
    Tensor,
    module::{Module, ModuleMapper, ModuleVisitor, Param},
    tensor::{Device, Gradients, TensorData},
};

use super::{
    BurnDenoiser,
    layers::to_outer,
    optimizer::{FlatState, adam},
    unet::{BurnUNet, space_to_depth},
};
use crate::{
    denoiser::Condition,
    diffusion::Prediction,
    error::{Error, ErrorCode, Result},
    networks::UNetConfig,
    trainer::{Batch, Learner, LearnerState, StepReport, optimizer::AdamOptions},
    weights::{Weight, Weights},
};

/// A network in Burn that learns.
pub struct BurnLearner {
    backend: &'static str,
    device: Device,
    net: BurnUNet,
    state: FlatState,
    options: AdamOptions,
    step: usize,
}

impl BurnLearner {
    /// Starts from these weights. `backend` is what the model card calls the device: `flex`, `cuda`.
    ///
    /// # Errors
    /// As [`BurnUNet::new`].
    pub fn new(
        backend: &'static str,
        config: &UNetConfig,
        weights: &Weights,
        device: &Device,
        options: AdamOptions,
    ) -> Result<Self> {
        let net = BurnUNet::new(config, weights, &device.clone().autodiff())?;
        let weights = flatten(&net);
        let zeros = weights.zeros_like();
        let state = FlatState { ema: weights.clone(), weights, m: zeros.clone(), v: zeros };
        Ok(Self { backend, device: device.clone(), net, state, options, step: 0 })
    }

    /// The batch's errors, one a picture, and the gradient of its loss.
    fn gradient(&self, batch: &Batch) -> Result<(Vec<f32>, Tensor<1>)> {
        let config = self.net.config();
        let (patch, image, size) = (config.patch, config.image, batch.t.len());
        let shape = [size, image.height / patch, image.width / patch, config.patch_channels()];
        let device = self.device.clone().autodiff();
        let array = |x: &[f32]| Tensor::<4>::from_data(TensorData::new(space_to_depth(x, config), shape), &device);
        let t: Vec<f32> = batch.t.iter().map(|&t| (t - 1) as f32).collect();
        let any = vec![Condition::any(config.attributes.len()); size];
        let conditions = if batch.conditions.is_empty() { &any } else { &batch.conditions };
        let out = self.net.forward(array(&batch.x_t), &t, conditions);
        let squares = (out - array(&batch.target)).square();
        let errors = squares.reshape([size, image.values()]).mean_dim(1);
        let found = read(errors.clone().inner().reshape([size]))?;
        let weight = Tensor::<2>::from_data(TensorData::new(batch.weight.clone(), [size, 1]), &device);
        let grads = (errors * weight).mean().backward();
        let mut gather = Gather { parts: Vec::new(), grads: Some(&grads) };
        self.net.visit(&mut gather);
        Ok((found, Tensor::cat(gather.parts, 0)))
    }

    fn train(&mut self, batch: &Batch, learning_rate: f64) -> Result<StepReport> {
        let (errors, gradient) = self.gradient(batch)?;
        let gradient_norm = f64::from(read(gradient.clone().square().sum())?[0]).sqrt();
        let gradient = gradient * self.options.clip(gradient_norm);
        adam(&mut self.state, &gradient, &self.options.step(self.step, learning_rate));
        self.net = self.net.clone().map(&mut Scatter { flat: self.state.weights.clone(), at: 0 });
        self.step += 1;
        Ok(StepReport { errors, gradient_norm })
    }

    /// A long vector as weights by name.
    fn by_name(&self, flat: &Tensor<1>) -> Result<Weights> {
        let mut names = Names::default();
        self.net.visit(&mut names);
        let values = read(flat.clone())?;
        let mut rest = values.as_slice();
        Ok(names
            .found
            .into_iter()
            .map(|(name, shape)| {
                let (values, tail) = rest.split_at(shape.iter().product());
                rest = tail;
                (name, to_outer(Weight { shape, values: values.to_vec() }))
            })
            .collect())
    }

    fn read_state(&self) -> Result<LearnerState> {
        let FlatState { weights, ema, m, v } = &self.state;
        let [weights, ema, m, v] = [weights, ema, m, v].map(|flat| self.by_name(flat));
        Ok(LearnerState { step: self.step, weights: weights?, ema: ema?, m: m?, v: v? })
    }
}

impl Learner for BurnLearner {
    type Report = Ready<Result<StepReport>>;
    type State = Ready<Result<LearnerState>>;
    type Weights = Ready<Result<Weights>>;
    type Model = BurnDenoiser;

    fn backend(&self) -> &'static str {
        self.backend
    }

    fn train_step(&mut self, batch: &Batch, learning_rate: f64) -> Self::Report {
        ready(self.train(batch, learning_rate))
    }

    fn model(&self, prediction: Prediction) -> Result<BurnDenoiser> {
        BurnDenoiser::new(self.net.config(), &self.by_name(&self.state.ema)?, prediction, &self.device)
    }

    fn ema(&self) -> Self::Weights {
        ready(self.by_name(&self.state.ema))
    }

    fn weights(&self) -> Self::Weights {
        ready(self.by_name(&self.state.weights))
    }

    fn state(&self) -> Self::State {
        ready(self.read_state())
    }

    fn restore(&mut self, state: &LearnerState) -> Result<()> {
        let config = self.net.config().clone();
        let flat = |weights| Ok(flatten(&BurnUNet::new(&config, weights, &self.device)?));
        let (ema, m, v) = (flat(&state.ema)?, flat(&state.m)?, flat(&state.v)?);
        self.net = BurnUNet::new(&config, &state.weights, &self.device.clone().autodiff())?;
        self.state = FlatState { weights: flatten(&self.net), ema, m, v };
        self.step = state.step;
        Ok(())
    }
}

/// All parameters of a network, end to end, outside of any autodiff graph.
fn flatten(net: &BurnUNet) -> Tensor<1> {
    let mut gather = Gather { parts: Vec::new(), grads: None };
    net.visit(&mut gather);
    Tensor::cat(gather.parts, 0)
}

fn read(tensor: Tensor<1>) -> Result<Vec<f32>> {
    let lost = |e: &dyn std::fmt::Debug| Error::new(ErrorCode::DeviceLost, format!("readback: {e:?}"));
    tensor.try_into_data().map_err(|e| lost(&e))?.try_into_vec().map_err(|e| lost(&e))
}

/// Collects parameters, or their gradients, in the order of the fields.
struct Gather<'a> {
    parts: Vec<Tensor<1>>,
    grads: Option<&'a Gradients>,
}

impl ModuleVisitor for Gather<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let value = param.val();
        let part = match self.grads {
            // What the loss does not depend on has no gradient: in a batch without conditions, say, none of the tables.
            Some(grads) => value.grad(grads).unwrap_or_else(|| value.without_autodiff().zeros_like()),
            None => value.without_autodiff(),
        };
        self.parts.push(part.flatten(0, D - 1));
    }
}

/// Gives parameters their part of a long vector, in the order of the fields.
struct Scatter {
    flat: Tensor<1>,
    at: usize,
}

impl ModuleMapper for Scatter {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        param.map(|old| {
            let shape = old.dims();
            let end = self.at + shape.iter().product::<usize>();
            let new = self.flat.clone().slice(self.at..end).reshape(shape);
            self.at = end;
            Tensor::from_inner(new).require_grad()
        })
    }
}

/// Collects parameters' names and shapes, in the order of the fields.
#[derive(Default)]
struct Names {
    path: Vec<String>,
    found: Vec<(String, Vec<usize>)>,
}

impl ModuleVisitor for Names {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        self.found.push((self.path.join("."), param.val().dims().to_vec()));
    }

    fn enter_module(&mut self, name: &str, _container: &str) {
        self.path.push(name.to_owned());
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.pop();
    }
}
