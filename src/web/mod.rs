//! wasm-bindgen bindings: the only module that uses JavaScript.
//!
//! Each worker runs one module. [`Engine`](engine::Engine) holds the device and the pretrained model,
//! [`SamplerRun`](run::SamplerRun) is one run of a sampler over any denoiser, [`Training`](training::Training) one run of
//! Algorithm 1. Arrays cross as typed arrays, settings and reports as plain objects ([`types`]), errors as
//! `{ code, message }` with the names of [`ErrorCode`](crate::ErrorCode).
//!
//! After a panic nothing settles: WebAssembly cannot unwind, so a promise under way stays pending, and the module's memory
//! is in an unknown state. The panic's message goes to the console; the worker receives the trap as an uncaught error and
//! reports it, and the page ends that worker and starts another.

mod backend;
mod engine;
mod js;
mod run;
mod training;
mod types;

use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "webgpu")]
unsafe extern "C" {
    /// Made by the linker: runs what libraries want run before anything else.
    fn __wasm_call_ctors();
}

/// Runs once, when the module is started.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
    // For fault reports: the module that this worker runs, and its version.
    let module = if cfg!(feature = "webgpu") { "WebGPU" } else { "CPU" };
    web_sys::console::debug_1(&format!("DDPM Lab {}, {module} module", env!("CARGO_PKG_VERSION")).into());
    // A module in which nobody calls this is linked as a command, each of whose exports calls it anew. The kernel compiler
    // registers thousands of things so, and JavaScript enters the module hundreds of times a step: three seconds a step.
    #[cfg(feature = "webgpu")]
    // SAFETY: it takes and returns nothing, and this is the one place that calls it, once.
    unsafe {
        __wasm_call_ctors();
    }
}
