//! One step of Algorithm 1 on the CPU: gradients picture by picture, over as many threads as given, then AdamW
//! (Loshchilov and Hutter 2019) on all weights.

use super::{
    FusedUNet, Tape,
    backward::{Backward, Workspace},
    plan,
};
use crate::{
    error::Result,
    networks::{UNetConfig, ema::Ema},
    trainer::{
        learner::LearnerState,
        pictures::{Batch, Learner, OptimizerOptions},
    },
    weights::Weights,
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
    first: Vec<f32>,
    second: Vec<f32>,
    average: Vec<f32>,
    options: OptimizerOptions,
    step: usize,
}

impl FusedLearner {
    /// Starts from these weights, on that many threads.
    ///
    /// # Errors
    /// As [`FusedUNet::new`].
    pub fn new(config: &UNetConfig, weights: &Weights, options: OptimizerOptions, threads: usize) -> Result<Self> {
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
            first: vec![0.0; total],
            second: vec![0.0; total],
            average: net.flat.clone(),
            options,
            step: 0,
            net,
        })
    }

    /// The loss of a batch and its gradient, left in the first hand.
    fn gradient(&mut self, batch: &Batch) -> f64 {
        self.net.pack();
        self.net.pack_backward(&mut self.packs);
        let (net, packs) = (&self.net, &self.packs);
        let values = net.config().image.values();
        let size = batch.t.len();
        let share = size.div_ceil(self.hands.len());
        let scale = 1.0 / (size * values) as f64;
        let work = |n: usize, hand: &mut Hand| {
            hand.grads.fill(0.0);
            let mut sum = 0.0;
            for i in (n * share)..((n + 1) * share).min(size) {
                let pixels = i * values..(i + 1) * values;
                let x = &batch.x_t[pixels.clone()];
                let t = (batch.t[i] - 1) as f32;
                net.forward(x, t, &batch.conditions[i], &mut hand.tape, &mut hand.out);
                for (out, &target) in hand.out.iter_mut().zip(&batch.target[pixels]) {
                    let error = *out - target;
                    sum += f64::from(error) * f64::from(error);
                    *out = (2.0 * scale) as f32 * error;
                }
                net.backward(packs, &hand.tape, &hand.out, &mut hand.space, &mut hand.grads);
            }
            sum
        };
        let (own, others) = self.hands.split_at_mut(1);
        #[cfg_attr(
            target_arch = "wasm32",
            expect(clippy::disallowed_methods, reason = "in a browser there is one hand, and nothing is spawned")
        )]
        let loss: f64 = std::thread::scope(|scope| {
            let work = &work;
            let spawn = |(n, hand)| scope.spawn(move || work(n + 1, hand));
            let others: Vec<_> = others.iter_mut().enumerate().map(spawn).collect();
            // The first share is this thread's, so that one hand needs no other thread.
            let own = work(0, &mut own[0]);
            others.into_iter().fold(own, |sum, other| sum + other.join().expect("a training thread panicked"))
        });
        let (head, tail) = self.hands.split_at_mut(1);
        for hand in tail {
            crate::kernel::math::add_assign(&mut head[0].grads, &hand.grads);
        }
        loss * scale
    }

    fn adam(&mut self, learning_rate: f64) {
        let OptimizerOptions { beta1, beta2, epsilon, weight_decay, clip_norm, ema_decay } = self.options;
        let grads = &mut self.hands[0].grads;
        let norm = grads.iter().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>().sqrt();
        let clip = if norm > clip_norm { (clip_norm / norm) as f32 } else { 1.0 };
        let t = (self.step + 1) as i32;
        let rate = (learning_rate * (1.0 - beta2.powi(t)).sqrt() / (1.0 - beta1.powi(t))) as f32;
        // ε belongs beside the corrected moment, so it takes the same correction.
        let epsilon = (epsilon * (1.0 - beta2.powi(t)).sqrt()) as f32;
        let (beta1, beta2) = (beta1 as f32, beta2 as f32);
        let keep = 1.0 - (learning_rate * weight_decay) as f32;
        let moments = self.first.iter_mut().zip(&mut self.second);
        for ((w, g), (m, v)) in self.net.flat.iter_mut().zip(grads.iter()).zip(moments) {
            let g = g * clip;
            *m += (1.0 - beta1) * (g - *m);
            *v += (1.0 - beta2) * (g * g - *v);
            *w = *w * keep - rate * *m / (v.sqrt() + epsilon);
        }
        Ema { decay: ema_decay }.update(self.step, &mut self.average, &self.net.flat);
        self.step += 1;
    }
}

impl Hand {
    fn clone_fresh(&self) -> Self {
        Self { tape: self.tape.clone(), space: Workspace::default(), grads: self.grads.clone(), out: self.out.clone() }
    }
}

impl Learner for FusedLearner {
    fn name(&self) -> &'static str {
        "cpu"
    }

    fn step(&mut self, batch: &Batch, learning_rate: f64) -> Result<f64> {
        let loss = self.gradient(batch);
        self.adam(learning_rate);
        Ok(loss)
    }

    fn average(&self) -> Result<Weights> {
        Ok(plan::to_outer(self.net.config(), &self.average))
    }

    fn state(&self) -> Result<LearnerState> {
        let config = self.net.config();
        Ok(LearnerState {
            step: self.step,
            weights: self.net.weights(),
            average: plan::to_outer(config, &self.average),
            first: plan::to_outer(config, &self.first),
            second: plan::to_outer(config, &self.second),
        })
    }

    fn restore(&mut self, state: &LearnerState) -> Result<()> {
        let config = self.net.config().clone();
        for weights in [&state.weights, &state.average, &state.first, &state.second] {
            crate::weights::check(weights, &config.parameters())?;
        }
        self.net.flat = plan::to_inner(&config, &state.weights);
        self.average = plan::to_inner(&config, &state.average);
        self.first = plan::to_inner(&config, &state.first);
        self.second = plan::to_inner(&config, &state.second);
        self.step = state.step;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        denoiser::Condition,
        kernel::tests_support::{dot, values},
        networks::{Attribute, ImageShape},
        weights::Weight,
    };

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
        let condition = Condition(vec![Some(1), None]);
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
            conditions: vec![Condition(vec![None, Some(2)]); 5],
            target: values(5 * n, 2),
        };
        let options = OptimizerOptions::default();
        let mut one = FusedLearner::new(&config, &weights, options, 1).unwrap();
        let mut three = FusedLearner::new(&config, &weights, options, 3).unwrap();
        let (a, b) = (one.gradient(&batch), three.gradient(&batch));
        assert!((a - b).abs() < 1e-9 * a);
        for (a, b) in one.hands[0].grads.iter().zip(&three.hands[0].grads) {
            assert!((a - b).abs() < 1e-5 * (1.0 + a.abs()));
        }
    }
}
