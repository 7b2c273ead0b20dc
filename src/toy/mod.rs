//! Room two: points, small models of them, and what can be asked of both, with no tensors and no page.

pub mod batch;
pub mod config;
pub mod file;
pub mod lab;
pub mod learner;
pub mod model;
pub mod reference;
pub mod times;
pub mod trainer;
pub mod variance;

pub use batch::PointBatch;
pub use config::{ToyConfig, ToySchedule};
pub use file::{Origin, ToyData, ToyFile};
pub use learner::{PointLearner, StepReport};
pub use model::{HostModel, PointModel};
pub use trainer::ToyTrainer;
