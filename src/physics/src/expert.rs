//! An expert of Push-T: one straight push at a time, each the best of those that it can foresee.
//!
//! A push begins a little outside the T's outline and goes straight on. The T stops when it is not pushed, so where it ends
//! depends on how far the disc goes and hardly on how fast: one simulated push tells of every length what comes of it. The
//! expert takes the push and the length after which the corners of the T are nearest to those of the goal, goes round the T to
//! where it begins, pushes, and looks anew. Equal states get equal answers.

use crate::{
    block::{CENTRE, CORNERS, GOAL, Place, Pose, clearance},
    world::{RADIUS, SIDE, SUBSTEP, State, World},
};

/// Way of a command while travelling, in units a tenth of a second.
pub const TRAVEL: f64 = 18.0;
/// Way of a command while pushing, from afar and near the goal.
pub const PUSH: [f64; 2] = [12.0, 6.0];
/// Mean distance of the corners from the goal's within which pushes are short and slow.
pub const NEAR: f64 = 25.0;

/// Which pushes are tried.
struct Tried {
    /// Distance of places on the outline.
    spacing: f64,
    /// Angles to the outline's inward normal.
    angles: &'static [f64],
    /// Those of pushes from where the disc is.
    here: &'static [f64],
}

const COARSE: Tried = Tried { spacing: 15.0, angles: &[-0.5, 0.0, 0.5], here: &[-0.6, -0.3, 0.0, 0.3, 0.6] };
const FINE: Tried = Tried {
    spacing: 6.0,
    angles: &[-0.7, -0.4, -0.2, 0.0, 0.2, 0.4, 0.7],
    here: &[-0.9, -0.6, -0.45, -0.3, -0.15, 0.0, 0.15, 0.3, 0.45, 0.6, 0.9],
};
/// From the disc's edge to the outline where a push begins.
const APPROACH: f64 = 12.0;
/// Way after the approach of the longest push, from afar and near the goal.
const LONGEST: [f64; 2] = [130.0, 45.0];
/// What a unit of way costs, in units of the corners' mean distance.
const WAY_COST: f64 = 0.0125;
/// Radius round the T's centre of mass at which the disc passes all of it.
const ROUND: f64 = 100.0;
/// Distance from the T that a straight way keeps.
const CLEAR: f64 = RADIUS + 6.0;
/// Ways at the ends of a straight way on which it may be nearer.
const BEFORE_END: f64 = 16.0;
const AFTER_START: f64 = 16.0;
/// A push must bring the corners nearer by so much, and by this share of what is left.
const GAIN: f64 = 0.3;
const SHARE: f64 = 0.1;
/// The disc is where it should be within so many units, from afar and near the goal.
const ARRIVED: [f64; 2] = [2.5, 0.8];
/// Seconds by which a disc at even speed is behind its command: damping by stiffness.
const LAG: f64 = 0.2;

/// A straight push.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Push {
    /// Where the disc begins.
    pub from: Place,
    /// Where it stops.
    pub to: Place,
    /// Whether it begins where the disc is.
    pub here: bool,
    /// Way of a command.
    pub pace: f64,
    /// Mean distance of the corners from the goal's that is foreseen at its end.
    pub distance: f64,
}

/// What the expert is at.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    Travel(Push),
    Push(Push),
}

/// The expert and what it is about to do.
pub struct Expert {
    world: World,
    phase: Option<Phase>,
}

fn minus(a: Place, b: Place) -> Place {
    [a[0] - b[0], a[1] - b[1]]
}

fn along(from: Place, direction: Place, way: f64) -> Place {
    [from[0] + way * direction[0], from[1] + way * direction[1]]
}

fn length([x, y]: Place) -> f64 {
    x.hypot(y)
}

fn towards(from: Place, to: Place, way: f64) -> Place {
    let left = minus(to, from);
    let far = length(left);
    if far <= way { to } else { along(from, left, way / far) }
}

fn within(place: Place) -> bool {
    place.iter().all(|v| (RADIUS..=SIDE - RADIUS).contains(v))
}

impl Default for Expert {
    fn default() -> Self {
        Self::new()
    }
}

impl Expert {
    /// An expert that has not looked yet.
    pub fn new() -> Self {
        let anywhere = State { agent: [0.0; 2], velocity: [0.0; 2], block: GOAL };
        Self { world: World::new(&anywhere), phase: None }
    }

    /// Looks anew at the next command, whatever it was about to do.
    pub fn forget(&mut self) {
        self.phase = None;
    }

