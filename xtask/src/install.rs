//! What the build needs beyond cargo itself, and how it is had. Every function looks first and acts only where
//! something is missing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::paths;
use crate::run::{Result, Run, command, npm};

/// Trunk's version. Later ones take twice as long to compile, for a minifier that we do not use.
const TRUNK: &str = "0.21.14";

/// The oldest Node that runs our tools: `node --test` with `--test-concurrency`.
const NODE: (u32, u32) = (20, 10);

/// Everything that any command needs.
pub fn everything() -> Result {
    wasm_target()?;
    npm_packages()?;
    trunk()?;
    println!("chromium: {}", chromium()?);
    for (name, found) in [("firefox", firefox()), ("webkit", webkit())] {
        println!("{name}: {}", found.unwrap_or_else(|why| why));
    }
    Ok(())
}

/// Rust's standard library for WebAssembly.
pub fn wasm_target() -> Result {
    const TARGET: &str = "wasm32-unknown-unknown";
    let libraries = command("rustc").args(["--print", "target-libdir", "--target", TARGET]).read()?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    println!("Installing Rust's {TARGET} target");
    command("rustup").args(["target", "add", TARGET]).run().map_err(|error| {
        format!(
            "{error}\nRust's standard library for {TARGET} is missing. With rustup: `rustup target add {TARGET}`; \
             without, install your distribution's package of it, for the Rust named in rust-toolchain.toml."
        )
    })
}

/// Node, and the packages of www/package-lock.json.
pub fn npm_packages() -> Result {
    node()?;
    npm_packages_of("www")
}

