//! `ddpm-lab act`: trains a policy and a regression on the same demonstrations, and rolls both out.

use std::{path::PathBuf, rc::Rc, time::Instant};

use clap::{Subcommand, ValueEnum};
use ddpm_lab::{
    Error, Result,
    data::demonstrations::{self, Demonstration, Generator, Horizons, Windows},
    diffusion::{Prediction, Schedule, Spacing},
    exact::ConditionalDenoiser,
    measure::{evaluation::loss_at, share::Estimate},
    networks::mlp::{MlpConfig, MlpDenoiser, MlpLearner, TimeTable},
    policy::{Planner, Report, RolloutConfig, StartPlace, rollout::evaluate},
    sampler::{SampleConfig, Solver},
    trainer::{
        ScheduleConfig, TrainConfig, Trainer,
        config::{LearningRateSchedule, Objective, Optimizer},
    },
};

use crate::{
    draw, files,
    rollouts::{Episodes, now},
};

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Get past a disc to a goal, on the left or on the right
    Obstacle(Box<Obstacle>),
}

/// What the network of the diffusion policy predicts.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Predicted {
    Epsilon,
    X0,
    V,
}

#[derive(clap::Args)]
struct Obstacle {
    /// Gradient steps of each policy, over the last fifth of which the learning rate falls
    #[arg(long, default_value_t = 2000)]
    steps: usize,
    /// Which episodes are rolled out
    #[arg(long, default_value = "0..100")]
    seeds: Episodes,
    /// A file of demonstrations, as the page writes them; without one they are made
    #[arg(long)]
    demonstrations: Option<PathBuf>,
    /// How many demonstrations are made
    #[arg(long, default_value_t = Generator::default().count)]
    count: usize,
    /// Share of those that pass the disc on the left
    #[arg(long, default_value_t = Generator::default().left)]
    left: f64,
    /// Distance from the disc at which they pass it
    #[arg(long, default_value_t = Generator::default().clearance)]
    clearance: f64,
    /// The disc is at another place in each demonstration and episode
    #[arg(long)]
    vary_disc: bool,
    /// The goal is
    #[arg(long)]
    vary_goal: bool,
    /// To: places observed
    #[arg(long, default_value_t = Horizons::default().observed)]
    observed: usize,
    /// Tp: actions predicted
    #[arg(long, default_value_t = Horizons::default().predicted)]
    predicted: usize,
    /// Ta: actions executed before the robot looks again, in a closed loop
    #[arg(long, default_value_t = RolloutConfig::default().executed)]
    executed: usize,
    /// Standard deviation of what disturbs the robot in each step
    #[arg(long, default_value_t = 0.0)]
    disturbance: f64,
    /// Chunks drawn for each plan, of which the first that does not lead into the disc is taken
    #[arg(long, default_value_t = 1)]
    candidates: usize,
    /// Units of a hidden layer
    #[arg(long, default_value_t = 128)]
    width: usize,
    /// Hidden layers
    #[arg(long, default_value_t = 3)]
    depth: usize,
    /// Chunks a step
    #[arg(long, default_value_t = 128)]
    batch: usize,
    /// The learning rate at its highest
    #[arg(long, default_value_t = 2e-3)]
    lr: f64,
    /// Leave the learning rate as it is, as a run does whose end is not known, instead of letting it fall
    #[arg(long)]
    constant_lr: bool,
    /// Decay of the moving average of the weights
    #[arg(long, default_value_t = 0.995)]
    ema: f64,
    /// T of the squared-cosine schedule
    #[arg(long, default_value_t = 100)]
    chain: usize,
    /// What the network of the diffusion policy predicts
    #[arg(long, value_enum, default_value = "x0")]
    prediction: Predicted,
    /// Steps of DDIM with which a chunk is drawn
    #[arg(long, default_value_t = 16)]
    sampling_steps: usize,
    /// Of the demonstrations, the weights and the rollouts
    #[arg(long, default_value_t = 1)]
    seed: u32,
    /// Write the demonstrations here
    #[arg(long)]
    write: Option<PathBuf>,
    /// Print the figures as JSON, one object a line
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<()> {
    let Task::Obstacle(args) = &args.task;
    args.run()
}

/// A policy that has been trained.
struct Trained {
    planner: Rc<Planner<MlpDenoiser>>,
    seconds_a_step: f64,
}

impl Obstacle {
    fn generator(&self) -> Generator {
        Generator {
            count: self.count,
            left: self.left,
            clearance: self.clearance,
            vary_disc: self.vary_disc,
            vary_goal: self.vary_goal,
            seed: self.seed,
            ..Generator::default()
        }
    }

