//! Rollouts of the policy, or of the regression, that a run on demonstrations has learnt so far.

use std::rc::Rc;

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use super::{Subject, Training, measure::refused, subject::Exact};
use crate::{
    data::demonstrations::{Encoding, Position, Side, Windows, path::MAX_STEPS, scene::BOUND},
    denoiser::{Condition, Denoiser, HostDenoiser},
    diffusion::Prediction,
    error::Result,
    exact::ConditionalDenoiser,
    measure::share::share,
    networks::mlp::MlpDenoiser,
    policy::{
        Episode, Planner, Report, Rolled, Rollouts, Sketched, roll_out,
        rollout::{MAX_CANDIDATES, Plan, side_of},
    },
    sampler::{SampleConfig, Sampler, Start},
    trainer::config::Objective,
    web::{
        js::{JsResult, from_js, thrown, to_js},
        types::{
            self, Acting, Chunks, Disturbance, NearestChunk, PlanRequest, PolicyDenoiser, Rollout, RolloutRequest,
            RolloutsRequest, ShownPlan, Sketch,
        },
    },
};

/// Robots of one measurement at most.
const MAX_ROBOTS: u32 = 1_000;
/// Disturbances of one rollout at most.
const MAX_DISTURBANCES: usize = 100;
/// Windows that the distance of demonstrations from one another is measured with.
const SPACED: usize = 100;

/// What plans: one type for all of it, so that the code of plans and rollouts is there once.
enum Policy {
    Network(Rc<MlpDenoiser>),
    Exact(Rc<ConditionalDenoiser>),
    Sketched(Box<Sketched<Policy>>),
}

impl Policy {
    fn denoiser(&self) -> &dyn HostDenoiser {
        match self {
            Self::Network(denoiser) => &**denoiser,
            Self::Exact(denoiser) => &**denoiser,
            Self::Sketched(denoiser) => &**denoiser,
        }
    }
}

impl HostDenoiser for Policy {
    fn values(&self) -> usize {
        self.denoiser().values()
    }

    fn prediction(&self) -> Prediction {
        self.denoiser().prediction()
    }

    fn predict(&self, x: &[f32], t: usize, conditions: &[Condition]) -> Vec<f32> {
        self.denoiser().predict(x, t, conditions)
    }
}

/// The way that the chunks of a plan are denoised: the time of each moment, and at each the places of all its chunks, of what
/// the denoiser believes them to become, and of the noise that it sees in them.
#[derive(Default)]
struct Denoised {
    times: Vec<usize>,
    x: Vec<f32>,
    x0_hat: Vec<f32>,
    eps_hat: Vec<f32>,
}

impl Denoised {
    async fn run(planner: &Planner<Policy>, encoding: &Encoding, observed: &[Condition], seed: u32) -> Result<Self> {
        let mut all = Self::default();
        let Some(mut run) = planner.run(observed, seed)? else {
            let chunks = planner.plan(observed, seed).await?;
            let noise = vec![0.0; chunks.len()];
            all.add(encoding, 0, [&chunks, &chunks, &noise]);
            return Ok(all);
        };
        let model = planner.model();
        let mut noise = Vec::new();
        while let Some(step) = run.step()? {
            let mut read = model.read(&[&step.x_t, &step.x0_hat(), &step.eps_hat()]).await?;
            all.add(encoding, step.t, [&read[0], &read[1], &read[2]]);
            noise = read.swap_remove(2);
        }
        let read = model.read(&[run.current()]).await?;
        all.add(encoding, run.t(), [&read[0], &read[0], &noise]);
        Ok(all)
    }

    fn add(&mut self, encoding: &Encoding, t: usize, [x, x0_hat, eps_hat]: [&[f32]; 3]) {
        self.times.push(t);
        add_places(encoding, x, &mut self.x);
        add_places(encoding, x0_hat, &mut self.x0_hat);
        add_places(encoding, eps_hat, &mut self.eps_hat);
    }
}

/// Writes the places of some chunks behind those that there are.
fn add_places(encoding: &Encoding, chunks: &[f32], places: &mut Vec<f32>) {
    let numbers = encoding.places(chunks).into_iter().flatten();
    places.extend(numbers.map(|v| v as f32));
}

/// Checks places that came from outside.
fn check_places(name: &str, places: &[Position], most: usize) -> JsResult<()> {
    if !(1..=most).contains(&places.len()) {
        return Err(refused(format!("`{name}` must have 1 to {most} places, got {}", places.len())));
    }
    match places.iter().find(|place| !place.iter().all(|v| v.abs() <= BOUND)) {
        None => Ok(()),
        Some(found) => Err(refused(format!("a place of `{name}` must be within ±{BOUND}, got {found:?}"))),
    }
}

