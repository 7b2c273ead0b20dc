//! The point drawings. `scripts/data/points.py` makes the files; `drawings/LICENCE.md` says whose they are.

/// The points of a drawing: pairs (x, y) on a grid of 256 by 256, y upwards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawing(&'static [u8]);

/// Two zero bytes, type, dimensions and two lengths: the head of an idx file of shape n × 2.
const IDX_HEAD: usize = 12;

impl Drawing {
    pub(super) const DINO: Self = Self(include_bytes!("drawings/dino.idx"));
    pub(super) const CAT: Self = Self(include_bytes!("drawings/cat.idx"));
    pub(super) const PANDA: Self = Self(include_bytes!("drawings/panda.idx"));
    pub(super) const BUNNY: Self = Self(include_bytes!("drawings/bunny.idx"));

    pub(super) fn count(self) -> usize {
        (self.0.len() - IDX_HEAD) / 2
    }

    /// Point `i`, in units of the grid.
    pub(super) fn point(self, i: usize) -> [f64; 2] {
        [0, 1].map(|axis| f64::from(self.0[IDX_HEAD + 2 * i + axis]))
    }
}

#[cfg(test)]
mod tests {
    use super::Drawing;
    use crate::data::parse_idx;

    #[test]
    fn the_files_are_what_the_reader_of_idx_files_takes_them_for() {
        for (drawing, count) in
            [(Drawing::DINO, 142), (Drawing::CAT, 263), (Drawing::PANDA, 669), (Drawing::BUNNY, 517)]
        {
            let idx = parse_idx(drawing.0).unwrap();
            assert_eq!((idx.shape, drawing.count()), (vec![count, 2], count));
            assert_eq!(drawing.point(7), [f64::from(idx.bytes[14]), f64::from(idx.bytes[15])]);
        }
    }
}
