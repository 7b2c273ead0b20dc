//! One demonstration: a scene and the way that was taken in it.

use serde::{Deserialize, Serialize};

use super::scene::{BOUND, Position, Scene, distance, is_within, refused};
use crate::error::Result;

/// The way of a robot in one step, at most: places of a demonstration are this far apart, or evenly a little less.
pub const STEP: f64 = 0.08;
/// Steps in a demonstration at least: a shorter one shows no way.
pub const MIN_STEPS: usize = 3;
/// Steps in a demonstration at most.
pub const MAX_STEPS: usize = 500;
/// Places that a drawn line may have.
pub const MAX_DRAWN: usize = 20_000;

/// A way through a scene: where the robot was at each step, its start first. In step k it was told to go to place k + 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Demonstration {
    /// What was on the plane.
    pub scene: Scene,
    /// Places, evenly spaced, at most [`STEP`] apart.
    pub path: Vec<Position>,
}

/// To a millionth: numbers that a file gives back as they were, whatever it does to their last bits.
fn rounded(place: Position) -> Position {
    place.map(|v| (v * 1e6).round() / 1e6)
}

impl Demonstration {
    /// This way, its numbers rounded to a millionth.
    pub(super) fn new(scene: Scene, path: &[Position]) -> Self {
        let [[radius, _], disc, goal] = [[scene.radius, 0.0], scene.disc, scene.goal].map(rounded);
        Self { scene: Scene { disc, radius, goal }, path: path.iter().copied().map(rounded).collect() }
    }

    /// A way as it was drawn, places at any distance from one another, taken at an even speed of at most [`STEP`] a step.
    ///
    /// # Errors
    /// `DataInvalid` where the scene is none, a place is not finite or not within ±[`BOUND`], there are fewer than two places
    /// or more than [`MAX_DRAWN`], or the way is shorter than [`MIN_STEPS`] or longer than [`MAX_STEPS`] steps.
    pub fn drawn(scene: Scene, line: &[Position]) -> Result<Self> {
        scene.validate()?;
        if !(2..=MAX_DRAWN).contains(&line.len()) {
            return Err(refused(format!("a line must have 2 to {MAX_DRAWN} places, got {}", line.len())));
        }
        if let Some(at) = line.iter().position(|&place| !is_within(place)) {
            let found = line[at];
            return Err(refused(format!("place {} of a line must be within ±{BOUND}, got {found:?}", at + 1)));
        }
        let path = spaced(line, STEP);
        if !(MIN_STEPS..=MAX_STEPS).contains(&(path.len() - 1)) {
            let (low, high) = (MIN_STEPS as f64 * STEP, MAX_STEPS as f64 * STEP);
            return Err(refused(format!("a line must be {low:.2} to {high:.0} long, got {:.2}", length(line))));
        }
        Ok(Self::new(scene, &path))
    }

    /// Checks what was read from a file, as [`Self::drawn`] does: the same way, spaced again.
    ///
    /// # Errors
    /// As [`Self::drawn`].
    pub(super) fn checked(&self) -> Result<Self> {
        let again = Self::drawn(self.scene, &self.path)?;
        // Spacing places again that are evenly spaced but for their noise would move them, at each reading a little more.
        let is_spaced = self.path.windows(2).all(|pair| (1e-6..=3.0 * STEP).contains(&distance(pair[0], pair[1])));
        Ok(if is_spaced && self.path.len() <= MAX_STEPS + 1 { Self::new(self.scene, &self.path) } else { again })
    }

    /// Whether it leads into the disc.
    pub fn collides(&self) -> bool {
        self.scene.hits_path(&self.path)
    }

    /// Whether it ends at the goal.
    pub fn arrives(&self) -> bool {
        self.path.last().is_some_and(|&end| self.scene.is_at_goal(end))
    }
}

/// The length of a line.
fn length(line: &[Position]) -> f64 {
    line.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

/// Places along a line at even distances of at most `step`, the line's ends among them.
pub(super) fn spaced(line: &[Position], step: f64) -> Vec<Position> {
    let whole = length(line);
    // A line longer than any demonstration needs no more places than show that it is.
    let count = ((whole / step).ceil().max(1.0) as usize).min(MAX_STEPS + 1);
    let mut places = vec![line[0]];
    let (mut walked, mut at) = (0.0, 0);
    for k in 1..count {
        let target = whole * k as f64 / count as f64;
        while at + 2 < line.len() && walked + distance(line[at], line[at + 1]) < target {
            walked += distance(line[at], line[at + 1]);
            at += 1;
        }
        let (from, to) = (line[at], line[at + 1]);
        let share = ((target - walked) / distance(from, to).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
        places.push([0, 1].map(|i| from[i] + share * (to[i] - from[i])));
    }
    places.push(line[line.len() - 1]);
    places
}
