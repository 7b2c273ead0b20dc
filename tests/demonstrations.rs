//! Demonstrations: how they are made, drawn and read, and the windows that are cut from them.

use ddpm_lab::{
    ErrorCode,
    data::{
        Dataset,
        demonstrations::{
            self, Demonstration, Generator, Horizons, Scene, Side, Windows, detour,
            path::{MAX_DRAWN, MAX_STEPS, STEP},
            scene::distance,
        },
    },
};

fn made(generator: &Generator) -> Vec<Demonstration> {
    generator.make().unwrap()
}

#[test]
fn made_demonstrations_pass_the_disc_and_arrive_on_the_sides_asked_for() {
    for (left, vary) in [(0.5, false), (0.2, true), (0.0, true), (1.0, false)] {
        let generator = Generator { count: 150, left, vary_disc: vary, vary_goal: vary, ..Generator::default() };
        let set = made(&generator);
        assert_eq!(set.len(), 150);
        assert!(set.iter().all(|d| d.arrives() && !d.collides()));
        let sides: Vec<Side> = set.iter().map(|d| d.scene.side(&d.path).expect("it passes the disc")).collect();
        // After any number of them the share is as near as it can be.
        for count in 1..=150 {
            let lefts = sides[..count].iter().filter(|s| **s == Side::Left).count() as f64;
            assert!((lefts - left * count as f64).abs() <= 0.5 + 1e-9, "{lefts} of {count}");
        }
        for d in &set {
            // Their noise makes a step longer by some standard deviations of 0.004 at most.
            assert!(d.path.windows(2).all(|p| distance(p[0], p[1]) < STEP + 0.03));
            let start = d.path[0];
            assert!((-0.9..=-0.7).contains(&start[0]) && start[1].abs() <= 0.15);
        }
        let scenes = set.iter().filter(|d| d.scene != set[0].scene).count();
        assert_eq!(scenes > 0, vary);
    }
}

#[test]
fn a_set_is_a_function_of_its_settings_and_no_demonstration_of_their_number() {
    let ten = made(&Generator { count: 10, ..Generator::default() });
    assert_eq!(ten, made(&Generator { count: 20, ..Generator::default() })[..10]);
    assert_ne!(ten, made(&Generator { count: 10, seed: 2, ..Generator::default() }));
    for (bad, word) in [
        (Generator { count: 0, ..Generator::default() }, "count"),
        (Generator { count: 2001, ..Generator::default() }, "count"),
        (Generator { left: 1.1, ..Generator::default() }, "left"),
        (Generator { clearance: f64::NAN, ..Generator::default() }, "clearance"),
        (Generator { noise: -0.1, ..Generator::default() }, "noise"),
    ] {
        assert!(bad.make().unwrap_err().message.contains(word));
    }
}

#[test]
fn a_detour_is_the_shortest_way_at_its_distance() {
    let scene = Scene::default();
    for side in [Side::Left, Side::Right] {
        for clearance in [0.0, 0.2, 0.4] {
            let line = detour(&scene, [-0.8, 0.05], side, clearance);
            assert_eq!(scene.side(&line), Some(side));
            let radius = scene.radius + clearance;
            let nearest = line.iter().map(|&p| distance(p, scene.disc)).fold(f64::INFINITY, f64::min);
            assert!((nearest - radius).abs() < 1e-9);
            // Two tangents and the arc between them.
            let (a, b) = (distance([-0.8, 0.05], scene.disc), distance(scene.goal, scene.disc));
            let length: f64 = line.windows(2).map(|p| distance(p[0], p[1])).sum();
            let tangents = (a * a - radius * radius).sqrt() + (b * b - radius * radius).sqrt();
            let around = 0.05f64.atan2(-0.8);
            let turned = if side == Side::Left { around } else { std::f64::consts::TAU - around };
            let arc = radius * (turned - (radius / a).acos() - (radius / b).acos());
            assert!((length - tangents - arc).abs() < 1e-3, "{side:?}, {clearance}: {length}");
        }
    }
    // Where the disc is not in the way, the way is straight.
    let aside = Scene { disc: [0.0, -0.9], ..scene };
    assert_eq!(detour(&aside, [-0.8, 0.0], Side::Left, 0.2), [[-0.8, 0.0], [0.8, 0.0]]);
}

