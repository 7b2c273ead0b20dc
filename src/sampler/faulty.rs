//! A solver with one wrong line in it, for *Break it*: the sampler itself is unchanged.

use super::solver::{SecondStage, Solver, StepRule};
use crate::{
    diffusion::{Fault, Prediction, ReverseStep, Schedule, Spacing},
    error::{Result, invalid},
};

/// DDPM with a mistake.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Faulty {
    solver: Solver,
    fault: Fault,
}

impl Faulty {
    /// The solver with this mistake in it.
    ///
    /// # Errors
    /// `InvalidSetting` for another solver than DDPM, whose lines these are.
    pub fn new(solver: Solver, fault: Fault) -> Result<Self> {
        if matches!(solver, Solver::Ddpm { .. }) {
            return Ok(Self { solver, fault });
        }
        Err(invalid(format!("{fault:?} is a fault of DDPM, got {solver:?}")))
    }
}

impl StepRule for Faulty {
    fn times(&self, schedule: &Schedule, spacing: Spacing, steps: usize) -> Result<Vec<usize>> {
        Ok(self.fault.visited(self.solver.times(schedule, spacing, steps)?, schedule.steps()))
    }

    fn step(
        &self,
        schedule: &Schedule,
        prediction: Prediction,
        before: Option<usize>,
        t: usize,
        t_next: usize,
    ) -> Result<(ReverseStep, SecondStage)> {
        let (step, second) = self.solver.step(schedule, prediction, before, t, t_next)?;
        let (single, _) = self.solver.step(schedule, prediction, before, t, t - 1)?;
        Ok((self.fault.applied(schedule, step, single), second))
    }

    fn network_timestep(&self, total: usize, t: usize) -> usize {
        self.fault.network_timestep(total, t)
    }
}
