//! The sets that are made rather than loaded.

use std::f64::consts::{FRAC_1_SQRT_2, PI, TAU};

use serde::{Deserialize, Serialize};

use super::{PointSet, drawing::Drawing, mixture::Mixture};
use crate::rng::{Purpose, Rng};

/// Two-dimensional sets, each a distribution of its own: `draw` takes points from it.
///
/// The distribution is what is centred and scaled (mean 0, mean square 1 a coordinate), not the draw. So draws with two
/// seeds differ by chance alone, more points join those that were there without moving them, and where the distribution is
/// a [`Mixture`] it is exactly that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum PointShape {
    /// Eight narrow Gaussians on a circle.
    EightGaussians,
    /// N(0, I): the set for which σ² = β is right at every step (Ho et al. 2020, section 3.2).
    Gaussian,
    /// One point, (0.6, −0.4), again and again: the set for which σ² = β̃ is right. It is neither centred nor scaled, since
    /// at the origin one would not see that it is found.
    Point,
    /// Two interlocking half circles.
    TwoMoons,
    /// A circle.
    Ring,
    /// Two concentric circles, one twice as wide and with twice the points.
    TwoRings,
    /// A rolled-up strip, seen from its edge: one and a half turns.
    SwissRoll,
    /// Two spirals wound into one another.
    Spiral,
    /// Every other field of a board of four by four.
    Checkerboard,
    /// Five bent arms around a centre (Johnson et al. 2016).
    Pinwheel,
    /// Two half circles joined to the letter.
    SCurve,
    /// A dinosaur (A. Cairo's Datasaurus, as Data Morph has it).
    Dino,
    /// A cat (Data Morph).
    Cat,
    /// A panda (Data Morph).
    Panda,
    /// A bunny (Data Morph).
    Bunny,
}

/// The numbers of a data set come from a stream that nothing else draws from, so that a run with the same seed as its data
/// has noise of its own.
const STREAM: u32 = u32::MAX;
const POINT: [f64; 2] = [0.6, -0.4];
/// Deviation along and across an arm of the pinwheel, and how fast the arms bend.
const PINWHEEL: (f64, f64, f64) = (0.3, 0.1, 0.25);
/// Jitter around the points of a drawing, as a share of the drawing's root mean square: it fills the gaps between points
/// without blurring the lines.
const JITTER: f64 = 0.01;

impl PointShape {
    /// Every shape, in the order in which the page offers them.
    pub const ALL: [Self; 15] = [
        Self::EightGaussians,
        Self::Gaussian,
        Self::Point,
        Self::TwoMoons,
        Self::Ring,
        Self::TwoRings,
        Self::SwissRoll,
        Self::Spiral,
        Self::Checkerboard,
        Self::Pinwheel,
        Self::SCurve,
        Self::Dino,
        Self::Cat,
        Self::Panda,
        Self::Bunny,
    ];

    /// `count` points of this shape. Point i is the same whatever `count` is.
    pub fn draw(self, count: usize, seed: u32) -> PointSet {
        let rng = Rng::new(seed.into(), Purpose::Data);
        let (mut uniforms, mut normals) = (vec![0.0; 2 * count], vec![0.0; 2 * count]);
        rng.uniforms(STREAM, 0, &mut uniforms);
        rng.normals(STREAM, 0, &mut normals);
        let (centre, scale) = self.frame();
        let blur = self.blur();
        let (uniforms, _) = uniforms.as_chunks::<2>();
        let (normals, _) = normals.as_chunks::<2>();
        let point = |(u, z): (&[f64; 2], &[f32; 2])| {
            let z = z.map(f64::from);
            let raw = if self == Self::Pinwheel { pinwheel(u[0], z) } else { self.skeleton(u[0], u[1]) };
            [0, 1].map(|axis| ((raw[axis] + blur * z[axis] - centre[axis]) / scale) as f32)
        };
        PointSet {
            dims: 2,
            values: uniforms.iter().zip(normals).flat_map(point).collect(),
            centre: centre.map(|c| c as f32).to_vec(),
            scale: scale as f32,
        }
    }

    /// The distribution that the points are drawn from, where it is a mixture of Gaussians; for the others the points that
    /// were drawn are all that is known.
    pub fn mixture(self) -> Option<Mixture> {
        match self {
            Self::Gaussian => Some(Mixture::standard_normal(2)),
            Self::EightGaussians => {
                let ([x, y], scale) = self.frame();
                let centre = |k: u32| {
                    let [a, b] = self.skeleton((f64::from(k) + 0.5) / 8.0, 0.0);
                    [(a - x) / scale, (b - y) / scale]
                };
                let variance = (self.blur() / scale).powi(2);
                Some(Mixture {
                    dims: 2,
                    weights: vec![0.125; 8],
                    means: (0..8).flat_map(centre).collect(),
                    variances: vec![variance; 8],
                })
            }
            _ => None,
        }
    }

