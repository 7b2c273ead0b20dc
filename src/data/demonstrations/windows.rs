//! Demonstrations as a diffusion model is trained on them: chunks of actions, each with what was observed before it, as
//! Chi et al. (2023) cut them.

use serde::{Deserialize, Serialize};

use super::{
    path::Demonstration,
    scene::{Position, Scene, refused},
};
use crate::{
    data::Dataset,
    denoiser::Condition,
    error::{Result, invalid},
};

/// How far a policy looks back and ahead, in steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Horizons {
    /// To: the places that it observes, the current one last, 1..=8.
    pub observed: usize,
    /// Tp: the actions that it predicts, the first To − 1 of which are those of the past, To..=64 and at least 2.
    pub predicted: usize,
}

impl Default for Horizons {
    /// The authors' own.
    fn default() -> Self {
        Self { observed: 2, predicted: 16 }
    }
}

impl Horizons {
    /// Checks that they go together.
    ///
    /// # Errors
    /// `InvalidSetting`, naming what is out of its range.
    pub fn validate(&self) -> Result<()> {
        let Self { observed, predicted } = *self;
        if !(1..=8).contains(&observed) {
            return Err(invalid(format!("`observed` must be within 1..=8, got {observed}")));
        }
        if !(observed.max(2)..=64).contains(&predicted) {
            return Err(invalid(format!("`predicted` must be within {}..=64, got {predicted}", observed.max(2))));
        }
        Ok(())
    }

    /// Numbers in a chunk: Tp places.
    pub fn values(&self) -> usize {
        2 * self.predicted
    }

    /// The actions of a chunk that are still to come: Ta, those that are executed before the policy is asked again, at most.
    pub fn whole(&self) -> usize {
        self.predicted + 1 - self.observed
    }
}

/// The way from a place to what models see of it and back: each coordinate to [−1, 1] by its least and greatest value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Extent {
    /// Least values.
    pub low: Position,
    /// Greatest values.
    pub high: Position,
}

impl Extent {
    fn of(places: impl Iterator<Item = Position>) -> Self {
        let none = Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] };
        places.fold(none, |range, place| Self {
            low: [0, 1].map(|k| range.low[k].min(place[k])),
            high: [0, 1].map(|k| range.high[k].max(place[k])),
        })
    }

    /// Half of the range of a coordinate; 1 where it does not vary, so that it becomes 0.
    fn half(&self, k: usize) -> f64 {
        let half = 0.5 * (self.high[k] - self.low[k]);
        if half > 1e-6 { half } else { 1.0 }
    }

    fn middle(&self, k: usize) -> f64 {
        0.5 * (self.low[k] + self.high[k])
    }

    /// As models see it.
    pub fn scaled(&self, place: Position) -> [f32; 2] {
        [0, 1].map(|k| ((place[k] - self.middle(k)) / self.half(k)) as f32)
    }

    /// The way back.
    pub fn place(&self, scaled: [f32; 2]) -> Position {
        [0, 1].map(|k| self.middle(k) + self.half(k) * f64::from(scaled[k]))
    }
}

/// What a policy is told, and how its answers are read: the same in training and in acting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Encoding {
    /// How far it looks.
    pub horizons: Horizons,
    /// Of places, observed and to go to.
    pub places: Extent,
    /// Of the disc's centre, where it is observed.
    pub disc: Option<Extent>,
    /// Of the goal, where it is observed.
    pub goal: Option<Extent>,
}

impl Encoding {
    /// That of these demonstrations: disc and goal are observed where they are not the same in all of them.
    fn of(demonstrations: &[Demonstration], horizons: Horizons) -> Self {
        let first = demonstrations[0].scene;
        let differ = |of: fn(&Scene) -> Position| {
            let varies = demonstrations.iter().any(|d| of(&d.scene) != of(&first));
            varies.then(|| Extent::of(demonstrations.iter().map(|d| of(&d.scene))))
        };
        Self {
            horizons,
            places: Extent::of(demonstrations.iter().flat_map(|d| d.path.iter().copied())),
            disc: differ(|scene| scene.disc),
            goal: differ(|scene| scene.goal),
        }
    }

    /// Numbers in a chunk.
    pub fn values(&self) -> usize {
        self.horizons.values()
    }

    /// Numbers in an observation.
    pub fn observed(&self) -> usize {
        2 * (self.horizons.observed + usize::from(self.disc.is_some()) + usize::from(self.goal.is_some()))
    }

    /// What a policy is told where the robot has been at these places, the current one last: the last To of them, the
    /// first repeated where there are fewer; then the disc and the goal, where they are observed.
    ///
    /// # Panics
    /// Where there is no place.
    pub fn observation(&self, past: &[Position], scene: &Scene) -> Condition {
        let to = self.horizons.observed;
        let place = |k: usize| past[(past.len() + k).saturating_sub(to)];
        let mut numbers: Vec<f32> = (0..to).flat_map(|k| self.places.scaled(place(k))).collect();
        numbers.extend(self.disc.iter().flat_map(|range| range.scaled(scene.disc)));
        numbers.extend(self.goal.iter().flat_map(|range| range.scaled(scene.goal)));
        Condition::Observed { observation: numbers }
    }

    /// The place that an observation says the robot is at; none where nothing is observed.
    pub fn place_observed(&self, condition: &Condition) -> Option<Position> {
        let places = condition.observation().as_chunks().0;
        places.get(self.horizons.observed - 1).map(|&place| self.places.place(place))
    }