    /// The push that it is at.
    pub fn push(&self) -> Option<&Push> {
        match &self.phase {
            Some(Phase::Travel(push) | Phase::Push(push)) => Some(push),
            None => None,
        }
    }

    /// The next command.
    pub fn command(&mut self, state: &State) -> Place {
        // Where a command must have been for the disc to be as it is.
        let lead = along(state.agent, state.velocity, LAG);
        if let Some(Phase::Push(push)) = self.phase
            && length(minus(push.to, state.agent)) < ARRIVED[usize::from(push.pace == PUSH[1])]
        {
            self.phase = None;
        }
        let phase = self.phase.unwrap_or_else(|| {
            let push = self.best(state);
            if push.here { Phase::Push(push) } else { Phase::Travel(push) }
        });
        let (phase, command) = match phase {
            Phase::Travel(push) if length(minus(push.from, state.agent)) < ARRIVED[0] => {
                (Phase::Push(push), towards(lead, push.to, push.pace))
            }
            Phase::Travel(push) => (phase, towards(lead, way_point(lead, &state.block, push.from), TRAVEL)),
            // Back on the line, if something took it off.
            Phase::Push(push) => {
                let line = minus(push.to, push.from);
                let whole = length(line).max(1e-9);
                let line = line.map(|v| v / whole);
                let done = minus(lead, push.from);
                let done = (done[0] * line[0] + done[1] * line[1]).clamp(0.0, whole);
                (phase, along(push.from, line, (done + push.pace).min(whole)))
            }
        };
        self.phase = Some(phase);
        command
    }

    /// The best push from a state: of those that bring the T nearer to the goal the one whose end is nearest, ways counted.
    /// Where none does, more are tried; where none of those does either, the one that leaves it nearest.
    pub fn best(&mut self, state: &State) -> Push {
        let now = state.block.distance(&GOAL);
        let gain = (SHARE * now).max(GAIN);
        let coarse = self.candidates(state, &COARSE);
        let cheapest = |all: &[(f64, Push)], within: f64| {
            all.iter()
                .filter(|(_, push)| push.distance < within)
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, push)| *push)
        };
        if let Some(push) = cheapest(&coarse, now - gain) {
            return push;
        }
        let fine = self.candidates(state, &FINE);
        let nearest = || fine.iter().map(|(_, push)| *push).min_by(|a, b| a.distance.total_cmp(&b.distance));
        // Where nothing can be pushed, away from the T.
        cheapest(&fine, now - 0.5 * gain).or_else(nearest).unwrap_or_else(|| {
            let centre = state.block.at(CENTRE);
            let out = minus(state.agent, centre);
            let to = along(centre, out, ROUND / length(out).max(1e-9)).map(|v| v.clamp(RADIUS, SIDE - RADIUS));
            Push { from: state.agent, to, here: true, pace: PUSH[1], distance: now }
        })
    }

    /// Every push that is tried, at its best length, with what it costs.
    fn candidates(&mut self, state: &State, tried: &Tried) -> Vec<(f64, Push)> {
        let near = usize::from(state.block.distance(&GOAL) < NEAR);
        let mut found = Vec::new();
        for (start, direction) in starts(&state.block, tried) {
            found.extend(self.longest(start, state.block, direction, near, way(state, start)));
        }
        let local = state.block.local(state.agent);
        if clearance(local) < CLEAR {
            let normal = inward(local);
            for angle in tried.here {
                let direction = state.block.turned(turned(normal, *angle));
                let pushed = self.longest(state.agent, state.block, direction, near, 0.0);
                found.extend(pushed.map(|(cost, push)| (cost, Push { here: true, ..push })));
            }
        }
        found
    }

    /// The best length of the push from a place in a direction, with what it costs; none where it leaves the plane at once or
    /// touches nothing.
    fn longest(&mut self, from: Place, block: Pose, direction: Place, near: usize, travel: f64) -> Option<(f64, Push)> {
        let speed = [240.0, 120.0][near];
        let most = APPROACH + LONGEST[near];
        self.world.set(&State { agent: from, velocity: [0.0; 2], block });
        let mut best: Option<(f64, Push)> = None;
        let mut done = 0.0;
        let mut least = f64::INFINITY;
        while done < most {
            self.world.slide(direction.map(|v| speed * v));
            done += speed * SUBSTEP;
            let to = along(from, direction, done);
            if !within(to) {
                break;
            }
            let pose = self.world.block();
            if pose == block && done > 3.0 * APPROACH + 5.0 {
                break;
            }
            if pose == block {
                continue;
            }
            let distance = pose.distance(&GOAL);
            let cost = distance + WAY_COST * (done + travel);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, Push { from, to, here: false, pace: PUSH[near], distance }));
            }
            least = least.min(distance);
            // It only gets worse from here.
            if distance > least + 12.0 {
                break;
            }
        }
        best
    }
}

