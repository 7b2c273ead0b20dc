//! Room two: points, small models of them, and what can be asked of both, with no tensors and no page.
//!
//! | module | what | in the paper |
//! |---|---|---|
//! | [`model`] | the seam between what is asked of a model of points and what computes it | |
//! | [`exact`] | ε* of points and of mixtures in closed form | |
//! | [`config`] | everything that a run is a function of | |
//! | [`times`] | how the times of a batch are drawn | Nichol and Dhariwal 2021, section 3.3 |
//! | [`batch`] | x_0, t, ε and x_t, by address | Algorithm 1, lines 2 to 4 |
//! | [`learner`] | what takes the gradient step | Algorithm 1, line 5 |
//! | [`trainer`] | one step of all that, and what it tells | Algorithm 1 |
//! | [`mod@file`] | a run as a file, from which it goes on bit by bit | |
//! | [`sampler`] | from noise to points, in five ways | Algorithm 2 |
//! | [`trace`](mod@trace) | one point's way, with every number of every step | Algorithm 2 |
//! | [`turn`] | one step of training, laid open for its points | Algorithm 1 |
//! | [`density`] | how likely points are under a model | |
//! | [`bound`] | every term of the bound | eq. 5, 12, 13 |
//! | [`lab`] | fields, noised points, and the loss at one time | eq. 4, 15 |
//! | [`variance`] | how far estimates of the gradient scatter | |
//! | [`reference`](mod@reference) | data to measure samples by | |

pub mod batch;
pub mod bound;
pub mod config;
pub mod density;
pub mod exact;
pub mod file;
pub mod lab;
pub mod learner;
pub mod model;
pub mod reference;
pub mod sampler;
pub mod times;
pub mod trace;
pub mod trainer;
pub mod turn;
pub mod variance;

pub use batch::PointBatch;
pub use config::{ToyConfig, ToySchedule};
pub use file::{Origin, ToyData, ToyFile};
pub use learner::{PointLearner, StepReport};
pub use model::{HostModel, PointModel};
pub use trainer::ToyTrainer;
