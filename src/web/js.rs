//! What crosses between Rust and JavaScript.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use crate::error::{Error, ErrorCode};

/// A result whose error is ready to be thrown.
pub type JsResult<T> = Result<T, JsValue>;

/// `{ code, message }`.
pub fn thrown(error: Error) -> JsValue {
    #[derive(Serialize)]
    struct Thrown {
        code: ErrorCode,
        message: String,
    }
    let Error { code, message, .. } = error;
    // Two strings in an object: there is nothing in it that could fail. Should it, the reason is thrown instead.
    to_js(&Thrown { code, message }).unwrap_or_else(|reason| reason)
}

/// A plain object; `None` becomes null, arrays become typed arrays where they are declared as such.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> JsResult<JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

/// Reads settings.
///
/// # Errors
/// `InvalidSetting` where they have another form.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> JsResult<T> {
    serde_wasm_bindgen::from_value(value)
        .map_err(|e| thrown(Error::new(ErrorCode::InvalidSetting, format!("settings: {e}"))))
}