fn turned([x, y]: Place, angle: f64) -> Place {
    let (sin, cos) = angle.sin_cos();
    [cos * x - sin * y, sin * x + cos * y]
}

/// The inward normal of the side of the T that is nearest to a place, both in the T's coordinates.
fn inward(local: Place) -> Place {
    let step = 1e-3;
    let slope = [0, 1].map(|k| {
        let mut up = local;
        up[k] += step;
        (clearance(up) - clearance(local)) / step
    });
    let size = length(slope).max(1e-9);
    slope.map(|v| -v / size)
}

/// Where pushes can begin, and their directions, on the plane.
fn starts(block: &Pose, tried: &Tried) -> Vec<(Place, Place)> {
    let mut found = Vec::new();
    for (i, corner) in CORNERS.iter().enumerate() {
        let side = minus(CORNERS[(i + 1) % CORNERS.len()], *corner);
        let size = length(side);
        let unit = side.map(|v| v / size);
        // The corners go round so that the inside is on this side.
        let normal = [-unit[1], unit[0]];
        let count = (size / tried.spacing).round().max(1.0);
        for k in 0..count as usize {
            let place = along(*corner, unit, (k as f64 + 0.5) * size / count);
            for &angle in tried.angles {
                let direction = turned(normal, angle);
                let start = along(place, direction, -(RADIUS + APPROACH));
                let on_plane = block.at(start);
                if clearance(start) > RADIUS + 2.0 && within(on_plane) {
                    found.push((on_plane, block.turned(direction)));
                }
            }
        }
    }
    found
}

/// Whether the straight way between two places keeps clear of the T: by [`CLEAR`], near its end by less, and where it begins
/// nearer to the T, by as much.
fn is_clear(from: Place, to: Place, block: &Pose) -> bool {
    let whole = length(minus(to, from));
    let count = (whole / 4.0).ceil().max(1.0);
    let first = clearance(block.local(from)) - 0.2;
    (1..=count as usize).all(|i| {
        let share = i as f64 / count;
        let needed = if whole * (1.0 - share) < BEFORE_END {
            RADIUS + 1.0
        } else if whole * share < AFTER_START {
            first.min(CLEAR)
        } else {
            CLEAR
        };
        clearance(block.local([0, 1].map(|k| from[k] + share * (to[k] - from[k])))) > needed
    })
}

/// Where to go next on the way to a place: straight, or round the T on a circle.
fn way_point(from: Place, block: &Pose, to: Place) -> Place {
    if is_clear(from, to, block) {
        return to;
    }
    let centre = block.at(CENTRE);
    let polar = |place: Place| {
        let [x, y] = minus(place, centre);
        (x.hypot(y), y.atan2(x))
    };
    let at = |angle: f64| along(centre, [angle.cos(), angle.sin()], ROUND);
    let ((radius, now), (_, end)) = (polar(from), polar(to));
    let turn = crate::world::wrapped(end - now);
    // Nearly there: straight in from the circle.
    if turn.abs() < 0.1 {
        return to;
    }
    // First out to the circle, where the way along it would touch the T.
    if radius < ROUND - 12.0 && clearance(block.local(from)) < CLEAR + 20.0 {
        return at(now);
    }
    // The shorter way round, unless it leaves the plane.
    let leaves =
        |turn: f64| (1..=8).any(|i| !at(now + turn * f64::from(i) / 8.0).iter().all(|v| (0.0..=SIDE).contains(v)));
    let other = turn - turn.signum() * std::f64::consts::TAU;
    let turn = if leaves(turn) && !leaves(other) { other } else { turn };
    at(now + turn.signum() * turn.abs().min(0.35)).map(|v| v.clamp(RADIUS, SIDE - RADIUS))
}

/// Length of the way to a place, about.
fn way(state: &State, to: Place) -> f64 {
    let straight = length(minus(to, state.agent));
    if is_clear(state.agent, to, &state.block) {
        return straight;
    }
    let centre = state.block.at(CENTRE);
    let angle = |place: Place| {
        let [x, y] = minus(place, centre);
        y.atan2(x)
    };
    let turn = crate::world::wrapped(angle(to) - angle(state.agent)).abs();
    straight.max(ROUND * turn) + 40.0
}
