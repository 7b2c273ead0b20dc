//! Arrays to pictures: numbers in [−1, 1] to RGBA, and a batch to a sheet.

use crate::networks::ImageShape;

/// A picture in rows from the top, four bytes a pixel: red, green, blue and opacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rgba {
    /// Pixels a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// The bytes, `4 · width · height` of them.
    pub bytes: Vec<u8>,
}

/// How a batch is laid out, picture after picture from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Pictures a row, at least 1.
    pub columns: usize,
    /// Transparent pixels between neighbours.
    pub gap: usize,
}

impl Sheet {
    /// As square as `batch` pictures allow, one pixel apart.
    pub fn square(batch: usize) -> Self {
        let root = batch.isqrt();
        Self { columns: (root + usize::from(root * root < batch)).max(1), gap: 1 }
    }

    /// Draws the whole pictures that `values`, `[batch, height, width, channels]`, holds.
    ///
    /// # Panics
    /// Where the shape holds no numbers.
    pub fn draw(self, values: &[f32], shape: ImageShape) -> Rgba {
        let pictures: Vec<&[f32]> = values.chunks_exact(shape.values()).collect();
        let columns = self.columns.clamp(1, pictures.len().max(1));
        let side = |count: usize, pixels: usize| (count * (pixels + self.gap)).saturating_sub(self.gap);
        let (width, height) = (side(columns, shape.width), side(pictures.len().div_ceil(columns), shape.height));
        let mut bytes = vec![0; 4 * width * height];
        for (i, picture) in pictures.into_iter().enumerate() {
            let left = i % columns * (shape.width + self.gap);
            let top = i / columns * (shape.height + self.gap);
            let drawn = rgba(picture, shape);
            for (y, row) in drawn.chunks_exact(4 * shape.width).enumerate() {
                let at = 4 * ((top + y) * width + left);
                bytes[at..at + row.len()].copy_from_slice(row);
            }
        }
        Rgba { width, height, bytes }
    }
}

/// The pixels of `values`, `[…, height, width, channels]`, four bytes each: −1 is black, 1 is full, what lies
/// outside is cut off. With fewer than three channels the first is shown as grey, with more the first three as red, green
/// and blue.
///
/// # Panics
/// Where the shape has no channels.
pub fn rgba(values: &[f32], shape: ImageShape) -> Vec<u8> {
    values
        .chunks_exact(shape.channels)
        .flat_map(|pixel| {
            let [red, green, blue] = match pixel {
                [red, green, blue, ..] => [red, green, blue].map(|v| level(*v)),
                _ => [level(pixel[0]); 3],
            };
            [red, green, blue, 255]
        })
        .collect()
}

/// −1 to 0 and 1 to 255, rounded; NaN, which has no place on the scale, to 0.
fn level(value: f32) -> u8 {
    // A cast from float to u8 saturates.
    ((value + 1.0) * 127.5).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const GREY: ImageShape = ImageShape { height: 2, width: 1, channels: 1 };
    const COLOUR: ImageShape = ImageShape { height: 1, width: 1, channels: 3 };

    #[test]
    fn grey_is_repeated_in_three_channels_and_cut_off_outside_the_scale() {
        let drawn = rgba(&[-1.0, 0.0, 1.0, -7.0, 7.0, f32::NAN], GREY);
        let greys: Vec<u8> = drawn.chunks(4).map(|p| p[0]).collect();
        assert_eq!(greys, [0, 128, 255, 0, 255, 0]);
        assert!(drawn.chunks(4).all(|p| p[0] == p[1] && p[1] == p[2] && p[3] == 255));
    }

    #[test]
    fn every_level_of_eight_bits_comes_back_as_it_went_in() {
        let values: Vec<f32> = (0..=255u8).map(|v| f32::from(v) / 127.5 - 1.0).collect();
        let drawn = rgba(&values, GREY);
        assert!(drawn.chunks(4).map(|p| p[0]).eq(0..=255));
    }

    #[test]
    fn the_channels_of_a_coloured_picture_keep_their_order() {
        assert_eq!(rgba(&[1.0, 0.0, -1.0], COLOUR), [255, 128, 0, 255]);
    }

    #[test]
    fn a_sheet_holds_every_picture_at_its_place_with_transparent_gaps() {
        // Three pictures of one column and two rows, two a row: the fourth place stays empty.
        let values = [-1.0, 1.0, 0.0, 0.0, 1.0, -1.0];
        let sheet = Sheet { columns: 2, gap: 1 }.draw(&values, GREY);
        assert_eq!((sheet.width, sheet.height), (3, 5));
        let pixels: Vec<(u8, u8)> = sheet.bytes.chunks(4).map(|p| (p[0], p[3])).collect();
        let none = (0, 0);
        let expected = [
            [(0, 255), none, (128, 255)],
            [(255, 255), none, (128, 255)],
            [none; 3],
            [(255, 255), none, none],
            [(0, 255), none, none],
        ];
        assert_eq!(pixels, expected.concat());
    }

    #[test]
    fn a_square_sheet_has_room_for_all_and_no_empty_row_or_column() {
        for batch in 1..=100 {
            let columns = Sheet::square(batch).columns;
            let rows = batch.div_ceil(columns);
            assert!(columns * rows >= batch && columns * (rows - 1) < batch && columns.abs_diff(rows) <= 1, "{batch}");
        }
        let columns = [1, 4, 16, 64].map(|batch| Sheet::square(batch).columns);
        assert_eq!(columns, [1, 2, 4, 8]);
    }

    #[test]
    fn an_empty_batch_is_an_empty_picture() {
        let sheet = Sheet::square(0).draw(&[], GREY);
        assert_eq!(sheet.bytes.len(), 4 * sheet.width * sheet.height);
        assert_eq!(sheet.height, 0);
    }
}
