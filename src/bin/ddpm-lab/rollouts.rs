//! What the commands that roll policies out have in common.

use std::{
    future::Future,
    ops::Range,
    pin::pin,
    str::FromStr,
    task::{Context, Poll, Waker},
};

use ddpm_lab::{Error, ErrorCode, Result};

/// FROM..TO, TO not among them.
#[derive(Clone, Debug)]
pub struct Episodes(pub Range<u32>);

impl FromStr for Episodes {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let ends = text.split_once("..").and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        match ends {
            Some((from, to)) if from < to => Ok(Self(from..to)),
            _ => Err(format!("expected FROM..TO with FROM below TO, such as 0..100, got {text:?}")),
        }
    }
}

/// The result of a future that computes on this processor, where nothing is waited for.
pub fn now<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(Error::new(ErrorCode::Busy, "the processor computes at once, but was still busy")),
    }
}
