//! `cargo xtask test`: every check that a change must pass, which is also what CI runs.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::docs;
use crate::install;
use crate::layers;
use crate::modules::Module;
use crate::paths;
use crate::run::{Result, Run, cargo, command, node, page_tool};
use crate::serve;
use crate::steps::Steps;
use crate::types;

/// A part that can be asked for by name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Lint,
    Host,
    Page,
    Size,
    Browser,
}

impl Part {
    const ALL: [(Part, &str); 5] = [
        (Part::Lint, "lint"),
        (Part::Host, "host"),
        (Part::Page, "page"),
        (Part::Size, "size"),
        (Part::Browser, "browser"),
    ];

    fn parse(name: &String) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|(_, known)| known == name);
        found
            .map(|(part, _)| part)
            .ok_or_else(|| format!("no part is called {name}; there are host, lint, page, browser, size"))
    }
}

/// Runs the parts named, or all of them. What is quick and what people get wrong most comes first; the modules come
/// before the browser, which is the only one to need them.
pub fn test(names: &[String]) -> Result {
    let asked: Vec<Part> = names.iter().map(Part::parse).collect::<Result<_>>()?;
    let wants = |part| asked.is_empty() || asked.contains(&part);
    let mut steps = Steps::new();

    let tools = steps.step("tools", true, || install::wasm_target().and_then(|()| install::npm_packages()));
    if wants(Part::Lint) {
        steps.step("layers: Rust", true, layers::check);
        steps.step("format: Rust", true, || command("cargo").args(["fmt", "--all", "--check"]).run());
        steps.step("lint: TypeScript", tools, lint_typescript);
        steps.step("types: TypeScript", tools, type_check);
        steps.step("lint: Rust, host", true, || {
            let mut clippy = cargo("clippy", &paths::target());
            clippy.args(["--workspace", "--all-targets", "--features", "flex,cli", "--", "--deny", "warnings"]).run()
        });
        steps.step("lint: Rust, CPU module", tools, || lint_module(Module::Cpu));
        // After clippy, whose checks of the dependencies rustdoc takes over.
        steps.step("docs: Rust, host", true, || docs::rust(&paths::target(), docs::HOST));
        steps.step("docs: Rust, CPU module", tools, || docs::module(Module::Cpu));
        steps.step("docs: TypeScript", tools, docs::typescript);
    }
    if wants(Part::Host) {
        steps.step("tests: host", true, host_tests);
    }
    if wants(Part::Page) {
        steps.step("tests: page without a browser", tools, page_tests);
    }
    let mut page = tools;
    if wants(Part::Page) || wants(Part::Size) || wants(Part::Browser) {
        let cpu = steps.step("build: CPU module", tools, || Module::Cpu.build(None));
        let relaxed = steps.step("build: CPU module, relaxed SIMD", cpu, || Module::Relaxed.build(None));
        steps.step("types: generated from Rust", cpu, types::check);
        if wants(Part::Page) {
            steps.step("tests: lessons against the engine", relaxed, || node_tests(test_files("tests/lessons")?).run());
        }
        let webgpu = steps.step("build: WebGPU module", tools, || Module::WebGpu.build(None));
        page = steps.step("build: page", relaxed && webgpu, serve::build);
    }
    if wants(Part::Lint) {
        steps.step("lint: Rust, WebGPU module", tools, || lint_module(Module::WebGpu));
    }
    if wants(Part::Size) {
        steps.step("size budgets", page, || node(&paths::root().join("www/size.mjs")).run());
    }
    if wants(Part::Browser) {
        browser_tests(&mut steps, page)?;
    }
    steps.finish()
}

/// `cargo xtask bench [start]`: the built site, handed to one of the benches' own runners.
pub fn bench(args: &[String]) -> Result {
    let (script, args) = match args.split_first() {
        Some((first, rest)) if first == "start" => ("benches/start.mjs", rest),
        _ => ("benches/run.mjs", args),
    };
    serve::build()?;
    let chromium = install::chromium()?;
    node(&paths::root().join(script)).args(args).env("CHROMIUM", chromium).run()
}