#[test]
fn a_drawn_line_is_spaced_evenly_whatever_its_speed() {
    let scene = Scene::default();
    // Slow at first, then fast, with places that repeat.
    let line: Vec<[f64; 2]> = (0..300).map(|i| [-0.8 + 1.6 * (f64::from(i / 2) / 149.0).powi(3), 0.5]).collect();
    let drawn = Demonstration::drawn(scene, &line).unwrap();
    let steps: Vec<f64> = drawn.path.windows(2).map(|p| distance(p[0], p[1])).collect();
    assert!(steps.iter().all(|s| (s - steps[0]).abs() < 2e-6 && *s < STEP + 2e-6), "{steps:?}");
    assert_eq!((drawn.path[0], drawn.path[drawn.path.len() - 1]), ([-0.8, 0.5], [0.8, 0.5]));
    assert_eq!(steps.len(), 20);
    assert!(!drawn.arrives() && !drawn.collides());
    let through = Demonstration::drawn(scene, &[[-0.8, 0.0], [0.8, 0.0]]).unwrap();
    assert!(through.arrives() && through.collides());
}

#[test]
fn hostile_lines_are_refused_with_what_was_expected() {
    let scene = Scene::default();
    let long: Vec<[f64; 2]> = (0..2000).map(|i| [if i % 2 == 0 { -1.0 } else { 1.0 }, 0.0]).collect();
    let far = [[-0.8, 0.0], [0.8, 1e300]];
    for (line, words) in [
        (&[][..], "2 to 20000 places, got 0"),
        (&[[0.0, 0.0]], "got 1"),
        (&[[0.0, 0.0]; 50], "got 0.00"),
        (&[[0.0, 0.0], [0.1, 0.0]], "0.24 to 40 long, got 0.10"),
        (&[[0.0, 0.0], [f64::NAN, 0.0]], "place 2 of a line"),
        (&[[f64::INFINITY, 0.0], [0.0, 0.0]], "place 1 of a line"),
        (&far, "within ±2"),
        (&long, "0.24 to 40 long"),
        (&vec![[0.0, 0.0]; MAX_DRAWN + 1], "20000 places"),
    ] {
        let error = Demonstration::drawn(scene, line).unwrap_err();
        assert_eq!(error.code, ErrorCode::DataInvalid);
        assert!(error.message.contains(words), "{}", error.message);
    }
    let line = [[-0.8, 0.0], [0.8, 0.0]];
    for scene in [
        Scene { radius: 0.0, ..scene },
        Scene { radius: f64::NAN, ..scene },
        Scene { disc: [3.0, 0.0], ..scene },
        Scene { goal: [0.0, f64::NEG_INFINITY], ..scene },
    ] {
        assert_eq!(Demonstration::drawn(scene, &line).unwrap_err().code, ErrorCode::DataInvalid);
    }
}

