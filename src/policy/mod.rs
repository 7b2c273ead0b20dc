//! Policies that act: a robot follows chunks of actions sampled from a diffusion model (Chi et al. 2023), or by a
//! regression on the same network and data, looks again after some steps, and gets past the disc or does not.
//!
//! | module | what | in Chi et al. 2023 |
//! |---|---|---|
//! | [`card`] | what is known of a pretrained policy | |
//! | [`planner`] | from observations to chunks, by any denoiser or a regression | section 2.3 |
//! | [`robot`] | one robot in a scene: commands, collision, goal, time | |
//! | [`rollout`] | many robots in step, receding horizon | section 2.3, "closed-loop action-sequence prediction" |
//! | [`steer`] | another answer without other weights: a sketch, the best of several | |
//! | `push_t`, with the feature `physics` | the same for Push-T: its demonstrations, and rollouts of its policies | |
//! | [`report`] | what came of them, with intervals | section 5 |

pub mod card;
pub mod planner;
#[cfg(feature = "physics")]
pub mod push_t;
pub mod report;
pub mod robot;
pub mod rollout;
pub mod steer;

pub use card::{PolicyCard, PolicyFigure, PolicyNetwork};
pub use planner::Planner;
pub use report::Report;
pub use robot::{Episode, Outcome, Robot, StartPlace};
pub use rollout::{Rolled, RolloutConfig, Rollouts, evaluate, roll_out};
pub use steer::Sketched;

/// What the random numbers of rollouts are drawn for, under [`Purpose::Act`](crate::rng::Purpose::Act).
mod stream {
    /// Seeds of plans: the step is the plan's number, the index its batch's.
    pub const PLAN: u32 = 0;
    /// Where a robot starts: the step is the episode's number.
    pub const START: u32 = 1;
    /// What is on the plane, likewise.
    pub const SCENE: u32 = 2;
    /// Disturbances of one episode, two for each step of the robot, from here on: the episode's number is the step.
    pub const DISTURBANCE: u32 = 3;
    /// Where an episode of Push-T starts, likewise.
    #[cfg(feature = "physics")]
    pub const PUSH_T: u32 = 0x4000_0000;
}
