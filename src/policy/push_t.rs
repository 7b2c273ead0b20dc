//! Push-T: demonstrations by the expert, and rollouts of policies.

use std::{ops::Range, rc::Rc};

use ddpm_lab_physics::{Expert, GOAL, Place, Pose, State, World, block::clearance, world};
use serde::Serialize;

use super::{Planner, rollout::BATCH, stream};
use crate::{
    data::push_t::{Encoding, Episode, Observation},
    denoiser::{Condition, Denoiser},
    error::{Result, invalid},
    measure::share::{Estimate, share},
    rng::{Purpose, Rng},
};

/// Commands of an episode at most: half a minute.
pub const LIMIT: usize = 300;

/// The keypoints where they belong, to 1/64 of a unit, so that they come back from the decimal fractions of a file's header as
/// they were.
pub fn goal() -> Vec<Place> {
    GOAL.keypoints().map(|place| place.map(|v| (64.0 * v).round() / 64.0)).to_vec()
}

/// What is observed in a state.
pub fn observed(state: &State) -> Observation {
    let numbers = state.observation();
    let places = numbers.as_chunks::<2>().0;
    std::array::from_fn(|k| places[k])
}

/// Where episode `number` of a seed starts: those of [`Purpose::Act`] are none of those of [`Purpose::Demonstrate`].
pub fn start(seed: u32, purpose: Purpose, number: u32) -> State {
    let mut uniform = [0.0; 6];
    Rng::new(seed.into(), purpose).uniforms(stream::PUSH_T, number, &mut uniform);
    State::start(uniform)
}

/// What came of an episode.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The best reward of all its states, 0..=1.
    pub best: f64,
    /// Whether the goal was covered by more than [`world::SUCCESS`] at some time.
    pub success: bool,
    /// Commands until then, or all of them.
    pub commands: usize,
}

impl Outcome {
    const NONE: Self = Self { best: 0.0, success: false, commands: 0 };

    fn see(&mut self, state: &State) {
        self.best = self.best.max(state.reward());
        self.success |= state.coverage() > world::SUCCESS;
    }
}

/// Figures of many episodes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// How many.
    pub episodes: usize,
    /// Mean of their best rewards, with its 95 % interval (normal, by the standard error).
    pub best: Estimate,
    /// Share of successes, with Wilson's interval.
    pub success: Estimate,
    /// Mean of their commands.
    pub commands: f64,
}

impl Report {
    /// Of these outcomes.
    pub fn of(outcomes: &[Outcome]) -> Self {
        let count = outcomes.len() as f64;
        let mean = |of: &dyn Fn(&Outcome) -> f64| outcomes.iter().map(of).sum::<f64>() / count;
        let best = mean(&|o| o.best);
        let variance = mean(&|o| (o.best - best).powi(2)) * count / (count - 1.0).max(1.0);
        let half = 1.96 * (variance / count).sqrt();
        Self {
            episodes: outcomes.len(),
            best: Estimate { value: best, low: best - half, high: best + half },
            success: share(outcomes.iter().filter(|o| o.success).count(), outcomes.len()),
            commands: mean(&|o| o.commands as f64),
        }
    }
}

/// How demonstrations are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demonstrations {
    /// Of starts and disturbances.
    pub seed: u32,
    /// Coverage at which the expert stops.
    pub until: f64,
    /// For each episode, so many pieces from disturbed states of it.
    pub recoveries: u32,
    /// Commands of such a piece.
    pub piece: usize,
    /// Standard deviations of a disturbance: of the disc's place, of the T's, and of its angle.
    pub disturbance: [f64; 3],
}

impl Default for Demonstrations {
    fn default() -> Self {
        Self { seed: 1, until: 0.96, recoveries: 2, piece: 48, disturbance: [30.0, 15.0, 0.2] }
    }
}

