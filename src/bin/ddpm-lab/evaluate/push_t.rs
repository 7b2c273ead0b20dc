//! `ddpm-lab evaluate push-t`: a policy from starts that no demonstration has, beside the expert from the same.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
    rc::Rc,
    time::Instant,
};

use ddpm_lab::{
    Error, ErrorCode, Result,
    data::push_t::Encoding,
    diffusion::{Schedule, Spacing},
    networks::mlp::{Mlp, MlpConfig, MlpDenoiser, TimeTable},
    policy::{
        Planner,
        push_t::{self, Asked, Demonstrations, LIMIT, Outcome, Report, RolloutConfig},
    },
    rng::Purpose,
    sampler::{SampleConfig, Solver},
    trainer::{Checkpoint, TrainConfig, TrainingData, config::Objective},
    weights::Weights,
};

use crate::{
    files,
    rollouts::{Episodes, now},
};

#[derive(clap::Args)]
pub struct Args {
    /// The run's checkpoint
    #[arg(long, default_value = "runs/push-t.checkpoint")]
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
}

/// A policy that has been trained.
pub struct Policy {
    planner: Rc<Planner<MlpDenoiser>>,
    encoding: Encoding,
}

impl Policy {
    /// Reads a run's averaged weights.
    pub fn read(path: &Path, sampling_steps: usize) -> Result<Self> {
        let bytes = fs::read(path).map_err(|e| files::io_error(path, e))?;
        let Checkpoint { config, data, state, .. } = Checkpoint::<MlpConfig>::from_bytes(&bytes)?;
        let TrainingData::PushT { encoding, .. } = data else {
            let message = format!("{}: its data must be demonstrations of Push-T", path.display());
            return Err(Error::new(ErrorCode::InvalidSetting, message));
        };
        let planner = planner(&config, &state.ema, &encoding, sampling_steps)?;
        Ok(Self { planner: Rc::new(planner), encoding })
    }

    /// As [`push_t::roll_out`].
    pub fn roll_out(
        &self,
        config: &RolloutConfig,
        episodes: Range<u32>,
        look: &mut dyn FnMut(Asked),
    ) -> Result<Vec<Outcome>> {
        now(push_t::roll_out(&self.planner, &self.encoding, config, episodes, look))
    }

    /// Milliseconds of one plan, the median of several.
    fn plan_time(&self) -> Result<f64> {
        let state = push_t::start(1, Purpose::Act, 0);
        let asked = [self.encoding.observation(&[push_t::observed(&state)])];
        let mut times = Vec::new();
        for seed in 0..9 {
            let begun = Instant::now();
            now(self.planner.plan(&asked, seed))?;
            times.push(1e3 * begun.elapsed().as_secs_f64());
        }
        times.sort_by(f64::total_cmp);
        Ok(times[times.len() / 2])
    }
}

fn planner(
    config: &TrainConfig<MlpConfig>,
    weights: &Weights,
    encoding: &Encoding,
    sampling_steps: usize,
) -> Result<Planner<MlpDenoiser>> {
    let schedule: Schedule = config.schedule.build()?;
    let times = Rc::new(TimeTable::new(&config.network, schedule.steps(), config.seed));
    let net = Mlp::new(encoding.values(), &config.network, weights, times)?;
    let model = Rc::new(MlpDenoiser::new(net, config.prediction));
    Ok(match config.objective {
        Objective::Regress => Planner::Regression { model, steps: schedule.steps() },
        Objective::Denoise => Planner::Diffusion {
            model,
            schedule: Rc::new(schedule),
            sampling: SampleConfig {
                sampler: Solver::Ddim { eta: 0.0 },
                steps: sampling_steps,
                spacing: Spacing::Trailing,
                seed: 0,
                count: 1,
                conditions: Vec::new(),
                guidance: 0.0,
                clip: true,
            },
        },
    })
}

pub fn run(args: &Args) -> Result<()> {
    let rollouts = RolloutConfig { executed: args.executed, seed: args.seed, ..RolloutConfig::default() };
    println!("{} episodes of at most {LIMIT} commands, Ta = {}", args.seeds.0.len(), args.executed);
    println!("{:12}{:>24}{:>24}{:>10}", "", "mean best score", "coverage > 95 %", "commands");
    let policies = [("diffusion", Some(&args.policy)), ("regression", args.regression.as_ref())];
    for (name, path) in policies.into_iter().filter_map(|(name, path)| Some((name, path?))) {
        let policy = Policy::read(path, args.sampling_steps)?;
        let outcomes = policy.roll_out(&rollouts, args.seeds.0.clone(), &mut |_: Asked| ())?;
        print(name, &Report::of(&outcomes));
        println!("{:12}a plan takes {:.1} ms", "", policy.plan_time()?);
    }
    if !args.without_expert {
        let expert = Demonstrations::default();
        let outcome = |number| expert.from(&push_t::start(args.seed, Purpose::Act, number), LIMIT).1;
        print("expert", &Report::of(&args.seeds.0.clone().map(outcome).collect::<Vec<_>>()));
    }
    Ok(())
}

fn print(name: &str, Report { best, success, commands, .. }: &Report) {
    let best = format!("{:.3} [{:.3}, {:.3}]", best.value, best.low, best.high);
    let percent = |share: f64| 100.0 * share;
    let success =
        format!("{:.0} % [{:.0}, {:.0}]", percent(success.value), percent(success.low), percent(success.high));
    println!("{name:12}{best:>24}{success:>24}{commands:>10.0}");
}
