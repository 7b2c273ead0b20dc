//! The project's commands. `cargo xtask serve` and `cargo xtask test` are all that a newcomer needs; both install what
//! is missing first.

use std::process::ExitCode;

mod docs;
mod install;
mod layers;
mod modules;
mod paths;
mod run;
mod serve;
mod steps;
mod test;
mod types;

use run::{Result, Run};

const HELP: &str = "\
cargo xtask COMMAND

  serve [OPTIONS]   build the page and serve it at http://localhost:8080/ (options go to `trunk serve`: --port, --open)
  test [PART...]    every check, or only: host, lint, page, browser, size

  build             the whole site, into dist/
  modules [NAME...] the WebAssembly modules, into pkg/: cpu, relaxed, webgpu (without a name: all, or what DDPM_LAB_MODULES says)
  types             the TypeScript declarations of the Rust types, into pkg/src/generated/
  prepare           the npm packages and the modules, which is what Trunk's first hook has to do
  data [NAME...]    fetch and prepare data sets for pretraining: avatars, digits, fashion
  bench [OPTIONS]   the measurements of benches/run.mjs, in the built modules
  bench start       how long a visitor waits for the first picture, over slow lines and on slow processors (benches/start.mjs)
  docs              the documentation of the crate and of the npm package, into target/api/
  install           only install what the commands above need
  help              this

Builds are kept in $CARGO_TARGET_DIR, or else in ddpm-lab/target under the user's cache folder, so that a second checkout
does not build everything again.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = args.split_first().map_or(("help", &args[..]), |(command, rest)| (command.as_str(), rest));
    match dispatch(command, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask {command}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, args: &[String]) -> Result {
    match command {
        "serve" => serve::serve(args),
        "test" => test::test(args),
        "build" => serve::build(),
        "modules" => modules::build_named(args),
        "prepare" => install::npm_packages().and_then(|()| modules::build_named(args)),
        "data" => run::node(&paths::root().join("scripts/data/fetch.mjs")).args(args).run(),
        "types" => types::write(),
        "bench" => test::bench(args),
        "docs" => docs::build(),
        "install" => install::everything(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("no such command; `cargo xtask help` lists them\n\n{HELP}")),
    }
}
