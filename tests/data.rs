//! Reading pictures: what is right comes back exactly, what is wrong is an error and never a panic.

use ddpm_lab::{
    ErrorCode,
    data::{ImageSet, dataset, encode_idx, parse_idx},
    denoiser::Condition,
};
use proptest::prelude::*;

fn two_avatars() -> (Vec<u8>, Vec<u8>) {
    let pixels: Vec<u8> = (0..2 * 16 * 16 * 3).map(|i| (i % 256) as u8).collect();
    (encode_idx(&[2, 16, 16, 3], &pixels).unwrap(), encode_idx(&[2, 3], &[0, 1, 0, 1, 1, 1]).unwrap())
}

#[test]
fn pictures_are_scaled_to_plus_minus_one_and_labels_become_conditions() {
    let (images, labels) = two_avatars();
    let set = ImageSet::from_idx(dataset("avatars").unwrap(), &images, &labels).unwrap();
    assert_eq!(set.len(), 2);
    assert_eq!(set.condition(0), Condition::Classes(vec![Some(0), Some(1), Some(0)]));
    let mut picture = vec![0.0; 768];
    set.write_picture(1, &mut picture);
    assert_eq!(picture[0], -1.0); // 768 is a multiple of 256, so picture 1 begins at byte 0 again
    assert_eq!(picture[255], 1.0);
    assert_eq!(picture[51], -0.6);
}

#[test]
fn a_cut_at_any_byte_is_an_error() {
    let (images, labels) = two_avatars();
    let avatars = dataset("avatars").unwrap();
    for cut in [0, 1, 3, 4, 7, 19, 20, 21, images.len() - 1] {
        let error = ImageSet::from_idx(avatars, &images[..cut], &labels).unwrap_err();
        assert_eq!(error.code, ErrorCode::DataInvalid, "cut at {cut}: {error}");
    }
    for cut in 0..labels.len() {
        assert!(ImageSet::from_idx(avatars, &images, &labels[..cut]).is_err(), "labels cut at {cut}");
    }
}

#[test]
fn another_set_or_a_wrong_label_is_an_error() {
    let (images, labels) = two_avatars();
    let avatars = dataset("avatars").unwrap();
    let message = |images: &[u8], labels: &[u8]| ImageSet::from_idx(avatars, images, labels).unwrap_err().message;
    let digits = encode_idx(&[1, 28, 28], &[0; 784]).unwrap();
    assert!(message(&digits, &labels).contains("28 x 28 x 1"));
    let three = encode_idx(&[3, 3], &[0; 9]).unwrap();
    assert!(message(&images, &three).contains("for 2 pictures"));
    let out_of_range = encode_idx(&[2, 3], &[0, 0, 0, 0, 2, 0]).unwrap();
    assert!(message(&images, &out_of_range).contains("glasses 2"));
}

#[test]
fn a_shape_that_overflows_is_an_error() {
    let mut file = vec![0, 0, 8, 4];
    file.extend([0xff; 16]);
    assert_eq!(parse_idx(&file).unwrap_err().code, ErrorCode::DataInvalid);
    assert!(encode_idx(&[usize::MAX, 2], &[0; 2]).is_err());
}

#[test]
fn the_examples_beside_each_model_are_whole_and_show_every_value() {
    for name in ["avatars", "digits", "fashion"] {
        let read = |suffix: &str| {
            std::fs::read(format!("{}/www/models/{name}-examples{suffix}.idx", env!("CARGO_MANIFEST_DIR"))).unwrap()
        };
        let set = ImageSet::from_idx(dataset(name).unwrap(), &read(""), &read("-labels")).unwrap();
        assert_eq!(set.len(), 64);
        for (k, attribute) in set.attributes.iter().enumerate() {
            for value in 0..attribute.values.len() {
                assert!(
                    (0..64).any(|i| usize::from(set.label(i)[k]) == value),
                    "{name}: no {} {value}",
                    attribute.name
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(shape in prop::collection::vec(0usize..6, 1..5), fill: u8) {
        let bytes = vec![fill; shape.iter().product()];
        let file = encode_idx(&shape, &bytes).unwrap();
        let read = parse_idx(&file).unwrap();
        prop_assert_eq!(read.shape, shape);
        prop_assert_eq!(read.bytes, &bytes[..]);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(file in prop::collection::vec(any::<u8>(), 0..64), head: bool) {
        let mut file = file;
        if head && file.len() > 4 {
            file[..4].copy_from_slice(&[0, 0, 8, 2]);
        }
        if let Ok(array) = parse_idx(&file) {
            prop_assert_eq!(array.shape.iter().product::<usize>(), array.bytes.len());
        }
    }
}
