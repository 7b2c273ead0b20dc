//! Rollouts of the policy, or of the regression, that a run on demonstrations has learnt so far.

use std::rc::Rc;

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use super::{Subject, Training, measure::refused};
use crate::{
    data::demonstrations::{Encoding, Position},
    denoiser::{Condition, Denoiser},
    error::Result,
    networks::mlp::MlpDenoiser,
    policy::{Episode, Planner, Report, Rollouts, roll_out, rollout::MAX_CANDIDATES},
    sampler::SampleConfig,
    trainer::config::Objective,
    web::{
        js::{JsResult, from_js, thrown, to_js},
        types::{self, Rollout, RolloutRequest, RolloutsRequest, ShownPlan},
    },
};

/// Robots of one measurement at most.
const MAX_ROBOTS: u32 = 1_000;

/// The way that the chunks of a plan are denoised: the time of each moment, and the places of all its chunks.
async fn denoised(
    planner: &Planner<MlpDenoiser>,
    encoding: &Encoding,
    observed: &[Condition],
    seed: u32,
) -> Result<(Vec<usize>, Vec<f32>)> {
    let mut places = Vec::new();
    let Some(mut run) = planner.run(observed, seed)? else {
        add_places(encoding, &planner.plan(observed, seed).await?, &mut places);
        return Ok((vec![0], places));
    };
    let times = run.times().to_vec();
    loop {
        let x = planner.model().read(&[run.current()]).await?;
        add_places(encoding, &x[0], &mut places);
        if run.step()?.is_none() {
            return Ok((times, places));
        }
    }
}

/// Writes the places of some chunks behind those that there are.
fn add_places(encoding: &Encoding, chunks: &[f32], places: &mut Vec<f32>) {
    let numbers = encoding.places(chunks).into_iter().flatten();
    places.extend(numbers.map(|v| v as f32));
}

impl Training {
    /// What plans with the averaged network as it is now, on the host in either module, and what it is told.
    async fn planner(&self, sampling: SampleConfig) -> JsResult<(Rc<Planner<MlpDenoiser>>, Encoding)> {
        let Subject::Demonstrations { windows, .. } = &*self.subject else {
            return Err(refused("only a run on demonstrations can be rolled out"));
        };
        let model = self.network().await?;
        let trainer = self.trainer();
        let schedule = trainer.schedule().clone();
        let planner = match trainer.config().objective {
            Objective::Regress => Planner::Regression { model, steps: schedule.steps() },
            Objective::Denoise => Planner::Diffusion { model, schedule, sampling },
        };
        Ok((Rc::new(planner), windows.encoding().clone()))
    }
}

#[wasm_bindgen]
impl Training {
    /// One rollout, with every chunk of every plan as it is denoised.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, or a run on points; `DataInvalid` for a scene that is none.
    #[wasm_bindgen(unchecked_return_type = "Rollout")]
    pub async fn rollout(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RolloutRequest")] request: JsValue,
    ) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        let RolloutRequest { episode, config, sampling, shown } = from_js(request)?;
        episode.scene.validate().map_err(thrown)?;
        if !(config.candidates..=MAX_CANDIDATES).contains(&shown) {
            let least = config.candidates;
            return Err(refused(format!("`shown` must be within {least}..={MAX_CANDIDATES}, got {shown}")));
        }
        let (planner, encoding) = self.planner(sampling).await?;
        // A regression gives the same chunk as often as it is asked.
        let shown = if matches!(*planner, Planner::Regression { .. }) { config.candidates } else { shown };
        let found =
            rolled(&planner, &encoding, Rollouts::new(planner.clone(), encoding.clone(), config, &[episode], 0), shown);
        to_js(&found.await.map_err(thrown)?)
    }

    /// Many rollouts: what came of them, and the ways that were taken.
    ///
    /// # Errors
    /// `InvalidSetting` for a setting outside its range, or a run on points.
    #[wasm_bindgen(unchecked_return_type = "Rollouts")]
    pub async fn rollouts(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RolloutsRequest")] request: JsValue,
    ) -> JsResult<JsValue> {
        let _lock = self.lock()?;
        let RolloutsRequest { from, generator, config, sampling, count } = from_js(request)?;
        generator.validate().map_err(thrown)?;
        if !(1..=MAX_ROBOTS).contains(&count) {
            return Err(refused(format!("`count` must be within 1..={MAX_ROBOTS}, got {count}")));
        }
        let (planner, encoding) = self.planner(sampling).await?;
        let begin = |number| Episode::numbered(&generator, from, config.seed, number);
        let robots = roll_out(&planner, &encoding, &config, begin, 0..count).await.map_err(thrown)?;
        let path = |robot: &crate::policy::Robot| {
            let outcome = robot.outcome().expect("a rollout is over when its robot is");
            types::RolledPath { path: robot.path().to_vec(), outcome }
        };
        to_js(&types::Rollouts { report: Report::of(&robots), paths: robots.iter().map(path).collect() })
    }
}

/// One robot from its first plan to its end, with `shown` chunks of each plan.
async fn rolled(
    planner: &Planner<MlpDenoiser>,
    encoding: &Encoding,
    rollouts: Result<Rollouts<MlpDenoiser>>,
    shown: usize,
) -> Result<Rollout> {
    let mut rollouts = rollouts?;
    let mut ways = Vec::new();
    while !rollouts.is_over() {
        if rollouts.needs_plan() {
            // The chunks of a plan depend on its seed and their number alone, so that those planned with are the first of these.
            let observed = vec![rollouts.observations().swap_remove(0); shown];
            ways.push(denoised(planner, encoding, &observed, rollouts.plan_seed()).await?);
            rollouts.plan().await?;
        }
        rollouts.step();
    }
    let robot = &rollouts.robots()[0];
    let plan = |((times, places), plan): ((Vec<usize>, Vec<f32>), &crate::policy::rollout::Plan)| ShownPlan {
        step: plan.step,
        chosen: plan.chosen,
        times,
        places: Float32Array::from(places.as_slice()),
    };
    Ok(Rollout {
        path: robot.path().to_vec() as Vec<Position>,
        outcome: robot.outcome().expect("a rollout is over when its robot is"),
        side: robot.side(),
        plans: ways.into_iter().zip(&rollouts.plans()[0]).map(plan).collect(),
    })
}
