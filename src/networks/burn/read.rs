//! Numbers on their way back.

use std::{
    cell::RefCell,
    future::Future,
    mem::take,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use crate::error::Result;

type Pending = Pin<Box<dyn Future<Output = Result<Vec<Vec<f32>>>>>>;

thread_local! {
    /// Reads that were dropped before they were done.
    static ABANDONED: RefCell<Vec<Pending>> = const { RefCell::new(Vec::new()) };
}

/// A read under way. It may be dropped at any time: a run that is cancelled has one or two in flight.
///
/// What it reads into belongs to a pool. Dropping the library's own future gives the buffer back while the device still
/// has it mapped, and the next read that gets it fails; so an unfinished one is kept until it is done.
pub struct Read {
    pending: Option<Pending>,
    done: Option<Result<Vec<Vec<f32>>>>,
}

impl Read {
    /// Begins a read: what the future does before it first waits, which is to submit the copies, is done now.
    pub(super) fn start(future: impl Future<Output = Result<Vec<Vec<f32>>>> + 'static) -> Self {
        let mut nobody = Context::from_waker(Waker::noop());
        // Taken out while they are polled, so that whatever that sets off finds the list free.
        let mut abandoned = ABANDONED.with_borrow_mut(take);
        abandoned.retain_mut(|read| read.as_mut().poll(&mut nobody).is_pending());
        ABANDONED.with_borrow_mut(|list| list.append(&mut abandoned));
        let mut pending: Pending = Box::pin(future);
        match pending.as_mut().poll(&mut nobody) {
            Poll::Ready(done) => Self { pending: None, done: Some(done) },
            Poll::Pending => Self { pending: Some(pending), done: None },
        }
    }
}

impl Future for Read {
    type Output = Result<Vec<Vec<f32>>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Self::Output> {
        if let Some(pending) = &mut self.pending {
            let done = std::task::ready!(pending.as_mut().poll(context));
            self.pending = None;
            self.done = Some(done);
        }
        self.done.take().map_or(Poll::Pending, Poll::Ready)
    }
}

impl Drop for Read {
    fn drop(&mut self) {
        if let Some(pending) = self.pending.take() {
            ABANDONED.with_borrow_mut(|list| list.push(pending));
        }
    }
}