#[test]
fn a_file_gives_back_what_was_written_and_hostile_ones_are_refused() {
    let set = made(&Generator { count: 7, vary_goal: true, ..Generator::default() });
    let bytes = demonstrations::write(&set).unwrap();
    assert_eq!(demonstrations::parse(&bytes).unwrap(), set);
    let text = String::from_utf8(bytes).unwrap();
    let path = |path: &str| {
        format!(
            r#"{{"task":"obstacle","format":1,"demonstrations":[{{"scene":{{"disc":[0,0],"radius":0.25,"goal":[0.8,0]}},"path":{path}}}]}}"#
        )
    };
    // Not spaced as demonstrations are: it is spaced anew.
    let wide = demonstrations::parse(path("[[-0.8,0.5],[0.8,0.5]]").as_bytes()).unwrap();
    assert_eq!(wide[0].path.len(), 21);
    for (file, words) in [
        ("", "not a file of demonstrations"),
        ("[]", "not a file of demonstrations"),
        (&text[..text.len() / 2], "not a file of demonstrations"),
        (&text.replace("obstacle", "push-t"), "push-t"),
        (&text.replace("\"format\":1", "\"format\":2"), "format 2"),
        (&text.replace("\"radius\"", "\"radios\""), "not a file of demonstrations"),
        (r#"{"task":"obstacle","format":1,"demonstrations":[]}"#, "got 0"),
        (&path("[[0,0],[1e999,0]]"), "not a file of demonstrations"),
        (&path("[[0,0],[50,0]]"), "demonstration 1: place 2"),
        (&path("[[0,0]]"), "demonstration 1: a line must have"),
        (&path("[]"), "demonstration 1: a line must have"),
        (&path("[[0,0],[0,0],[0,0],[0,0],[0,0]]"), "demonstration 1: a line must be"),
        (&path("[[0,0,0],[1,0,0]]"), "not a file of demonstrations"),
        (&path("null"), "not a file of demonstrations"),
    ] {
        let error = demonstrations::parse(file.as_bytes()).unwrap_err();
        assert_eq!(error.code, ErrorCode::DataInvalid);
        assert!(error.message.contains(words), "{file:.60}: {}", error.message);
    }
    // Many places that are near to one another are a way with fewer.
    let dense: Vec<String> = (0..5000).map(|i| format!("[{},0.5]", -0.8 + 1.6 * f64::from(i) / 4999.0)).collect();
    let dense = demonstrations::parse(path(&format!("[{}]", dense.join(","))).as_bytes()).unwrap();
    assert!(dense[0].path.len() <= MAX_STEPS + 1);
}

#[test]
fn windows_hold_what_was_observed_and_the_actions_from_there() {
    let set = made(&Generator { count: 5, ..Generator::default() });
    let horizons = Horizons { observed: 3, predicted: 8 };
    let windows = Windows::new(&set, horizons).unwrap();
    assert_eq!(windows.count(), set.iter().map(|d| d.path.len()).sum::<usize>());
    assert_eq!((windows.values(), Dataset::observed(&windows)), (16, 6));
    let encoding = windows.encoding();
    let near = |a: [f64; 2], b: [f64; 2]| distance(a, b) < 1e-6;
    let mut chunk = vec![0.0; 16];
    for i in 0..windows.count() {
        let (number, now) = windows.origin(i);
        let path = &set[number].path;
        let at = |step: isize| path[step.clamp(0, path.len() as isize - 1) as usize];
        windows.write(i, false, &mut chunk);
        for (k, place) in encoding.places(&chunk).into_iter().enumerate() {
            // The action of step s is the place of step s + 1; that of a step before the first is the first's.
            let step = (now as isize - 2 + k as isize).max(0);
            assert!(near(place, at(step + 1)), "window {i}, action {k}");
        }
        let condition = windows.condition(i);
        for (k, place) in encoding.places(condition.observation()).into_iter().enumerate() {
            assert!(near(place, at(now as isize - 2 + k as isize)), "window {i}, observation {k}");
        }
        // The same as a robot would be told that had come this way.
        assert_eq!(encoding.observation(&path[..=now], &set[number].scene), condition);
    }
    // What models see fills [−1, 1].
    for k in 0..2 {
        let of = |least: bool| {
            let all = windows.chunks().iter().skip(k).step_by(2);
            all.fold(0.0f32, |most, &v| if least { most.min(v) } else { most.max(v) })
        };
        assert!(of(true) >= -1.0 && of(false) <= 1.0 && of(true) < -0.9 && of(false) > 0.9);
    }
}

#[test]
fn disc_and_goal_are_observed_where_the_set_varies_them() {
    for (vary_disc, vary_goal, numbers) in [(false, false, 4), (true, false, 6), (false, true, 6), (true, true, 8)] {
        let set = made(&Generator { count: 30, vary_disc, vary_goal, ..Generator::default() });
        let windows = Windows::new(&set, Horizons::default()).unwrap();
        assert_eq!(Dataset::observed(&windows), numbers);
        let mut all = (0..windows.count()).flat_map(|i| windows.condition(i).observation().to_vec());
        assert!(all.all(|v| (-1.0..=1.0).contains(&v)));
        let told = |scene: Scene| windows.encoding().observation(&[[0.0, 0.5]], &scene);
        let here = set[0].scene;
        assert_eq!(told(here) != told(Scene { disc: [0.1, 0.1], ..here }), vary_disc);
        assert_eq!(told(here) != told(Scene { goal: [0.7, 0.1], ..here }), vary_goal);
    }
    let one = [Demonstration::drawn(Scene::default(), &[[-0.8, 0.5], [0.8, 0.5]]).unwrap()];
    let windows = Windows::new(&one, Horizons::default()).unwrap();
    assert!(windows.chunks().iter().skip(1).step_by(2).all(|&y| y == 0.0), "a coordinate that does not vary is 0");
}

#[test]
fn horizons_that_do_not_go_together_are_refused() {
    let set = made(&Generator { count: 1, ..Generator::default() });
    for (observed, predicted, word) in
        [(0, 16, "observed"), (9, 16, "observed"), (2, 1, "predicted"), (4, 3, "predicted"), (2, 65, "predicted")]
    {
        let error = Windows::new(&set, Horizons { observed, predicted }).unwrap_err();
        assert!(error.message.contains(word), "{}", error.message);
    }
    assert!(Windows::new(&[], Horizons::default()).is_err());
}
