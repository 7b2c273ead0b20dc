//! Adam (Kingma and Ba 2015) and AdamW (Loshchilov and Hutter 2019), and the moving average that goes along.

use kernel::adam::AdamStep;

/// Decay of the first moment.
pub const BETA1: f64 = 0.9;
/// Decay of the second moment.
pub const BETA2: f64 = 0.999;
/// Added to the second moment's root.
pub const EPSILON: f64 = 1e-8;

/// What stays the same over a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamOptions {
    /// Decoupled decay of the weights, 0 for plain Adam.
    pub weight_decay: f64,
    /// Decay of the moving average of the weights, 0 for none.
    pub ema_decay: f64,
    /// The gradient's norm is limited to this.
    pub clip_norm: Option<f64>,
}

impl AdamOptions {
    /// What a gradient of this norm is multiplied by: 1, or less where its norm is limited.
    pub fn clip(&self, gradient_norm: f64) -> f64 {
        self.clip_norm.map_or(1.0, |limit| (limit / gradient_norm.max(f64::MIN_POSITIVE)).min(1.0))
    }

    /// The factors of step `step`, from 0.
    pub fn step(&self, step: usize, learning_rate: f64) -> AdamStep {
        let t = (step + 1) as f64;
        // libm's, because resuming elsewhere must go on with the same bits.
        let (first, second) = (1.0 - libm::pow(BETA1, t), (1.0 - libm::pow(BETA2, t)).sqrt());
        AdamStep {
            m_gain: (1.0 - BETA1) as f32,
            v_gain: (1.0 - BETA2) as f32,
            w_keep: (1.0 - learning_rate * self.weight_decay) as f32,
            rate: (learning_rate * second / first) as f32,
            epsilon: (EPSILON * second) as f32,
            ema_keep: ema_decay_at(self.ema_decay, step) as f32,
        }
    }
}

/// The decay of the moving average of the weights (Ho et al. 2020, appendix B) at step `step`, from 0: min(decay,
/// (1 + step)/(10 + step)), so that the average does not remember the initial weights for long.
pub fn ema_decay_at(decay: f64, step: usize) -> f64 {
    decay.min((1.0 + step as f64) / (10.0 + step as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_those_of_the_paper_in_double_precision() {
        let options = AdamOptions { weight_decay: 0.1, ema_decay: 0.5, clip_norm: None };
        let (mut w, mut m, mut v, mut a) = (vec![0.3f32, -2.0], vec![0.0; 2], vec![0.0; 2], vec![0.3f32, -2.0]);
        let (mut exact, mut moments, mut average) = ([0.3f64, -2.0], [[0.0f64; 2]; 2], [0.3f64, -2.0]);
        for step in 0..20 {
            let gradient = [(step as f32 * 0.7).sin(), 1e-3 * (step as f32 - 9.0)];
            options.step(step, 0.01).apply(&mut w, &gradient, &mut m, &mut v, &mut a);
            for i in 0..2 {
                let g = f64::from(gradient[i]);
                moments[0][i] = BETA1 * moments[0][i] + (1.0 - BETA1) * g;
                moments[1][i] = BETA2 * moments[1][i] + (1.0 - BETA2) * g * g;
                let t = step + 1;
                let m_hat = moments[0][i] / (1.0 - BETA1.powi(t as i32));
                let v_hat = moments[1][i] / (1.0 - BETA2.powi(t as i32));
                exact[i] -= 0.01 * (m_hat / (v_hat.sqrt() + EPSILON) + 0.1 * exact[i]);
                let keep = 0.5f64.min((1.0 + step as f64) / (10.0 + step as f64));
                average[i] = keep * average[i] + (1.0 - keep) * exact[i];
                assert!((f64::from(w[i]) - exact[i]).abs() < 2e-6, "step {step}: {} for {}", w[i], exact[i]);
                assert!((f64::from(a[i]) - average[i]).abs() < 2e-6, "step {step}");
            }
        }
    }
}
