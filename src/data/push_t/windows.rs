//! Episodes as a diffusion model is trained on them.

use super::{Encoding, Episode, Observation, PLACES, Place, refused};
use crate::{
    data::{Dataset, demonstrations::Horizons},
    denoiser::Condition,
    error::Result,
};

/// Of steps in which the disc only travels, far from the T, one in so many is a window: they are most of an episode and alike.
const THIN: usize = 2;
/// Distance from the T's centre of mass from which that is so.
const FAR: f64 = 130.0;

/// A data set whose x are chunks of commands, Tp × 2 numbers, and whose conditions are what was observed before them.
///
/// There is a window for each step of an episode, as current, but for thinned travels. What lies before or after the episode
/// is its first or last observation or command once more; where it was cut off, its last windows are left out instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Windows {
    encoding: Encoding,
    chunks: Vec<f32>,
    conditions: Vec<Condition>,
}

impl Windows {
    /// All windows of these episodes, in an encoding whose reach is theirs. `goal` are the keypoints where they belong.
    ///
    /// # Errors
    /// `InvalidSetting` for horizons that do not go together, `DataInvalid` where no episode gives a window.
    pub fn new(episodes: &[Episode], goal: &[Place], horizons: Horizons) -> Result<Self> {
        horizons.validate()?;
        let mut encoding = Encoding { horizons, goal: goal.to_vec(), reach: vec![1.0; horizons.predicted] };
        let unscaled = Self::encoded(episodes, encoding.clone())?;
        for pairs in unscaled.chunks.as_chunks::<2>().0.chunks_exact(horizons.predicted) {
            for (reach, pair) in encoding.reach.iter_mut().zip(pairs) {
                // Whole units, which come back from the decimal fractions of a file's header as they were.
                *reach = pair.iter().fold(*reach, |most, v| most.max(f64::from(v.abs()).ceil()));
            }
        }
        Self::encoded(episodes, encoding)
    }

    /// All windows of these episodes in this encoding, which may be that of others.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn encoded(episodes: &[Episode], encoding: Encoding) -> Result<Self> {
        encoding.validate()?;
        let horizons = encoding.horizons;
        let (mut chunks, mut conditions) = (Vec::new(), Vec::new());
        for Episode { observations, actions, first, cut } in episodes {
            if observations.len() != actions.len() {
                let (seen, done) = (observations.len(), actions.len());
                return Err(refused(format!(
                    "an episode must have an action for each observation, got {done} for {seen}"
                )));
            }
            // Of an episode that was cut off, only those whose chunk lies within.
            let beyond = if *cut { horizons.whole() - 1 } else { 0 };
            let mut travelled = 0;
            for now in *first..actions.len().saturating_sub(beyond) {
                let alone = is_far(observations, now, horizons.predicted);
                travelled += usize::from(alone);
                if alone && !travelled.is_multiple_of(THIN) {
                    continue;
                }
                let step = |k: usize| (now + k + 1).saturating_sub(horizons.observed).min(actions.len() - 1);
                let commands: Vec<Place> = (0..horizons.predicted).map(|k| actions[step(k)]).collect();
                chunks.extend(encoding.chunk(&observations[now], &commands));
                conditions.push(encoding.observation(&observations[(now + 1).saturating_sub(horizons.observed)..=now]));
            }
        }
        if conditions.is_empty() {
            return Err(refused(format!("{} episodes give no window of {} steps", episodes.len(), horizons.predicted)));
        }
        Ok(Self { encoding, chunks, conditions })
    }

    /// What a policy is told, and how its answers are read.
    pub fn encoding(&self) -> &Encoding {
        &self.encoding
    }
}

/// Whether the T lies still and the disc is far from it for all the steps of a chunk.
fn is_far(observations: &[Observation], now: usize, steps: usize) -> bool {
    let until = (now + steps).min(observations.len() - 1);
    observations[now..=until].iter().all(|seen| {
        let [centre, disc] = [seen[PLACES - 2], seen[PLACES - 1]];
        (disc[0] - centre[0]).hypot(disc[1] - centre[1]) > FAR && seen[..PLACES - 1] == observations[now][..PLACES - 1]
    })
}

impl Dataset for Windows {
    fn count(&self) -> usize {
        self.conditions.len()
    }

    fn values(&self) -> usize {
        self.encoding.values()
    }

    fn observed(&self) -> usize {
        self.encoding.observed()
    }

    fn write(&self, i: usize, _mirrored: bool, out: &mut [f32]) {
        let values = self.encoding.values();
        out.copy_from_slice(&self.chunks[i * values..][..values]);
    }

    fn condition(&self, i: usize) -> Condition {
        self.conditions[i].clone()
    }
}
