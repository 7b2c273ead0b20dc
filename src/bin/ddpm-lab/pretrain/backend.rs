//! What computes a training run. A backend that was not built in says how to build it.

use ddpm_lab::{
    Error, ErrorCode, Result,
    networks::{UNetConfig, fused::FusedLearner},
    trainer::pictures::{Learner, OptimizerOptions},
    weights::Weights,
};

pub fn cpu(network: &UNetConfig, weights: &Weights, options: OptimizerOptions, threads: usize) -> Result<FusedLearner> {
    FusedLearner::new(network, weights, options, threads)
}

#[cfg(feature = "flex")]
pub fn flex(network: &UNetConfig, weights: &Weights, options: OptimizerOptions) -> Result<impl Learner + use<>> {
    ddpm_lab::networks::burn::BurnLearner::new("flex", network, weights, &burn::tensor::Device::flex(), options)
}

#[cfg(not(feature = "flex"))]
pub fn flex(_: &UNetConfig, _: &Weights, _: OptimizerOptions) -> Result<impl Learner + use<>> {
    Err::<FusedLearner, _>(not_built("flex"))
}

#[cfg(feature = "cuda")]
pub fn cuda(network: &UNetConfig, weights: &Weights, options: OptimizerOptions) -> Result<impl Learner + use<>> {
    ddpm_lab::networks::burn::BurnLearner::new("cuda", network, weights, &burn::tensor::Device::cuda(0), options)
}

#[cfg(not(feature = "cuda"))]
pub fn cuda(_: &UNetConfig, _: &Weights, _: OptimizerOptions) -> Result<impl Learner + use<>> {
    Err::<FusedLearner, _>(not_built("cuda"))
}

#[cfg(not(all(feature = "flex", feature = "cuda")))]
fn not_built(feature: &str) -> Error {
    let command = format!("cargo run --release --features {feature} -- pretrain --backend {feature} ...");
    let message = format!("this program was built without --backend {feature}; use `{command}`, or --backend cpu");
    Error::new(ErrorCode::InvalidSetting, message)
}