impl Demonstrations {
    /// What the expert does from a state, in at most `limit` commands.
    pub fn from(&self, state: &State, limit: usize) -> (Episode, Outcome) {
        let mut world = World::new(state);
        let mut expert = Expert::new();
        let mut episode = Episode { cut: true, ..Episode::default() };
        let mut outcome = Outcome::NONE;
        while episode.actions.len() < limit {
            let now = world.state();
            outcome.see(&now);
            outcome.commands += usize::from(!outcome.success);
            if now.coverage() > self.until {
                episode.cut = false;
                break;
            }
            let command = expert.command(&now);
            episode.observations.push(observed(&now));
            episode.actions.push(command);
            world.command(command);
        }
        outcome.see(&world.state());
        (episode, outcome)
    }

    /// Demonstration `number`: the whole episode with its outcome, and the pieces.
    pub fn make(&self, number: u32) -> (Vec<Episode>, Outcome) {
        let begun = start(self.seed, Purpose::Demonstrate, number);
        let mut world = World::new(&begun);
        let (episode, outcome) = self.from(&begun, LIMIT);
        let rng = Rng::new(self.seed.into(), Purpose::Demonstrate);
        let mut which = vec![0; self.recoveries as usize];
        rng.below(stream::PUSH_T, number, episode.actions.len().max(1) as u32, &mut which);
        which.sort_unstable();
        let mut episodes = Vec::new();
        let mut done = 0;
        for (piece, &at) in which.iter().enumerate() {
            while done < at as usize {
                world.command(episode.actions[done]);
                done += 1;
            }
            let mut noise = [0.0; 5];
            rng.normals(stream::PUSH_T + 1 + piece as u32, number, &mut noise);
            episodes.push(self.from(&self.disturbed(&world.state(), noise.map(f64::from)), self.piece).0);
        }
        if !episode.actions.is_empty() {
            episodes.push(episode);
        }
        episodes.retain(|e| !e.actions.is_empty());
        (episodes, outcome)
    }

    /// A state near another, the disc at rest and beside the T.
    fn disturbed(&self, state: &State, noise: [f64; 5]) -> State {
        let [disc, place, angle] = self.disturbance;
        let on_plane = |v: f64| v.clamp(world::RADIUS, world::SIDE - world::RADIUS);
        let block = Pose {
            place: [0, 1].map(|k| state.block.place[k] + place * noise[2 + k]),
            angle: world::wrapped(state.block.angle + angle * noise[4]),
        };
        let mut agent = [0, 1].map(|k| on_plane(state.agent[k] + disc * noise[k]));
        // Away from the T's middle until it is beside it.
        let centre = block.at(ddpm_lab_physics::block::CENTRE);
        for _ in 0..100 {
            if clearance(block.local(agent)) > world::RADIUS + 1.0 {
                break;
            }
            let away = [agent[0] - centre[0], agent[1] - centre[1]];
            let size = away[0].hypot(away[1]).max(1e-6);
            agent = [0, 1].map(|k| on_plane(agent[k] + 4.0 * away[k] / size));
        }
        State { agent, velocity: [0.0; 2], block }
    }
}

/// How policies are rolled out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RolloutConfig {
    /// Ta: commands of a chunk that are given before the policy is asked again.
    pub executed: usize,
    /// Of starts and noise.
    pub seed: u32,
    /// Whose starts: [`Purpose::Act`] for figures.
    pub purpose: Purpose,
    /// Commands of an episode at most.
    pub limit: usize,
}

impl Default for RolloutConfig {
    fn default() -> Self {
        Self { executed: 8, seed: 1, purpose: Purpose::Act, limit: LIMIT }
    }
}

/// A state in which a policy is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Everything observed so far, the current observation last.
    pub past: &'a [Observation],
    /// The command before; none at the start.
    pub before: Option<Place>,
    /// The state.
    pub state: &'a State,
}

/// One plane under a policy.
struct Rolled {
    world: World,
    past: Vec<Observation>,
    before: Option<Place>,
    outcome: Outcome,
}

