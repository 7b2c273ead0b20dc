//! The plane: a disc that follows commands, and a T that lies where it was last pushed.

use rapier2d::prelude::{
    ColliderBuilder, IntegrationParameters, MassProperties, PhysicsWorld, Pose as Isometry, Real, RigidBodyBuilder,
    RigidBodyHandle, Vector,
};

use crate::block::{CENTRE, GOAL, KEYPOINTS, Place, Pose};

/// The plane's side.
pub const SIDE: f64 = 512.0;
/// Radius of the disc that pushes.
pub const RADIUS: f64 = 15.0;
/// Seconds of a step of the physics.
pub const SUBSTEP: f64 = 0.01;
/// Steps of the physics to a command.
pub const SUBSTEPS: usize = 10;
/// Numbers that are observed: x and y of the T's keypoints and of the disc.
pub const OBSERVED: usize = 2 * (KEYPOINTS + 1);
/// Coverage of the goal from which an episode counts as a success.
pub const SUCCESS: f64 = 0.95;

/// Spring and damper between command and disc.
const STIFFNESS: f64 = 100.0;
const DAMPING: f64 = 20.0;
/// Of the walls, which are 5 units from the edge on one side and 6 on the other.
const WALLS: Place = [5.0, 506.0];
const WALL_RADIUS: f64 = 2.0;

/// Everything that the next step depends on, beside the command.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State {
    /// The disc's centre.
    pub agent: Place,
    /// Its velocity, in units a second.
    pub velocity: Place,
    /// Where the T is.
    pub block: Pose,
}

impl State {
    /// The beginning of an episode, from six numbers that are uniform in [0, 1): the disc anywhere within 50..450, the T's
    /// origin within 100..400, its angle normal with standard deviation 2π, less π.
    pub fn start(uniform: [f64; 6]) -> Self {
        let within = |u: f64, low: f64, high: f64| low + u * (high - low);
        let [a, b, c, d, e, f] = uniform;
        // Box and Muller; 1 − u is never 0.
        let normal = (-2.0 * (1.0 - e).ln()).sqrt() * (std::f64::consts::TAU * f).cos();
        Self {
            agent: [within(a, 50.0, 450.0), within(b, 50.0, 450.0)],
            velocity: [0.0; 2],
            block: Pose {
                place: [within(c, 100.0, 400.0), within(d, 100.0, 400.0)],
                angle: wrapped(std::f64::consts::TAU * normal - std::f64::consts::PI),
            },
        }
    }

    /// What a policy sees: the keypoints of the T, then the disc.
    pub fn observation(&self) -> [f64; OBSERVED] {
        let keypoints = self.block.keypoints();
        std::array::from_fn(|i| keypoints.get(i / 2).unwrap_or(&self.agent)[i % 2])
    }

    /// Share of the goal that the T covers.
    pub fn coverage(&self) -> f64 {
        self.block.coverage(&GOAL)
    }

    /// The reward of being here: 1 from a coverage of [`SUCCESS`] on, and less in proportion below.
    pub fn reward(&self) -> f64 {
        (self.coverage() / SUCCESS).min(1.0)
    }
}

/// The same angle within ±π.
pub fn wrapped(angle: f64) -> f64 {
    angle - std::f64::consts::TAU * (angle / std::f64::consts::TAU).round()
}

/// The plane with its two bodies.
///
/// The disc follows a command as the end of a damped spring does and is moved by nothing else. The T has no momentum: its
/// velocity is put to zero before every step, so that it moves only while it is pushed. Contacts are without friction.
/// Nothing of a step is remembered but the [`State`], so equal states and commands give equal states.
pub struct World {
    physics: PhysicsWorld,
    agent: RigidBodyHandle,
    block: RigidBodyHandle,
    velocity: Place,
}

fn vector(place: Place) -> Vector {
    Vector::new(place[0] as Real, place[1] as Real)
}

