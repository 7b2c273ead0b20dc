//! The WebAssembly modules of the page: the same crate, compiled with and without Burn on WebGPU, and without it once more
//! for browsers with relaxed SIMD.
//!
//! Each is built only where its sources have changed since, which a fingerprint beside it shows: asking cargo would cost
//! seconds for every reload of the page, and would hold cargo's lock while the WebGPU module builds behind it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::install;
use crate::paths;
use crate::run::{Result, Run, cargo};

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";
const FINGERPRINT: &str = ".fingerprint";

/// One of the modules.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Module {
    /// Our own kernels; on the page first.
    Cpu,
    /// The same with fused multiply-add, a part of WebAssembly's relaxed SIMD: a browser that has it gets this one instead.
    Relaxed,
    /// Burn on WebGPU; a long build when cold.
    WebGpu,
}

impl Module {
    /// All, the quick ones first.
    pub const ALL: [Module; 3] = [Module::Cpu, Module::Relaxed, Module::WebGpu];

    /// Its name in pkg/, on the command line and on the page.
    pub fn name(self) -> &'static str {
        match self {
            Module::Cpu => "cpu",
            Module::Relaxed => "relaxed",
            Module::WebGpu => "webgpu",
        }
    }

    fn parse(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|module| module.name() == name)
            .ok_or_else(|| format!("no module is called {name}; there are cpu, relaxed and webgpu"))
    }

    /// Where it is built into.
    pub fn folder(self) -> PathBuf {
        paths::root().join("pkg").join(self.name())
    }

    /// Cargo's folder for it. The WebGPU module has its own: while it builds behind the page, the CPU module must not wait
    /// for cargo's lock, and the two products have the same file name.
    pub fn target(self) -> PathBuf {
        match self {
            Module::Cpu | Module::Relaxed => paths::target(),
            Module::WebGpu => paths::target().join("webgpu"),
        }
    }

    /// What selects it, after any cargo subcommand.
    pub fn cargo_args(self) -> &'static [&'static str] {
        match self {
            Module::Cpu | Module::Relaxed => &["--target", TARGET, "--lib", "--no-default-features"],
            Module::WebGpu => &["--target", TARGET, "--lib", "--no-default-features", "--features", "webgpu"],
        }
    }

    /// A cargo command that compiles it.
    pub fn cargo(self, subcommand: &str) -> Command {
        let mut cargo = cargo(subcommand, &self.target());
        if self == Module::Relaxed {
            // Added to the flags of .cargo/config.toml
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-C target-feature=+relaxed-simd");
        }
        cargo.args(self.cargo_args());
        cargo
    }

    /// Whether what lies in its folder was built from the sources as they are.
    pub fn is_fresh(self) -> bool {
        let built = fs::read_to_string(self.folder().join(FINGERPRINT));
        built.is_ok_and(|built| fingerprint().is_ok_and(|now| now == built))
    }

    /// Builds it unless it is fresh. `log` receives what the compiler says; without one the terminal does.
    pub fn build(self, log: Option<&Path>) -> Result {
        if self.is_fresh() {
            return Ok(());
        }
        let bindgen = bindgen(log)?;
        // Taken before the build: a source saved in the middle of it makes the module stale, not fresh.
        let fingerprint = fingerprint()?;
        let mut build = self.cargo("build");
        into_log(build.args(["--profile", PROFILE]), log)?.run()?;

        // Made elsewhere and moved, so that the folder never holds half a module.
        let (folder, fresh) = (self.folder(), paths::root().join("target/modules").join(self.name()));
        remove(&fresh)?;
        io_at(&fresh, fs::create_dir_all(&fresh))?;
        let wasm = self.target().join(TARGET).join(PROFILE).join("ddpm_lab.wasm");
        into_log(Command::new(bindgen).arg(&wasm).arg(&fresh), log)?.run()?;
        io_at(&fresh, fs::write(fresh.join(FINGERPRINT), fingerprint))?;
        remove(&folder)?;
        io_at(&folder, fs::rename(&fresh, &folder))
    }
}

/// `cargo xtask modules [NAME...]`, and Trunk's first hook.
pub fn build_named(names: &[String]) -> Result {
    install::wasm_target()?;
    let listed = std::env::var("DDPM_LAB_MODULES").unwrap_or_default();
    let wanted: Vec<Module> = match (names, listed.as_str()) {
        ([], "") => Module::ALL.to_vec(),
        ([], listed) => listed.split(',').map(Module::parse).collect::<Result<_>>()?,
        (names, _) => names.iter().map(|name| Module::parse(name)).collect::<Result<_>>()?,
    };
    for module in &wanted {
        module.build(None)?;
    }
    // For the page: a module from older sources has another interface, so a stale one is left out.
    for module in Module::ALL.into_iter().filter(|module| names.is_empty() && !wanted.contains(module)) {
        if module.folder().exists() && !module.is_fresh() {
            println!(
                "pkg/{0} is older than the sources and is left out; to build it: cargo xtask modules {0}",
                module.name()
            );
            remove(&module.folder())?;
        }
    }
    Ok(())
}

/// The program that makes a module's JavaScript side; see xtask/bindgen.
fn bindgen(log: Option<&Path>) -> Result<PathBuf> {
    let target = paths::target();
    into_log(cargo("build", &target).args(["--package", "web-bindgen", "--profile", "tools"]), log)?.run()?;
    Ok(target.join("tools").join(format!("web-bindgen{}", std::env::consts::EXE_SUFFIX)))
}

fn into_log<'a>(command: &'a mut Command, log: Option<&Path>) -> Result<&'a mut Command> {
    if let Some(path) = log {
        let open = || fs::File::options().create(true).append(true).open(path);
        command.stdin(Stdio::null());
        command.stdout(io_at(path, open())?).stderr(io_at(path, open())?);
    }
    Ok(command)
}

/// A hash over everything that a module is made from.
fn fingerprint() -> Result<String> {
    let root = paths::root();
    let mut files =
        ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo/config.toml"].map(|name| root.join(name)).to_vec();
    collect(&root.join("src"), &mut files)?;
    collect(&root.join("xtask/bindgen"), &mut files)?;
    files.sort();
    let mut hash = DefaultHasher::new();
    for file in files {
        file.strip_prefix(root).unwrap_or(&file).hash(&mut hash);
        io_at(&file, fs::read(&file))?.hash(&mut hash);
    }
    Ok(format!("{:016x}\n", hash.finish()))
}

/// All files below a folder, but for the native programs, which no module contains.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result {
    for entry in io_at(folder, fs::read_dir(folder))? {
        let path = io_at(folder, entry)?.path();
        if !path.is_dir() {
            files.push(path);
        } else if !path.ends_with("src/bin") {
            collect(&path, files)?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(format!("{}: {error}", folder.display())),
        _ => Ok(()),
    }
}

fn io_at<T>(path: &Path, result: io::Result<T>) -> Result<T> {
    result.map_err(|error| format!("{}: {error}", path.display()))
}
