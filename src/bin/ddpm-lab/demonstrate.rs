//! `ddpm-lab demonstrate`: an expert acts, and what it does is written down for policies to be trained on.

use std::{path::PathBuf, time::Instant};

use clap::Subcommand;
use ddpm_lab::{
    Result,
    data::push_t::{self, Episode},
    policy::push_t::{Asked, Demonstrations, Report, RolloutConfig, corrected},
    rng::Purpose,
};

use crate::{draw, files, policies::Policy, rollouts::Episodes};

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Push a T onto its place, one straight push at a time
    PushT(PushT),
}

#[derive(clap::Args)]
struct PushT {
    /// How many episodes
    #[arg(long, default_value_t = 100)]
    episodes: u32,
    /// Number of the first, so that other calls make others of the same seed
    #[arg(long, default_value_t = 0)]
    first: u32,
    /// Of where they start and of what disturbs them
    #[arg(long, default_value_t = 1)]
    seed: u32,
    /// Pieces from disturbed states, for each episode
    #[arg(long, default_value_t = Demonstrations::default().recoveries)]
    recoveries: u32,
    /// Write the demonstrations here
    #[arg(long)]
    out: Option<PathBuf>,
    /// Instead of whole episodes, what the expert would have done wherever this policy was asked in its own (Ross et al. 2011,
    /// DAgger): a run's checkpoint
    #[arg(long)]
    policy: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<()> {
    let Task::PushT(args) = &args.task;
    let begun = Instant::now();
    let config = Demonstrations { seed: args.seed, recoveries: args.recoveries, ..Demonstrations::default() };
    let numbers = args.first..args.first + args.episodes;
    let (episodes, report) = match &args.policy {
        None => demonstrated(&config, Episodes(numbers)),
        Some(path) => corrections(&config, &Policy::read(path, 16)?, Episodes(numbers))?,
    };
    let who = if args.policy.is_some() { "policy" } else { "expert" };
    println!(
        "{} {who}: {:.1} % [{:.1}, {:.1}] cover more than 95 %; mean best score {:.3} [{:.3}, {:.3}]; {:.0} commands",
        report.episodes,
        100.0 * report.success.value,
        100.0 * report.success.low,
        100.0 * report.success.high,
        report.best.value,
        report.best.low,
        report.best.high,
        report.commands,
    );
    let steps: usize = episodes.iter().map(|e| e.actions.len()).sum();
    println!("{} pieces, {steps} steps, {:.1} s", episodes.len(), begun.elapsed().as_secs_f64());
    if let Some(path) = &args.out {
        files::write_whole(path, &push_t::write(&episodes)?)?;
    }
    Ok(())
}

fn demonstrated(config: &Demonstrations, numbers: Episodes) -> (Vec<Episode>, Report) {
    let progress = draw::bar("demonstrating");
    progress.set_length(numbers.0.len() as u64);
    let (mut episodes, mut outcomes) = (Vec::new(), Vec::new());
    for number in numbers.0 {
        let (made, outcome) = config.make(number);
        episodes.extend(made);
        outcomes.push(outcome);
        progress.inc(1);
    }
    progress.finish_and_clear();
    (episodes, Report::of(&outcomes))
}

/// Commands of the expert from each state in which a policy is asked: those of its chunk, and a few more to make windows of.
const PIECE: usize = 24;

fn corrections(config: &Demonstrations, policy: &Policy, numbers: Episodes) -> Result<(Vec<Episode>, Report)> {
    let config = Demonstrations { piece: PIECE, ..*config };
    let mut episodes = Vec::new();
    let mut look = |asked: Asked| episodes.push(corrected(&config, &asked));
    let rollouts = RolloutConfig { seed: config.seed, purpose: Purpose::Demonstrate, ..RolloutConfig::default() };
    let outcomes = policy.roll_out(&rollouts, numbers.0, &mut look)?;
    episodes.retain(|e| !e.actions.is_empty());
    Ok((episodes, Report::of(&outcomes)))
}