/// The packages that a folder's package-lock.json names.
pub fn npm_packages_of(folder: &str) -> Result {
    let lock = paths::root().join(folder).join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    // npm's own record has another form, so what was asked for is kept beside what was installed.
    let record = paths::root().join(folder).join("node_modules/.installed-lock.json");
    if fs::read(&record).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("Installing the npm packages of {folder}/");
    npm()
        .args(["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .run()
        .map_err(|error| {
            format!("{error}\nThe packages could not be installed: `npm ci --prefix {folder}` says why.")
        })?;
    fs::write(&record, wanted).map_err(|error| format!("{}: {error}", record.display()))
}

fn node() -> Result {
    let how = format!(
        "Node {}.{} or newer and npm are needed: `apt-get install nodejs npm` where the distribution's Node is new \
         enough, or the installer of the Node project.",
        NODE.0, NODE.1
    );
    let version = command("node").arg("--version").read().map_err(|error| format!("{error}\n{how}"))?;
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < NODE {
        return Err(format!("this is Node {version}.\n{how}"));
    }
    npm().arg("--version").read().map(drop).map_err(|error| format!("{error}\n{how}"))
}

/// The path of Trunk: the user's own where it has the right version, else one in the cache folder.
pub fn trunk() -> Result<PathBuf> {
    let ours = paths::tools().join("bin").join(format!("trunk{}", std::env::consts::EXE_SUFFIX));
    for candidate in [Path::new("trunk"), &ours] {
        if command(candidate).arg("--version").read().is_ok_and(|version| version == format!("trunk {TRUNK}")) {
            return Ok(candidate.to_owned());
        }
    }
    println!("Installing Trunk {TRUNK} into {} (some minutes, once)", paths::tools().display());
    let scratch = paths::tools().join("target");
    let install = |locked: bool| {
        let mut cargo = command("cargo");
        cargo.args(["install", "trunk", "--version", TRUNK]);
        // A third of the time of the default build: unoptimised, and without TLS, which serving a page at home and
        // running hooks does not need.
        cargo.args(["--debug", "--no-default-features"]).env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.arg("--root").arg(paths::tools()).arg("--target-dir").arg(&scratch);
        if locked {
            cargo.arg("--locked");
        }
        cargo.env_remove("RUSTFLAGS").run()
    };
    // Its lock file may name a patch release that a registry's mirror lacks or that was withdrawn.
    install(true).or_else(|_| install(false)).map_err(|error| {
        format!("{error}\nTrunk could not be installed: `cargo install trunk --version {TRUNK} --locked` says why.")
    })?;
    // A gigabyte that nothing else uses; failing to free it harms nothing.
    drop(fs::remove_dir_all(scratch));
    Ok(ours)
}

/// The path of a Chromium for the browser tests: $CHROMIUM, an installed one, or on Debian as root a fresh one.
pub fn chromium() -> Result<String> {
    found_or_installed(find_chromium, "Chromium", &["chromium"]).ok_or_else(|| {
        "the browser tests need Chromium: `apt-get install chromium` as root, or set CHROMIUM to the path of a \
         Chromium, Chrome or Edge"
            .to_owned()
    })
}

/// The path of a Firefox for the browser tests, with a Vulkan driver for its WebGPU: $FIREFOX, an installed one, or on
/// Debian as root a fresh one.
pub fn firefox() -> Result<String> {
    found_or_installed(find_firefox, "Firefox", &["firefox-esr", "mesa-vulkan-drivers"]).ok_or_else(|| {
        "its tests need Firefox and a Vulkan driver: `apt-get install firefox-esr mesa-vulkan-drivers` as root, or set \
         FIREFOX to the path of a Firefox"
            .to_owned()
    })
}

/// The path of WebKitGTK's small browser for the browser tests; its driver and a virtual display are found beside it.
pub fn webkit() -> Result<String> {
    const PACKAGES: [&str; 3] = ["webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb"];
    found_or_installed(find_webkit, "WebKit", &PACKAGES)
        .ok_or_else(|| format!("its tests need WebKitGTK: `apt-get install {}` as root on Debian", PACKAGES.join(" ")))
}

/// What `find` finds, on Debian as root after installing these packages where that is nothing.
fn found_or_installed(find: impl Fn() -> Option<String>, name: &str, packages: &[&str]) -> Option<String> {
    let found = find();
    let root = command("id").arg("-u").read().is_ok_and(|id| id == "0");
    if found.is_some() || !root || command("apt-get").arg("--version").read().is_err() {
        return found;
    }
    println!("Installing {name} for the browser tests");
    let apt = |args: &[&str]| command("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive").run();
    let install = [&["install", "-q", "-y", "--no-install-recommends"], packages].concat();
    match apt(&["update", "-q"]).and_then(|()| apt(&install)) {
        Ok(()) => find(),
        Err(error) => {
            eprintln!("{error}");
            None
        }
    }
}

fn find_chromium() -> Option<String> {
    let known = [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    named_or_known("CHROMIUM", &known)
}

fn find_firefox() -> Option<String> {
    // Of another system's WebGPU nothing is known before it is tried
    let drivers = fs::read_dir("/usr/share/vulkan/icd.d").is_ok_and(|mut files| files.next().is_some());
    let known = ["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];
    named_or_known("FIREFOX", &known).filter(|_| drivers || !cfg!(target_os = "linux"))
}

fn find_webkit() -> Option<String> {
    on_path("WebKitWebDriver").and(on_path("Xvfb"))?;
    // A folder for each architecture: /usr/lib/x86_64-linux-gnu
    let libraries = fs::read_dir("/usr/lib").ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut browsers = libraries.map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser"));
    browsers.find(|file| file.is_file()).map(|file| file.to_string_lossy().into_owned())
}

/// What an environment variable says, or the first of these, which are paths or names of programs.
fn named_or_known(variable: &str, known: &[&str]) -> Option<String> {
    std::env::var(variable).ok().filter(|path| !path.is_empty()).or_else(|| {
        known.iter().find_map(|name| match Path::new(name).is_absolute() {
            true => Path::new(name).is_file().then(|| (*name).to_owned()),
            false => on_path(name),
        })
    })
}

/// Playwright needs a path, not a name.
fn on_path(name: &str) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())?;
    Some(found.to_string_lossy().into_owned())
}
