//! How far estimates of the gradient scatter: theory section 8, measured on the network as it is.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::{
    data::points::PointSet,
    error::{Error, ErrorCode, Result},
    networks::mlp::{Gradient, Mlp, MlpConfig, TimeTable},
    rng::Purpose,
    trainer::{
        Batch, TrainConfig,
        batch::{BatchSource, Target},
        config::TimestepSampling,
        timestep_sampler::TimestepSampler,
    },
    weights::Weights,
};

/// A way of estimating the gradient of the run's loss from one batch. All have the same expectation: their variances can be
/// compared as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum GradientEstimator {
    /// Towards the noise of the last step alone, before the two noises in x_t are merged.
    TwoNoises,
    /// Towards ε, as in Algorithm 1.
    OneNoise,
    /// The same, with stratified t.
    Stratified,
    /// The same, with importance-sampled t.
    Importance,
    /// The same, with antithetic pairs.
    Antithetic,
}

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct GradientVariance {
    /// Of which estimator.
    pub estimator: GradientEstimator,
    /// Trace of the estimator's covariance.
    pub variance: f64,
    /// Standard error of that.
    pub standard_error: f64,
    /// Norm of the mean gradient of the repeats.
    pub mean_norm: f64,
    /// Batches measured.
    pub repeats: usize,
}

/// Batches after which importance sampling must know the losses well enough; it takes some fifteen of the default size.
const MAX_WARM_UP: u32 = 4000;

/// Measures an estimator with these weights over `repeats` batches of the run's size, 2 to 10,000. The network is not
/// trained by it, and no draw of the training is used.
///
/// # Errors
/// `InvalidSetting` for another number of repeats, for an odd batch with antithetic pairs, and where the settings or
/// weights are no network's.
pub fn gradient_variance(
    config: &TrainConfig<MlpConfig>,
    data: &Rc<PointSet>,
    weights: &Weights,
    estimator: GradientEstimator,
    repeats: usize,
) -> Result<GradientVariance> {
    let invalid = |why: String| Err(Error::new(ErrorCode::InvalidSetting, why));
    if !(2..=10_000).contains(&repeats) {
        return invalid(format!("`repeats` must be within 2..=10000, got {repeats}"));
    }
    let antithetic = estimator == GradientEstimator::Antithetic;
    if antithetic && !config.batch.is_multiple_of(2) {
        return invalid(format!("antithetic pairs need an even batch, not {}", config.batch));
    }
    let schedule = config.schedule.build()?;
    let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
    let net = Mlp::new(data.dims, &config.network, weights, times.into())?;
    let mut gradient = Gradient::new(&net);
    let mut source = BatchSource::new(config, &schedule, data.clone(), Purpose::Measure);
    source.set_antithetic(antithetic);
    let how = match estimator {
        GradientEstimator::Stratified => TimestepSampling::Stratified,
        GradientEstimator::Importance => TimestepSampling::Importance,
        _ => TimestepSampling::Uniform,
    };
    let mut times = TimestepSampler::new(how, schedule.steps());
    let target = if estimator == GradientEstimator::TwoNoises { Target::TwoNoises } else { Target::OneNoise };
    let mut batch = Batch::default();
    let mut warm_up = 0;
    while times.learns() && !times.is_warm() && warm_up < MAX_WARM_UP {
        // Counted from the end, so that no batch of the measurement is among them.
        let step = u32::MAX - warm_up;
        source.fill(&mut batch, config.batch, &times, target, step);
        gradient.compute(&net, &batch);
        let losses = batch.t.iter().zip(gradient.errors()).map(|(&t, &e)| source.loss_weight(t) * f64::from(e));
        times.remember(&batch.t, losses);
        warm_up += 1;
    }

    // Twice over the same batches, which are addressed: first for the mean, then for the distances from it. Keeping the
    // gradients would take hundreds of megabytes.
    let mut mean = vec![0.0f64; gradient.flat().len()];
    let mut each = |visit: &mut dyn FnMut(&[f32])| {
        for step in 0..repeats as u32 {
            source.fill(&mut batch, config.batch, &times, target, step);
            gradient.compute(&net, &batch);
            visit(gradient.flat());
        }
    };
    each(&mut |g| mean.iter_mut().zip(g).for_each(|(m, &g)| *m += f64::from(g) / repeats as f64));
    let mut squares = Vec::with_capacity(repeats);
    each(&mut |g| squares.push(g.iter().zip(&mean).map(|(&g, m)| (f64::from(g) - m).powi(2)).sum::<f64>()));
    let n = repeats as f64;
    // Σ‖g − ḡ‖²/(n − 1) is unbiased; each term then stands for one measurement of it.
    squares.iter_mut().for_each(|s| *s *= n / (n - 1.0));
    let variance = squares.iter().sum::<f64>() / n;
    let spread = squares.iter().map(|s| (s - variance).powi(2)).sum::<f64>() / (n - 1.0);
    let mean_norm = mean.iter().map(|m| m * m).sum::<f64>().sqrt();
    Ok(GradientVariance { estimator, variance, standard_error: (spread / n).sqrt(), mean_norm, repeats })
}
