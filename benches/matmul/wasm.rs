//! The same products in WebAssembly, for `wasm.mjs` to time.

#[allow(dead_code)]
mod cases;

use std::cell::RefCell;

use cases::{CASES, IMPLEMENTATIONS, Work};

thread_local! {
    static WORK: RefCell<Option<Work>> = const { RefCell::new(None) };
}

/// How many products there are.
#[unsafe(no_mangle)]
pub extern "C" fn cases() -> usize {
    CASES.len()
}

/// How many ways to compute one.
#[unsafe(no_mangle)]
pub extern "C" fn ways() -> usize {
    IMPLEMENTATIONS.len()
}

fn name(is_way: bool, index: usize) -> &'static str {
    if is_way { IMPLEMENTATIONS[index].0 } else { CASES[index].0 }
}

/// Where the name of a product or of a way lies.
#[unsafe(no_mangle)]
pub extern "C" fn name_start(is_way: bool, index: usize) -> *const u8 {
    name(is_way, index).as_ptr()
}

/// Bytes of a name.
#[unsafe(no_mangle)]
pub extern "C" fn name_length(is_way: bool, index: usize) -> usize {
    name(is_way, index).len()
}

/// Rows (0), inner dimension (1) or columns (2) of a product.
#[unsafe(no_mangle)]
pub extern "C" fn size(case: usize, which: usize) -> usize {
    let (m, k, n) = CASES[case].1.size();
    [m, k, n][which]
}

/// Prepares a product, and traps where the ways do not agree.
#[unsafe(no_mangle)]
pub extern "C" fn prepare(case: usize) {
    let mut work = Work::new(CASES[case].1);
    work.check();
    WORK.with_borrow_mut(|slot| *slot = Some(work));
}

/// Computes the prepared product so many times.
#[unsafe(no_mangle)]
pub extern "C" fn compute(way: usize, times: usize) {
    WORK.with_borrow_mut(|work| {
        let work = work.as_mut().expect("a product was prepared");
        (0..times).for_each(|_| IMPLEMENTATIONS[way].1(work));
    });
}