fn check_disturbances(all: &[Disturbance]) -> JsResult<()> {
    if all.len() > MAX_DISTURBANCES {
        return Err(refused(format!("there must be at most {MAX_DISTURBANCES} disturbances, got {}", all.len())));
    }
    for Disturbance { robot, scene, .. } in all {
        robot.iter().try_for_each(|&place| check_places("robot", &[place], 1))?;
        scene.iter().try_for_each(|scene| scene.validate()).map_err(thrown)?;
    }
    Ok(())
}

impl Training {
    fn windows(&self) -> JsResult<&Windows> {
        match &*self.subject {
            Subject::Demonstrations { windows, .. } => Ok(windows),
            Subject::Points(_) => Err(refused("only a run on demonstrations can be rolled out")),
        }
    }

    /// What plans with the averaged network as it is now, on the host in either module, or with ε* of the demonstrations.
    async fn planner(&self, sampling: SampleConfig, acting: Acting) -> JsResult<Rc<Planner<Policy>>> {
        let encoding = self.windows()?.encoding().clone();
        let schedule = self.trainer().schedule().clone();
        if self.trainer().config().objective == Objective::Regress {
            let model = Rc::new(Policy::Network(self.network().await?));
            return Ok(Rc::new(Planner::Regression { model, steps: schedule.steps() }));
        }
        let mut model = match (acting.denoiser, &self.exact) {
            (PolicyDenoiser::Exact, Exact::Windows(exact)) => Policy::Exact(exact.clone()),
            _ => Policy::Network(self.network().await?),
        };
        if let Some(Sketch { line, strength }) = acting.sketch {
            let sketched = Sketched::new(Rc::new(model), schedule.clone(), encoding, &line, strength);
            model = Policy::Sketched(Box::new(sketched.map_err(thrown)?));
        }
        Ok(Rc::new(Planner::Diffusion { model: Rc::new(model), schedule, sampling }))
    }
}

#[wasm_bindgen]
impl Training {
    /// One rollout, with every chunk of every plan as it is denoised.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, or a run on points; `DataInvalid` for a scene that is none, or a
    /// sketch that shows no way.
    #[wasm_bindgen(unchecked_return_type = "Rollout")]
    pub async fn rollout(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RolloutRequest")] request: JsValue,
    ) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        let RolloutRequest { episode, config, sampling, shown, acting, disturbances } = from_js(request)?;
        episode.scene.validate().map_err(thrown)?;
        check_disturbances(&disturbances)?;
        if !(config.candidates..=MAX_CANDIDATES).contains(&shown) {
            let least = config.candidates;
            return Err(refused(format!("`shown` must be within {least}..={MAX_CANDIDATES}, got {shown}")));
        }
        let planner = self.planner(sampling, acting).await?;
        let windows = self.windows()?;
        // A regression gives the same chunk as often as it is asked.
        let shown = if matches!(*planner, Planner::Regression { .. }) { config.candidates } else { shown };
        let rollouts = Rollouts::new(planner.clone(), windows.encoding().clone(), config, &[episode], 0);
        let found = rolled(&planner, windows, rollouts, shown, &disturbances);
        to_js(&found.await.map_err(thrown)?)
    }

    /// Many rollouts: what came of them, and the ways that were taken.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, or a run on points; `DataInvalid` for a sketch that shows no way.
    #[wasm_bindgen(unchecked_return_type = "Rollouts")]
    pub async fn rollouts(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RolloutsRequest")] request: JsValue,
    ) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        let RolloutsRequest { from, generator, config, sampling, count, acting } = from_js(request)?;
        generator.validate().map_err(thrown)?;
        if !(1..=MAX_ROBOTS).contains(&count) {
            return Err(refused(format!("`count` must be within 1..={MAX_ROBOTS}, got {count}")));
        }
        let planner = self.planner(sampling, acting).await?;
        let windows = self.windows()?;
        let encoding = windows.encoding();
        let past = encoding.horizons.observed - 1;
        let begin = |number| Episode::numbered(&generator, from, config.seed, number);
        let all = roll_out(&planner, encoding, &config, begin, 0..count).await.map_err(thrown)?;
        let path = |Rolled { robot, .. }: &Rolled| {
            let outcome = robot.outcome().expect("a rollout is over when its robot is");
            types::RolledPath { path: robot.path().to_vec(), outcome }
        };
        let distances: Vec<f64> = all
            .iter()
            .flat_map(|rolled| &rolled.plans)
            .map(|plan| windows.nearest(&plan.places()[past..], None).1)
            .collect();
        let changes: usize = all.iter().map(|rolled| rolled.changes(past)).sum();
        to_js(&types::Rollouts {
            report: Report::of(all.iter().map(|rolled| &rolled.robot)),
            paths: all.iter().map(path).collect(),
            changes: changes as f64 / all.len() as f64,
            nearest: distances.iter().sum::<f64>() / distances.len() as f64,
            spacing: windows.spacing(SPACED),
        })
    }

    /// Chunks for one place, from noise of their own or all of them from one x_t: which way each leads.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, a run on points or a regression; `DataInvalid` for a scene that is
    /// none, or a sketch that shows no way.
    #[wasm_bindgen(unchecked_return_type = "Chunks")]
    pub async fn plan(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PlanRequest")] request: JsValue,
    ) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        let PlanRequest { past, scene, sampling, acting, from } = from_js(request)?;
        scene.validate().map_err(thrown)?;
        check_places("past", &past, MAX_STEPS)?;
        if !(1..=MAX_CANDIDATES).contains(&sampling.count) {
            return Err(refused(format!("`count` must be within 1..={MAX_CANDIDATES}, got {}", sampling.count)));
        }
        let (count, encoding) = (sampling.count, self.windows()?.encoding());
        let start = match from {
            None => None,
            Some(types::Frozen { t, places }) => {
                // Noise is not bounded by the plane, but by what a normal deviate can be.
                if places.len() != encoding.horizons.predicted {
                    let (found, expected) = (places.len(), encoding.horizons.predicted);
                    return Err(refused(format!("`from` must have {expected} places, got {found}")));
                }
                let x: Vec<f32> = places.iter().flat_map(|&place| encoding.places.scaled(place)).collect();
                Some(Start { t: Some(t), x: x.repeat(count) })
            }
        };
        let conditions = vec![encoding.observation(&past, &scene); count];
        let planner = self.planner(sampling, acting).await?;
        let Planner::Diffusion { model, schedule, sampling } = &*planner else {
            return Err(refused("only a diffusion policy has more than one plan for a place"));
        };
        let config = SampleConfig { conditions, ..sampling.clone() };
        let mut run = Sampler::new(model.clone(), schedule.clone(), config, start).map_err(thrown)?;
        while run.step().map_err(thrown)?.is_some() {}
        let read = model.read(&[run.current()]).await.map_err(thrown)?;
        let mut places = Vec::new();
        add_places(encoding, &read[0], &mut places);
        let skipped = encoding.horizons.observed - 1;
        let ways: Vec<Vec<Position>> = read[0]
            .chunks_exact(encoding.values())
            .map(|chunk| past.iter().copied().chain(encoding.places(chunk).into_iter().skip(skipped)).collect())
            .collect();
        let sides: Vec<_> = ways.iter().map(|way| scene.side(way)).collect();
        let passed: Vec<_> = sides.iter().flatten().collect();
        let clear = ways.iter().filter(|way| !scene.hits_path(&way[past.len() - 1..])).count();
        to_js(&Chunks {
            places: Float32Array::from(places.as_slice()),
            left: share(passed.iter().filter(|side| ***side == Side::Left).count(), passed.len()),
            clear: share(clear, ways.len()),
            calls: run.calls(),
            sides,
        })
    }
}

