//! The documentation of both interfaces: the crate's by rustdoc, the npm package's by TypeDoc. Warnings are errors: every
//! link leads somewhere, and everything that is exported says what it is.

use std::fs;
use std::io;
use std::path::Path;

use crate::install;
use crate::modules::Module;
use crate::paths;
use crate::run::{Result, Run, cargo, node};

/// What of the host's build is documented beside the library.
pub const HOST: &[&str] = &["--features", "cli"];

/// `cargo xtask docs`: both, side by side in target/api/.
pub fn build() -> Result {
    rust(&paths::target(), HOST)?;
    let api = paths::root().join("target/api/rust");
    copy(&paths::target().join("doc"), &api).map_err(|error| format!("{}: {error}", api.display()))?;
    typescript()?;
    println!("target/api/rust/ddpm_lab/index.html\ntarget/api/typescript/index.html");
    Ok(())
}

/// The crate's, as compiled for this machine or for a module.
pub fn rust(target: &Path, args: &[&str]) -> Result {
    cargo("doc", target).arg("--no-deps").args(args).env("RUSTDOCFLAGS", "--deny warnings").run()
}

/// As compiled for a module of the page.
pub fn module(module: Module) -> Result {
    rust(&module.target(), module.cargo_args())
}

/// The package's, from the sources of its types.
pub fn typescript() -> Result {
    install::npm_packages()?;
    let folder = paths::root().join("pkg/api");
    // Apart from the page's packages: TypeDoc needs a TypeScript that is itself written in TypeScript.
    install::npm_packages_of("pkg/api")?;
    node(&folder.join("node_modules/typedoc/bin/typedoc"))
        .args(["--options", "pkg/api/typedoc.json", "--logLevel", "Warn"])
        .run()
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
