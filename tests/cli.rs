//! The command line as its user meets it: a run from data to evaluated model on a small set made up here, and what it says
//! when something is missing.
#![cfg(feature = "cli")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use ddpm_lab::{data::encode_idx, networks::ModelCard};

/// A folder of its own, gone at the end.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ddpm-lab-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The command, run in this folder.
    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ddpm-lab"));
        command.current_dir(&self.0).args(line.split_whitespace());
        command
    }

    fn run(&self, line: &str) -> Output {
        self.command(line).output().unwrap()
    }

    fn succeeds(&self, line: &str) -> String {
        let output = self.run(line);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {error}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What it says where it fails.
    fn fails(&self, line: &str) -> String {
        let output = self.run(line);
        assert!(!output.status.success(), "{line} should fail");
        String::from_utf8(output.stderr).unwrap()
    }

    fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.0.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// A set in the form of MNIST: digit d is a bright bar at rows 2d to 2d + 3.
    fn with_digits(self) -> Self {
        let folder = self.0.join("data/digits");
        fs::create_dir_all(&folder).unwrap();
        for (split, count) in [("train", 60), ("test", 20)] {
            let labels: Vec<u8> = (0..count).map(|i| (i % 10) as u8).collect();
            let lit = |d: usize, at: usize| (2 * d..2 * d + 4).contains(&(at / 28));
            let pixel = |i: usize, at: usize| if lit(i % 10, at) { 200 + (i % 50) as u8 } else { 0 };
            let images: Vec<u8> = (0..count).flat_map(|i| (0..784).map(move |at| pixel(i, at))).collect();
            let write = |kind: &str, shape: &[usize], bytes: &[u8]| {
                fs::write(folder.join(format!("{split}-{kind}.idx")), encode_idx(shape, bytes).unwrap()).unwrap();
            };
            write("images", &[count, 28, 28], &images);
            write("labels", &[count], &labels);
        }
        self
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const SMALL: &str = "pretrain --model digits --base 8 --batch 2 --threads 1 --sheet-every 0";

#[test]
fn a_run_that_was_interrupted_ends_as_one_that_was_not() {
    let place = Place::new("resume").with_digits();
    place.succeeds(&format!("{SMALL} --steps 4 --out straight"));
    // The learning rate falls over the last fifth of a run; of so short a one that leaves the first two steps alone, so
    // that a run of two steps is the beginning of one of four.
    place.succeeds(&format!("{SMALL} --steps 2 --out broken"));
    assert!(place.fails(&format!("{SMALL} --steps 4 --out broken")).contains("--resume"));
    place.succeeds("pretrain --model digits --threads 1 --sheet-every 0 --steps 4 --out broken --resume");
    assert!(place.read("straight/digits.checkpoint") == place.read("broken/digits.checkpoint"), "the runs differ");
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_the_work_and_says_how_to_go_on() {
    use std::io::{BufRead, BufReader, Read};
    let place = Place::new("interrupt").with_digits();
    let mut command = place.command(&format!("{SMALL} --steps 1000000"));
    let mut run = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut stderr = BufReader::new(run.stderr.take().unwrap());
    // The first line is written once the signal is caught.
    let mut text = String::new();
    stderr.read_line(&mut text).unwrap();
    assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap().success());
    stderr.read_to_string(&mut text).unwrap();
    assert!(run.wait().unwrap().success(), "{text}");
    assert!(text.contains("ddpm-lab pretrain --model digits --out runs --resume"), "{text}");
    assert!(Path::new(&place.0.join("runs/digits.checkpoint")).exists());
}

#[test]
fn a_model_is_trained_exported_sampled_and_measured() {
    let place = Place::new("whole").with_digits();
    place.succeeds("pretrain --model digits --base 8 --batch 2 --threads 1 --steps 3 --sheet-every 3");
    assert!(place.read("runs/digits-000003.png").starts_with(b"\x89PNG"));
    place.succeeds("export --checkpoint runs/digits.checkpoint --models models");

    let draw = "sample --model digits --models models --steps 2 -n 3 --class 7";
    place.succeeds(&format!("{draw} --out a.npy"));
    place.succeeds(&format!("{draw} --out b.npy --threads 3"));
    place.succeeds(&format!("{draw} --out c.npy --seed 2"));
    place.succeeds(&format!("{draw} --out sheet.png --sampler ddpm --variance 1"));
    let header = 128;
    assert_eq!(place.read("a.npy").len(), header + 4 * 3 * 784);
    assert!(place.read("a.npy") == place.read("b.npy"), "threads must not change the samples");
    assert!(place.read("a.npy") != place.read("c.npy"), "another seed must");
    assert!(place.read("sheet.png").starts_with(b"\x89PNG"));

    let measure = "evaluate --model digits --models models --classifiers kept --classifier-steps 10 \
                   -n 4 --steps 2 --write-card";
    let table = place.succeeds(measure);
    assert!(table.contains("class_agreement") && place.0.join("kept/digits.safetensors").exists(), "{table}");
    let card = ModelCard::from_json(&place.read("models/digits.json")).unwrap();
    assert_eq!(card.quality.len(), 3);
    assert_eq!(card.data.examples, 60);
    assert!(card.quality.iter().all(|q| q.samples >= 0.0 && q.method.contains("4 samples, DDIM (η 0)")));
    card.load_weights(&place.read("models/digits.safetensors")).unwrap();
    assert!(place.fails(&measure.replace("-n 4", "-n 11")).contains("at most"));
}

#[test]
fn whatever_is_missing_the_message_says_what_to_do() {
    let place = Place::new("missing");
    let says = |line: &str, advice: &str| {
        let message = place.fails(line);
        assert!(message.contains(advice), "{line}: {message}");
    };
    says("pretrain --model digits", "cargo xtask data digits");
    says("pretrain --model faces", "avatars, digits, fashion");
    says("pretrain --model digits --resume", "runs/digits.checkpoint");
    says("sample --model digits --out x.png", "ddpm-lab pretrain");
    says("sample --model digits --out x.gif", ".png or .npy");
    #[cfg(not(feature = "cuda"))]
    {
        let place = Place::new("backend").with_digits();
        assert!(place.fails("pretrain --model digits --backend cuda").contains("--features cli,cuda"));
    }
}

#[test]
fn what_cannot_be_asked_for_is_told_with_what_can() {
    let place = Place::new("asked").with_digits();
    place.succeeds(&format!("{SMALL} --steps 1"));
    place.succeeds("export --checkpoint runs/digits.checkpoint --models models");
    let says = |more: &str, advice: &str| {
        let message = place.fails(&format!("sample --model digits --models models --out x.png {more}"));
        assert!(message.contains(advice), "{more}: {message}");
    };
    says("--class twelve", "digit=0|1|2");
    says("--eta 0.5 --sampler ddpm", "--sampler ddim");
    says("--steps 5000", "5000");
    says("--guidance 99", "99");
    let mut weights = place.read("models/digits.safetensors");
    *weights.last_mut().unwrap() ^= 1;
    fs::write(place.0.join("models/digits.safetensors"), weights).unwrap();
    says("", "SHA-256");
}

#[test]
fn a_policy_is_trained_beside_a_regression_and_both_are_rolled_out() {
    let place = Place::new("act");
    let act = "act obstacle --steps 20 --batch 16 --width 32 --count 12 --seeds 3..9 --sampling-steps 4";
    let table = place.succeeds(&format!("{act} --write kept/demonstrations.json"));
    assert!(table.contains("12 demonstrations") && table.contains("ms a step"), "{table}");
    for policy in ["diffusion", "regression"] {
        for from in ["axis", "anywhere"] {
            let rows = table.lines().filter(|line| line.starts_with(policy) && line.contains(from)).count();
            assert_eq!(rows, 2, "open and closed loop of the {policy} from {from}: {table}");
        }
    }
    // The demonstrations that were written are those that are made, so the same policies come of them.
    let figures = |more: &str| {
        let lines = place.succeeds(&format!("{act} --json {more}"));
        let report = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["report"].clone();
        lines.lines().map(report).collect::<Vec<_>>()
    };
    let made = figures("");
    assert_eq!((made.len(), &made[0]["episodes"]), (8, &serde_json::json!(6)));
    assert_eq!(made, figures("--demonstrations kept/demonstrations.json"));
    assert!(place.fails("act obstacle --seeds 9..3").contains("FROM..TO"));
    assert!(place.fails("act obstacle --demonstrations none.json").contains("none.json"));
    fs::write(place.0.join("bad.json"), "[[0, 0]]").unwrap();
    assert!(place.fails("act obstacle --demonstrations bad.json").contains("not a file of demonstrations"));
    assert!(place.fails("act obstacle --executed 16 --steps 1").contains("`executed` must be within 1..=15"));
}
