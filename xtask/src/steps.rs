//! A row of checks that goes on after a failure, so that one run tells everything that is wrong.

use std::time::{Duration, Instant};

use crate::run::Result;

/// How a step ended.
enum Outcome {
    Passed,
    Failed(String),
    /// It needs another step that failed.
    Skipped,
}

/// The steps so far, with their times.
pub struct Steps {
    begun: Instant,
    done: Vec<(&'static str, Duration, Outcome)>,
}

impl Steps {
    /// None yet.
    pub fn new() -> Self {
        Self { begun: Instant::now(), done: Vec::new() }
    }

    /// Runs one, unless `needed` says that what it builds on is missing. True where it passed.
    pub fn step(&mut self, name: &'static str, needed: bool, check: impl FnOnce() -> Result) -> bool {
        let begun = Instant::now();
        let outcome = if needed {
            println!("\n==> {name}");
            match check() {
                Ok(()) => Outcome::Passed,
                Err(message) => {
                    eprintln!("{message}");
                    Outcome::Failed(message)
                }
            }
        } else {
            Outcome::Skipped
        };
        let passed = matches!(outcome, Outcome::Passed);
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
                Outcome::Failed(message) => ("FAILED", message.lines().next().unwrap_or("")),
                Outcome::Skipped => ("skipped", "what it needs has failed"),
            };
            bad += usize::from(!matches!(outcome, Outcome::Passed));
            println!("{:>8.1} s  {name:<34} {word:<8} {why}", time.as_secs_f64());
        }
        let total = self.begun.elapsed().as_secs();
        println!("{:>5} min {:02} s in all", total / 60, total % 60);
        if bad == 0 { Ok(()) } else { Err(format!("{bad} of {} steps did not pass", self.done.len())) }
    }
}
