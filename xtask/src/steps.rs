//! A list of checks that goes on after a failure, so that one run reports everything that is wrong.

use std::time::{Duration, Instant};

use crate::run::Result;

/// How a step ended.
enum Outcome {
    Passed,
    /// It failed at first and passed when it was run once more.
    PassedAgain,
    Failed(String),
    /// It needs another step that failed.
    Skipped,
    /// It needs what this machine does not have, and was not asked of it.
    LeftOut(String),
}

impl Outcome {
    fn failed(message: String) -> Self {
        eprintln!("{message}");
        Self::Failed(message)
    }

    fn passed(&self) -> bool {
        matches!(self, Self::Passed | Self::PassedAgain)
    }

    fn bad(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Skipped)
    }
}

/// The steps so far, with their times.
pub struct Steps {
    begun: Instant,
    done: Vec<(String, Duration, Outcome)>,
}

impl Steps {
    /// None yet.
    pub fn new() -> Self {
        Self { begun: Instant::now(), done: Vec::new() }
    }

    /// Runs one, unless `needed` says that what it builds on is missing. True where it passed.
    pub fn step(&mut self, name: impl Into<String>, needed: bool, check: impl FnOnce() -> Result) -> bool {
        self.record(name.into(), needed, || match check() {
            Ok(()) => Outcome::Passed,
            Err(message) => Outcome::failed(message),
        })
    }

    /// As `step`, for what drives a real browser: where it fails it is run once more, and the table says so. A browser on
    /// a busy machine fails now and then for reasons of its own; a defect of ours fails twice.
    pub fn step_with_second_run(&mut self, name: impl Into<String>, needed: bool, check: impl Fn() -> Result) -> bool {
        self.record(name.into(), needed, || {
            let Err(first) = check() else { return Outcome::Passed };
            eprintln!("{first}\n\n==> once more");
            match check() {
                Ok(()) => Outcome::PassedAgain,
                Err(second) => Outcome::failed(second),
            }
        })
    }

    /// Tells of one that this machine cannot run.
    pub fn leave_out(&mut self, name: impl Into<String>, why: String) {
        self.record(name.into(), true, || {
            println!("left out: {why}");
            Outcome::LeftOut(why)
        });
    }

    fn record(&mut self, name: String, needed: bool, check: impl FnOnce() -> Outcome) -> bool {
        let begun = Instant::now();
        let outcome = if needed {
            println!("\n==> {name}");
            check()
        } else {
            Outcome::Skipped
        };
        let passed = outcome.passed();
        self.done.push((name, begun.elapsed(), outcome));
        passed
    }

    /// Prints the table. An error where anything failed.
    pub fn finish(self) -> Result {
        println!("\n==> summary");
        let mut bad = 0;
        for (name, time, outcome) in &self.done {
            let (word, why) = match outcome {
                Outcome::Passed => ("ok", ""),
                Outcome::PassedAgain => ("ok", "at the second run; see above why the first failed"),
                Outcome::Failed(message) => ("FAILED", message.lines().next().unwrap_or("")),
                Outcome::Skipped => ("skipped", "what it needs has failed"),
                Outcome::LeftOut(why) => ("left out", why.as_str()),
            };
            bad += usize::from(outcome.bad());
            println!("{:>8.1} s  {name:<34} {word:<8} {why}", time.as_secs_f64());
        }
        let total = self.begun.elapsed().as_secs();
        println!("{:>5} min {:02} s in all", total / 60, total % 60);
        if bad == 0 { Ok(()) } else { Err(format!("{bad} of {} steps did not pass", self.done.len())) }
    }
}
