//! Receding horizon: plan a chunk, execute the first of its steps that are to come, look again.

use std::{ops::Range, rc::Rc};

use serde::{Deserialize, Serialize};

use super::{
    planner::Planner,
    report::Report,
    robot::{Episode, Robot, StartPlace},
    steer::best,
    stream,
};
use crate::{
    data::demonstrations::{Encoding, Generator, Position, Side},
    denoiser::{Condition, Denoiser},
    error::{Result, invalid},
    rng::{Purpose, Rng},
};

/// Robots whose chunks are drawn together. Robot i of a batch has the i-th noise of each plan, so an episode has the same
/// one whichever others are rolled out with it.
pub const BATCH: usize = 64;
/// Steps of an episode at most.
pub const MAX_LIMIT: usize = 1_000;

/// Chunks for one plan at most.
pub const MAX_CANDIDATES: usize = 64;

/// How robots are rolled out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RolloutConfig {
    /// Ta: actions of a chunk that are executed before the robot looks again. All that there are: open loop.
    pub executed: usize,
    /// Steps after which an episode is over, 1 to [`MAX_LIMIT`].
    pub limit: usize,
    /// Chunks that are drawn for each plan, the first of which that does not lead into the disc is taken, 1 to
    /// [`MAX_CANDIDATES`].
    pub candidates: usize,
    /// Standard deviation of what disturbs each coordinate in each step, 0..=0.1.
    pub disturbance: f64,
    /// Of all noise.
    pub seed: u32,
}

impl Default for RolloutConfig {
    fn default() -> Self {
        Self { executed: 8, limit: 60, candidates: 1, disturbance: 0.0, seed: 1 }
    }
}

/// What a robot was told at some step.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The robot's step at which it was made.
    pub step: usize,
    /// The chunks that were drawn, Tp places each, of which those from To − 1 on were still to come.
    pub candidates: Vec<Vec<Position>>,
    /// Which of them was taken.
    pub chosen: usize,
}

impl Plan {
    /// The places of the chunk that was taken.
    pub fn places(&self) -> &[Position] {
        &self.candidates[self.chosen]
    }
}

/// Robots of one batch under one policy, in step with one another.
pub struct Rollouts<D: Denoiser> {
    planner: Rc<Planner<D>>,
    encoding: Encoding,
    config: RolloutConfig,
    robots: Vec<Robot>,
    plans: Vec<Vec<Plan>>,
    rng: Rng,
    /// The batch's number: its robots are episodes batch·[`BATCH`] and the following.
    batch: u32,
    /// Actions of the current plan that have been executed; none before the first plan.
    executed: Option<usize>,
    step: usize,
}

impl<D: Denoiser> Rollouts<D> {
    /// Robots at the beginnings of these episodes, as batch number `batch` of the seed.
    ///
    /// # Errors
    /// `InvalidSetting` where there is no episode or more than [`BATCH`], the model's chunks are not the encoding's, or a
    /// setting is outside its range.
    pub fn new(
        planner: Rc<Planner<D>>,
        encoding: Encoding,
        config: RolloutConfig,
        episodes: &[Episode],
        batch: u32,
    ) -> Result<Self> {
        if !(1..=BATCH).contains(&episodes.len()) {
            return Err(invalid(format!("a batch must have 1 to {BATCH} episodes, got {}", episodes.len())));
        }
        let values = planner.model().values();
        if values != encoding.values() {
            return Err(invalid(format!("a chunk must have {} numbers, the model's have {values}", encoding.values())));
        }
        let whole = encoding.horizons.whole();
        if !(1..=whole).contains(&config.executed) {
            return Err(invalid(format!("`executed` must be within 1..={whole}, got {}", config.executed)));
        }
        if !(1..=MAX_LIMIT).contains(&config.limit) {
            return Err(invalid(format!("`limit` must be within 1..={MAX_LIMIT}, got {}", config.limit)));
        }
        if !(1..=MAX_CANDIDATES).contains(&config.candidates) {
            return Err(invalid(format!(
                "`candidates` must be within 1..={MAX_CANDIDATES}, got {}",
                config.candidates
            )));
        }
        if !(0.0..=0.1).contains(&config.disturbance) {
            return Err(invalid(format!("`disturbance` must be within 0..=0.1, got {}", config.disturbance)));
        }
        Ok(Self {
            planner,
            encoding,
            rng: Rng::new(config.seed.into(), Purpose::Act),
            config,
            robots: episodes.iter().copied().map(Robot::new).collect(),
            plans: vec![Vec::new(); episodes.len()],
            batch,
            executed: None,
            step: 0,
        })
    }

    /// The robots.
    pub fn robots(&self) -> &[Robot] {
        &self.robots
    }

    /// One robot, to disturb it: to move it, its goal or its disc.
    pub fn robot_mut(&mut self, i: usize) -> &mut Robot {
        &mut self.robots[i]
    }

    /// What each robot was told, oldest first.
    pub fn plans(&self) -> &[Vec<Plan>] {
        &self.plans
    }

    /// Whether every episode has ended.
    pub fn is_over(&self) -> bool {
        self.robots.iter().all(|robot| robot.outcome().is_some())
    }

    /// Whether the robots have to look before their next step.
    pub fn needs_plan(&self) -> bool {
        self.executed.is_none_or(|executed| executed == self.config.executed)
    }

    /// What each robot observes now.
    pub fn observations(&self) -> Vec<Condition> {
        self.robots.iter().map(|robot| self.encoding.observation(robot.path(), robot.scene())).collect()
    }

    /// The seed of the plan to come.
    pub fn plan_seed(&self) -> u32 {
        let mut seed = [0];
        let number = self.plans[0].len() as u32;
        self.rng.below_from(stream::PLAN, number, self.batch.into(), u32::MAX, &mut seed);
        seed[0]
    }

