//! What the kernels on WebGPU rely on: they read and write without checking any index, so every array that one is given
//! must have the shape that the launch counts with. Plain functions of shapes, so that the host's tests reach them.

use super::ops::Sampling;

/// Checks one array before its buffer is handed to a kernel.
///
/// # Panics
/// Where the array has another shape than the kernel counts with, holds nothing or more than 2³² − 1 numbers, which
/// the kernels' indices are made for, does not lie in one piece, or is not of f32.
pub(super) fn check(found: &[usize], expected: &[usize], is_contiguous: bool, is_f32: bool) {
    assert_eq!(found, expected, "the kernel expects an array of another shape");
    let numbers = found.iter().try_fold(1u32, |product, &n| product.checked_mul(u32::try_from(n).ok()?));
    assert!(numbers.is_some_and(|n| n > 0), "an array of shape {found:?} has no place in a buffer");
    assert!(is_contiguous, "an array of shape {found:?} does not lie in one piece");
    assert!(is_f32, "an array of shape {found:?} is not of f32");
}

/// The output of a convolution of a picture `[batch, height, width, channels]` with `outputs` channels.
pub(super) fn convolved([batch, height, width, _]: [usize; 4], outputs: usize, sampling: Sampling) -> [usize; 4] {
    match sampling {
        Sampling::Same => [batch, height, width, outputs],
        Sampling::Half => [batch, height.div_ceil(2), width.div_ceil(2), outputs],
        Sampling::Double => [batch, 2 * height, 2 * width, outputs],
    }
}

/// Channels of each of the groups of a normalisation.
///
/// # Panics
/// Where the channels are not a multiple of the groups.
pub(super) fn group(channels: usize, groups: usize) -> usize {
    assert!(groups > 0 && channels.is_multiple_of(groups), "{channels} channels cannot be {groups} equal groups");
    channels / groups
}

/// Checks that a block's `channels` shifts, from column `first` on, are among the `columns` that there are.
///
/// # Panics
/// Where they are not.
pub(super) fn check_shifts(columns: usize, first: usize, channels: usize) {
    let fits = columns.checked_sub(first).is_some_and(|left| channels <= left);
    assert!(fits, "{channels} shifts from column {first} on are not among {columns}");
}

/// Channels of each of query, key and value that lie side by side.
///
/// # Panics
/// Where the channels are not three times anything.
pub(super) fn third(channels: usize) -> usize {
    assert!(channels.is_multiple_of(3), "{channels} channels are not query, key and value");
    channels / 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_as_the_kernel_counts_with_it_passes() {
        check(&[2, 3, 4], &[2, 3, 4], true, true);
        check(&[u32::MAX as usize], &[u32::MAX as usize], true, true);
    }

    #[test]
    #[should_panic(expected = "another shape")]
    fn an_array_of_as_many_numbers_in_another_shape_is_refused() {
        check(&[2, 6], &[3, 4], true, true);
    }

    #[test]
    #[should_panic(expected = "no place in a buffer")]
    fn an_empty_array_is_refused() {
        check(&[2, 0], &[2, 0], true, true);
    }

    #[test]
    #[should_panic(expected = "no place in a buffer")]
    fn an_array_whose_indices_would_wrap_is_refused() {
        check(&[1 << 16, 1 << 16], &[1 << 16, 1 << 16], true, true);
    }

    #[test]
    #[should_panic(expected = "in one piece")]
    fn a_permuted_array_is_refused() {
        check(&[2, 3], &[2, 3], false, true);
    }

    #[test]
    #[should_panic(expected = "not of f32")]
    fn an_array_of_shorter_numbers_is_refused() {
        check(&[2, 3], &[2, 3], true, false);
    }

    #[test]
    fn a_convolution_keeps_halves_or_doubles_the_sides() {
        assert_eq!(convolved([2, 5, 6, 3], 8, Sampling::Same), [2, 5, 6, 8]);
        assert_eq!(convolved([2, 5, 6, 3], 8, Sampling::Half), [2, 3, 3, 8]);
        assert_eq!(convolved([2, 5, 6, 3], 8, Sampling::Double), [2, 10, 12, 8]);
    }

    #[test]
    fn channels_are_divided_into_groups_and_thirds() {
        assert_eq!((group(12, 4), third(12)), (3, 4));
        check_shifts(10, 6, 4);
    }

    #[test]
    #[should_panic(expected = "equal groups")]
    fn groups_that_do_not_divide_the_channels_are_refused() {
        group(12, 8);
    }

    #[test]
    #[should_panic(expected = "query, key and value")]
    fn channels_that_are_not_three_times_anything_are_refused() {
        third(13);
    }

    #[test]
    #[should_panic(expected = "not among 10")]
    fn shifts_beyond_the_last_column_are_refused() {
        check_shifts(10, 7, 4);
    }

    #[test]
    #[should_panic(expected = "not among 10")]
    fn shifts_from_beyond_the_last_column_are_refused() {
        check_shifts(10, 11, usize::MAX);
    }
}