    fn demonstrations(&self) -> Result<Vec<Demonstration>> {
        match &self.demonstrations {
            Some(path) => demonstrations::parse(&std::fs::read(path).map_err(|e| files::io_error(path, e))?),
            None => self.generator().make(),
        }
    }

    fn config(&self, objective: Objective, observed: usize) -> TrainConfig<MlpConfig> {
        TrainConfig {
            network: MlpConfig { width: self.width, depth: self.depth, observed, ..MlpConfig::default() },
            schedule: ScheduleConfig::Cosine { steps: self.chain },
            objective,
            prediction: match (objective, self.prediction) {
                (Objective::Regress, _) | (_, Predicted::X0) => Prediction::X0,
                (_, Predicted::Epsilon) => Prediction::Epsilon,
                (_, Predicted::V) => Prediction::V,
            },
            optimizer: Optimizer::Adamw,
            learning_rate: self.lr,
            learning_rate_schedule: (!self.constant_lr)
                .then_some(LearningRateSchedule { warmup: 100, steps: self.steps }),
            weight_decay: 1e-6,
            ema_decay: self.ema,
            batch: self.batch,
            seed: self.seed,
            ..TrainConfig::default()
        }
    }

    fn run(&self) -> Result<()> {
        let demonstrations = self.demonstrations()?;
        if let Some(path) = &self.write {
            files::write_whole(path, &demonstrations::write(&demonstrations)?)?;
        }
        let horizons = Horizons { observed: self.observed, predicted: self.predicted };
        let windows = Rc::new(Windows::new(&demonstrations, horizons)?);
        if !self.json {
            let count = windows.conditions().len();
            println!("{} demonstrations, {count} windows, {} steps", demonstrations.len(), self.steps);
        }
        let [diffusion, regression] =
            [("diffusion", Objective::Denoise), ("regression", Objective::Regress)].map(|(name, objective)| {
                let trained = self.train(name, objective, &windows)?;
                if !self.json {
                    println!("{name}: {:.2} ms a step", 1e3 * trained.seconds_a_step);
                }
                Ok::<_, Error>(trained)
            });
        let (diffusion, regression) = (diffusion?, regression?);
        self.print_floor(&diffusion, &windows)?;
        let whole = horizons.whole();
        if !self.json {
            println!(
                "{:11}{:9}{:3}  arrived           collided          late   left              entropy",
                "", "from", "Ta"
            );
        }
        for from in [StartPlace::Axis, StartPlace::Anywhere] {
            for executed in [whole, self.executed] {
                for (name, trained) in [("diffusion", &diffusion), ("regression", &regression)] {
                    let config = RolloutConfig {
                        executed,
                        disturbance: self.disturbance,
                        candidates: self.candidates,
                        seed: self.seed,
                        ..RolloutConfig::default()
                    };
                    let generator = self.generator();
                    let (encoding, seeds) = (windows.encoding(), self.seeds.0.clone());
                    let rolled = evaluate(&trained.planner, encoding, &generator, from, &config, seeds);
                    self.print(name, from, executed, trained, &now(rolled)?)?;
                }
            }
        }
        Ok(())
    }

