//! Push-T as a policy learns it: the file of demonstrations, the encoding, the windows, rollouts, and the policy that lies in the
//! repository.

use std::{
    f64::consts::TAU,
    future::Future,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use ddpm_lab::{
    ErrorCode,
    data::{
        Dataset,
        demonstrations::Horizons,
        push_t::{self, Encoding, Episode, Observation, Windows},
    },
    denoiser::{Condition, Denoiser},
    diffusion::{Prediction, Schedule, Spacing},
    networks::mlp::{Mlp, MlpConfig, MlpDenoiser, MlpLearner, TimeTable},
    policy::{
        Planner, PolicyCard, PolicyNetwork,
        push_t::{Asked, Demonstrations, Outcome, Report, RolloutConfig, corrected, goal, roll_out},
    },
    sampler::{SampleConfig, Solver},
    trainer::{
        Checkpoint, ScheduleConfig, TrainConfig, Trainer, TrainingData,
        config::{LearningRateSchedule, Optimizer},
    },
};

fn now<T>(future: impl Future<Output = ddpm_lab::Result<T>>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result.unwrap(),
        Poll::Pending => panic!("the processor computes at once"),
    }
}

/// An observation with the T at a place and an angle, the disc elsewhere.
fn seen(place: [f64; 2], angle: f64, disc: [f64; 2]) -> Observation {
    let pose = ddpm_lab_physics::Pose { place, angle };
    let keypoints = pose.keypoints();
    std::array::from_fn(|k| keypoints.get(k).copied().unwrap_or(disc))
}

fn turned(observation: &Observation, angle: f64) -> Observation {
    let (sin, cos) = angle.sin_cos();
    observation.map(|[x, y]| [cos * x - sin * y + 7.0, sin * x + cos * y - 3.0])
}

fn encoding() -> Encoding {
    let horizons = Horizons::default();
    Encoding { horizons, goal: goal(), reach: (0..16).map(|k| 50.0 + 10.0 * f64::from(k)).collect() }
}

fn numbers(condition: &Condition) -> &[f32] {
    condition.observation()
}

#[test]
fn a_chunk_comes_back_as_the_commands_that_it_was_made_of() {
    let encoding = encoding();
    let observation = seen([200.0, 300.0], 2.0, [150.0, 120.0]);
    let commands: Vec<[f64; 2]> = (0..16).map(|k| [140.0 + 3.0 * f64::from(k), 130.0 - 2.0 * f64::from(k)]).collect();
    let back = encoding.commands(&observation, &encoding.chunk(&observation, &commands));
    for (a, b) in commands.iter().zip(&back) {
        assert!((a[0] - b[0]).abs() < 1e-3 && (a[1] - b[1]).abs() < 1e-3, "{a:?} for {b:?}");
    }
}

#[test]
fn what_is_told_does_not_change_when_the_plane_and_the_goal_are_turned_together() {
    let encoding = encoding();
    let past = [seen([200.0, 300.0], 2.0, [150.0, 120.0]), seen([203.0, 301.0], 2.1, [155.0, 125.0])];
    let told = encoding.observation(&past);
    assert_eq!(numbers(&told).len(), encoding.observed());
    assert!(numbers(&told).iter().all(|v| v.abs() <= 1.0));
    let around = 0.3 * TAU;
    let ten: Observation = std::array::from_fn(|k| encoding.goal.get(k).copied().unwrap_or_default());
    let other = Encoding { goal: turned(&ten, around)[..9].to_vec(), ..encoding };
    let told_turned = other.observation(&past.map(|o| turned(&o, around)));
    for (a, b) in numbers(&told).iter().zip(numbers(&told_turned)) {
        assert!((a - b).abs() < 1e-5);
    }
}

#[test]
fn at_the_goal_and_at_rest_only_the_disc_is_told_of() {
    let encoding = encoding();
    let home = seen([256.0, 256.0], TAU / 8.0, [300.0, 100.0]);
    let told = encoding.observation(&[home]);
    let told = numbers(&told);
    assert!(told[..18].iter().chain(&told[20..]).all(|v| v.abs() < 2e-4), "{told:?}");
    assert!(told[18..20].iter().all(|v| v.abs() > 0.1));
}

#[test]
fn a_file_gives_back_what_was_written_and_others_are_refused() {
    let config = Demonstrations { seed: 5, ..Demonstrations::default() };
    let (episodes, outcome) = config.make(0);
    assert!(outcome.success && outcome.best == 1.0);
    let bytes = push_t::write(&episodes).unwrap();
    let read = push_t::parse(&bytes).unwrap();
    assert_eq!(read.len(), episodes.len());
    for (a, b) in read.iter().zip(&episodes) {
        assert_eq!((a.first, a.cut, a.actions.len()), (b.first, b.cut, b.actions.len()));
        let pairs = a.observations.iter().flatten().zip(b.observations.iter().flatten());
        assert!(pairs.chain(a.actions.iter().zip(&b.actions)).all(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1]) < 1e-3));
    }
    assert_eq!(push_t::write(&read).unwrap(), bytes);
    let uneven = Episode { actions: Vec::new(), ..episodes[0].clone() };
    assert!(push_t::write(&[uneven]).is_err());
    for broken in [&bytes[..bytes.len() - 9], b"nothing", &[]] {
        assert!(push_t::parse(broken).is_err());
    }
    assert!(!config.make(1).0.is_empty() && config.make(0).0 == episodes, "a number gives one demonstration");
}

