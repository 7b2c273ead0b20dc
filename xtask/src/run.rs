//! Running other programs.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::paths;

/// A message for whoever runs the command.
pub type Result<T = ()> = std::result::Result<T, String>;

/// What this project asks of a [`Command`]: to succeed, or to say something.
pub trait Run {
    /// Runs it with our input and output; not succeeding is an error.
    fn run(&mut self) -> Result;
    /// What it prints, trimmed; its complaints go nowhere.
    fn read(&mut self) -> Result<String>;
}

impl Run for Command {
    fn run(&mut self) -> Result {
        let status = self.status().map_err(|error| format!("{}: {error}", describe(self)))?;
        if status.success() { Ok(()) } else { Err(format!("{}: {status}", describe(self))) }
    }

    fn read(&mut self) -> Result<String> {
        let output = self
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .map_err(|error| format!("{}: {error}", describe(self)))?;
        if !output.status.success() {
            return Err(format!("{}: {}", describe(self), output.status));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

/// A program, to be run in the repository.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root());
    command
}

/// A cargo command on the product, with its target folder.
pub fn cargo(subcommand: &str, target: &Path) -> Command {
    let mut command = command("cargo");
    command.arg(subcommand).arg("--target-dir").arg(target);
    // It would replace the flags of .cargo/config.toml, and with them the modules' SIMD.
    command.env_remove("RUSTFLAGS");
    command
}

/// A script for Node.
pub fn node(script: &Path) -> Command {
    let mut command = command("node");
    command.arg(script);
    command
}

/// npm, which on Windows is a batch file.
pub fn npm() -> Command {
    command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// A program that npm has installed for the page.
pub fn page_tool(name: &str) -> Command {
    let file = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    command(paths::root().join("www/node_modules/.bin").join(file))
}

/// The command as one would type it.
fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
