//! Which times to visit when a chain of T steps is walked in fewer.

use serde::{Deserialize, Serialize};

use super::schedule::check_steps;
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
}

/// `steps` times of 1..=`total`, descending, no two the same.
///
/// The first three agree with the timesteps of diffusers 0.42, plus one.
///
/// # Errors
/// `InvalidSetting` unless 1 ≤ steps ≤ total ≤ 10,000.
pub fn timesteps(spacing: Spacing, total: usize, steps: usize) -> Result<Vec<usize>> {
    check_steps(total)?;
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
    })
}
