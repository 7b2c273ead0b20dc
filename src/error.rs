//! The one error type. The page words a [`ErrorCode`] in the visitor's language; the message is for engineers.

use std::sync::Arc;

use serde::Serialize;

/// What went wrong, as an enumeration that the page translates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// A setting is outside its range.
    InvalidSetting,
    /// A weight file ends before its header says it should, or its header cannot be read.
    WeightsTruncated,
    /// A weight file's SHA-256 is not the one on its model card.
    WeightsAltered,
    /// A weight is missing, unknown, or of another shape than the model needs.
    WeightsShape,
    /// A model card cannot be read.
    CardInvalid,
    /// A file of data cannot be read.
    DataInvalid,
    /// No WebGPU adapter or device could be had.
    GpuUnavailable,
    /// The device was lost, or a readback failed.
    DeviceLost,
    /// An operation was asked for while another was under way.
    Busy,
    /// A file could not be read or written (native only).
    Io,
}

/// An error: a code for programs, a sentence for engineers, and what caused it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// What went wrong.
    pub code: ErrorCode,
    /// The details, in English, with the values concerned.
    pub message: String,
    /// The error of a library that it follows from.
    #[source]
    pub source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of this code with these details.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), source: None }
    }

    /// The same error, which follows from this one. Its text is put behind the message.
    #[must_use]
    pub fn caused_by(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.message = format!("{}: {source}", self.message);
        self.source = Some(Arc::new(source));
        self
    }
}

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The error of a setting outside its range: says what was expected and what was found.
pub(crate) fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorCode::InvalidSetting, message)
}
