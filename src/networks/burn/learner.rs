//! Algorithm 1's gradient step in Burn: AdamW with a limit on the gradient's norm, and the moving average.
//!
//! The network's parameters are many and mostly small, and every operation on each would be a kernel of its own. So the
//! gradients are laid end to end, and the optimiser works on four long vectors: weights, average and two moments.

use burn::{
    Tensor,
    module::{Module, ModuleMapper, ModuleVisitor, Param},
    tensor::{Device, Gradients, TensorData},
};

use super::{
    layers::to_outer,
    unet::{BurnUNet, fold},
};
use crate::{
    error::{Error, ErrorCode, Result},
    networks::{UNetConfig, ema::Ema},
    trainer::{
        learner::LearnerState,
        pictures::{Batch, Learner, OptimizerOptions},
    },
    weights::{Weight, Weights},
};

/// A network in Burn that learns.
pub struct BurnLearner {
    name: &'static str,
    device: Device,
    net: BurnUNet,
    weights: Tensor<1>,
    average: Tensor<1>,
    first: Tensor<1>,
    second: Tensor<1>,
    options: OptimizerOptions,
    step: usize,
}

impl BurnLearner {
    /// Starts from these weights. `name` is what the model card calls the device: `flex`, `cuda`.
    ///
    /// # Errors
    /// As [`BurnUNet::new`].
    pub fn new(
        name: &'static str,
        config: &UNetConfig,
        weights: &Weights,
        device: &Device,
        options: OptimizerOptions,
    ) -> Result<Self> {
        let net = BurnUNet::new(config, weights, &device.clone().autodiff())?;
        let weights = flatten(&net);
        let zeros = weights.zeros_like();
        Ok(Self {
            name,
            device: device.clone(),
            net,
            average: weights.clone(),
            weights,
            first: zeros.clone(),
            second: zeros,
            options,
            step: 0,
        })
    }

    /// The batch's loss and its gradient.
    fn gradient(&self, batch: &Batch) -> Result<(f64, Tensor<1>)> {
        let config = self.net.config();
        let (patch, image) = (config.patch, config.image);
        let shape = [batch.t.len(), image.height / patch, image.width / patch, config.folded_channels()];
        let device = self.device.clone().autodiff();
        let array = |x: &[f32]| Tensor::<4>::from_data(TensorData::new(fold(x, config), shape), &device);
        let t: Vec<f32> = batch.t.iter().map(|&t| (t - 1) as f32).collect();
        let out = self.net.forward(array(&batch.x_t), &t, &batch.conditions);
        let loss = (out - array(&batch.target)).square().mean();
        let value = read(loss.clone().inner())?[0];
        let grads = loss.backward();
        let mut gather = Gather { parts: Vec::new(), grads: Some(&grads) };
        self.net.visit(&mut gather);
        Ok((f64::from(value), Tensor::cat(gather.parts, 0)))
    }

    fn adam(&mut self, gradient: Tensor<1>, learning_rate: f64) {
        let OptimizerOptions { beta1, beta2, epsilon, weight_decay, clip_norm, ema_decay } = self.options;
        let norm = gradient.clone().square().sum().sqrt();
        let clip = (norm + 1e-12).recip().mul_scalar(clip_norm).clamp_max(1.0);
        let gradient = gradient * clip;
        let t = (self.step + 1) as i32;
        self.first = self.first.clone() * beta1 + gradient.clone() * (1.0 - beta1);
        self.second = self.second.clone() * beta2 + gradient.square() * (1.0 - beta2);
        let mean = self.first.clone() / (1.0 - beta1.powi(t));
        let root = (self.second.clone() / (1.0 - beta2.powi(t))).sqrt() + epsilon;
        let weights = self.weights.clone();
        self.weights = weights.clone() * (1.0 - learning_rate * weight_decay) - mean / root * learning_rate;
        let keep = Ema { decay: ema_decay }.decay_at(self.step);
        self.average = self.average.clone() * keep + self.weights.clone() * (1.0 - keep);
        self.net = self.net.clone().map(&mut Scatter { flat: self.weights.clone(), at: 0 });
        self.step += 1;
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
}

impl Learner for BurnLearner {
    fn name(&self) -> &'static str {
        self.name
    }

    fn step(&mut self, batch: &Batch, learning_rate: f64) -> Result<f64> {
        let (loss, gradient) = self.gradient(batch)?;
        self.adam(gradient, learning_rate);
        Ok(loss)
    }

    fn average(&self) -> Result<Weights> {
        self.by_name(&self.average)
    }

    fn state(&self) -> Result<LearnerState> {
        Ok(LearnerState {
            step: self.step,
            weights: self.by_name(&self.weights)?,
            average: self.by_name(&self.average)?,
            first: self.by_name(&self.first)?,
            second: self.by_name(&self.second)?,
        })
    }

    fn restore(&mut self, state: &LearnerState) -> Result<()> {
        let config = self.net.config().clone();
        let flat = |weights| Ok(flatten(&BurnUNet::new(&config, weights, &self.device)?));
        let (average, first, second) = (flat(&state.average)?, flat(&state.first)?, flat(&state.second)?);
        self.net = BurnUNet::new(&config, &state.weights, &self.device.clone().autodiff())?;
        self.weights = flatten(&self.net);
        (self.average, self.first, self.second) = (average, first, second);
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
