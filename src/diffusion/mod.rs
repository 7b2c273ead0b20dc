//! The algorithm: denoising diffusion as numbers and scalar coefficients, with no tensors and no clock.
//!
//! Every function here answers "by what are the arrays to be multiplied?", in f64. Whoever holds the arrays, on the CPU
//! or on a GPU, does the multiplying, so that each formula is written once. Times are the paper's, t = 1..=T with
//! ᾱ_0 = 1; diffusers' t is ours minus one.
//!
//! | module | what | source |
//! |---|---|---|
//! | [`schedule`] | β_t, α_t, ᾱ_t, SNR, and how far q(x_T) is from the prior | Ho et al. 2020, section 2 |
//! | [`mod@forward`] | q(x_t given x_{t−1}) and q(x_t given x_0): data to noise | eq. 2 and 4 |
//! | [`posterior`] | q(x_{t−1} given x_t, x_0), in both forms | eq. 6, 7 and 11 |
//! | [`prediction`] | what the network predicts (ε, x_0 or v), and one from another | section 3.2; Salimans and Ho 2022 |
//! | [`reverse`] | one step of DDPM or DDIM: noise to data | Algorithm 2; Song et al. 2021, eq. 12 |
//! | [`fault`] | the same step with one of the mistakes that people make | |
//! | [`dpm_solver`] | DPM-Solver++(2M), which also uses the step before | Lu et al. 2022 |
//! | [`vlb`] | the terms of the variational bound | eq. 5, 12 and 13 |
//! | [`respacing`] | which t to visit when there are fewer steps than T | Song et al. 2021, section 4.2 |
//!
//! Steps need not be adjacent. Wherever the paper writes t − 1, these functions take any earlier time `t_next` and use
//! α = ᾱ_t / ᾱ_t_next, which is the α of a chain that has only the visited times (Nichol and Dhariwal 2021, section 4).

pub mod dpm_solver;
pub mod fault;
pub mod forward;
pub mod posterior;
pub mod prediction;
pub mod respacing;
pub mod reverse;
pub mod schedule;
pub mod vlb;

pub use dpm_solver::dpm_solver_step;
pub use fault::Fault;
pub use forward::{ForwardCoefficients, forward, forward_between, forward_step};
pub use posterior::{
    PosteriorMean, PosteriorMeanFromNoise, posterior_mean, posterior_mean_from_noise, posterior_variance,
};
pub use prediction::{OutputCoefficients, Prediction, TargetCoefficients};
pub use respacing::{Spacing, timesteps};
pub use reverse::{MeanCoefficients, ReverseStep, SamplerKind, heun_step, reverse_variance};
pub use schedule::{Schedule, ScheduleKind};
