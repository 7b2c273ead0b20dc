//! Room two: points, small models of them, and what can be asked of both, with no tensors and no page.

pub mod model;
