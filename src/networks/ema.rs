//! The moving average of the weights (Ho et al. 2020, appendix B): samples are drawn with it, not with the last step's.

/// An exponential moving average with a warm-up, so that the first steps do not remember the initialisation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ema {
    /// Share of the average kept at each step once warmed up, below 1.
    pub decay: f64,
}

impl Ema {
    /// The decay of step `step` (from 0): min(decay, (1 + step)/(10 + step)).
    pub fn decay_at(&self, step: usize) -> f64 {
        self.decay.min((1.0 + step as f64) / (10.0 + step as f64))
    }

    /// average ← d·average + (1 − d)·weights.
    pub fn update(&self, step: usize, average: &mut [f32], weights: &[f32]) {
        let keep = self.decay_at(step) as f32;
        for (a, &w) in average.iter_mut().zip(weights) {
            *a = w + keep * (*a - w);
        }
    }
}
