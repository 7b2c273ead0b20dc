//! Push-T from first principles: geometry by hand, contacts, determinism; the expert by what it reaches.

use std::f64::consts::{FRAC_PI_2, PI};

use ddpm_lab_physics::{
    Expert, GOAL, Place, Pose, State, World,
    block::clearance,
    world::{OBSERVED, RADIUS, SUCCESS},
};

/// A T upright in the middle and the disc elsewhere.
fn upright(agent: Place) -> State {
    State { agent, velocity: [0.0; 2], block: Pose { place: [256.0, 200.0], angle: 0.0 } }
}

fn start(number: u32) -> State {
    // Weyl sequences: spread evenly, and the same everywhere.
    let share = |k: usize| (0.5 + f64::from(number + 1) * [0.618, 0.755, 0.57, 0.819, 0.671, 0.439][k]).fract();
    State::start(std::array::from_fn(share))
}

#[test]
fn coverage_is_as_computed_by_hand() {
    assert!((GOAL.coverage(&GOAL) - 1.0).abs() < 1e-6);
    let at = |x: f64, y: f64, angle: f64| Pose { place: [x, y], angle };
    let upright = at(200.0, 200.0, 0.0);
    // A T has 120·30 + 30·90 = 6300 units. Moved along its bar by 10 it loses 10·30 of the bar and 10·90 of the stem.
    let moved = upright.coverage(&at(210.0, 200.0, 0.0));
    assert!((moved - (6300.0 - 300.0 - 900.0) / 6300.0).abs() < 1e-6, "{moved}");
    // Along its stem by 20: of the bar 10·120 are left, of the stem 70·30, and of the other's bar 20·30 lie on the stem.
    let moved = upright.coverage(&at(200.0, 220.0, 0.0));
    assert!((moved - (10.0 * 120.0 + 70.0 * 30.0 + 20.0 * 30.0) / 6300.0).abs() < 1e-6, "{moved}");
    assert_eq!(upright.coverage(&at(400.0, 400.0, 1.0)), 0.0);
    // Half a turn about the bar's outer edge: the two only touch there.
    assert!(upright.coverage(&at(200.0, 200.0, PI)) < 1e-6);
    // The same for both, wherever they are together.
    let (one, other) = (at(100.0, 300.0, 0.4), at(120.0, 310.0, 0.9));
    assert!((one.coverage(&other) - other.coverage(&one)).abs() < 1e-6);
}

#[test]
fn places_on_the_plane_and_on_the_t_belong_together() {
    let pose = Pose { place: [10.0, 20.0], angle: FRAC_PI_2 };
    let at = pose.at([3.0, 4.0]);
    assert!((at[0] - 6.0).abs() < 1e-12 && (at[1] - 23.0).abs() < 1e-12, "{at:?}");
    let back = pose.local(at);
    assert!((back[0] - 3.0).abs() < 1e-12 && (back[1] - 4.0).abs() < 1e-12);
    for (place, expected) in
        [([0.0, 10.0], -15.0), ([70.0, 15.0], 10.0), ([0.0, 130.0], 10.0), ([63.0, -4.0], 5.0), ([25.0, 80.0], 10.0)]
    {
        let found = clearance(place);
        // Inside, only the sign is exact.
        assert!(if expected < 0.0 { found < 0.0 } else { (found - expected).abs() < 1e-12 }, "{place:?}: {found}");
    }
}

#[test]
fn what_is_observed_are_the_keypoints_and_the_disc() {
    let state = upright([30.0, 40.0]);
    let seen = state.observation();
    assert_eq!(seen.len(), OBSERVED);
    assert_eq!(seen[..4], [196.0, 200.0, 316.0, 200.0]);
    assert_eq!(seen[16..], [256.0, 245.0, 30.0, 40.0], "the centre of mass, then the disc");
}

#[test]
fn the_reward_is_full_from_the_coverage_of_a_success_on() {
    let at = |off: f64| State { block: Pose { place: [256.0 + off, 256.0], ..GOAL }, ..upright([50.0, 50.0]) };
    assert_eq!(at(0.0).reward(), 1.0);
    let far = at(40.0);
    assert!(far.coverage() < SUCCESS);
    assert!((far.reward() - far.coverage() / SUCCESS).abs() < 1e-12);
}

