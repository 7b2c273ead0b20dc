//! Sets of points: the shapes, the scaling, and tables that visitors paste.

use ddpm_lab::{
    ErrorCode,
    data::{
        parse_idx,
        points::{MAX_ROWS, PointSet, PointShape, parse_table},
    },
};
use proptest::prelude::*;

/// Mean of each coordinate, and mean square averaged over them.
fn moments(set: &PointSet) -> (Vec<f64>, f64) {
    let count = set.count() as f64;
    let mean = (0..set.dims).map(|d| set.values.iter().skip(d).step_by(set.dims).map(|&v| f64::from(v) / count).sum());
    let square = set.values.iter().map(|&v| f64::from(v) * f64::from(v)).sum::<f64>() / set.values.len() as f64;
    (mean.collect(), square)
}

#[test]
fn every_shape_is_centred_and_scaled_as_a_distribution() {
    for shape in PointShape::ALL {
        let set = shape.draw(40_000, 7);
        let (mean, square) = moments(&set);
        if shape == PointShape::Point {
            assert!(set.values.chunks(2).all(|p| p == [0.6, -0.4]));
            continue;
        }
        // One standard error is 0.005 for the mean of 40,000 numbers of mean square 1, and less than that for the square.
        assert!(mean.iter().all(|m| m.abs() < 0.02), "{shape:?}: mean {mean:?}");
        assert!((square - 1.0).abs() < 0.025, "{shape:?}: mean square {square}");
    }
}

#[test]
fn more_points_join_those_that_were_there() {
    for shape in PointShape::ALL {
        let (few, many) = (shape.draw(10, 3), shape.draw(1000, 3));
        assert_eq!(few.values, many.values[..20], "{shape:?}");
        assert_eq!((few.centre, few.scale), (many.centre, many.scale), "{shape:?}");
        assert!(shape == PointShape::Point || many.values != shape.draw(1000, 4).values, "{shape:?}: seeds differ");
    }
}

#[test]
fn centre_and_scale_lead_back_to_the_drawing() {
    // The dinosaur's grid is 0 to 255 upwards, and its jitter a hundredth of its size.
    let set = PointShape::Dino.draw(2000, 1);
    let raw: Vec<f32> = set.values.chunks(2).map(|p| p[1] * set.scale + set.centre[1]).collect();
    let (low, high) = raw.iter().fold((f32::MAX, f32::MIN), |(l, h), &v| (l.min(v), h.max(v)));
    assert!((-4.0..1.0).contains(&low) && (254.0..259.0).contains(&high), "{low} to {high}");
}

#[test]
fn a_mixture_is_what_its_points_are_drawn_from() {
    // The entropy of the mixture, against minus the mean of its log density at the points of the shape.
    assert!(PointShape::Dino.mixture().is_none());
    for shape in [PointShape::Gaussian, PointShape::EightGaussians] {
        let mixture = shape.mixture().unwrap();
        let set = shape.draw(20_000, 5);
        let log = |p: &[f32]| mixture.log_density(&[f64::from(p[0]), f64::from(p[1])], 1.0, 0.0);
        let entropy = -set.values.chunks(2).map(log).sum::<f64>() / 20_000.0;
        // The eight do not overlap: ln 8 for which one, and that of one. 0.04 is four standard errors.
        let one = |v: f64| (std::f64::consts::TAU * std::f64::consts::E * v).ln();
        let expected = (mixture.weights.len() as f64).ln() + one(mixture.variances[0]);
        assert!((entropy - expected).abs() < 0.04, "{shape:?}: {entropy} for {expected}");
    }
}

#[test]
fn names_are_those_of_the_page() {
    let names = serde_json::to_string(&PointShape::ALL).unwrap();
    let page = include_str!("../pkg/src/names.ts");
    let list = page.split("POINT_SHAPES = all<PointShape>()([").nth(1).unwrap().split(']').next().unwrap();
    let theirs: Vec<String> = list.split('\'').skip(1).step_by(2).map(|name| format!("\"{name}\"")).collect();
    assert_eq!(names, format!("[{}]", theirs.join(",")));
}

#[test]
fn a_set_is_moved_to_mean_0_and_scaled_to_mean_square_1() {
    let raw: Vec<f32> = (0..300).map(|i| 1000.0 + (i % 3) as f32 * 50.0 + (i * i % 97) as f32).collect();
    let set = PointSet::standardised(3, &raw).unwrap();
    let (mean, square) = moments(&set);
    assert!(mean.iter().all(|m| m.abs() < 1e-6) && (square - 1.0).abs() < 1e-6, "{mean:?} {square}");
    for (i, v) in set.values.iter().enumerate() {
        assert!((v * set.scale + set.centre[i % 3] - raw[i]).abs() < 1e-3);
    }
}

