//! What came of rollouts.

use serde::Serialize;

use super::robot::{Outcome, Robot};
use crate::{
    data::demonstrations::Side,
    measure::share::{Estimate, binary_entropy, share},
};

/// Shares of episodes with their 95 % intervals: Wilson's, and its image for the entropy.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Episodes that have ended.
    pub episodes: usize,
    /// Share of those at the goal without having touched the disc.
    pub arrived: Estimate,
    /// Share of those in the disc.
    pub collided: Estimate,
    /// Share of those that ran out of steps.
    pub late: Estimate,
    /// Of those at the goal: share of those that passed the disc on the left.
    pub left: Estimate,
    /// Entropy of that choice, in bits.
    pub entropy: Estimate,
    /// Steps of those at the goal, on average; NaN where there are none.
    pub steps: f64,
}

impl Report {
    /// Of these robots; those whose episode goes on are not counted.
    pub fn of<'a>(robots: impl IntoIterator<Item = &'a Robot>) -> Self {
        let ended: Vec<&Robot> = robots.into_iter().filter(|robot| robot.outcome().is_some()).collect();
        let count = |outcome| ended.iter().filter(|robot| robot.outcome() == Some(outcome)).count();
        let of_all = |outcome| share(count(outcome), ended.len());
        let arrived: Vec<&&Robot> = ended.iter().filter(|robot| robot.outcome() == Some(Outcome::Arrived)).collect();
        let sides: Vec<Side> = arrived.iter().filter_map(|robot| robot.side()).collect();
        let left = share(sides.iter().filter(|side| **side == Side::Left).count(), sides.len());
        let steps = arrived.iter().map(|robot| (robot.path().len() - 1) as f64).sum::<f64>();
        Self {
            episodes: ended.len(),
            arrived: of_all(Outcome::Arrived),
            collided: of_all(Outcome::Collided),
            late: of_all(Outcome::Late),
            left,
            entropy: binary_entropy(left),
            steps: steps / arrived.len() as f64,
        }
    }
}