/// Rolls episodes out until a success or the limit; `look` sees each state in which the policy is asked. Episodes are rolled
/// out in batches of [`BATCH`], episode i as number i % [`BATCH`] of its batch, so that each has the same noise whichever others
/// are rolled out with it.
///
/// # Errors
/// `InvalidSetting` where the model's chunks are not the encoding's or `executed` is outside 1..=Tp − To + 1, and what the
/// device reports.
pub async fn roll_out<D: Denoiser>(
    planner: &Rc<Planner<D>>,
    encoding: &Encoding,
    config: &RolloutConfig,
    episodes: Range<u32>,
    look: &mut dyn FnMut(Asked),
) -> Result<Vec<Outcome>> {
    let (values, whole) = (planner.model().values(), encoding.horizons.whole());
    if values != encoding.values() {
        return Err(invalid(format!("a chunk must have {} numbers, the model's have {values}", encoding.values())));
    }
    if !(1..=whole).contains(&config.executed) {
        return Err(invalid(format!("`executed` must be within 1..={whole}, got {}", config.executed)));
    }
    let mut outcomes = Vec::new();
    let numbers: Vec<u32> = episodes.collect();
    for batch in numbers.chunk_by(|a, b| a / BATCH as u32 == b / BATCH as u32) {
        let begin = |&number: &u32| {
            let state = start(config.seed, config.purpose, number);
            let mut outcome = Outcome::NONE;
            outcome.see(&state);
            Rolled { world: World::new(&state), past: vec![observed(&state)], before: None, outcome }
        };
        let mut rolled: Vec<Rolled> = batch.iter().map(begin).collect();
        let first = batch[0] % BATCH as u32;
        let rng = Rng::new(config.seed.into(), Purpose::Act);
        for plan in 0u32.. {
            let going = |r: &Rolled| !r.outcome.success && r.outcome.commands < config.limit;
            if !rolled.iter().any(going) {
                break;
            }
            // Robot i of a batch has the i-th noise: those before the first are asked too, and their answers dropped.
            let missing = std::iter::repeat_n(encoding.observation(&rolled[0].past), first as usize);
            let asked: Vec<Condition> = missing.chain(rolled.iter().map(|r| encoding.observation(&r.past))).collect();
            for r in rolled.iter().filter(|r| going(r)) {
                look(Asked { past: &r.past, before: r.before, state: &r.world.state() });
            }
            let mut seed = [0];
            rng.below_from(stream::PLAN, plan, u64::from(batch[0] / BATCH as u32), u32::MAX, &mut seed);
            let chunks = planner.plan(&asked, seed[0]).await?;
            for (r, chunk) in rolled.iter_mut().zip(chunks.chunks_exact(values).skip(first as usize)) {
                let now = r.past[r.past.len() - 1];
                let commands = encoding.commands(&now, chunk);
                for &command in commands.iter().skip(encoding.horizons.observed - 1).take(config.executed) {
                    if !going(r) {
                        break;
                    }
                    r.world.command(command.map(|v| v.clamp(0.0, world::SIDE)));
                    r.before = Some(command);
                    r.outcome.commands += 1;
                    let state = r.world.state();
                    r.outcome.see(&state);
                    r.past.push(observed(&state));
                }
            }
        }
        outcomes.extend(rolled.iter().map(|r| r.outcome));
    }
    Ok(outcomes)
}

/// What the expert would have done where a policy was asked: a piece of a demonstration, to train on.
pub fn corrected(demonstrations: &Demonstrations, asked: &Asked) -> Episode {
    let (mut episode, _) = demonstrations.from(asked.state, demonstrations.piece);
    if let (Some(before), [.., earlier, _]) = (asked.before, asked.past) {
        episode.observations.insert(0, *earlier);
        episode.actions.insert(0, before);
        episode.first = 1;
    }
    episode
}
