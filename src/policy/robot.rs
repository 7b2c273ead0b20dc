//! One robot in a scene: a point that moves to the commanded place at a limited speed.

use serde::{Deserialize, Serialize};

use super::stream;
use crate::{
    data::demonstrations::{
        Generator, Position, Scene, Side,
        generate::{START, start},
        path::STEP,
        scene::{BOUND, distance},
    },
    rng::{Purpose, Rng},
};

/// The way that a robot can go in a step: half as far again as demonstrated.
pub const MAX_STEP: f64 = 1.5 * STEP;

/// How an episode ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// At the goal, without having touched the disc.
    Arrived,
    /// In the disc.
    Collided,
    /// Neither, when the steps were used up.
    Late,
}

/// Where a robot begins.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Episode {
    /// What is on the plane.
    pub scene: Scene,
    /// Where the robot is.
    pub start: Position,
}

/// Where the robots of a measurement start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum StartPlace {
    /// In the middle of the box that demonstrations start in, so that the disc lies exactly between robot and goal.
    Axis,
    /// Anywhere in it.
    Anywhere,
}

impl Episode {
    /// Episode `number` of a seed: with the generator's kind of scene and, where robots start anywhere, a start of its own, none
    /// of which any demonstration was made with.
    pub fn numbered(generator: &Generator, from: StartPlace, seed: u32, number: u32) -> Self {
        let rng = Rng::new(seed.into(), Purpose::Act);
        let scene = generator.scene(&rng, stream::SCENE, number);
        let start = match from {
            StartPlace::Axis => START.0,
            StartPlace::Anywhere => start(&rng, stream::START, number),
        };
        Self { scene, start }
    }
}

/// A robot and everywhere it has been.
#[derive(Clone, Debug, PartialEq)]
pub struct Robot {
    scene: Scene,
    path: Vec<Position>,
    outcome: Option<Outcome>,
}

impl Robot {
    /// A robot at the beginning of an episode.
    pub fn new(Episode { scene, start }: Episode) -> Self {
        Self { scene, path: vec![start], outcome: None }
    }

    /// What is on the plane.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// Another scene from now on: the disc or the goal was moved. A disc put over the robot collides with it at its next step.
    pub fn set_scene(&mut self, scene: Scene) {
        self.scene = scene;
    }

    /// Puts the robot elsewhere, in place of where it is; the plane's edge stops it. Inside the disc it collides at its next step.
    pub fn put(&mut self, place: Position) {
        let last = self.path.len() - 1;
        self.path[last] = place.map(|v| v.clamp(-BOUND, BOUND));
    }

    /// Everywhere it has been, its start first.
    pub fn path(&self) -> &[Position] {
        &self.path
    }

    /// Where it is.
    pub fn place(&self) -> Position {
        self.path[self.path.len() - 1]
    }

    /// How its episode ended; none while it goes on.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// On which side of the disc it has passed.
    pub fn side(&self) -> Option<Side> {
        self.scene.side(&self.path)
    }

    /// One step towards a place, at most [`MAX_STEP`] far, with a disturbance added; the episode ends after `limit` of them.
    /// Nothing happens where it has ended.
    pub fn step(&mut self, command: Position, disturbance: Position, limit: usize) {
        if self.outcome.is_some() {
            return;
        }
        let from = self.place();
        let share = (MAX_STEP / distance(from, command).max(f64::MIN_POSITIVE)).min(1.0);
        let to = [0, 1].map(|k| from[k] + share * (command[k] - from[k]) + disturbance[k]);
        let to = to.map(|v| v.clamp(-BOUND, BOUND));
        self.path.push(to);
        self.outcome = if self.scene.hits(from, to) {
            Some(Outcome::Collided)
        } else if self.scene.is_at_goal(to) {
            Some(Outcome::Arrived)
        } else {
            (self.path.len() > limit).then_some(Outcome::Late)
        };
    }
}
