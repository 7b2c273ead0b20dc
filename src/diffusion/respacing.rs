//! Which times to visit when a chain of T steps is walked in fewer.

use serde::{Deserialize, Serialize};

use super::schedule::Schedule;
use crate::error::{Error, ErrorCode, Result};

/// How the visited times are spread over 1..=T (Lin et al. 2024, table 2, compare the first three).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Spacing {
    /// Multiples of ⌊T/steps⌋ counted from the data: 1 is visited, T mostly is not, so sampling starts at a time that
    /// still holds some signal. The default of diffusers.
    Leading,
    /// Multiples of T/steps counted back from T: T is visited, 1 mostly is not.
    Trailing,
    /// Equal gaps from T to 1, both visited (a single step visits 1 alone, as in diffusers).
    Linspace,
    /// τ_i = ⌊T (i/steps)²⌋: most steps near the data, where the finest detail is drawn; T is visited (Song et al. 2021,
    /// appendix D.2).
    Quadratic,
    /// T, and then the times whose σ = √((1 − ᾱ)/ᾱ) is nearest to (σ_max^(1/ρ) + u (σ_min^(1/ρ) − σ_max^(1/ρ)))^ρ with ρ = 7
    /// and u in equal gaps from 0 to 1 (Karras et al. 2022, eq. 5): made for solvers of the probability-flow ODE. σ_max is
    /// `steps` and σ_min 1/`steps`, or σ_T and σ_1 where the schedule does not reach as far. The range grows with the steps,
    /// since a step of second order over more than about a factor of 3 in σ is worse than one of first order; above σ_max,
    /// where the noise buries the data, one step from T does.
    Karras,
}

/// ρ of [`Spacing::Karras`], which shortens the steps near the data at the expense of those near the noise.
const RHO: f64 = 7.0;

/// `steps` times of this schedule's 1..=T, descending, no two the same.
///
/// Only [`Spacing::Karras`] looks at more of the schedule than its T. The first three agree with the timesteps of diffusers
/// 0.42, plus one.
///
/// # Errors
/// `InvalidSetting` unless 1 ≤ steps ≤ T.
pub fn timesteps(spacing: Spacing, schedule: &Schedule, steps: usize) -> Result<Vec<usize>> {
    let total = schedule.steps();
    if !(1..=total).contains(&steps) {
        return Err(Error::new(ErrorCode::InvalidSetting, format!("{steps} steps out of a chain of {total}")));
    }
    let (n, last) = (steps as f64, total as f64);
    // Ties are rounded to even, and sums are made in NumPy's order, because the times of diffusers are NumPy's: with
    // T = 1000 and 48 steps a tie falls one way or the other by the last bit.
    Ok(match spacing {
        Spacing::Leading => (0..steps).rev().map(|i| i * (total / steps) + 1).collect(),
        Spacing::Trailing => {
            let gap = (last - last / n) - last;
            (0..steps).map(|i| (last + i as f64 * gap).round_ties_even() as usize).collect()
        }
        Spacing::Linspace => {
            let gap = (last - 1.0) / (n - 1.0).max(1.0);
            (0..steps).rev().map(|i| (i as f64 * gap).round_ties_even() as usize + 1).collect()
        }
        // The first few squares can fall on one another; the i-th is then i, which keeps them apart and in order.
        Spacing::Quadratic => {
            let square = |i: usize| i as u64 * i as u64; // a usize of 32 bits, as in wasm, cannot hold T i²
            let time = |i| (total as u64 * square(i) / square(steps)) as usize;
            (1..=steps).rev().map(|i| time(i).max(i)).collect()
        }
        Spacing::Karras => karras(schedule, steps),
    })
}

fn karras(schedule: &Schedule, steps: usize) -> Vec<usize> {
    let total = schedule.steps();
    let sigma = |t: usize| libm::exp(-0.5 * schedule.log_snr(t));
    let most = sigma(total).min(steps as f64);
    let least = sigma(1).max((steps as f64).recip()).min(most);
    let (first, last) = (libm::pow(most, RHO.recip()), libm::pow(least, RHO.recip()));
    let mut t = total;
    let mut times = vec![total];
    for i in 1..steps {
        let share = (i - 1) as f64 / (steps.max(3) - 2) as f64;
        let wanted = libm::pow(first + share * (last - first), RHO);
        // σ falls with t, so the nearest is where the next one down stops being nearer. Times that round to the same t are
        // kept apart, and one is left for each step to come.
        t -= 1;
        while t > steps - i && (sigma(t - 1) - wanted).abs() <= (sigma(t) - wanted).abs() {
            t -= 1;
        }
        times.push(t);
    }
    times
}
