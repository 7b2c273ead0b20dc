//! What crosses between Rust and JavaScript.

use js_sys::JSON;
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

/// Settings and cards, through JSON as [`from_js`]: no typed arrays, no numbers but finite ones.
pub fn settings_to_js<T: Serialize>(value: &T) -> JsResult<JsValue> {
    let text = serde_json::to_string(value).map_err(|e| JsValue::from(e.to_string()))?;
    JSON::parse(&text)
}

/// Reads settings. They go through JSON, so that a type has one parser, that of files, and not a second one for objects.
///
/// # Errors
/// `InvalidSetting` where they have another form.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> JsResult<T> {
    let refused = |why: String| thrown(Error::new(ErrorCode::InvalidSetting, format!("settings: {why}")));
    // JSON has no word for what is left out, and makes nothing of a function.
    let text = JsValue::from(JSON::stringify(&value)?).as_string().unwrap_or_else(|| "null".into());
    serde_json::from_str(&text).map_err(|e| refused(e.to_string()))
}
