//! Time embeddings.

use serde::{Deserialize, Serialize};

use super::config::{FREQUENCIES, MlpConfig};
use crate::{
    networks::fused::sinusoid,
    rng::{Purpose, Rng},
};

/// The embedding of t.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum TimeEmbedding {
    /// Sines and cosines of t − 1 over a geometric row of frequencies (Vaswani et al. 2017; Ho et al. 2020, appendix B).
    Sinusoidal,
    /// Sines and cosines of 2πf·t/T with f ~ N(0, 4²) fixed at the start (Tancik et al. 2020; Song et al. 2021).
    Fourier,
    /// t/T alone.
    Linear,
    /// Nothing: one network for all noise levels.
    None,
}

/// Standard deviation of the random frequencies, in turns over the whole chain.
const FOURIER_SCALE: f32 = 4.0;

/// The embedding of every t = 1..=T, a row each. A table, because sines of a library would cost a training step more than
/// the first layer itself.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeTable {
    width: usize,
    steps: usize,
    rows: Vec<f32>,
}

impl TimeTable {
    /// The table of a network for chains of `steps` = T steps. Random frequencies are drawn from `seed`.
    pub fn new(config: &MlpConfig, steps: usize, seed: u32) -> Self {
        let width = config.embedding();
        let mut rows = vec![0.0; width * steps];
        let each = |rows: &mut [f32], fill: &dyn Fn(usize, &mut [f32])| {
            rows.chunks_exact_mut(width.max(1)).zip(1..).for_each(|(row, t)| fill(t, row));
        };
        match config.time {
            // The network counts from 0, as the reference does.
            TimeEmbedding::Sinusoidal => each(&mut rows, &|t, row| sinusoid((t - 1) as f32, row)),
            TimeEmbedding::Fourier => {
                let mut frequencies = vec![0.0; width / 2];
                Rng::new(seed.into(), Purpose::Initialise).normals(FREQUENCIES, 0, &mut frequencies);
                each(&mut rows, &|t, row| {
                    let (sines, cosines) = row.split_at_mut(width / 2);
                    for ((sin, cos), f) in sines.iter_mut().zip(cosines).zip(&frequencies) {
                        let turns = FOURIER_SCALE * f * t as f32 / steps as f32;
                        (*sin, *cos) = libm::sincosf(std::f32::consts::TAU * turns);
                    }
                });
            }
            TimeEmbedding::Linear => each(&mut rows, &|t, row| row[0] = t as f32 / steps as f32),
            TimeEmbedding::None => {}
        }
        Self { width, steps, rows }
    }

    /// T.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// The embedding of t = 1..=T; empty where the network has none.
    ///
    /// # Panics
    /// Where t is not within 1..=T.
    pub fn row(&self, t: usize) -> &[f32] {
        assert!((1..=self.steps).contains(&t), "time {t} is not within 1..={}", self.steps);
        &self.rows[(t - 1) * self.width..][..self.width]
    }
}
