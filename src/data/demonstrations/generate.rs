//! Demonstrations that are made: round the disc by the left or by the right.

use serde::{Deserialize, Serialize};

use super::{
    path::{Demonstration, STEP, spaced},
    scene::{Position, Scene, Side, distance},
};
use crate::{
    error::{Result, invalid},
    rng::{Purpose, Rng},
};

/// Demonstrations in a set at most.
pub const MAX_DEMONSTRATIONS: usize = 2_000;
/// Where robots start: the middle of a box, and half of its sides.
pub const START: (Position, Position) = ([-0.8, 0.0], [0.1, 0.15]);

/// How demonstrations are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Generator {
    /// How many, 1 to [`MAX_DEMONSTRATIONS`].
    pub count: usize,
    /// Share of those that pass the disc on the left, 0..=1; they are spread evenly over the set.
    pub left: f64,
    /// Distance from the disc at which they pass it, 0..=0.5.
    pub clearance: f64,
    /// How much this differs from one to the next, as a share of itself, 0..=1.
    pub spread: f64,
    /// Standard deviation of each coordinate of a place, 0..=0.02.
    pub noise: f64,
    /// Whether the disc is at another place in each, within ±0.2.
    pub vary_disc: bool,
    /// Whether the goal is, within ±0.1 along x and ±0.4 along y.
    pub vary_goal: bool,
    /// Of all that is drawn.
    pub seed: u32,
}

impl Default for Generator {
    fn default() -> Self {
        let (vary_disc, vary_goal) = (false, false);
        Self { count: 200, left: 0.5, clearance: 0.2, spread: 0.25, noise: 0.004, vary_disc, vary_goal, seed: 1 }
    }
}

/// What numbers are drawn for; a demonstration's number is the step.
mod stream {
    pub const START: u32 = 0;
    pub const WAY: u32 = 1;
    pub const SCENE: u32 = 2;
    pub const NOISE: u32 = 3;
}

impl Generator {
    /// Checks the settings.
    ///
    /// # Errors
    /// `InvalidSetting`, naming what is out of its range.
    pub fn validate(&self) -> Result<()> {
        if !(1..=MAX_DEMONSTRATIONS).contains(&self.count) {
            return Err(invalid(format!("`count` must be within 1..={MAX_DEMONSTRATIONS}, got {}", self.count)));
        }
        let ranges = [
            ("left", self.left, 1.0),
            ("clearance", self.clearance, 0.5),
            ("spread", self.spread, 1.0),
            ("noise", self.noise, 0.02),
        ];
        match ranges.into_iter().find(|(_, value, most)| !(0.0..=*most).contains(value)) {
            None => Ok(()),
            Some((name, value, most)) => Err(invalid(format!("`{name}` must be within 0..={most}, got {value}"))),
        }
    }

    /// The demonstrations.
    ///
    /// # Errors
    /// As [`Self::validate`].
    pub fn make(&self) -> Result<Vec<Demonstration>> {
        self.validate()?;
        let rng = Rng::new(self.seed.into(), Purpose::Demonstrate);
        Ok((0..self.count).map(|i| self.one(&rng, i)).collect())
    }

    /// The side of number `i`: after any number of demonstrations the share of left is as near to its own as it can be.
    fn side(&self, i: usize) -> Side {
        let left_of = |count: usize| (count as f64 * self.left + 0.5).floor();
        if left_of(i + 1) > left_of(i) { Side::Left } else { Side::Right }
    }

    fn one(&self, rng: &Rng, i: usize) -> Demonstration {
        let scene = self.scene(rng, stream::SCENE, i as u32);
        let start = start(rng, stream::START, i as u32);
        let mut way = [0.0];
        rng.uniforms(stream::WAY, i as u32, &mut way);
        let clearance = self.clearance * (1.0 + self.spread * (2.0 * way[0] - 1.0));
        let mut path = spaced(&detour(&scene, start, self.side(i), clearance), STEP);
        let mut noise = vec![0.0; 2 * path.len()];
        rng.normals(stream::NOISE, i as u32, &mut noise);
        let inner = path.len() - 1;
        for (place, noise) in path[1..inner].iter_mut().zip(noise.chunks_exact(2)) {
            *place = [0, 1].map(|k| place[k] + self.noise * f64::from(noise[k]));
        }
        Demonstration::new(scene, &path)
    }

    /// A scene of this kind.
    pub fn scene(&self, rng: &Rng, stream: u32, step: u32) -> Scene {
        let mut drawn = [0.0; 4];
        rng.uniforms(stream, step, &mut drawn);
        let within = |k: usize, half: f64| half * (2.0 * drawn[k] - 1.0);
        let mut scene = Scene::default();
        if self.vary_disc {
            scene.disc = [scene.disc[0] + within(0, 0.2), scene.disc[1] + within(1, 0.2)];
        }
        if self.vary_goal {
            scene.goal = [scene.goal[0] + within(2, 0.1), scene.goal[1] + within(3, 0.4)];
        }
        scene
    }
}

/// A place in the box where robots start.
pub fn start(rng: &Rng, stream: u32, step: u32) -> Position {
    let mut drawn = [0.0; 2];
    rng.uniforms(stream, step, &mut drawn);
    let (middle, half) = START;
    [0, 1].map(|k| middle[k] + half[k] * (2.0 * drawn[k] - 1.0))
}

/// The shortest way from `start` to the scene's goal that passes the disc on this side at this distance, as a line whose
/// places are at most a tenth of a step apart on its arc: a tangent, an arc, and a tangent.
pub fn detour(scene: &Scene, start: Position, side: Side, clearance: f64) -> Vec<Position> {
    use std::f64::consts::TAU;
    let centre = scene.disc;
    let (from, to) = (distance(start, centre), distance(scene.goal, centre));
    // Where an end is nearer to the disc than this, the way passes at the end's own distance.
    let radius = (scene.radius + clearance).min(from).min(to).max(f64::MIN_POSITIVE);
    let angle = |p: Position| libm::atan2(p[1] - centre[1], p[0] - centre[0]);
    // Clockwise on the left.
    let sign = if side == Side::Left { -1.0 } else { 1.0 };
    let between = (sign * (angle(scene.goal) - angle(start))).rem_euclid(TAU);
    let (leave, arrive) = (libm::acos((radius / from).min(1.0)), libm::acos((radius / to).min(1.0)));
    let arc = between - leave - arrive;
    let mut line = vec![start];
    if arc > 0.0 {
        let first = angle(start) + sign * leave;
        let pieces = (arc * radius / (0.1 * STEP)).ceil().max(1.0) as usize;
        line.extend((0..=pieces).map(|k| {
            let at = first + sign * arc * k as f64 / pieces as f64;
            [centre[0] + radius * libm::cos(at), centre[1] + radius * libm::sin(at)]
        }));
    }
    line.push(scene.goal);
    line
}
