//! One step of Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019) on all weights.

/// The factors of one step: computed in f64 once, applied in f32 to every weight, on whatever computes.
///
/// ```text
/// m ← m + m_gain·(g − m)        v ← v + v_gain·(g² − v)
/// w ← w_keep·w − rate·m/(√v + ε)        ema ← w + ema_keep·(ema − w)
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamStep {
    /// 1 − β₁.
    pub m_gain: f32,
    /// 1 − β₂.
    pub v_gain: f32,
    /// 1 − learning rate × decay.
    pub w_keep: f32,
    /// The learning rate with both corrections of the moments' start at zero.
    pub rate: f32,
    /// ε with the correction of the root beside it.
    pub epsilon: f32,
    /// Share of the average that stays.
    pub ema_keep: f32,
}

impl AdamStep {
    /// One step on all weights, in one pass over memory.
    pub fn apply(&self, weights: &mut [f32], grads: &[f32], m: &mut [f32], v: &mut [f32], ema: &mut [f32]) {
        let Self { m_gain, v_gain, w_keep, rate, epsilon, ema_keep } = *self;
        let moments = m.iter_mut().zip(v);
        for (((w, a), &g), (m, v)) in weights.iter_mut().zip(ema).zip(grads).zip(moments) {
            *m += m_gain * (g - *m);
            *v += v_gain * (g * g - *v);
            *w = w_keep * *w - rate * *m / (v.sqrt() + epsilon);
            *a = *w + ema_keep * (*a - *w);
        }
    }
}
