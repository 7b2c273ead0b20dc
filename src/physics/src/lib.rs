//! Push-T (Florence et al. 2021; Chi et al. 2023): a disc pushes a T onto its place. Physics, score and an expert.
//!
//! A part of its own, which knows nothing of diffusion, so that whoever does not act need not carry it.
//!
//! | module | what |
//! |---|---|
//! | [`block`] | the T: outline, keypoints, coverage of the goal |
//! | [`expert`] | how to push it, one push at a time |
//! | [`world`] | the plane: commands, contacts, state |

#![warn(missing_docs)]

pub mod block;
pub mod expert;
pub mod world;

pub use block::{GOAL, Place, Pose};
pub use expert::Expert;
pub use world::{State, World};
