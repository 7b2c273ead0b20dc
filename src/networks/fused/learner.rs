//! One step of Algorithm 1 on the CPU: gradients picture by picture, over as many threads as given, then AdamW
//! (Loshchilov and Hutter 2019) on all weights.

use std::future::{Ready, ready};

use super::{
    FusedDenoiser, FusedUNet, Tape,
    backward::{Backward, Workspace},
    plan,
};
use crate::{
    denoiser::Condition,
    diffusion::Prediction,
    error::Result,
    networks::UNetConfig,
    trainer::{Batch, Learner, LearnerState, StepReport, loss::squared_error_gradient, optimizer::AdamOptions},
    weights::{self, Weights},
};

/// What one thread needs.
struct Hand {
    tape: Tape,
    space: Workspace,
    grads: Vec<f32>,
    out: Vec<f32>,
}

/// Weights, their moments and their moving average.
pub struct FusedLearner {
    net: FusedUNet,
    packs: Backward,
    hands: Vec<Hand>,
    m: Vec<f32>,
    v: Vec<f32>,
    ema: Vec<f32>,
    options: AdamOptions,
    step: usize,
}

impl FusedLearner {
    /// Starts from these weights, on that many threads.
    ///
    /// # Errors
    /// As [`FusedUNet::new`].
    pub fn new(config: &UNetConfig, weights: &Weights, options: AdamOptions, threads: usize) -> Result<Self> {
        let net = FusedUNet::new(config, weights)?;
        let total = net.flat.len();
        let hand = Hand {
            tape: net.tape(),
            space: Workspace::default(),
            grads: vec![0.0; total],
            out: vec![0.0; config.image.values()],
        };
        Ok(Self {
            packs: net.new_backward(),
            hands: (0..threads.max(1)).map(|_| hand.clone_fresh()).collect(),
            m: vec![0.0; total],
            v: vec![0.0; total],
            ema: net.flat.clone(),
            options,
            step: 0,
            net,
        })
    }

    /// The errors of a batch, and the gradient of its loss, left in the first thread's workspace.
    fn gradient(&mut self, batch: &Batch) -> Vec<f32> {
        self.net.pack();
        self.net.pack_backward(&mut self.packs);
        let (net, packs) = (&self.net, &self.packs);
        let values = net.config().image.values();
        let size = batch.t.len();
        let share = size.div_ceil(self.hands.len());
        let any = Condition::any(net.config().attributes.len());
        let work = |n: usize, hand: &mut Hand| {
            hand.grads.fill(0.0);
            let mut errors = Vec::with_capacity(share);
            for i in (n * share)..((n + 1) * share).min(size) {
                let pixels = i * values..(i + 1) * values;
                let x = &batch.x_t[pixels.clone()];
                let t = (batch.t[i] - 1) as f32;
                let condition = batch.conditions.get(i).unwrap_or(&any);
                net.forward(x, t, condition, &mut hand.tape, &mut hand.out);
                errors.push(squared_error_gradient(&mut hand.out, &batch.target[pixels], batch.weight[i], size));
                net.backward(packs, &hand.tape, &hand.out, &mut hand.space, &mut hand.grads);
            }
            errors
        };
        let (own, others) = self.hands.split_at_mut(1);
        #[cfg_attr(
            target_arch = "wasm32",
            expect(clippy::disallowed_methods, reason = "in a browser there is one hand, and nothing is spawned")
        )]
        let errors = std::thread::scope(|scope| {
            let work = &work;
            let spawn = |(n, hand)| scope.spawn(move || work(n + 1, hand));
            let others: Vec<_> = others.iter_mut().enumerate().map(spawn).collect();
            // The first share is this thread's, so that one hand needs no other thread.
            let own = work(0, &mut own[0]);
            others.into_iter().fold(own, |mut errors, other| {
                errors.extend(other.join().expect("a training thread panicked"));
                errors
            })
        });
        let (head, tail) = self.hands.split_at_mut(1);
        for hand in tail {
            kernel::math::add_assign(&mut head[0].grads, &hand.grads);
        }
        errors
    }
}

impl Hand {
    fn clone_fresh(&self) -> Self {
        Self { tape: self.tape.clone(), space: Workspace::default(), grads: self.grads.clone(), out: self.out.clone() }
    }
}

impl Learner for FusedLearner {
    type Report = Ready<Result<StepReport>>;
    type State = Ready<Result<LearnerState>>;
    type Weights = Ready<Result<Weights>>;
    type Model = FusedDenoiser;

