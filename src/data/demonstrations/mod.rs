//! Demonstrations of the obstacle task: a robot that is a point gets past a disc to a goal, on the left or on the right. They
//! are made ([`Generator`]), drawn by a visitor ([`Demonstration::drawn`]) or read from a file ([`parse`]), and become chunks
//! of actions under observations ([`Windows`]), which a diffusion model learns as it learns anything else (Chi et al. 2023).
//!
//! | module | what |
//! |---|---|
//! | [`scene`] | the plane, and the geometry of passing |
//! | [`path`] | one demonstration |
//! | [`generate`] | demonstrations that are made |
//! | [`windows`] | chunks and observations, and the way to what models see |

pub mod generate;
pub mod path;
pub mod scene;
pub mod windows;

use serde::{Deserialize, Serialize};

pub use generate::{Generator, MAX_DEMONSTRATIONS, detour};
pub use path::Demonstration;
pub use scene::{Position, Scene, Side};
pub use windows::{Encoding, Horizons, Windows};

use crate::error::{Error, ErrorCode, Result};
use scene::refused;

/// Bytes of a file of demonstrations at most.
pub const MAX_BYTES: usize = 32 << 20;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    /// What the file is of.
    task: String,
    format: u32,
    demonstrations: Vec<Demonstration>,
}

const TASK: &str = "obstacle";
const FORMAT: u32 = 1;

/// Demonstrations as a file: JSON.
///
/// # Errors
/// `DataInvalid` where a number is not finite.
pub fn write(demonstrations: &[Demonstration]) -> Result<Vec<u8>> {
    let file = File { task: TASK.into(), format: FORMAT, demonstrations: demonstrations.to_vec() };
    serde_json::to_vec(&file).map_err(|e| Error::new(ErrorCode::DataInvalid, "demonstrations").caused_by(e))
}

/// The way back. Nothing of a file is taken on trust: every demonstration is checked, and spaced anew where it is not spaced
/// as demonstrations are.
///
/// # Errors
/// `DataInvalid` where the file is larger than [`MAX_BYTES`] or is none of demonstrations, has none or more than
/// [`MAX_DEMONSTRATIONS`], or one of them is not as [`Demonstration::drawn`] has them.
pub fn parse(bytes: &[u8]) -> Result<Vec<Demonstration>> {
    if bytes.len() > MAX_BYTES {
        return Err(refused(format!(
            "a file of demonstrations must be at most {MAX_BYTES} bytes, got {}",
            bytes.len()
        )));
    }
    let file: File = serde_json::from_slice(bytes)
        .map_err(|e| Error::new(ErrorCode::DataInvalid, "not a file of demonstrations").caused_by(e))?;
    if file.task != TASK || file.format != FORMAT {
        let (task, format) = (file.task, file.format);
        return Err(refused(format!(
            "demonstrations must be of {TASK:?}, format {FORMAT}, got {task:?}, format {format}"
        )));
    }
    let count = file.demonstrations.len();
    if !(1..=MAX_DEMONSTRATIONS).contains(&count) {
        return Err(refused(format!("a file must have 1 to {MAX_DEMONSTRATIONS} demonstrations, got {count}")));
    }
    checked(&file.demonstrations)
}

/// Demonstrations from somewhere else, each as [`Demonstration::drawn`] would have it.
///
/// # Errors
/// `DataInvalid`, with the number of the one that is none.
pub fn checked(demonstrations: &[Demonstration]) -> Result<Vec<Demonstration>> {
    let checked = |(i, demonstration): (usize, &Demonstration)| {
        demonstration.checked().map_err(|e| refused(format!("demonstration {}: {}", i + 1, e.message)))
    };
    demonstrations.iter().enumerate().map(checked).collect()
}
