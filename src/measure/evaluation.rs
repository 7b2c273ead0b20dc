//! Measurements of a denoiser at one time t.

use crate::{
    data::Dataset,
    denoiser::{Denoiser, HostArray},
    diffusion::{ForwardCoefficients, Prediction, Schedule, forward},
    rng::{Purpose, Rng},
    sampler::forward_noise,
    trainer::{batch::stream, loss::squared_error},
};

/// A field over points at one time, count × dims each.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// ε̂.
    pub eps_hat: Vec<f32>,
    /// x̂_0 = (x − √(1 − ᾱ_t) ε̂)/√ᾱ_t (Ho et al. 2020, eq. 15).
    pub x0_hat: Vec<f32>,
    /// ∇ log q(x_t) as the model sees it: −ε̂/√(1 − ᾱ_t) (Song and Ermon 2019; Ho et al. 2020, section 3.2).
    pub score: Vec<f32>,
}

/// The field of a model on points at time t = 1..=T.
pub fn field(model: &impl Denoiser<Array = HostArray>, schedule: &Schedule, x: Vec<f32>, t: usize) -> Field {
    let x = model.upload(&x);
    let eps_hat = model.eps_hat(schedule, &x, t, &[]).to_vec();
    let of = Prediction::Epsilon.x0(schedule, t);
    let of_score = -1.0 / schedule.one_minus_alpha_bar(t).sqrt();
    Field {
        x0_hat: x
            .iter()
            .zip(&eps_hat)
            .map(|(&x, &e)| (of.x_t * f64::from(x) + of.output * f64::from(e)) as f32)
            .collect(),
        score: eps_hat.iter().map(|&e| (of_score * f64::from(e)) as f32).collect(),
        eps_hat,
    }
}

/// Points noised to time t = 0..=T with the ε of `seed`: point i has the same one at every t, so that a cloud moves
/// smoothly (eq. 4). (x_t, ε).
pub fn noised(x0: &[f32], schedule: &Schedule, t: usize, seed: u32) -> (Vec<f32>, Vec<f32>) {
    let eps = forward_noise(seed, schedule.steps(), x0.len());
    let ForwardCoefficients { signal: keep, noise: add } = forward(schedule, t);
    let mix = |(&x, &e): (&f32, &f32)| (keep * f64::from(x) + add * f64::from(e)) as f32;
    (x0.iter().zip(&eps).map(mix).collect(), eps)
}

/// E‖ε − ε̂‖² a number at time t, over `count` draws of an x, with what it is or what is observed with it, and a noise, which depend on `seed`, t and `count`
/// alone: two models are compared on the same ones, so that their difference is not chance.
pub fn loss_at(
    model: &impl Denoiser<Array = HostArray>,
    schedule: &Schedule,
    data: &impl Dataset,
    t: usize,
    count: usize,
    seed: u32,
) -> f64 {
    let rng = Rng::new(seed.into(), Purpose::Measure);
    let dims = data.values();
    let (mut chosen, mut eps) = (vec![0; count], vec![0.0; count * dims]);
    rng.below(stream::DATA, t as u32, data.count() as u32, &mut chosen);
    rng.normals(stream::EPSILON, t as u32, &mut eps);
    let ForwardCoefficients { signal: keep, noise: add } = forward(schedule, t);
    let mut x = vec![0.0; count * dims];
    x.chunks_exact_mut(dims).zip(&chosen).for_each(|(x, &i)| data.write(i as usize, false, x));
    x.iter_mut().zip(&eps).for_each(|(x, &e)| *x = (keep * f64::from(*x) + add * f64::from(e)) as f32);
    let is_told = data.attributes() + data.observed() > 0;
    let conditions: Vec<_> = chosen.iter().filter(|_| is_told).map(|&i| data.condition(i as usize)).collect();
    let found = model.eps_hat(schedule, &model.upload(&x), t, &conditions);
    squared_error(&found, &eps)
}
