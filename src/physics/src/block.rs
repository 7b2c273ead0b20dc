//! The T: its outline, what is observed of it, and how much of the goal it covers.

use i_overlay::{
    core::{fill_rule::FillRule, overlay_rule::OverlayRule},
    float::single::SingleFloatOverlay,
};

/// A place on the plane, or a way: 512 x 512 units, y downwards on a screen.
pub type Place = [f64; 2];

/// Where a T is: the middle of its bar's outer edge, and how far it is turned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// The place of the T's own origin.
    pub place: Place,
    /// The angle from the plane's x axis to the T's, in radians.
    pub angle: f64,
}

/// Where the T belongs.
pub const GOAL: Pose = Pose { place: [256.0, 256.0], angle: std::f64::consts::FRAC_PI_4 };

/// Corners of the T in its own coordinates, in order: a bar of 120 x 30 and a stem of 30 x 90 under its middle.
pub const CORNERS: [Place; 8] = [
    [-60.0, 0.0],
    [60.0, 0.0],
    [60.0, 30.0],
    [15.0, 30.0],
    [15.0, 120.0],
    [-15.0, 120.0],
    [-15.0, 30.0],
    [-60.0, 30.0],
];

/// The T's centre of mass in its own coordinates: the mean of its parts' centres.
pub const CENTRE: Place = [0.0, 45.0];

/// What is observed of the T beside the agent: its corners and its centre of mass.
pub const KEYPOINTS: usize = CORNERS.len() + 1;

impl Pose {
    /// A place in the T's own coordinates as one on the plane.
    pub fn at(&self, [x, y]: Place) -> Place {
        let (sin, cos) = self.angle.sin_cos();
        [self.place[0] + cos * x - sin * y, self.place[1] + sin * x + cos * y]
    }

    /// A direction in the T's own coordinates as one on the plane.
    pub fn turned(&self, [x, y]: Place) -> Place {
        let (sin, cos) = self.angle.sin_cos();
        [cos * x - sin * y, sin * x + cos * y]
    }

    /// A place on the plane in the T's own coordinates.
    pub fn local(&self, place: Place) -> Place {
        let [x, y] = [place[0] - self.place[0], place[1] - self.place[1]];
        let (sin, cos) = self.angle.sin_cos();
        [cos * x + sin * y, cos * y - sin * x]
    }

    /// The corners on the plane.
    pub fn corners(&self) -> [Place; 8] {
        CORNERS.map(|corner| self.at(corner))
    }

    /// The corners and the centre of mass on the plane.
    pub fn keypoints(&self) -> [Place; KEYPOINTS] {
        let corners = self.corners();
        std::array::from_fn(|i| corners.get(i).copied().unwrap_or_else(|| self.at(CENTRE)))
    }

    /// Mean distance of the corners from those of another pose.
    pub fn distance(&self, other: &Self) -> f64 {
        let apart = |(a, b): (Place, Place)| (a[0] - b[0]).hypot(a[1] - b[1]);
        self.corners().into_iter().zip(other.corners()).map(apart).sum::<f64>() / CORNERS.len() as f64
    }

    /// Area of what this T and that of another pose have in common, as a share of a T's area: 0..=1.
    pub fn coverage(&self, other: &Self) -> f64 {
        let common =
            self.corners().to_vec().overlay(&other.corners().to_vec(), OverlayRule::Intersect, FillRule::NonZero);
        let shared: f64 = common.iter().flatten().map(|contour| area(contour)).sum();
        (shared.abs() / area(&CORNERS).abs()).min(1.0)
    }
}

/// Signed area within a closed outline (the shoelace formula).
fn area(outline: &[Place]) -> f64 {
    let next = outline.iter().cycle().skip(1);
    0.5 * outline.iter().zip(next).map(|(a, b)| a[0] * b[1] - a[1] * b[0]).sum::<f64>()
}

/// How far a point is from the T's outline: its coordinates are the T's own; negative inside.
pub fn clearance(local: Place) -> f64 {
    // To a box: the outside distance, or the negative distance to its nearest side.
    let box_distance = |[x0, y0]: Place, [x1, y1]: Place| {
        let dx = (x0 - local[0]).max(local[0] - x1);
        let dy = (y0 - local[1]).max(local[1] - y1);
        if dx > 0.0 && dy > 0.0 { dx.hypot(dy) } else { dx.max(dy) }
    };
    box_distance([-60.0, 0.0], [60.0, 30.0]).min(box_distance([-15.0, 0.0], [15.0, 120.0]))
}