    fn backend(&self) -> &'static str {
        "cpu"
    }

    fn train_step(&mut self, batch: &Batch, learning_rate: f64) -> Self::Report {
        let errors = self.gradient(batch);
        let grads = &mut self.hands[0].grads;
        let gradient_norm = grads.iter().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>().sqrt();
        let clip = self.options.clip(gradient_norm) as f32;
        grads.iter_mut().for_each(|g| *g *= clip);
        let adam = self.options.step(self.step, learning_rate);
        adam.apply(&mut self.net.flat, grads, &mut self.m, &mut self.v, &mut self.ema);
        self.step += 1;
        ready(Ok(StepReport { errors, gradient_norm }))
    }

    fn model(&self, prediction: Prediction) -> Result<FusedDenoiser> {
        let mut net = self.net.clone();
        net.flat.copy_from_slice(&self.ema);
        net.pack();
        Ok(FusedDenoiser::new(net, prediction))
    }

    fn ema(&self) -> Self::Weights {
        ready(Ok(plan::to_outer(self.net.config(), &self.ema)))
    }

    fn weights(&self) -> Self::Weights {
        ready(Ok(self.net.weights()))
    }

    fn state(&self) -> Self::State {
        let by_name = |flat: &[f32]| plan::to_outer(self.net.config(), flat);
        let (ema, m, v) = (by_name(&self.ema), by_name(&self.m), by_name(&self.v));
        ready(Ok(LearnerState { step: self.step, weights: self.net.weights(), ema, m, v }))
    }

    fn restore(&mut self, state: &LearnerState) -> Result<()> {
        let config = self.net.config().clone();
        for set in [&state.weights, &state.ema, &state.m, &state.v] {
            weights::check(set, &config.parameters())?;
        }
        self.net.flat = plan::to_inner(&config, &state.weights);
        self.ema = plan::to_inner(&config, &state.ema);
        self.m = plan::to_inner(&config, &state.m);
        self.v = plan::to_inner(&config, &state.v);
        self.step = state.step;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        data::{Attribute, ImageShape},
        denoiser::Condition,
        weights::Weight,
    };
    use kernel::testing::{dot, values};

    fn small() -> (UNetConfig, Weights) {
        let attribute = |n: usize| Attribute { name: format!("a{n}"), values: (0..n).map(|i| i.to_string()).collect() };
        let config = UNetConfig {
            image: ImageShape { height: 8, width: 16, channels: 3 },
            patch: 2,
            base: 8,
            multipliers: vec![1, 2],
            blocks: 2,
            groups: 4,
            attributes: vec![attribute(2), attribute(3)],
        };
        let weights = config
            .parameters()
            .into_iter()
            .enumerate()
            .map(|(i, (name, shape))| {
                let values = values(shape.iter().product(), i as u64).iter().map(|v| v * 0.3).collect();
                (name, Weight { shape, values })
            })
            .collect();
        (config, weights)
    }

    #[test]
    fn every_kind_of_weight_has_the_gradient_of_its_difference_quotient() {
        let (config, weights) = small();
        let mut net = FusedUNet::new(&config, &weights).unwrap();
        let n = config.image.values();
        let (x, d) = (values(n, 100), values(n, 101));
        let condition = Condition::Classes(vec![Some(1), None]);
        let (mut tape, mut out) = (net.tape(), vec![0.0; n]);
        net.forward(&x, 37.0, &condition, &mut tape, &mut out);
        let mut packs = net.new_backward();
        net.pack_backward(&mut packs);
        let mut grads = vec![0.0; net.flat.len()];
        net.backward(&packs, &tape, &d, &mut Workspace::default(), &mut grads);
        let mut start = 0;
        for (name, shape) in config.parameters() {
            let len: usize = shape.iter().product();
            // Along the gradient itself the quotient is large and clear of rounding; in a fixed random direction it
            // catches a gradient that is right in direction but wrong in place.
            for direction in [grads[start..start + len].to_vec(), values(len, 7)] {
                let length = dot(&direction, &direction).sqrt();
                if length == 0.0 {
                    continue;
                }
                let step = 2e-2 / length;
                let kept = net.flat.clone();
                let mut loss = |sign: f32| {
                    net.flat.copy_from_slice(&kept);
                    for (w, d) in net.flat[start..start + len].iter_mut().zip(&direction) {
                        *w += sign * step * d;
                    }
                    net.pack();
                    net.forward(&x, 37.0, &condition, &mut tape, &mut out);
                    dot(&out, &d)
                };
                let quotient = (loss(1.0) - loss(-1.0)) / (2.0 * step);
                net.flat.copy_from_slice(&kept);
                let along = dot(&grads[start..start + len], &direction);
                let error = (quotient - along).abs();
                assert!(error < 0.02 * along.abs() + 5e-3 * length, "{name}: {along} for {quotient}");
            }
            start += len;
        }
    }

    #[test]
    fn weights_come_out_as_they_went_in() {
        let (config, weights) = small();
        assert_eq!(FusedUNet::new(&config, &weights).unwrap().weights(), weights);
    }

    #[test]
    fn threads_do_not_change_what_is_learnt_beyond_rounding() {
        let (config, weights) = small();
        let n = config.image.values();
        let batch = Batch {
            x_t: values(5 * n, 1),
            t: vec![1, 200, 400, 800, 1000],
            conditions: vec![Condition::Classes(vec![None, Some(2)]); 5],
            target: values(5 * n, 2),
            weight: vec![1.0, 0.5, 2.0, 1.0, 1.0],
        };
        let options = AdamOptions { weight_decay: 0.0, ema_decay: 0.9, clip_norm: Some(1.0) };
        let mut one = FusedLearner::new(&config, &weights, options, 1).unwrap();
        let mut three = FusedLearner::new(&config, &weights, options, 3).unwrap();
        let (a, b) = (one.gradient(&batch), three.gradient(&batch));
        assert_eq!(a, b, "the errors are those of each picture by itself");
        for (a, b) in one.hands[0].grads.iter().zip(&three.hands[0].grads) {
            assert!((a - b).abs() < 1e-5 * (1.0 + a.abs()));
        }
    }
}
