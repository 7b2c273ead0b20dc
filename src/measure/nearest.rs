//! How far pictures are from the nearest picture that was trained on: samples much nearer than held-out real pictures
//! are memories (theory, section 10).

/// For each picture of `pictures`, the distance to the nearest of `training`: the root of the mean squared difference of
/// their values, in levels of 0 to 255. Both are `[count, values]`.
///
/// # Panics
/// Where `training` holds no picture.
pub fn nearest_distances(pictures: &[u8], training: &[u8], values: usize) -> Vec<f64> {
    assert!(training.len() >= values, "no picture to be near to");
    let nearest = |picture: &[u8]| {
        let closest = training
            .chunks_exact(values)
            .fold(u64::MAX, |best, other| squared_distance_below(picture, other, best).unwrap_or(best));
        (closest as f64 / values as f64).sqrt()
    };
    pictures.chunks_exact(values).map(nearest).collect()
}

/// The squared distance where it is below `bound`. Most pictures are far away, which shows after a few rows.
fn squared_distance_below(a: &[u8], b: &[u8], bound: u64) -> Option<u64> {
    // 128 squares of 255 fit in 32 bits with room to spare, and make whole vectors.
    const PART: usize = 128;
    let mut sum = 0u64;
    for (a, b) in a.chunks(PART).zip(b.chunks(PART)) {
        let part: u32 = a.iter().zip(b).map(|(&a, &b)| u32::from(a.abs_diff(b)).pow(2)).sum();
        sum += u64::from(part);
        if sum >= bound {
            return None;
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_at_distance_zero_and_every_other_at_its_root_mean_square() {
        let training: Vec<u8> = (0..3 * 300).map(|i| (i * 31 % 251) as u8).collect();
        let copy = &training[300..600];
        let brighter: Vec<u8> = copy.iter().map(|v| v + 4).collect();
        let distances = nearest_distances(&[copy, &brighter].concat(), &training, 300);
        assert_eq!(distances, [0.0, 4.0]);
    }

    #[test]
    fn the_nearest_is_found_wherever_it_is() {
        let picture = vec![100u8; 300];
        let near: Vec<u8> = vec![103; 300];
        let far: Vec<u8> = vec![200; 300];
        for training in [[&near[..], &far, &far].concat(), [&far[..], &far, &near].concat()] {
            assert_eq!(nearest_distances(&picture, &training, 300), [3.0]);
        }
    }

    #[test]
    fn the_largest_distance_does_not_overflow() {
        assert_eq!(nearest_distances(&[0; 784], &[255; 784], 784), [255.0]);
    }
}
