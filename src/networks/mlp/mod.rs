//! The network of points: a multilayer perceptron with a time embedding, on our own kernels.
//!
//! The first layer reads the point and an embedding of t side by side, as the reference network of the benchmarks does.
//! All points of a sampling step share t, and a training batch has fewer distinct t than points, so that layer is computed
//! as W_x·x + (W_t·emb(t) + b), the bracket once for each distinct t. The rest goes through in slices of
//! [`net::SLICE`] points, whose intermediate values stay in the processor's cache from the first layer to the last and
//! back again; nothing is allocated in a training step.
//!
//! | module | what |
//! |---|---|
//! | [`config`] | the shape of the network, its weights by name, and their initial values |
//! | [`activation`] | the functions between the layers, with their derivatives |
//! | [`embedding`] | time embeddings |
//! | [`net`] | the network, forwards |
//! | [`gradient`] | the network, backwards |
//! | [`learner`] | one step of Algorithm 1 |
//! | [`denoiser`] | the network as a denoiser, with its divergence |

pub mod activation;
pub mod config;
pub mod denoiser;
pub mod embedding;
pub mod gradient;
pub mod learner;
pub mod net;

pub use activation::Activation;
pub use config::MlpConfig;
pub use denoiser::MlpDenoiser;
pub use embedding::{TimeEmbedding, TimeTable};
pub use gradient::Gradient;
pub use learner::MlpLearner;
pub use net::Mlp;
