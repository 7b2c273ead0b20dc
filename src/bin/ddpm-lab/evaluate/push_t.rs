//! `ddpm-lab evaluate push-t`: a policy from starts that no demonstration has, beside a regression and the expert from the
//! same.

use std::{fs, path::PathBuf};

use ddpm_lab::{
    Result,
    policy::{
        PolicyCard, PolicyFigure,
        push_t::{self, Asked, Demonstrations, LIMIT, Report, RolloutConfig},
    },
    rng::Purpose,
};

use crate::{files, policies::Policy, rollouts::Episodes};

#[derive(clap::Args)]
pub struct Args {
    /// The policy: a card with its weights beside it, or a run's checkpoint
    #[arg(long, default_value = "models/push-t.json")]
    policy: PathBuf,
    /// The checkpoint of a regression on the same data and network, to stand beside it
    #[arg(long)]
    regression: Option<PathBuf>,
    /// Which episodes
    #[arg(long, default_value = "0..100")]
    seeds: Episodes,
    /// Ta: commands of a chunk that are given before the policy is asked again
    #[arg(long, default_value_t = RolloutConfig::default().executed)]
    executed: usize,
    /// Steps of DDIM with which a chunk is drawn
    #[arg(long, default_value_t = 16)]
    sampling_steps: usize,
    /// Of starts and noise
    #[arg(long, default_value_t = 1)]
    seed: u32,
    /// Leave the expert out
    #[arg(long)]
    without_expert: bool,
    /// Write the figures on the policy's card, beside those that are there
    #[arg(long)]
    write_card: bool,
}

pub fn run(args: &Args) -> Result<()> {
    let rollouts = RolloutConfig { executed: args.executed, seed: args.seed, ..RolloutConfig::default() };
    println!("{} episodes of at most {LIMIT} commands, Ta = {}", args.seeds.0.len(), args.executed);
    println!("{:12}{:>24}{:>24}{:>10}", "", "mean best score", "coverage > 95 %", "commands");
    let mut figures = Vec::new();
    let episodes =
        format!("{} episodes ({}..{}), seed {}", args.seeds.0.len(), args.seeds.0.start, args.seeds.0.end, args.seed);
    let policies = [("diffusion", Some(&args.policy)), ("regression", args.regression.as_ref())];
    for (name, path) in policies.into_iter().filter_map(|(name, path)| Some((name, path?))) {
        let policy = Policy::read(path, args.sampling_steps)?;
        let report = Report::of(&policy.roll_out(&rollouts, args.seeds.0.clone(), &mut |_: Asked| ())?);
        print(name, &report);
        println!("{:12}a plan takes {:.1} ms", "", policy.plan_time()?);
        let sampler =
            if name == "diffusion" { format!(", DDIM of {} steps", args.sampling_steps) } else { String::new() };
        figures.push(figure(name, &report, format!("{episodes}, Ta {}{sampler}", args.executed)));
    }
    if !args.without_expert {
        let expert = Demonstrations::default();
        let outcome = |number| expert.from(&push_t::start(args.seed, Purpose::Act, number), LIMIT).1;
        let report = Report::of(&args.seeds.0.clone().map(outcome).collect::<Vec<_>>());
        print("expert", &report);
        figures.push(figure("expert", &report, episodes));
    }
    if args.write_card {
        let bytes = fs::read(&args.policy).map_err(|e| files::io_error(&args.policy, e))?;
        let mut card = PolicyCard::from_json(&bytes)?;
        card.quality.retain(|old| !figures.iter().any(|new| (&new.policy, &new.method) == (&old.policy, &old.method)));
        card.quality.extend(figures);
        files::write_json(&args.policy, &card)?;
        println!("written to {}", args.policy.display());
    }
    Ok(())
}

fn figure(policy: &str, report: &Report, method: String) -> PolicyFigure {
    let rounded = |v: f64| (1e4 * v).round() / 1e4;
    let success = [report.success.value, report.success.low, report.success.high].map(rounded);
    PolicyFigure { policy: policy.into(), best_score: rounded(report.best.value), success, method }
}

fn print(name: &str, Report { best, success, commands, .. }: &Report) {
    let best = format!("{:.3} [{:.3}, {:.3}]", best.value, best.low, best.high);
    let percent = |share: f64| 100.0 * share;
    let success =
        format!("{:.0} % [{:.0}, {:.0}]", percent(success.value), percent(success.low), percent(success.high));
    println!("{name:12}{best:>24}{success:>24}{commands:>10.0}");
}