#[test]
fn the_disc_follows_a_command_as_a_critically_damped_spring() {
    let mut world = World::new(&upright([50.0, 50.0]));
    // x'' = 100 (d − x) − 20 x': x = d (1 − (1 + 10 t) e^(−10 t)), here at t = 0.5.
    (0..5).for_each(|_| world.command([90.0, 50.0]));
    let State { agent, velocity, block } = world.state();
    let expected = 50.0 + 40.0 * (1.0 - 6.0 * (-5.0f64).exp());
    assert!((agent[0] - expected).abs() < 0.5, "{agent:?} for {expected}");
    assert!(velocity[0] > 0.0 && agent[1] == 50.0);
    assert_eq!(block, upright([0.0; 2]).block, "what is not touched does not move");
}

#[test]
fn a_push_through_the_centre_of_mass_moves_and_does_not_turn() {
    let mut world = World::new(&upright([180.0, 245.0]));
    (1..=15).for_each(|i| world.command([180.0 + 12.0 * f64::from(i).min(10.0), 245.0]));
    let State { agent, block, .. } = world.state();
    assert!(block.angle.abs() < 0.01 && (block.place[1] - 200.0).abs() < 0.5, "{block:?}");
    // Side of the stem by edge of the disc.
    let gap = block.place[0] - 15.0 - RADIUS - agent[0];
    assert!(block.place[0] > 310.0 && gap.abs() < 1.0, "{gap}");
    // There is no momentum.
    (0..10).for_each(|_| world.command([150.0, 245.0]));
    let after = world.state().block;
    assert!((after.place[0] - block.place[0]).abs() < 0.5, "{after:?}");
}

#[test]
fn a_push_at_the_end_of_the_bar_turns() {
    for (x, sign) in [(210.0, 1.0), (302.0, -1.0)] {
        let mut world = World::new(&upright([x, 150.0]));
        (1..=10).for_each(|i| world.command([x, 150.0 + 8.0 * f64::from(i)]));
        let turned = world.state().block.angle;
        assert!(turned * -sign > 0.2, "{turned} by a push at {x}");
    }
}

#[test]
fn a_wall_holds_the_t() {
    let mut world = World::new(&upright([180.0, 245.0]));
    (1..=40).for_each(|i| world.command([180.0 + 12.0 * f64::from(i).min(18.0), 245.0]));
    for [x, y] in world.state().block.corners() {
        assert!(x < 506.0 && y < 506.0 && x > 5.0 && y > 5.0, "{x}, {y}");
    }
}

#[test]
fn equal_states_and_commands_give_equal_states() {
    let commands = |i: u32| [200.0 + 8.0 * f64::from(i), 230.0 + 20.0 * f64::from(i % 3)];
    let mut world = World::new(&upright([170.0, 230.0]));
    (0..10).for_each(|i| world.command(commands(i)));
    let middle = world.state();
    (10..20).for_each(|i| world.command(commands(i)));
    let end = world.state();
    assert_ne!(middle.block, end.block);
    // Another world put into the same state, and the same one put back.
    let mut other = World::new(&middle);
    world.set(&middle);
    (10..20).for_each(|i| {
        other.command(commands(i));
        world.command(commands(i));
    });
    assert_eq!(world.state(), other.state());
    let block = end.block.distance(&other.state().block);
    assert!(block < 1e-2, "what a world remembers beside its state: {block}");
}

#[test]
fn starts_are_spread_as_the_task_says() {
    let all: Vec<State> = (0..500).map(start).collect();
    let within = |of: fn(&State) -> f64, low: f64, high: f64| {
        let values: Vec<f64> = all.iter().map(of).collect();
        let (least, most) = values.iter().fold((f64::MAX, f64::MIN), |(a, b), &v| (a.min(v), b.max(v)));
        assert!(least >= low && most <= high && least < low + 0.1 * (high - low) && most > high - 0.1 * (high - low));
    };
    within(|s| s.agent[0], 50.0, 450.0);
    within(|s| s.agent[1], 50.0, 450.0);
    within(|s| s.block.place[0], 100.0, 400.0);
    within(|s| s.block.angle, -PI, PI);
}

#[test]
fn the_expert_brings_the_t_home() {
    for number in 0..4 {
        let mut world = World::new(&start(number));
        let mut expert = Expert::new();
        let mut steps = 0;
        while world.state().coverage() <= SUCCESS {
            assert!(steps < 300, "start {number}: {:?}", world.state());
            world.command(expert.command(&world.state()));
            steps += 1;
        }
    }
}

#[test]
fn the_expert_answers_equal_states_equally() {
    let state = start(7);
    let mut practised = Expert::new();
    practised.best(&start(3));
    assert_eq!(Expert::new().best(&state), practised.best(&state));
}