#[test]
fn a_repeated_point_keeps_its_scale() {
    for raw in [vec![5.0, -3.0], [0.1, 0.7].repeat(1001)] {
        let set = PointSet::standardised(2, &raw).unwrap();
        assert_eq!((set.scale, &set.centre[..]), (1.0, &raw[..2]));
        assert!(set.values.iter().all(|v| v.abs() < 1e-6));
    }
}

#[test]
fn a_set_that_is_none_is_refused() {
    for (dims, raw) in [(2, vec![]), (0, vec![1.0]), (2, vec![1.0; 3]), (1, vec![f32::NAN]), (1, vec![f32::INFINITY])] {
        assert_eq!(PointSet::standardised(dims, &raw).unwrap_err().code, ErrorCode::DataInvalid);
    }
    let huge = PointSet::standardised(1, &[f32::MAX, -f32::MAX]).unwrap();
    assert_eq!(huge.values, [1.0, -1.0]);
}

#[test]
fn the_8x8_digits_are_1797_pictures_of_17_levels() {
    let idx = parse_idx(include_bytes!("../www/data/digits8.idx")).unwrap();
    assert_eq!(idx.shape, [1797, 8, 8]);
    assert_eq!((idx.bytes.iter().min(), idx.bytes.iter().max()), (Some(&0), Some(&16)));
    // The first picture is a nought: a hole in the middle of a dark ring.
    assert_eq!(idx.bytes[..16], [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0]);
}

#[test]
fn tables_of_every_make_are_read() {
    let expected = [1.0, 2.5, -3.0, 4e-2];
    for text in [
        "1,2.5\n-3,0.04",
        "x,y\r\n1,2.5\r\n-3,0.04\r\n",
        "\u{feff}\"width, cm\",\"height\"\n\"1\",\"2.5\"\n\n\"-3\",\"4e-2\"\n",
        "1;2,5\n-3;0,04",
        "a\tb\n1\t2.5\n-3\t.04",
        "  1   2.5\n -3\t0.04 \n",
        "# made by hand\n1, 2.5\n# more\n-3 ,0.04\n\n",
        "1,2.5\r-3,0.04\r",
        "+1.0e0 25e-1\n-3. 0.04",
    ] {
        assert_eq!(parse_table(text).unwrap(), expected, "{text:?}");
    }
}

#[test]
fn what_is_wrong_with_a_table_is_said_with_its_line() {
    for (text, line, why) in [
        ("", 1, "no row"),
        ("x,y\n", 1, "no row"),
        ("\n\nx,y\n\n1,2,3\n", 5, "not 3"),
        ("1,2\n3\n", 2, "not 1"),
        ("1,2\n3,four\n", 2, "\"four\""),
        ("x,y\nu,v\n", 2, "\"u\""),
        ("1,b\n2,3\n", 1, "\"b\""),
        ("1,2\n3,\n", 2, "empty"),
        ("1,2\r\n3,nan\r\n", 2, "finite"),
        ("1,2\n\n#\n1e39,2\n", 4, "finite"),
        ("1,2\n3;4\n", 2, "not 1"),
    ] {
        let error = parse_table(text).unwrap_err();
        assert_eq!(error.code, ErrorCode::DataInvalid);
        assert!(error.message.starts_with(&format!("line {line}: ")), "{text:?}: {error}");
        assert!(error.message.contains(why), "{text:?}: {error}");
    }
}

#[test]
fn a_hundred_thousand_rows_are_taken_and_not_one_more() {
    let table = "1,2\n".repeat(MAX_ROWS);
    assert_eq!(parse_table(&table).unwrap().len(), 2 * MAX_ROWS);
    assert!(parse_table(&(table + "1,2")).unwrap_err().message.starts_with("line 100001: more"));
}

proptest! {
    /// What was written is what is read, and nothing that is pasted makes the reader fall.
    #[test]
    fn a_table_survives_the_round_trip(points in prop::collection::vec((-1e6f32..1e6, -1e6f32..1e6), 1..50)) {
        let text: String = points.iter().map(|(x, y)| format!("{x},{y}\n")).collect();
        let expected: Vec<f32> = points.iter().flat_map(|&(x, y)| [x, y]).collect();
        prop_assert_eq!(parse_table(&text).unwrap(), expected);
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_line(text in "[-0-9a-z,;\t\"\r\n .#é]{0,80}") {
        match parse_table(&text) {
            Ok(values) => prop_assert!(values.len() % 2 == 0 && values.iter().all(|v| v.is_finite())),
            Err(error) => prop_assert!(error.message.starts_with("line ")),
        }
    }
}
