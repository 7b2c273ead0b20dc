//! Building the site, and serving it at home. Trunk does both; see Trunk.toml.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::install;
use crate::modules::Module;
use crate::paths;
use crate::run::{Result, Run, command};

/// `cargo xtask build`: both modules and the page, into dist/.
pub fn build() -> Result {
    install::wasm_target()?;
    install::npm_packages()?;
    trunk()?.arg("build").run()
}

/// `cargo xtask serve`. The page comes up with the CPU module; where the WebGPU module has to be built, which takes long
/// when nothing of it is in the cache, that happens behind the page.
pub fn serve(args: &[String]) -> Result {
    let port = port(args);
    // Asked before the build, which may take minutes, and by us, since Trunk would only say so after it.
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        format!("port {port}: {error}; another one: cargo xtask serve --port {}", port.wrapping_add(1))
    })?;
    install::wasm_target()?;
    install::npm_packages()?;
    let mut trunk = trunk()?;
    Module::Cpu.build(None)?;
    thread::spawn(move || {
        announce(port);
        if Module::ALL.into_iter().any(|module| !module.is_fresh()) {
            build_behind();
        }
    });
    trunk.arg("serve").args(args).env("DDPM_LAB_MODULES", Module::Cpu.name()).run()
}

fn trunk() -> Result<Command> {
    let mut trunk = command(install::trunk()?);
    // Trunk reads NO_COLOR as a boolean and stops where it is 1, as the convention has it.
    trunk.env_remove("NO_COLOR");
    Ok(trunk)
}

/// The port that `trunk serve` will use, given its options.
fn port(args: &[String]) -> u16 {
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let value = match arg.split_once('=') {
            Some(("--port" | "-p", value)) => Some(value),
            None if arg == "--port" || arg == "-p" => args.next().map(String::as_str),
            _ => None,
        };
        if let Some(port) = value.and_then(|value| value.parse().ok()) {
            return port;
        }
    }
    // As in Trunk.toml.
    8080
}

/// Says where the page is as soon as it is there.
fn announce(port: u16) {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(600) {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            println!("\n    DDPM Lab is at http://localhost:{port}/ (Ctrl-C ends it)\n");
            return;
        }
        thread::sleep(Duration::from_millis(200));
    }
}

/// Builds the WebGPU module. Trunk watches pkg/ and takes it into the site.
fn build_behind() {
    let log = paths::cache().join("webgpu-build.log");
    println!(
        "The page runs on the CPU. The WebGPU module is being built behind it: about a quarter of an hour on two\n\
         cores the first time, then only what has changed. What the compiler says: {}",
        log.display()
    );
    let built = start_log(&log).and_then(|()| Module::Relaxed.build(Some(&log)));
    match built.and_then(|()| Module::WebGpu.build(Some(&log))) {
        Ok(()) => println!("\n    The WebGPU module is ready: reload the page.\n"),
        Err(message) => eprintln!("\n    The WebGPU module could not be built: {message}\n    See {}\n", log.display()),
    }
}

fn start_log(log: &PathBuf) -> Result {
    let fresh = fs::create_dir_all(paths::cache()).and_then(|()| fs::write(log, ""));
    fresh.map_err(|error| format!("{}: {error}", log.display()))
}

#[cfg(test)]
mod tests {
    use super::port;

    #[test]
    fn the_port_is_found_among_trunks_options() {
        let port = |args: &[&str]| port(&args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>());
        assert_eq!(port(&[]), 8080);
        assert_eq!(port(&["--open"]), 8080);
        assert_eq!(port(&["--open", "--port", "9000"]), 9000);
        assert_eq!(port(&["-p", "9001", "--open"]), 9001);
        assert_eq!(port(&["--port=9002"]), 9002);
        assert_eq!(port(&["--address", "::1", "--port"]), 8080);
    }
}
