//! The TypeScript declarations of what crosses between Rust and JavaScript, generated and committed.
//!
//! `wasm-bindgen` writes the declarations of a module's classes, and of every type that derives `Tsify`, beside the built
//! CPU module. From that, `cargo xtask types` makes two files under `pkg/src/generated`: `types.ts`, which the package
//! exports, and `module.ts`, the classes that the worker calls. `cargo xtask test` fails where they differ from what is
//! committed.

use std::fs;
use std::path::PathBuf;

use crate::modules::Module;
use crate::paths;
use crate::run::Result;

const NOTE: &str = "// Generated from the Rust types by `cargo xtask types`. Do not edit.\n";

/// A top-level declaration with its comment.
struct Declaration {
    name: String,
    text: String,
}

/// `cargo xtask types`: builds the CPU module and writes both files.
pub fn write() -> Result {
    Module::Cpu.build(None)?;
    for (path, text) in generated()? {
        let folder = path.parent().ok_or("a file has a folder")?;
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// Fails where the committed files differ from what the built CPU module declares.
pub fn check() -> Result {
    for (path, text) in generated()? {
        let committed = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        if committed != text {
            let path = path.display();
            return Err(format!("{path} differs from the types of the Rust code; to write it anew: cargo xtask types"));
        }
    }
    Ok(())
}

/// Both files, their paths and contents.
fn generated() -> Result<[(PathBuf, String); 2]> {
    let source = Module::Cpu.folder().join("ddpm_lab.d.ts");
    let text = fs::read_to_string(&source).map_err(|error| format!("{}: {error}", source.display()))?;
    let (classes, types): (Vec<_>, Vec<_>) =
        declarations(&text)?.into_iter().partition(|declaration| declaration.text.contains("\nexport declare class "));
    let used = |name: &str| classes.iter().any(|class| mentions(&class.text, name));
    let imports: Vec<_> = types.iter().map(|t| t.name.as_str()).filter(|name| used(name)).collect();
    let import = format!("import type {{ {} }} from './types';\n", imports.join(", "));
    let joined = |of: &[Declaration]| of.iter().map(|d| d.text.as_str()).collect::<Vec<_>>().join("\n");
    let folder = paths::root().join("pkg/src/generated");
    Ok([
        (folder.join("types.ts"), format!("{NOTE}\n{}", joined(&types))),
        (folder.join("module.ts"), format!("{NOTE}{import}\n{}", joined(&classes))),
    ])
}

/// The declarations of the crate's own types and classes, by name: the linker's order differs from build to build.
fn declarations(text: &str) -> Result<Vec<Declaration>> {
    let (own, _) =
        text.split_once("export type InitInput").ok_or("the declarations lack `InitInput`, where they end")?;
    let mut found = Vec::new();
    let mut lines = Vec::new();
    // `Symbol.dispose` is newer than the browsers that the package is for.
    for line in own.lines().filter(|line| !line.starts_with("/* ") && !line.contains("[Symbol.dispose]")) {
        lines.push(line);
        // A declaration ends with its first line at the margin that closes it.
        if !(line == "}" || line.starts_with("export ") && line.ends_with(';')) {
            continue;
        }
        let text = lines.join("\n").trim_start().replace("\nexport class ", "\nexport declare class ") + "\n";
        lines.clear();
        let export = text.lines().find(|line| line.starts_with("export ")).ok_or("a declaration exports nothing")?;
        let name = export.trim_start_matches("export ").trim_start_matches("declare ").split(' ').nth(1);
        let name = name.unwrap_or_default().split(['<', '(']).next().unwrap_or_default();
        // Called by the module itself.
        if name != "start" {
            found.push(Declaration { name: name.to_owned(), text });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// Whether a declaration has this word outside its comments.
fn mentions(text: &str, word: &str) -> bool {
    let code = text.lines().filter(|line| !line.trim_start().starts_with('*'));
    code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_')).any(|found| found == word)
}
