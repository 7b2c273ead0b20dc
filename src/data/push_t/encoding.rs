//! What a policy of Push-T is told, and how its answers are read: the same in training and in acting.
//!
//! Everything is told as seen from the T: in coordinates whose origin is the middle of its bar's outer edge and whose x axis
//! is that edge. Which contact does what depends on where the disc is there and on nothing else, and which one is wanted on
//! where the goal is there. The numbers are those of the paper (nine keypoints and the disc at each of To times); only their
//! frame and scale are others.

use serde::{Deserialize, Serialize};

use super::{Observation, PLACES, Place};
use crate::{
    data::demonstrations::Horizons,
    denoiser::Condition,
    error::{Result, invalid},
};

/// Keypoints of the T.
const KEYPOINTS: usize = PLACES - 1;
/// Distances at which a number has 0.7 of its largest size: of goal and T, of disc and T, and of ways in a tenth of a second.
const GOAL_SCALE: f64 = 60.0;
const AGENT_SCALE: f64 = 100.0;
const WAY_SCALE: f64 = 20.0;

/// The way from observations to what models see, and from their chunks to commands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Encoding {
    /// How far it looks.
    pub horizons: Horizons,
    /// The keypoints where they belong.
    pub goal: Vec<Place>,
    /// Of each action of a chunk: the distance from the disc that becomes 1.
    pub reach: Vec<f64>,
}

/// Coordinates as seen from the T.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Frame {
    origin: Place,
    /// Direction of the x axis.
    axis: Place,
}

impl Frame {
    /// From the first two keypoints, the ends of the bar's outer edge.
    fn of(seen: &Observation) -> Self {
        let [a, b] = [seen[0], seen[1]];
        let size = (b[0] - a[0]).hypot(b[1] - a[1]).max(f64::MIN_POSITIVE);
        Self { origin: [0, 1].map(|k| 0.5 * (a[k] + b[k])), axis: [0, 1].map(|k| (b[k] - a[k]) / size) }
    }

    fn turned(&self, [x, y]: Place) -> Place {
        let [cos, sin] = self.axis;
        [cos * x + sin * y, cos * y - sin * x]
    }

    fn turned_back(&self, [x, y]: Place) -> Place {
        let [cos, sin] = self.axis;
        [cos * x - sin * y, sin * x + cos * y]
    }

    fn seen(&self, place: Place) -> Place {
        self.turned(minus(place, self.origin))
    }
}

fn minus(a: Place, b: Place) -> Place {
    [a[0] - b[0], a[1] - b[1]]
}

/// A way as a number of at most 1 that tells small ways apart best.
fn squashed(way: Place, scale: f64) -> [f32; 2] {
    way.map(|v| (v / v.hypot(scale)) as f32)
}

impl Encoding {
    /// Checks that the parts go together.
    ///
    /// # Errors
    /// `InvalidSetting`, naming the part that does not.
    pub fn validate(&self) -> Result<()> {
        self.horizons.validate()?;
        let (goal, reach) = (self.goal.len(), self.reach.len());
        if goal != KEYPOINTS || !self.goal.iter().flatten().all(|v| v.is_finite()) {
            return Err(invalid(format!("`goal` must be {KEYPOINTS} finite places, got {goal}")));
        }
        if reach != self.horizons.predicted || !self.reach.iter().all(|v| *v > 0.0 && v.is_finite()) {
            let expected = self.horizons.predicted;
            return Err(invalid(format!("`reach` must be {expected} numbers above 0, got {:?}", self.reach)));
        }
        Ok(())
    }

    /// Numbers in a chunk.
    pub fn values(&self) -> usize {
        self.horizons.values()
    }

    /// Numbers in an observation: To times ten places.
    pub fn observed(&self) -> usize {
        2 * PLACES * self.horizons.observed
    }

    /// What a policy is told where this was observed, the current observation last; the first is repeated where there are
    /// fewer than To. In this order: for each keypoint the way to where it belongs; the disc; and for each earlier time the
    /// way that disc and keypoints have come since.
    ///
    /// # Panics
    /// Where nothing was observed.
    pub fn observation(&self, past: &[Observation]) -> Condition {
        let now = past[past.len() - 1];
        let frame = Frame::of(&now);
        let mut numbers = Vec::with_capacity(self.observed());
        for (goal, point) in self.goal.iter().zip(&now) {
            numbers.extend(squashed(frame.turned(minus(*goal, *point)), GOAL_SCALE));
        }
        numbers.extend(squashed(frame.seen(now[KEYPOINTS]), AGENT_SCALE));
        for back in 1..self.horizons.observed {
            let then = past[(past.len() - 1).saturating_sub(back)];
            for (now, then) in now.iter().zip(&then).rev() {
                numbers.extend(squashed(frame.turned(minus(*now, *then)), back as f64 * WAY_SCALE));
            }
        }
        Condition::Observed { observation: numbers }
    }

    /// Where the T is seen from and the disc is, which a chunk is relative to.
    fn base(now: &Observation) -> (Frame, Place) {
        (Frame::of(now), now[KEYPOINTS])
    }

    /// Commands as a chunk that begins To − 1 steps before this observation.
    pub fn chunk(&self, now: &Observation, commands: &[Place]) -> Vec<f32> {
        let (frame, disc) = Self::base(now);
        let scaled = |(command, reach): (&Place, &f64)| frame.turned(minus(*command, disc)).map(|v| (v / reach) as f32);
        commands.iter().zip(&self.reach).flat_map(scaled).collect()
    }

    /// The commands of a chunk, all Tp of them, of which those from To − 1 on are to come.
    pub fn commands(&self, now: &Observation, chunk: &[f32]) -> Vec<Place> {
        let (frame, disc) = Self::base(now);
        let command = |(pair, reach): (&[f32; 2], &f64)| {
            let way = frame.turned_back(pair.map(|v| f64::from(v) * reach));
            [disc[0] + way[0], disc[1] + way[1]]
        };
        chunk.as_chunks::<2>().0.iter().zip(&self.reach).map(command).collect()
    }
}