    /// A point of the shape before it is blurred, from two numbers that are uniform on [0, 1): `u` says which part of the
    /// shape and `v` where on it.
    fn skeleton(self, u: f64, v: f64) -> [f64; 2] {
        // libm, whose last bit is the same on every machine: data are part of what a run is a function of.
        let circle = |radius: f64, angle: f64| [radius * libm::cos(angle), radius * libm::sin(angle)];
        match self {
            Self::EightGaussians => circle(1.0, (8.0 * u).floor() * TAU / 8.0),
            // The pinwheel's points are made of normals: see `pinwheel`.
            Self::Gaussian | Self::Pinwheel => [0.0, 0.0],
            Self::Point => POINT,
            Self::TwoMoons => {
                let [x, y] = circle(1.0, PI * v);
                if u < 0.5 { [x, y] } else { [1.0 - x, 0.5 - y] }
            }
            Self::Ring => circle(1.0, TAU * v),
            Self::TwoRings => circle(if u < 2.0 / 3.0 { 1.0 } else { 0.5 }, TAU * v),
            Self::SwissRoll => circle((1.0 + 2.0 * v) / 3.0, 1.5 * PI * (1.0 + 2.0 * v)),
            Self::Spiral => {
                // The root spreads the points evenly along the arm, whose turns grow longer.
                let along = v.sqrt();
                circle(if u < 0.5 { along } else { -along }, 3.0 * PI * along)
            }
            Self::Checkerboard => {
                let (column, row) = ((4.0 * u).floor(), 2.0 * (2.0 * v).floor());
                [4.0 * u - 2.0, row + column % 2.0 + (2.0 * v).fract() - 2.0]
            }
            Self::SCurve => {
                let angle = 3.0 * PI * (v - 0.5);
                [libm::sin(angle), (libm::cos(angle) - 1.0).copysign(angle)]
            }
            Self::Dino | Self::Cat | Self::Panda | Self::Bunny => {
                let drawing = self.drawing();
                drawing.point((u * drawing.count() as f64) as usize)
            }
        }
    }

    /// Standard deviation of what is added to each coordinate of the skeleton.
    fn blur(self) -> f64 {
        match self {
            Self::EightGaussians => 0.1,
            Self::Gaussian => 1.0,
            Self::Point | Self::Checkerboard | Self::Pinwheel => 0.0,
            Self::TwoMoons | Self::SCurve => 0.06,
            Self::Ring => 0.05,
            Self::TwoRings => 0.03,
            Self::SwissRoll | Self::Spiral => 0.02,
            Self::Dino | Self::Cat | Self::Panda | Self::Bunny => {
                JITTER * moments((0..self.drawing().count()).map(|i| self.drawing().point(i))).1.sqrt()
            }
        }
    }

    fn drawing(self) -> Drawing {
        match self {
            Self::Cat => Drawing::CAT,
            Self::Panda => Drawing::PANDA,
            Self::Bunny => Drawing::BUNNY,
            _ => Drawing::DINO,
        }
    }

    /// Mean and root mean square of a coordinate of the distribution: the set's `centre` and `scale`.
    fn frame(self) -> ([f64; 2], f64) {
        // Cells of the skeleton's square; their number is divisible by the parts of every shape, so that none is split.
        const CELLS: usize = 120;
        let (centre, square) = match self {
            Self::Point => return ([0.0; 2], 1.0),
            // Turning a point about the origin keeps its distance, and five arms balance one another.
            Self::Pinwheel => ([0.0; 2], 0.5 * (1.0 + PINWHEEL.0 * PINWHEEL.0 + PINWHEEL.1 * PINWHEEL.1)),
            Self::Dino | Self::Cat | Self::Panda | Self::Bunny => {
                moments((0..self.drawing().count()).map(|i| self.drawing().point(i)))
            }
            _ => {
                let middle = |i: usize| (i as f64 + 0.5) / CELLS as f64;
                moments((0..CELLS * CELLS).map(|i| self.skeleton(middle(i / CELLS), middle(i % CELLS))))
            }
        };
        (centre, (square + self.blur() * self.blur()).sqrt())
    }
}

/// A point of the pinwheel: a Gaussian at distance 1, longer than wide, turned the further the farther out it is.
fn pinwheel(u: f64, z: [f64; 2]) -> [f64; 2] {
    let (along, across, bend) = PINWHEEL;
    let (x, y) = (1.0 + along * z[0], across * z[1]);
    let angle = (5.0 * u).floor() * TAU / 5.0 + bend * libm::exp(x);
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    [x * cos - y * sin, x * sin + y * cos]
}

/// Mean, and mean square about it, averaged over the two coordinates.
fn moments(points: impl Iterator<Item = [f64; 2]> + Clone) -> ([f64; 2], f64) {
    let count = points.clone().count() as f64;
    let mean = points.clone().fold([0.0; 2], |sum, p| [sum[0] + p[0] / count, sum[1] + p[1] / count]);
    let norm = |p: [f64; 2]| libm::hypot(p[0] - mean[0], p[1] - mean[1]) * FRAC_1_SQRT_2;
    (mean, points.map(|p| norm(p) * norm(p)).sum::<f64>() / count)
}
