//! The plane of the obstacle task: a disc in the way, a goal behind it, and the geometry of passing.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorCode, Result};

/// A place on the plane, x to the right and y upwards. What is shown is [−1, 1]².
#[cfg_attr(target_arch = "wasm32", tsify::declare)]
pub type Position = [f64; 2];

/// Coordinates are within ±BOUND: beyond what is shown, so that a robot may go astray.
pub const BOUND: f64 = 2.0;
/// How near to the goal counts as there.
pub const GOAL_RADIUS: f64 = 0.1;

/// What is on the plane beside the robot.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scene {
    /// Centre of the disc.
    pub disc: Position,
    /// Its radius, 0.02..=0.6.
    pub radius: f64,
    /// Where the robot should get.
    pub goal: Position,
}

impl Default for Scene {
    /// The disc in the middle of the plane, the goal at its right.
    fn default() -> Self {
        Self { disc: [0.0, 0.0], radius: 0.25, goal: [0.8, 0.0] }
    }
}

/// On which side of the disc a path passes, seen along the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The disc is on the path's right.
    Left,
    /// The disc is on the path's left.
    Right,
}

impl Scene {
    /// Checks that the numbers are those of a scene.
    ///
    /// # Errors
    /// `DataInvalid`, naming what is out of its range.
    pub fn validate(&self) -> Result<()> {
        if !(0.02..=0.6).contains(&self.radius) {
            return Err(refused(format!("a disc's radius must be within 0.02..=0.6, got {}", self.radius)));
        }
        for (name, place) in [("disc", self.disc), ("goal", self.goal)] {
            if !is_within(place) {
                return Err(refused(format!("the {name} must be within ±{BOUND}, got {place:?}")));
            }
        }
        Ok(())
    }

    /// How near the straight way between two places comes to the disc's centre.
    pub fn distance_to_disc(&self, from: Position, to: Position) -> f64 {
        distance_to_way(self.disc, from, to)
    }

    /// Whether the straight way between two places leads into the disc.
    pub fn hits(&self, from: Position, to: Position) -> bool {
        self.distance_to_disc(from, to) < self.radius
    }

    /// Whether a path leads into the disc, by the straight ways between its places.
    pub fn hits_path(&self, path: &[Position]) -> bool {
        path.windows(2).any(|pair| self.hits(pair[0], pair[1]))
    }

    /// Whether a place counts as the goal.
    pub fn is_at_goal(&self, place: Position) -> bool {
        distance(place, self.goal) <= GOAL_RADIUS
    }

    /// On which side of the disc a path has passed: by the angle that it turned around the disc's centre, clockwise on the
    /// left. None where it turned by less than a quarter.
    pub fn side(&self, path: &[Position]) -> Option<Side> {
        let turned: f64 = path.windows(2).map(|pair| turn(self.disc, pair[0], pair[1])).sum();
        if turned.abs() < std::f64::consts::FRAC_PI_2 {
            return None;
        }
        Some(if turned < 0.0 { Side::Left } else { Side::Right })
    }
}

/// The angle from `from` to `to` as seen from `centre`, counter-clockwise, within ±π.
fn turn(centre: Position, from: Position, to: Position) -> f64 {
    let [a, b] = [from, to].map(|p| [p[0] - centre[0], p[1] - centre[1]]);
    libm::atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1])
}

/// Whether a place is one of the plane.
pub(super) fn is_within(place: Position) -> bool {
    place.iter().all(|v| v.abs() <= BOUND)
}

/// The distance of two places.
pub fn distance(a: Position, b: Position) -> f64 {
    libm::hypot(a[0] - b[0], a[1] - b[1])
}

/// The distance of a place from the nearest of a straight way.
fn distance_to_way(place: Position, from: Position, to: Position) -> f64 {
    let along = [to[0] - from[0], to[1] - from[1]];
    let square = along[0] * along[0] + along[1] * along[1];
    let share = if square > 0.0 {
        (((place[0] - from[0]) * along[0] + (place[1] - from[1]) * along[1]) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    distance(place, [from[0] + share * along[0], from[1] + share * along[1]])
}

/// The error of data that are none.
pub(super) fn refused(why: String) -> Error {
    Error::new(ErrorCode::DataInvalid, why)
}
