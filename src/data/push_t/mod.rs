//! Demonstrations of Push-T: episodes of observations and commands, their file, and the windows that a policy is trained on.
//!
//! The task itself (physics, score, expert) is a crate of its own; here are only the numbers that it gives and takes.

pub mod encoding;
mod windows;

pub use encoding::Encoding;
pub use windows::Windows;

use std::collections::HashMap;

use safetensors::SafeTensors;

use crate::{
    error::{Error, ErrorCode, Result},
    weights::{self, Weight, Weights},
};

/// A place on the plane, or a way; 512 x 512 units.
pub type Place = [f64; 2];

/// Places that are observed at a time: the keypoints of the T, then the disc.
pub const PLACES: usize = 10;

/// What is observed at a time.
pub type Observation = [Place; PLACES];

/// Observations and the commands that were given on them, a tenth of a second apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Episode {
    /// What was observed before each command.
    pub observations: Vec<Observation>,
    /// Where the disc was told to go.
    pub actions: Vec<Place>,
    /// Steps before this one are only looked back at.
    pub first: usize,
    /// It was cut off rather than ended: what came after its last step is not known.
    pub cut: bool,
}

/// The file's metadata say with this key what it holds.
const KEY: &str = "ddpm-lab demonstrations";
const TASK: &str = "push-t";
const OBSERVATIONS: &str = "observations";
const ACTIONS: &str = "actions";
const LENGTHS: &str = "lengths";
/// Of each episode: its length, its first step, 1 where it was cut off.
const PER_EPISODE: usize = 3;

fn refused(message: impl Into<String>) -> Error {
    Error::new(ErrorCode::DataInvalid, message)
}

/// A file of episodes: safetensors of single precision, all episodes end to end, `observations` (n, 20), `actions` (n, 2),
/// `lengths` (episodes, 3).
///
/// # Errors
/// `DataInvalid` where an episode has not as many actions as observations.
pub fn write(episodes: &[Episode]) -> Result<Vec<u8>> {
    if let Some(uneven) = episodes.iter().find(|e| e.observations.len() != e.actions.len()) {
        let (seen, done) = (uneven.observations.len(), uneven.actions.len());
        return Err(refused(format!("an episode must have an action for each observation, got {done} for {seen}")));
    }
    let single = |v: &f64| *v as f32;
    let observations: Vec<f32> =
        episodes.iter().flat_map(|e| e.observations.iter().flatten().flatten()).map(single).collect();
    let actions: Vec<f32> = episodes.iter().flat_map(|e| e.actions.iter().flatten()).map(single).collect();
    let lengths: Vec<f32> =
        episodes.iter().flat_map(|e| [e.actions.len() as f32, e.first as f32, f32::from(u8::from(e.cut))]).collect();
    let count = actions.len() / 2;
    let mut arrays = Weights::new();
    let mut add = |name: &str, shape: Vec<usize>, values| arrays.insert(name.into(), Weight { shape, values });
    add(OBSERVATIONS, vec![count, 2 * PLACES], observations);
    add(ACTIONS, vec![count, 2], actions);
    add(LENGTHS, vec![episodes.len(), PER_EPISODE], lengths);
    weights::to_safetensors_f32(&arrays, Some(HashMap::from([(KEY.to_owned(), TASK.to_owned())])))
}

/// Reads what [`write()`] has written.
///
/// # Errors
/// `DataInvalid` where the file is no such file, or its arrays do not fit together.
pub fn parse(bytes: &[u8]) -> Result<Vec<Episode>> {
    let none = "not a file of demonstrations of Push-T";
    let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|e| refused(none).caused_by(e))?;
    let task = metadata.metadata().as_ref().and_then(|m| m.get(KEY)).map(String::as_str);
    if task != Some(TASK) {
        return Err(refused(format!("{none}: its task must be {TASK:?}, got {task:?}")));
    }
    let arrays = weights::from_safetensors(bytes).map_err(|e| refused(none).caused_by(e))?;
    let array = |name: &str| arrays.get(name).ok_or_else(|| refused(format!("{none}: {name} is missing")));
    let (observations, actions, lengths) = (array(OBSERVATIONS)?, array(ACTIONS)?, array(LENGTHS)?);
    let count = actions.values.len() / 2;
    let shapes = [&observations.shape[..], &actions.shape[..], &lengths.shape[..]];
    if shapes != [&[count, 2 * PLACES][..], &[count, 2][..], &[lengths.values.len() / PER_EPISODE, PER_EPISODE][..]] {
        return Err(refused(format!("{none}: arrays of {shapes:?}")));
    }
    if !observations.values.iter().chain(&actions.values).all(|v| v.is_finite()) {
        return Err(refused(format!("{none}: a number is not finite")));
    }
    let place = |pair: &[f32; 2]| pair.map(f64::from);
    let mut seen = observations.values.as_chunks::<2>().0.chunks_exact(PLACES);
    let mut done = actions.values.as_chunks::<2>().0.iter();
    let mut episodes = Vec::new();
    for &[length, first, cut] in lengths.values.as_chunks::<PER_EPISODE>().0 {
        let whole = [length, first, cut].iter().all(|v| v.fract() == 0.0 && *v >= 0.0) && length >= 1.0 && cut <= 1.0;
        if !whole || length as usize > done.len() || first >= length {
            return Err(refused(format!("{none}: an episode of {length} steps, from {first} on, cut off: {cut}")));
        }
        let observation = |row: &[[f32; 2]]| std::array::from_fn(|k| place(&row[k]));
        let steps = length as usize;
        episodes.push(Episode {
            observations: seen.by_ref().take(steps).map(observation).collect(),
            actions: done.by_ref().take(steps).map(place).collect(),
            first: first as usize,
            cut: cut == 1.0,
        });
    }
    if done.len() > 0 {
        return Err(refused(format!("{none}: {} steps belong to no episode", done.len())));
    }
    Ok(episodes)
}
