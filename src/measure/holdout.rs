//! Data to measure a cloud of samples by.

use crate::{
    data::points::{Origin, PointSet, PointsData},
    rng::{Purpose, Rng},
};

/// Added to the seed of the training points for each of two fresh draws.
const FRESH: [u32; 2] = [0x5EED_0001, 0x5EED_0002];

/// Two independent sets of `count` points that stand for the data: drawn anew where the data are drawn from a distribution,
/// else picked from the training points, with replacement. What one is from the other, samples should be from either.
pub fn fresh_pair(data: &PointsData, count: usize) -> [Vec<f32>; 2] {
    FRESH.map(|offset| match data.origin {
        Origin::Shape { shape, seed, .. } => shape.draw(count, seed.wrapping_add(offset)).values,
        Origin::Points => {
            let points = &data.points;
            let mut picks = vec![0; count];
            Rng::new(offset.into(), Purpose::Holdout).below(0, 0, points.count() as u32, &mut picks);
            let point = |&i: &u32| &points.values[i as usize * points.dims..][..points.dims];
            picks.iter().flat_map(point).copied().collect()
        }
    })
}

/// How many values the raw numbers take where they are pictures on a grid of whole numbers 0..levels: then L_0 has a
/// discrete decoder. `None` for points of a plane, and for numbers that are not whole or above 255.
pub fn levels(points: &PointSet) -> Option<u32> {
    if points.dims <= 3 {
        return None;
    }
    let raw =
        |(i, &v): (usize, &f32)| f64::from(v) * f64::from(points.scale) + f64::from(points.centre[i % points.dims]);
    let mut top = 0.0f64;
    for raw in points.values.iter().enumerate().map(raw) {
        if (raw - raw.round()).abs() > 1e-3 || !(-0.5..255.5).contains(&raw) {
            return None;
        }
        top = top.max(raw.round());
    }
    (top >= 1.0).then_some(top as u32 + 1)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::data::points::PointShape;

    #[test]
    fn pictures_of_whole_numbers_are_told_from_points() {
        let digits: Vec<f32> = (0..640).map(|i| ((i * 7) % 17) as f32).collect();
        assert_eq!(levels(&PointSet::standardised(64, &digits).unwrap()), Some(17));
        let shifted: Vec<f32> = digits.iter().map(|v| v + 0.3).collect();
        assert_eq!(levels(&PointSet::standardised(64, &shifted).unwrap()), None);
        assert_eq!(levels(&PointSet::standardised(2, &digits).unwrap()), None);
    }

    #[test]
    fn fresh_data_are_neither_the_training_points_nor_one_another() {
        let shape = PointShape::TwoMoons;
        let points = Rc::new(shape.draw(50, 3));
        let [a, b] =
            fresh_pair(&PointsData { origin: Origin::Shape { shape, count: 50, seed: 3 }, points: points.clone() }, 50);
        assert_eq!((a.len(), b.len()), (100, 100));
        assert!(a != b && a != points.values && b != points.values);
        let [a, b] = fresh_pair(&PointsData { origin: Origin::Points, points: points.clone() }, 80);
        assert_ne!(a, b);
        let known = |p: &[f32]| points.values.chunks_exact(2).any(|q| p == q);
        assert!(a.chunks_exact(2).chain(b.chunks_exact(2)).all(known));
    }
}