    /// Looks, and plans a chunk for each robot, of those too whose episode has ended, so that the others' noise stays theirs.
    ///
    /// # Errors
    /// As [`Planner::plan`].
    pub async fn plan(&mut self) -> Result<()> {
        let count = self.config.candidates;
        let observations: Vec<Condition> =
            self.observations().into_iter().flat_map(|seen| std::iter::repeat_n(seen, count)).collect();
        let chunks = self.planner.plan(&observations, self.plan_seed()).await?;
        let values = self.encoding.values();
        let past = self.encoding.horizons.observed - 1;
        for ((robot, plans), chunks) in self.robots.iter().zip(&mut self.plans).zip(chunks.chunks_exact(count * values))
        {
            let candidates: Vec<_> = chunks.chunks_exact(values).map(|chunk| self.encoding.places(chunk)).collect();
            let to_come: Vec<_> = candidates.iter().map(|places| &places[past..]).collect();
            let chosen = best(robot.scene(), robot.place(), &to_come);
            plans.push(Plan { step: self.step, candidates, chosen });
        }
        self.executed = Some(0);
        Ok(())
    }

    /// One step of every robot whose episode goes on, along its last plan.
    ///
    /// # Panics
    /// Where [`Self::needs_plan`].
    pub fn step(&mut self) {
        assert!(!self.needs_plan(), "there is nothing planned for this step");
        let executed = self.executed.expect("there is a plan");
        let next = self.encoding.horizons.observed - 1 + executed;
        let deviation = self.config.disturbance;
        for (i, (robot, plans)) in self.robots.iter_mut().zip(&self.plans).enumerate() {
            let mut noise = [0.0; 2];
            if deviation > 0.0 {
                let episode = self.batch * BATCH as u32 + i as u32;
                self.rng.normals_from(stream::DISTURBANCE, episode, 2 * self.step as u64, &mut noise);
            }
            let command = plans[plans.len() - 1].places()[next];
            robot.step(command, noise.map(|n| deviation * f64::from(n)), self.config.limit);
        }
        self.executed = Some(executed + 1);
        self.step += 1;
    }

    /// Goes on until every episode has ended.
    ///
    /// # Errors
    /// As [`Planner::plan`].
    pub async fn run(&mut self) -> Result<()> {
        while !self.is_over() {
            if self.needs_plan() {
                self.plan().await?;
            }
            self.step();
        }
        Ok(())
    }
}

/// One robot at the end of its episode, and what it was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Rolled {
    /// The robot.
    pub robot: Robot,
    /// Its plans, oldest first. Those that were made for its noise alone, after its end, are left out.
    pub plans: Vec<Plan>,
}

impl Rolled {
    /// On which side of the disc the way so far and each plan together lead past it.
    pub fn sides(&self, past: usize) -> Vec<Option<Side>> {
        self.plans.iter().map(|plan| side_of(&self.robot, plan, past)).collect()
    }

    /// How many times a plan leads past the disc on the other side than the last one before it that led past.
    pub fn changes(&self, past: usize) -> usize {
        let sides: Vec<Side> = self.sides(past).into_iter().flatten().collect();
        sides.windows(2).filter(|pair| pair[0] != pair[1]).count()
    }
}

/// On which side of the disc the way of a robot up to a plan, and what the plan has to come, lead past it. `past`: To − 1.
pub fn side_of(robot: &Robot, plan: &Plan, past: usize) -> Option<Side> {
    let way: Vec<Position> = robot.path().iter().take(plan.step + 1).chain(&plan.places()[past..]).copied().collect();
    robot.scene().side(&way)
}

/// Rolls out the episodes of these numbers and tells what came of them. An episode is the same whichever others are asked for
/// with it.
///
/// # Errors
/// As [`roll_out`].
pub async fn evaluate<D: Denoiser>(
    planner: &Rc<Planner<D>>,
    encoding: &Encoding,
    generator: &Generator,
    from: StartPlace,
    config: &RolloutConfig,
    episodes: Range<u32>,
) -> Result<Report> {
    let begin = |number| Episode::numbered(generator, from, config.seed, number);
    let rolled = roll_out(planner, encoding, config, begin, episodes).await?;
    Ok(Report::of(rolled.iter().map(|rolled| &rolled.robot)))
}

/// The robots at the ends of the episodes of these numbers, each of which `begin` gives the beginning of.
///
/// # Errors
/// As [`Rollouts::new`] and [`Planner::plan`], and `InvalidSetting` where no episode is asked for.
pub async fn roll_out<D: Denoiser>(
    planner: &Rc<Planner<D>>,
    encoding: &Encoding,
    config: &RolloutConfig,
    begin: impl Fn(u32) -> Episode,
    episodes: Range<u32>,
) -> Result<Vec<Rolled>> {
    if episodes.is_empty() {
        return Err(invalid(format!("at least one episode must be asked for, got {episodes:?}")));
    }
    let size = BATCH as u32;
    let mut all = Vec::with_capacity(episodes.len());
    for batch in episodes.start / size..episodes.end.div_ceil(size) {
        let numbers = batch * size..episodes.end.min((batch + 1) * size);
        let skipped = episodes.start.saturating_sub(numbers.start) as usize;
        let begun: Vec<Episode> = numbers.map(&begin).collect();
        let mut rollouts = Rollouts::new(planner.clone(), encoding.clone(), config.clone(), &begun, batch)?;
        rollouts.run().await?;
        all.extend(rollouts.robots.into_iter().zip(rollouts.plans).skip(skipped).map(|(robot, mut plans)| {
            let last = robot.path().len() - 1;
            plans.retain(|plan| plan.step < last);
            Rolled { robot, plans }
        }));
    }
    Ok(all)
}
