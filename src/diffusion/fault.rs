//! Mistakes that people make when they write DDPM's sampler themselves, one at a time and on purpose.
//!
//! Each is one wrong line in a program that otherwise follows Algorithm 2 (Ho et al. 2020), and none of them stops the
//! program: it ends in samples, which are wrong. A run without a fault never comes here.

use serde::{Deserialize, Serialize};

use super::{
    reverse::{MeanCoefficients, ReverseStep},
    schedule::Schedule,
};

/// A mistake in the sampler of DDPM. The right line, where one is named, is that of Algorithm 2 with the σ_t that the
/// sampler's `variance` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// z = 0 in every step: only means are taken. Each is an average over all data that x_t may come from, so samples draw
    /// together where data are dense, and pictures lose their detail.
    NoNoise,
    /// z at t = 1, too, with σ = √β of that step. What is added there is never taken out again: a grain over all samples,
    /// faint after a thousand steps and plain after few, whose last β is large.
    LastNoise,
    /// σ_t = β_t where its root belongs. β is far below 1, so this is nearly [`Self::NoNoise`].
    BetaForSigma,
    /// ᾱ read one place too early in the table of the visited times, as happens between a table that begins with ᾱ_0 and one
    /// that begins with ᾱ_1. In the first place of the table the index is −1, and Python takes the last entry, ᾱ_T, without
    /// a word. So each step but the last takes too much noise out, and the last far too little (eq. 11).
    ShiftedAlphaBar,
    /// Fewer steps than T with the α_t and β_t of single steps, instead of those of the whole stretch to the next visited time
    /// (Nichol and Dhariwal 2021, section 4). Each step goes 1/T of the way, and the end is noise still. No fault where every
    /// time is visited.
    UnspacedBeta,
    /// The network gets t = ⌊T/2⌋ at every step, whatever t is: it predicts the same amount of noise in pure noise and in
    /// finished data.
    OneTime,
    /// The chain begins with the first visited t at or below T/4, and its x is drawn from N(0, I), as it would be at T. But at
    /// T/4 of a usual schedule x_t is still half data, and without that the network makes them up from noise. Noise z is that
    /// of the whole chain.
    ShortSchedule,
    /// σ_t = √(1 − ᾱ_t), the deviation of all noise in x_t, where that of one step belongs. Each step adds as much noise as
    /// all steps before it were to take out.
    MarginalSigma,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::NoNoise,
        Self::LastNoise,
        Self::BetaForSigma,
        Self::ShiftedAlphaBar,
        Self::UnspacedBeta,
        Self::OneTime,
        Self::ShortSchedule,
        Self::MarginalSigma,
    ];

    /// A step of DDPM with this mistake in it. `single` is the step from t to t − 1.
    pub fn applied(self, schedule: &Schedule, step: ReverseStep, single: ReverseStep) -> ReverseStep {
        let ReverseStep { t, t_next, .. } = step;
        let beta = schedule.beta_between(t_next, t);
        let last = t_next == 0;
        let mut step = step;
        match self {
            Self::NoNoise => step.sigma = 0.0,
            Self::LastNoise if last => step.sigma = beta.sqrt(),
            Self::BetaForSigma if !last => step.sigma = beta,
            Self::MarginalSigma if !last => step.sigma = schedule.one_minus_alpha_bar(t).sqrt(),
            Self::ShiftedAlphaBar => {
                let read = if last { schedule.steps() } else { t_next };
                let keep = schedule.alpha_between(t_next, t).sqrt();
                // Ho et al. 2020, eq. 11: the one form of the mean that names ᾱ only once
                let eps = -beta / (schedule.one_minus_alpha_bar(read).sqrt() * keep);
                step.mean = MeanCoefficients { x_t: keep.recip(), eps, ..Default::default() };
            }
            Self::UnspacedBeta => {
                step.mean = single.mean;
                if !last {
                    step.sigma = single.sigma;
                }
            }
            Self::LastNoise | Self::BetaForSigma | Self::MarginalSigma | Self::OneTime | Self::ShortSchedule => {}
        }
        step
    }

    /// The t that the network is given in a chain of `total` = T steps, when it is `t`.
    pub fn network_timestep(self, total: usize, t: usize) -> usize {
        if self == Self::OneTime { (total / 2).max(1) } else { t }
    }

    /// The times that are visited, of those that a chain of `total` = T steps was to visit: descending, with 0 at the end.
    /// The last before 0 always is.
    pub fn visited(self, mut times: Vec<usize>, total: usize) -> Vec<usize> {
        if self == Self::ShortSchedule {
            let begin = times.iter().position(|&t| t <= total / 4).unwrap_or(0);
            times.drain(..begin.min(times.len().saturating_sub(2)));
        }
        times
    }
}
