//! Where things lie.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The repository. Cargo says where it is when it runs us; what was compiled in may be another checkout, where two of them
/// share a target folder.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        manifest.parent().expect("xtask lies in the repository").to_owned()
    })
}

/// What is kept between checkouts and runs: tools and build products.
pub fn cache() -> PathBuf {
    env::var_os("XDG_CACHE_HOME")
        .filter(|path| Path::new(path).is_absolute())
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .map_or_else(|| root().join("target/cache"), |cache| cache.join("ddpm-lab"))
}

/// Cargo's target folder for everything but xtask itself.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        // Commands run in different folders, so a relative one must be tied to one of them.
        Some(path) => env::current_dir().unwrap_or_default().join(path),
        None => cache().join("target"),
    }
}

/// Tools that this project installs for itself, as `cargo install --root` lays them out.
pub fn tools() -> PathBuf {
    cache().join("tools")
}
