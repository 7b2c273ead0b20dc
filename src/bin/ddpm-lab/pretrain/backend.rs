//! What computes a training run. A backend that was not built in says how to build it.

use ddpm_lab::{
    Error, ErrorCode, Result,
    networks::{UNetConfig, fused::FusedLearner},
    trainer::optimizer::AdamOptions,
    weights::Weights,
};

pub fn cpu(network: &UNetConfig, weights: &Weights, options: AdamOptions, threads: usize) -> Result<FusedLearner> {
    FusedLearner::new(network, weights, options, threads)
}

/// The network in Burn on this device.
#[cfg(any(feature = "flex", feature = "cuda"))]
pub fn burn(
    backend: &'static str,
    network: &UNetConfig,
    weights: &Weights,
    options: AdamOptions,
    device: &burn::tensor::Device,
) -> Result<ddpm_lab::networks::burn::BurnLearner> {
    ddpm_lab::networks::burn::BurnLearner::new(backend, network, weights, device, options)
}

/// The error of a backend that was not built in.
#[cfg(not(all(feature = "flex", feature = "cuda")))]
pub fn not_built(feature: &str) -> Error {
    let command = format!("cargo run --release --features cli,{feature} -- pretrain --backend {feature} ...");
    let message = format!("this program was built without --backend {feature}; use `{command}`, or --backend cpu");
    Error::new(ErrorCode::InvalidSetting, message)
}
