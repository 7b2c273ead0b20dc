//! The layers of `src`: a module uses its own and those of lower layers, never a higher one.

use std::fs;
use std::path::Path;

use crate::paths;
use crate::run::Result;

/// The modules of the crate, lowest layer first. Modules of one layer do not use one another. `rng`, like `kernel`, is a
/// crate below them all.
const LAYERS: [&[&str]; 9] = [
    &["error"],
    &["diffusion", "rng", "weights"],
    &["denoiser"],
    &["sampler", "data"],
    &["trainer"],
    &["networks", "exact"],
    &["measure"],
    &["policy"],
    &["web"],
];

/// Reads every file of the library and names each use of a module that its own layer does not allow.
pub fn check() -> Result {
    let source = paths::root().join("src");
    let mut faults = Vec::new();
    each_file(&source, &mut |path, text| {
        let inside = path.strip_prefix(&source).unwrap_or(path);
        let Some(module) = inside.components().next().and_then(|part| Path::new(part.as_os_str()).file_stem()) else {
            return;
        };
        let module = module.to_string_lossy();
        // The crate's root declares all modules; programs are built on the library.
        if module == "lib" || module == "bin" {
            return;
        }
        faults.extend(refused(&module, text).into_iter().map(|fault| format!("src/{}: {fault}", inside.display())));
    })?;
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn each_file(folder: &Path, visit: &mut impl FnMut(&Path, &str)) -> Result {
    let at = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    for entry in fs::read_dir(folder).map_err(|error| at(folder, error))? {
        let path = entry.map_err(|error| at(folder, error))?.path();
        if path.join("Cargo.toml").exists() {
            // A crate of its own, which can use nothing of this one.
            continue;
        }
        if path.is_dir() {
            each_file(&path, visit)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            visit(&path, &fs::read_to_string(&path).map_err(|error| at(&path, error))?);
        }
    }
    Ok(())
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// What a file of `module` uses and must not.
fn refused(module: &str, text: &str) -> Vec<String> {
    let Some(own) = layer(module) else {
        return vec![format!("the module {module} has no layer; give it one in xtask/src/layers.rs")];
    };
    let mut faults: Vec<String> = used(text)
        .into_iter()
        .filter(|name| name != module)
        // What is no module is an item of the crate's root, such as `Error`.
        .filter_map(|name| layer(&name).map(|layer| (name, layer)))
        .filter(|(_, layer)| *layer >= own)
        .map(|(name, layer)| format!("{module} (layer {own}) uses {name} (layer {layer}), which is not below it"))
        .collect();
    faults.sort();
    faults.dedup();
    faults
}

/// The first names after every `crate::`, within braces too.
fn used(text: &str) -> Vec<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
    let mut found = Vec::new();
    for (at, found_path) in code.match_indices("crate::") {
        // `$crate::` and names that end in crate are other things.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + found_path.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '}' if depth == 0 => break,
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.push(std::mem::take(&mut name)),
                    _ if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            found.push(name);
        } else {
            found.push(rest.to_owned());
        }
    }
    let first = |path: String| path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    found.into_iter().map(first).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{check, refused};

    #[test]
    fn a_lower_module_may_be_used_and_a_higher_or_equal_one_may_not() {
        assert!(
            refused("sampler", "use crate::{denoiser::Denoiser, diffusion::{Schedule, forward}, Error};").is_empty()
        );
        assert!(refused("sampler", "// use crate::networks::Mlp;\nuse crate::sampler::Step;").is_empty());
        for (module, text) in [
            ("sampler", "use crate::networks::mlp::Mlp;"),
            ("sampler", "use crate::{\n    error::Result,\n    networks::{mlp::Mlp, ModelCard},\n};"),
            ("diffusion", "use crate::rng::Rng;"),
            ("data", "fn f(x: crate::trainer::Batch) {}"),
        ] {
            assert_eq!(refused(module, text).len(), 1, "{module}: {text}");
        }
    }

    #[test]
    fn a_module_without_a_layer_is_named() {
        assert!(refused("painting", "")[0].contains("painting"));
    }

    #[test]
    fn the_crate_keeps_its_layers() {
        check().unwrap();
    }
}
