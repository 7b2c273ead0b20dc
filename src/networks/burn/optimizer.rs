//! Adam on long vectors, in Burn's own operations.
//!
//! A network's parameters are many and mostly small, and every operation on each would be a kernel of its own. So all are
//! laid end to end.

use burn::Tensor;

use kernel::adam::AdamStep;

/// Weights, their moving average and Adam's moments, all laid out alike.
#[derive(Clone)]
pub struct FlatState {
    pub(super) weights: Tensor<1>,
    pub(super) ema: Tensor<1>,
    pub(super) m: Tensor<1>,
    pub(super) v: Tensor<1>,
}

/// One step of [`AdamStep`].
pub(super) fn adam(state: &mut FlatState, gradient: &Tensor<1>, step: &AdamStep) {
    let FlatState { weights, ema, m, v } = state;
    let AdamStep { m_gain, v_gain, w_keep, rate, epsilon, ema_keep } = *step;
    *m = m.clone() + (gradient.clone() - m.clone()) * m_gain;
    *v = v.clone() + (gradient.clone().square() - v.clone()) * v_gain;
    *weights = weights.clone() * w_keep - m.clone() * rate / (v.clone().sqrt() + epsilon);
    *ema = weights.clone() + (ema.clone() - weights.clone()) * ema_keep;
}
