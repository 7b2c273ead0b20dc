//! Room two: points, small models of them, and what can be asked of both, with no tensors and no page.

pub mod bound;
pub mod density;
pub mod exact;
pub mod model;
pub mod sampler;