#[test]
fn windows_are_cut_as_the_paper_cuts_them() {
    let step = |k: usize| seen([200.0, 300.0], 0.1 * k as f64, [250.0 + k as f64, 310.0]);
    let whole = Episode {
        observations: (0..20).map(step).collect(),
        actions: (0..20).map(|k| [260.0 + k as f64, 310.0]).collect(),
        first: 0,
        cut: false,
    };
    let windows = Windows::new(std::slice::from_ref(&whole), &goal(), Horizons::default()).unwrap();
    assert_eq!(windows.count(), 20, "one for each step");
    let (encoding, mut chunk) = (windows.encoding(), [0.0; 32]);
    let commands = |now: usize, chunk: &mut [f32; 32]| {
        windows.write(now, false, chunk);
        encoding.commands(&whole.observations[now], chunk).iter().map(|c| c[0].round()).collect::<Vec<_>>()
    };
    // The first action of a chunk is that of the step before; before the first there is the first.
    assert_eq!(commands(0, &mut chunk)[..3], [260.0, 260.0, 261.0]);
    assert_eq!(commands(5, &mut chunk)[..3], [264.0, 265.0, 266.0]);
    // After the last there is the last.
    assert_eq!(commands(18, &mut chunk)[..4], [277.0, 278.0, 279.0, 279.0]);
    assert_eq!(windows.condition(5), encoding.observation(&whole.observations[4..=5]));
    let all: Vec<f32> = (0..20)
        .flat_map(|i| {
            windows.write(i, false, &mut chunk);
            chunk
        })
        .collect();
    assert!(all.iter().all(|v| v.abs() <= 1.0) && all.iter().any(|v| v.abs() > 0.9));
    // Of what was cut off only chunks that lie within, and none that begins before the first step.
    let cut = Episode { first: 2, cut: true, ..whole.clone() };
    assert_eq!(Windows::encoded(std::slice::from_ref(&cut), encoding.clone()).unwrap().count(), 20 - 14 - 2);
    let short = Episode { first: 10, ..cut };
    assert!(Windows::encoded(&[short], encoding.clone()).is_err());
    assert!(Windows::new(&[], &goal(), Horizons::default()).is_err());
}

#[test]
fn figures_are_means_and_shares() {
    let outcome = |best: f64, success| Outcome { best, success, commands: 100 };
    let report = Report::of(&[outcome(1.0, true), outcome(0.5, false), outcome(0.6, false), outcome(0.7, false)]);
    assert!((report.best.value - 0.7).abs() < 1e-12 && report.success.value == 0.25);
    assert!(report.success.low > 0.0 && report.success.high < 0.75);
    // Standard error of the four: √(0.14/3)/2.
    assert!((report.best.high - 0.7 - 1.96 * (0.14f64 / 3.0).sqrt() / 2.0).abs() < 1e-9);
}

fn sampling(steps: usize) -> SampleConfig {
    SampleConfig {
        sampler: Solver::Ddim { eta: 0.0 },
        steps,
        spacing: Spacing::Trailing,
        seed: 0,
        count: 1,
        conditions: Vec::new(),
        guidance: 0.0,
        clip: true,
    }
}