/// One robot from its first plan to its end, with `shown` chunks of each plan.
async fn rolled(
    planner: &Planner<Policy>,
    windows: &Windows,
    rollouts: Result<Rollouts<Policy>>,
    shown: usize,
    disturbances: &[Disturbance],
) -> Result<Rollout> {
    let mut rollouts = rollouts?;
    let encoding = windows.encoding();
    let mut ways = Vec::new();
    for step in 0.. {
        if rollouts.is_over() {
            break;
        }
        for done in disturbances.iter().filter(|done| done.step == step) {
            let robot = rollouts.robot_mut(0);
            done.scene.into_iter().for_each(|scene| robot.set_scene(scene));
            done.robot.into_iter().for_each(|place| robot.put(place));
        }
        if rollouts.needs_plan() {
            // The chunks of a plan depend on its seed and their number alone, so that those planned with are the first of these.
            let observed = vec![rollouts.observations().swap_remove(0); shown];
            ways.push(Denoised::run(planner, encoding, &observed, rollouts.plan_seed()).await?);
            rollouts.plan().await?;
        }
        rollouts.step();
    }
    let robot = &rollouts.robots()[0];
    let past = encoding.horizons.observed - 1;
    let plan = |(way, plan): (Denoised, &Plan)| {
        let (i, distance) = windows.nearest(&plan.places()[past..], None);
        let places = encoding.places(&windows.chunks()[i * encoding.values()..][..encoding.values()]);
        let array = |v: &[f32]| Float32Array::from(v);
        ShownPlan {
            step: plan.step,
            chosen: plan.chosen,
            times: way.times,
            places: array(&way.x),
            x0_hat: array(&way.x0_hat),
            eps_hat: array(&way.eps_hat),
            side: side_of(robot, plan, past),
            nearest: NearestChunk { places: places[past..].to_vec(), distance, demonstration: windows.origin(i).0 },
        }
    };
    Ok(Rollout {
        path: robot.path().to_vec(),
        outcome: robot.outcome().expect("a rollout is over when its robot is"),
        side: robot.side(),
        plans: ways.into_iter().zip(&rollouts.plans()[0]).map(plan).collect(),
    })
}