impl World {
    /// The plane in this state.
    pub fn new(state: &State) -> Self {
        let mut physics = PhysicsWorld { gravity: Vector::ZERO, ..PhysicsWorld::default() };
        let parameters = IntegrationParameters {
            dt: SUBSTEP as Real,
            // A metre is as long as the T is high, about.
            length_unit: 100.0,
            // What is remembered of contacts would make a step depend on more than the state.
            warmstart_coefficient: 0.0,
            contact_recycling: false,
            ..IntegrationParameters::default()
        };
        physics.integration_parameters = parameters;
        let smooth = |collider: ColliderBuilder| collider.friction(0.0).restitution(0.0).density(0.0);
        let (near, far) = (WALLS[0], WALLS[1]);
        let half = 0.5 * (far - near);
        for (centre, [x, y]) in [
            ([near + half, near], [half, 0.0]),
            ([near + half, far], [half, 0.0]),
            ([near, near + half], [0.0, half]),
            ([far, near + half], [0.0, half]),
        ] {
            let wall = ColliderBuilder::cuboid((x + WALL_RADIUS) as Real, (y + WALL_RADIUS) as Real);
            physics.insert(RigidBodyBuilder::fixed().translation(vector(centre)), smooth(wall));
        }
        let disc = ColliderBuilder::ball(RADIUS as Real);
        let moved = RigidBodyBuilder::kinematic_velocity_based().can_sleep(false);
        let (agent, _) = physics.insert(moved.translation(vector(state.agent)), smooth(disc));
        // Twice the moment of the bar about the T's origin, as the published environment has it.
        let inertia = 2.0 * ((120.0 * 120.0 + 30.0 * 30.0) / 12.0 + 15.0 * 15.0);
        let mass = MassProperties::new(vector(CENTRE), 1.0, inertia);
        let free = RigidBodyBuilder::dynamic().can_sleep(false).additional_mass_properties(mass);
        let (block, _) = physics.insert(
            free.pose(isometry(&state.block)),
            smooth(ColliderBuilder::cuboid(60.0, 15.0)).translation(Vector::new(0.0, 15.0)),
        );
        let stem = smooth(ColliderBuilder::cuboid(15.0, 45.0)).translation(Vector::new(0.0, 75.0));
        physics.insert_collider(stem, Some(block));
        Self { physics, agent, block, velocity: state.velocity }
    }

    /// Puts both bodies elsewhere.
    pub fn set(&mut self, state: &State) {
        self.velocity = state.velocity;
        let bodies = &mut self.physics.bodies;
        bodies[self.agent].set_position(Isometry::from_translation(vector(state.agent)), true);
        bodies[self.block].set_position(isometry(&state.block), true);
    }

    /// Where everything is.
    pub fn state(&self) -> State {
        let agent = self.physics.bodies[self.agent].translation();
        State { agent: [f64::from(agent.x), f64::from(agent.y)], velocity: self.velocity, block: self.block() }
    }

    /// A tenth of a second towards a place.
    pub fn command(&mut self, place: Place) {
        (0..SUBSTEPS).for_each(|_| self.substep(place));
    }

    /// A hundredth of a second towards a place.
    pub fn substep(&mut self, place: Place) {
        let at = self.physics.bodies[self.agent].translation();
        let at = [f64::from(at.x), f64::from(at.y)];
        for k in 0..2 {
            let force = STIFFNESS * (place[k] - at[k]) - DAMPING * self.velocity[k];
            self.velocity[k] += SUBSTEP * force;
        }
        self.slide(self.velocity);
    }

    /// Where the T is.
    pub fn block(&self) -> Pose {
        let block = &self.physics.bodies[self.block];
        let place = block.translation();
        Pose { place: [f64::from(place.x), f64::from(place.y)], angle: f64::from(block.rotation().angle()) }
    }

    /// A hundredth of a second at a velocity of the disc, in units a second.
    pub fn slide(&mut self, velocity: Place) {
        self.velocity = velocity;
        self.physics.bodies[self.agent].set_linvel(vector(self.velocity), true);
        let block = &mut self.physics.bodies[self.block];
        block.set_linvel(Vector::ZERO, true);
        block.set_angvel(0.0, true);
        self.physics.step();
    }
}

fn isometry(pose: &Pose) -> Isometry {
    Isometry::new(vector(pose.place), pose.angle as Real)
}