    /// The places of a chunk, all Tp of them.
    pub fn places(&self, chunk: &[f32]) -> Vec<Position> {
        chunk.as_chunks().0.iter().map(|&place| self.places.place(place)).collect()
    }
}

/// A data set whose x are chunks of actions, Tp × 2 numbers, and whose conditions are what was observed before them.
///
/// There is one for each step of a demonstration, as the current one. What lies before or after the demonstration is its
/// first or last observation or action once more. Chi et al. (2023) pad so too, but only by Ta − 1 steps after the end: the
/// last steps of a demonstration are then current in no window, and a policy that is asked there, with a smaller Ta than it
/// was trained for, does not know the way to the goal (measured with Ta = 1: it never arrives).
#[derive(Clone, Debug, PartialEq)]
pub struct Windows {
    encoding: Encoding,
    chunks: Vec<f32>,
    conditions: Vec<Condition>,
    /// Which demonstration each is of, and at which step its current observation is.
    origins: Vec<(usize, usize)>,
}

impl Windows {
    /// All windows of these demonstrations.
    ///
    /// # Errors
    /// `InvalidSetting` for horizons that do not go together, `DataInvalid` where there is no demonstration or one has fewer
    /// than two places.
    pub fn new(demonstrations: &[Demonstration], horizons: Horizons) -> Result<Self> {
        horizons.validate()?;
        if demonstrations.is_empty() {
            return Err(refused("a policy needs at least one demonstration, got none".into()));
        }
        if let Some(short) = demonstrations.iter().find(|d| d.path.len() < 2) {
            return Err(refused(format!("a demonstration must have at least 2 places, got {}", short.path.len())));
        }
        let encoding = Encoding::of(demonstrations, horizons);
        let mut windows = Self { encoding, chunks: Vec::new(), conditions: Vec::new(), origins: Vec::new() };
        for (number, demonstration) in demonstrations.iter().enumerate() {
            (0..demonstration.path.len()).for_each(|now| windows.push(number, demonstration, now));
        }
        Ok(windows)
    }

    fn push(&mut self, number: usize, Demonstration { scene, path }: &Demonstration, now: usize) {
        let Horizons { observed, predicted, .. } = self.encoding.horizons;
        let end = path.len() - 1;
        let past: Vec<Position> =
            (0..observed).map(|k| path[(now + k + 1).saturating_sub(observed).min(end)]).collect();
        for k in 0..predicted {
            // The action of step s is the place of step s + 1; before the first step it is that of the first.
            let step = (now + k + 1).saturating_sub(observed);
            self.chunks.extend(self.encoding.places.scaled(path[(step + 1).min(end)]));
        }
        self.conditions.push(self.encoding.observation(&past, scene));
        self.origins.push((number, now));
    }

    /// What a policy is told, and how its answers are read.
    pub fn encoding(&self) -> &Encoding {
        &self.encoding
    }

    /// All chunks, count × values.
    pub fn chunks(&self) -> &[f32] {
        &self.chunks
    }

    /// What was observed before each.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// The window whose actions to come are nearest to these, the first of which is action To − 1: its number, and the root of
    /// the mean squared distance of their places on the plane. Windows of demonstration `but` are passed over.
    ///
    /// # Panics
    /// Where there is no window beside those of `but`, or as many places as actions to come.
    pub fn nearest(&self, to_come: &[Position], but: Option<usize>) -> (usize, f64) {
        let size = self.encoding.values();
        let past = size - 2 * self.encoding.horizons.whole();
        let wanted: Vec<f32> = to_come.iter().flat_map(|&place| self.encoding.places.scaled(place)).collect();
        assert_eq!(wanted.len(), size - past, "actions to come");
        let half = [0, 1].map(|k| self.encoding.places.half(k) as f32);
        let mut best = (None, f32::INFINITY);
        for (i, chunk) in self.chunks.chunks_exact(size).enumerate() {
            if but == Some(self.origins[i].0) {
                continue;
            }
            let mut square = 0.0;
            for (k, (a, b)) in chunk[past..].iter().zip(&wanted).enumerate() {
                square += ((a - b) * half[k % 2]).powi(2);
                if square >= best.1 {
                    break;
                }
            }
            if square < best.1 {
                best = (Some(i), square);
            }
        }
        let found = best.0.expect("there is a window to be near to");
        (found, (f64::from(best.1) / to_come.len() as f64).sqrt())
    }

    /// How far apart demonstrations are by [`Self::nearest`]: the mean distance of `count` windows, evenly taken, to the nearest
    /// of another demonstration; NaN where there is one demonstration only.
    pub fn spacing(&self, count: usize) -> f64 {
        let past = self.encoding.horizons.observed - 1;
        let last = self.origins[self.origins.len() - 1].0;
        if last == 0 || count == 0 {
            return f64::NAN;
        }
        let taken = count.min(self.origins.len());
        let apart = |k: usize| {
            let i = k * self.origins.len() / taken;
            let size = self.encoding.values();
            let places = self.encoding.places(&self.chunks[i * size..][..size]);
            self.nearest(&places[past..], Some(self.origins[i].0)).1
        };
        (0..taken).map(apart).sum::<f64>() / taken as f64
    }

    /// Which demonstration window `i` is of, and at which of its steps the window's current observation is.
    pub fn origin(&self, i: usize) -> (usize, usize) {
        self.origins[i]
    }
}

impl Dataset for Windows {
    fn count(&self) -> usize {
        self.origins.len()
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
