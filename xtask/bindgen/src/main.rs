//! `web-bindgen MODULE.wasm FOLDER`: what `wasm-bindgen --target web` does, by the same library.
//!
//! The official command line brings a test runner, an HTTP server and TLS, which cost several times the compile time of
//! the part that the build needs. The library's version is pinned in the workspace's lock file, so it cannot drift from
//! the crate's.

use std::path::PathBuf;

use anyhow::{Context, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(module), Some(folder), None) = (args.next(), args.next(), args.next()) else {
        bail!("usage: web-bindgen MODULE.wasm FOLDER");
    };
    Bindgen::new()
        .input_path(&module)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        // The name section is half of a WebGPU module; the producers section is of no use to visitors.
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&folder)
        .with_context(|| format!("{} to {}", module.display(), folder.display()))
}
