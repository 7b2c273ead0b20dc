//! The idx format of MNIST: two zero bytes, the element type, the number of dimensions, each length as a big-endian
//! 32-bit number, then the elements, the last dimension fastest. Only unsigned bytes are read here.

use crate::error::{Error, ErrorCode, Result};

const UNSIGNED_BYTE: u8 = 8;
/// Pictures with a channel dimension have four; nothing here needs more.
const MAX_DIMENSIONS: usize = 4;

/// An array of bytes, borrowed from the file it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdxArray<'a> {
    /// Length of each dimension, one to four of them.
    pub shape: Vec<usize>,
    /// The elements, the last dimension fastest; exactly as many as the shape says.
    pub bytes: &'a [u8],
}

/// Reads an idx file of unsigned bytes.
///
/// # Errors
/// `DataInvalid` where it is no such file, or its length is not what its shape says.
pub fn parse_idx(file: &[u8]) -> Result<IdxArray<'_>> {
    let fail = |why: String| Err(Error::new(ErrorCode::DataInvalid, format!("idx file: {why}")));
    let Some((&[zero_a, zero_b, kind, dimensions], rest)) = file.split_first_chunk::<4>() else {
        return fail(format!("{} bytes are too few for a header", file.len()));
    };
    if zero_a != 0 || zero_b != 0 {
        return fail("it does not begin with two zero bytes (is it still compressed?)".into());
    }
    if kind != UNSIGNED_BYTE {
        return fail(format!("element type {kind:#04x}, only unsigned bytes (0x08) are read"));
    }
    let dimensions = usize::from(dimensions);
    if !(1..=MAX_DIMENSIONS).contains(&dimensions) {
        return fail(format!("{dimensions} dimensions, expected 1 to {MAX_DIMENSIONS}"));
    }
    let Some((head, bytes)) = rest.split_at_checked(4 * dimensions) else {
        return fail("it ends within its header".into());
    };
    let (lengths, _) = head.as_chunks::<4>();
    let shape: Vec<usize> = lengths.iter().map(|&b| u32::from_be_bytes(b) as usize).collect();
    // Four lengths of 32 bits can be more than any address; a product that overflows cannot be this file's length.
    let count = shape.iter().try_fold(1usize, |product, &length| product.checked_mul(length));
    if count != Some(bytes.len()) {
        return fail(format!("{} elements follow, the header says {shape:?}", bytes.len()));
    }
    Ok(IdxArray { shape, bytes })
}

/// Writes an idx file of unsigned bytes.
///
/// # Errors
/// `DataInvalid` where the bytes do not fill the shape, or the shape cannot be written.
pub fn encode_idx(shape: &[usize], bytes: &[u8]) -> Result<Vec<u8>> {
    let fail = || Error::new(ErrorCode::DataInvalid, format!("idx file: {} bytes as {shape:?}", bytes.len()));
    let count = shape.iter().try_fold(1usize, |product, &length| product.checked_mul(length));
    if !(1..=MAX_DIMENSIONS).contains(&shape.len()) || count != Some(bytes.len()) {
        return Err(fail());
    }
    let mut file = vec![0, 0, UNSIGNED_BYTE, shape.len() as u8];
    for &length in shape {
        file.extend(u32::try_from(length).map_err(|_| fail())?.to_be_bytes());
    }
    file.extend(bytes);
    Ok(file)
}
