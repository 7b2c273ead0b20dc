//! Algorithm 1 (Ho et al. 2020), one step at a time.

pub mod batch;
pub mod checkpoint;
pub mod config;
pub mod file;
pub mod learner;
pub mod pictures;
pub mod points;
pub mod step_trace;
pub mod timestep_sampler;
