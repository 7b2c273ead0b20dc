//! The browser's door: the only module that knows JavaScript.
//!
//! One module serves one worker. [`Engine`](engine::Engine) holds a model, [`Run`](run::Run) is one run of the sampler;
//! both are thin handles over [`crate::sample`]. [`Toy`](toy::Toy) is a run of [`crate::toy`] on points. Arrays cross as typed arrays, settings and reports as plain objects, errors
//! as `{ code, message }` with the names of [`ErrorCode`](crate::ErrorCode).
//!
//! A panic does not cross: WebAssembly cannot unwind, so a promise under way never settles and the module's memory is not to
//! be trusted. The panic's message goes to the console; the worker sees the trap as an uncaught error and reports it, and
//! the page ends the worker and carries on with another.

mod backend;
mod engine;
mod js;
mod run;
mod toy;

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
    // For whoever reports a fault: which of the two modules this worker runs, and of which version.
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
