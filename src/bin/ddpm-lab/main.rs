//! The native command line: train models, draw samples from them, measure how good they are.

mod act;
mod classifiers;
mod conditions;
mod demonstrate;
mod draw;
mod evaluate;
mod export;
mod files;
mod policies;
mod pretrain;
mod rollouts;
mod sample;
mod sampling;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Train, sample and evaluate the models of DDPM Lab.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Let an expert demonstrate a task, and say how often it succeeds
    Demonstrate(demonstrate::Args),
    /// Train a model on a data set, with checkpoints from which it goes on
    Pretrain(pretrain::Args),
    /// Make the page's model (weights and card) from a training run's checkpoint
    Export(export::Args),
    /// Draw samples, as a PNG sheet or a NumPy array
    Sample(sample::Args),
    /// Measure samples against real pictures that the model has not seen
    Evaluate(evaluate::Args),
    /// Train a policy on demonstrations, beside a regression on the same, and roll both out
    Act(act::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Demonstrate(args) => demonstrate::run(&args),
        Command::Pretrain(args) => pretrain::run(args),
        Command::Export(args) => export::run(&args),
        Command::Sample(args) => sample::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Act(args) => act::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