    /// Algorithm 1 on one core, or the regression with the same batches.
    fn train(&self, name: &'static str, objective: Objective, windows: &Rc<Windows>) -> Result<Trained> {
        let encoding = windows.encoding();
        let config = self.config(objective, encoding.observed());
        let mut trainer = Trainer::new(config, windows.clone(), |config, schedule, weights| {
            let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
            MlpLearner::new(encoding.values(), &config.network, weights, times.into(), config.adam())
        })?;
        let progress = draw::bar(name);
        progress.set_length(self.steps as u64);
        let begun = Instant::now();
        for _ in 0..self.steps {
            trainer.step()?;
            progress.inc(1);
        }
        let seconds_a_step = begun.elapsed().as_secs_f64() / self.steps.max(1) as f64;
        progress.finish_and_clear();
        let (model, schedule) = (Rc::new(trainer.model()?), trainer.schedule().clone());
        let planner = match objective {
            Objective::Regress => Planner::Regression { model, steps: schedule.steps() },
            Objective::Denoise => Planner::Diffusion { model, schedule, sampling: self.sampling() },
        };
        Ok(Trained { planner: Rc::new(planner), seconds_a_step })
    }

    fn sampling(&self) -> SampleConfig {
        SampleConfig {
            sampler: Solver::Ddim { eta: 0.0 },
            steps: self.sampling_steps,
            spacing: Spacing::Trailing,
            seed: 0,
            count: 1,
            conditions: Vec::new(),
            guidance: 0.0,
            clip: true,
        }
    }

    /// The error in ε at some times, with the exact denoiser's under it.
    fn print_floor(&self, diffusion: &Trained, windows: &Windows) -> Result<()> {
        let Planner::Diffusion { model, schedule, .. } = &*diffusion.planner else { return Ok(()) };
        if self.json {
            return Ok(());
        }
        let floor = |width: f64| ConditionalDenoiser::new(schedule.clone(), windows, width);
        let (narrow, wide) = (floor(0.02)?, floor(0.1)?);
        let schedule: &Schedule = schedule;
        println!("error in ε at t      network   exact, observations within 0.02      within 0.1");
        for share in [0.02, 0.1, 0.25, 0.5, 0.75, 1.0] {
            let t = ((share * schedule.steps() as f64) as usize).max(1);
            let at = (t, 256, self.seed);
            let network = loss_at(&**model, schedule, windows, at.0, at.1, at.2);
            let [narrow, wide] = [&narrow, &wide].map(|m| loss_at(m, schedule, windows, at.0, at.1, at.2));
            println!("{t:14} {network:12.5} {narrow:32.5} {wide:15.5}");
        }
        Ok(())
    }

    fn print(&self, name: &str, from: StartPlace, executed: usize, trained: &Trained, report: &Report) -> Result<()> {
        if self.json {
            let seconds = trained.seconds_a_step;
            let line = serde_json::json!({
                "policy": name, "from": from, "executed": executed, "steps": self.steps,
                "secondsAStep": seconds, "report": report,
            });
            println!("{line}");
            return Ok(());
        }
        let from = if from == StartPlace::Axis { "axis" } else { "anywhere" };
        let percent = |e: Estimate| match e.value.is_nan() {
            true => format!("{:>16}", "none"),
            false => format!("{:3.0} % [{:3.0}, {:3.0}]", 100.0 * e.value, 100.0 * e.low, 100.0 * e.high),
        };
        let entropy = match report.entropy.value.is_nan() {
            true => "none".to_owned(),
            false => format!("{:.2} [{:.2}, {:.2}]", report.entropy.value, report.entropy.low, report.entropy.high),
        };
        println!(
            "{name:11}{from:9}{executed:3}  {}  {}  {:3.0} %  {}  {entropy}",
            percent(report.arrived),
            percent(report.collided),
            100.0 * report.late.value,
            percent(report.left),
        );
        Ok(())
    }
}