fn lint_typescript() -> Result {
    page_tool("biome").args(["ci", "--colors=off", "--error-on-warnings"]).run()
}

fn type_check() -> Result {
    for project in ["www/tsconfig.json", "www/tsconfig.worker.json", "pkg/tsconfig.json", "pkg/tsconfig.worker.json"] {
        page_tool("tsc").args(["--project", project]).run()?;
    }
    Ok(())
}

/// Clippy as for the browser, where more is forbidden: the list is in clippy_wasm/clippy.toml.
fn lint_module(module: Module) -> Result {
    let mut clippy = module.cargo("clippy");
    clippy.env("CLIPPY_CONF_DIR", paths::root().join("clippy_wasm"));
    clippy.args(["--", "--deny", "warnings"]).run()
}

/// With Burn's CPU backend, which our kernels are held against, and without any GPU code.
fn host_tests() -> Result {
    let args = ["--workspace", "--features", "flex,cli"];
    let target = paths::target();
    if command("cargo").args(["nextest", "--version"]).read().is_err() {
        return cargo("test", &target).args(args).run();
    }
    // nextest runs no doc tests.
    cargo("test", &target).args(args).arg("--doc").run()?;
    let mut nextest = command("cargo");
    nextest.args(["nextest", "run", "--target-dir"]).arg(target).args(args).run()
}

/// What lies below the page's views: settings, links, histories, the engine's client. Node alone, with nothing built.
fn page_tests() -> Result {
    node_tests(test_files("tests/page")?).run()
}

/// The tests that drive a browser: all in Chromium, a step for each file, since two browsers at once on two cores would
/// measure each other; in Firefox and WebKit one visit to every room, and in Firefox, whose WebGPU is another program's, the
/// comparisons of the backends.
fn browser_tests(steps: &mut Steps, page: bool) -> Result {
    let chromium = install::chromium()?;
    for file in test_files("tests/browser")? {
        let topic = file.file_name().unwrap_or_default().to_string_lossy().replace(".test.mjs", "");
        steps.step_with_second_run(format!("browser: {topic}"), page, || {
            node_tests([&file]).env("CHROMIUM", &chromium).run()
        });
    }
    if let Some(firefox) = engine(steps, "Firefox", install::firefox())? {
        let on_webgpu = "--test-name-pattern=on WebGPU";
        for (topic, arg) in [("visit", None), ("engine", Some(on_webgpu)), ("training", Some(on_webgpu))] {
            steps.step_with_second_run(format!("browser: Firefox, {topic}"), page, || {
                let file = paths::root().join(format!("tests/browser/{topic}.test.mjs"));
                let args = arg.map(OsStr::new).into_iter().chain([file.as_os_str()]);
                node_tests(args).env("BROWSER", "firefox").env("FIREFOX", &firefox).run()
            });
        }
    }
    if let Some(webkit) = engine(steps, "WebKit", install::webkit())? {
        steps.step_with_second_run("browser: WebKit, visit", page, || {
            let file = paths::root().join("tests/browser/visit.test.mjs");
            node_tests([file]).env("BROWSER", "webkit").env("WEBKIT_BROWSER", &webkit).run()
        });
    }
    Ok(())
}

/// The path of a browser that only CI must have: elsewhere its tests are left out where it is missing.
fn engine(steps: &mut Steps, name: &str, found: Result<String>) -> Result<Option<String>> {
    match found {
        Ok(path) => Ok(Some(path)),
        Err(why) => {
            let step = format!("browser: {name}");
            match std::env::var_os("CI") {
                Some(_) => drop(steps.step(step, true, || Err(why))),
                None => steps.leave_out(step, why),
            }
            Ok(None)
        }
    }
}

/// Every `*.test.mjs` of a folder, in the order of their names.
fn test_files(folder: &str) -> Result<Vec<PathBuf>> {
    let folder = paths::root().join(folder);
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut tests: Vec<_> = files.filter(|file| file.to_string_lossy().ends_with(".test.mjs")).collect();
    tests.sort();
    Ok(tests)
}

/// Node's test runner on these files, its further options before them.
fn node_tests(files: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut node = command("node");
    node.args(["--test", "--test-reporter=spec"]).args(files);
    node
}