/// A small policy, trained for seconds.
fn trained(steps: usize) -> (Rc<Planner<MlpDenoiser>>, Windows) {
    let config = Demonstrations { seed: 9, recoveries: 1, ..Demonstrations::default() };
    let episodes: Vec<Episode> = (0..30).flat_map(|number| config.make(number).0).collect();
    let windows = Windows::new(&episodes, &goal(), Horizons::default()).unwrap();
    let network = MlpConfig { width: 64, depth: 3, time_width: 16, observed: 40, ..MlpConfig::default() };
    let config = TrainConfig {
        network,
        schedule: ScheduleConfig::Cosine { steps: 100 },
        prediction: Prediction::X0,
        optimizer: Optimizer::Adamw,
        learning_rate: 3e-3,
        learning_rate_schedule: Some(LearningRateSchedule { warmup: 20, steps }),
        weight_decay: 0.0,
        ema_decay: 0.98,
        batch: 128,
        ..TrainConfig::default()
    };
    let mut trainer = Trainer::new(config, Rc::new(windows.clone()), |config, schedule, weights| {
        let times = TimeTable::new(&config.network, schedule.steps(), 0);
        MlpLearner::new(32, &config.network, weights, times.into(), config.adam())
    })
    .unwrap();
    let losses: Vec<f64> = (0..steps).map(|_| trainer.step().unwrap()).collect();
    let mean = |losses: &[f64]| losses.iter().sum::<f64>() / losses.len() as f64;
    let (first, last) = (mean(&losses[..10]), mean(&losses[steps - 50..]));
    assert!(last < 0.5 * first, "{first} to {last}");
    let checkpoint = Checkpoint {
        config: trainer.config().clone(),
        data: TrainingData::PushT { encoding: windows.encoding().clone(), windows: windows.count() },
        state: ddpm_lab::trainer::Learner::state(trainer.learner()).into_inner().unwrap(),
        memory: trainer.times().memory(),
        loss: 0.5,
    };
    let read = Checkpoint::<MlpConfig>::from_bytes(&checkpoint.to_bytes().unwrap()).unwrap();
    assert_eq!(read.data, checkpoint.data, "the encoding comes back from the file");
    let schedule: Rc<Schedule> = trainer.schedule().clone();
    let model = Rc::new(trainer.model().unwrap());
    (Rc::new(Planner::Diffusion { model, schedule, sampling: sampling(8) }), windows)
}

#[test]
fn an_episode_is_the_same_whichever_others_are_rolled_out_with_it() {
    let (planner, windows) = trained(200);
    let encoding = windows.encoding();
    let config = RolloutConfig { limit: 120, ..RolloutConfig::default() };
    let rolled = |episodes| now(roll_out(&planner, encoding, &config, episodes, &mut |_| ()));
    let all = rolled(0..12);
    assert_eq!(rolled(0..3), all[..3]);
    assert_eq!(rolled(5..7), all[5..7]);

    // What the expert would have done where it was asked: pieces that give windows, from the state that was asked in.
    let mut pieces = Vec::new();
    let demonstrations = Demonstrations { piece: 20, ..Demonstrations::default() };
    let mut look = |asked: Asked| {
        let piece = corrected(&demonstrations, &asked);
        assert_eq!(piece.first, usize::from(asked.before.is_some()));
        let mut begun = piece.observations[piece.first].iter().zip(asked.past.last().unwrap());
        assert!(begun.all(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1]) < 1e-3));
        pieces.push(piece);
    };
    let short = RolloutConfig { limit: 16, ..config };
    now(roll_out(&planner, encoding, &short, 0..2, &mut look));
    assert_eq!(pieces.len(), 4, "two episodes, asked twice each");
    assert!(Windows::encoded(&pieces, encoding.clone()).is_ok());

    for executed in [0, 16] {
        let config = RolloutConfig { executed, ..config };
        let mut ignore = |_: Asked| ();
        let mut future = pin!(roll_out(&planner, encoding, &config, 0..1, &mut ignore));
        let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else { panic!() };
        assert!(result.unwrap_err().message.contains("executed"));
    }
    assert_eq!(planner.model().values(), 32);
}

#[test]
fn the_policy_in_the_repository_is_the_one_on_its_card_and_brings_the_t_home() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let read = |file: &str| std::fs::read(folder.join(file)).unwrap();
    let (json, bytes) = (read("push-t.json"), read("push-t.safetensors"));
    let card = PolicyCard::from_json(&json).unwrap();
    let weights = card.load_weights(&bytes).unwrap();
    let mut altered = bytes.clone();
    *altered.last_mut().unwrap() ^= 1;
    assert_eq!(card.load_weights(&altered).unwrap_err().code, ErrorCode::WeightsAltered);
    let text = String::from_utf8(json).unwrap();
    for (from, to) in [("\"observed\": 40", "\"observed\": 39"), ("\"predicted\": 16", "\"predicted\": 15")] {
        assert!(text.contains(from) && PolicyCard::from_json(text.replace(from, to).as_bytes()).is_err(), "{to}");
    }
    let PolicyNetwork::Mlp(network) = &card.network else { panic!("another network: {:?}", card.network) };
    let schedule = Schedule::new(card.schedule, card.steps).unwrap();
    let times = Rc::new(TimeTable::new(network, card.steps, 0));
    let net = Mlp::new(card.encoding.values(), network, &weights, times).unwrap();
    let model = Rc::new(MlpDenoiser::new(net, card.prediction));
    let planner = Rc::new(Planner::Diffusion { model, schedule: Rc::new(schedule), sampling: sampling(16) });
    let config = RolloutConfig { executed: 4, ..RolloutConfig::default() };
    let outcomes = now(roll_out(&planner, &card.encoding, &config, 0..6, &mut |_| ()));
    let report = Report::of(&outcomes);
    println!("{report:?}");
    assert!(report.best.value > 0.95, "{report:?}");
}
