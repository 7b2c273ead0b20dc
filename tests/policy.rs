//! Policies on the obstacle task: what a regression learns, the exact denoiser under observations, robots, and both policies
//! from demonstrations to rollouts.

use std::{future::Future, pin::pin, rc::Rc, task};

use ddpm_lab::{
    data::{
        Dataset,
        demonstrations::{Demonstration, Generator, Horizons, Position, Scene, Side, Windows},
    },
    denoiser::{Condition, HostDenoiser},
    diffusion::{ForwardCoefficients, Prediction, Spacing, forward},
    exact::ConditionalDenoiser,
    measure::evaluation::loss_at,
    networks::mlp::{MlpConfig, MlpDenoiser, MlpLearner, TimeTable},
    policy::{
        Episode, Outcome, Planner, Report, Robot, RolloutConfig, Rollouts, Sketched, StartPlace, evaluate,
        robot::MAX_STEP, roll_out, rollout::BATCH, steer,
    },
    rng::Purpose,
    sampler::{SampleConfig, Solver},
    trainer::{
        Batch, Checkpoint, Learner, ScheduleConfig, TrainConfig, Trainer, TrainingData,
        batch::{BatchSource, Target},
        config::{LearningRateSchedule, Objective, Optimizer, TimestepSampling},
        timestep_sampler::TimestepSampler,
    },
};

type Settings = TrainConfig<MlpConfig>;

/// The result of what computes at once.
fn now<T>(future: impl Future<Output = ddpm_lab::Result<T>>) -> T {
    match pin!(future).poll(&mut task::Context::from_waker(task::Waker::noop())) {
        task::Poll::Ready(result) => result.unwrap(),
        task::Poll::Pending => panic!("the processor computes at once"),
    }
}

fn windows(count: usize) -> Rc<Windows> {
    let set = Generator { count, ..Generator::default() }.make().unwrap();
    Rc::new(Windows::new(&set, Horizons::default()).unwrap())
}

fn settings(objective: Objective, steps: usize) -> Settings {
    Settings {
        network: MlpConfig { width: 128, observed: 4, ..MlpConfig::default() },
        schedule: ScheduleConfig::Cosine { steps: 100 },
        objective,
        prediction: Prediction::X0,
        optimizer: Optimizer::Adamw,
        learning_rate: 2e-3,
        learning_rate_schedule: Some(LearningRateSchedule { warmup: 50, steps }),
        weight_decay: 1e-6,
        ema_decay: 0.995,
        batch: 64,
        ..Settings::default()
    }
}

fn trained(objective: Objective, steps: usize, data: &Rc<Windows>) -> Trainer<MlpConfig, Windows, MlpLearner> {
    let mut trainer = Trainer::new(settings(objective, steps), data.clone(), |config, schedule, weights| {
        let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
        MlpLearner::new(data.values(), &config.network, weights, times.into(), config.adam())
    })
    .unwrap();
    for _ in 0..steps {
        trainer.step().unwrap();
    }
    trainer
}

fn sampling() -> SampleConfig {
    SampleConfig {
        sampler: Solver::Ddim { eta: 0.0 },
        steps: 10,
        spacing: Spacing::Trailing,
        seed: 0,
        count: 1,
        conditions: Vec::new(),
        guidance: 0.0,
        clip: true,
    }
}

fn planner(objective: Objective, steps: usize, data: &Rc<Windows>) -> Rc<Planner<MlpDenoiser>> {
    let trainer = trained(objective, steps, data);
    let (model, schedule) = (Rc::new(trainer.model().unwrap()), trainer.schedule().clone());
    Rc::new(match objective {
        Objective::Denoise => Planner::Diffusion { model, schedule, sampling: sampling() },
        Objective::Regress => Planner::Regression { model, steps: schedule.steps() },
    })
}

fn batch(config: &Settings, data: &Rc<Windows>) -> Batch {
    let schedule = config.schedule.build().unwrap();
    let mut source = BatchSource::new(config, &schedule, data.clone(), Purpose::Train);
    let mut batch = Batch::default();
    source.fill(&mut batch, config.batch, &TimestepSampler::new(config.times, schedule.steps()), Target::OneNoise, 3);
    batch
}

#[test]
fn a_regression_is_asked_for_the_same_chunks_with_nothing_but_the_observation() {
    let data = windows(20);
    for times in [TimestepSampling::Uniform, TimestepSampling::Stratified] {
        let config = Settings { times, ..settings(Objective::Denoise, 1) };
        let (diffusion, regression) =
            (batch(&config, &data), batch(&Settings { objective: Objective::Regress, ..config.clone() }, &data));
        assert_eq!(diffusion.conditions, regression.conditions);
        assert_eq!(diffusion.target, regression.target, "both predict x_0 of the same windows");
        assert!(regression.x_t.iter().all(|&x| x == 0.0) && regression.t.iter().all(|&t| t == 100));
        assert!(regression.weight.iter().all(|&w| w == 1.0));
        assert!(diffusion.x_t.iter().any(|&x| x != 0.0));
    }
    let wrong = Settings { prediction: Prediction::Epsilon, ..settings(Objective::Regress, 1) };
    assert!(wrong.validate(32).unwrap_err().message.contains("`prediction`"));
}

#[test]
fn observations_are_hidden_as_often_as_asked_for_and_a_network_without_room_for_them_is_refused() {
    let data = windows(20);
    let config = Settings { condition_dropout: 0.3, batch: 2000, ..settings(Objective::Denoise, 1) };
    let hidden = batch(&config, &data).conditions.iter().filter(|c| c.is_any()).count();
    assert!((540..660).contains(&hidden), "{hidden} of 2000");
    let none = batch(&Settings { condition_dropout: 0.0, ..config.clone() }, &data);
    assert!(none.conditions.iter().all(|c| c.observation().len() == 4));
    let blind = Settings { network: MlpConfig::default(), ..config };
    let begun = Trainer::new(blind, data, |_, _, _| -> ddpm_lab::Result<MlpLearner> { panic!("no learner is made") });
    assert!(begun.err().unwrap().message.contains("`observed` must be 4"));
}

#[test]
fn the_exact_denoiser_weighs_the_data_by_what_is_observed() {
    let data = windows(6);
    let schedule = Rc::new(ScheduleConfig::Cosine { steps: 100 }.build().unwrap());
    let count = data.count();
    let x: Vec<f32> = (0..3 * 32).map(|i| (i as f32 * 0.7).sin()).collect();
    let conditions = [data.condition(5), Condition::default(), data.condition(5)];
    for (width, t) in [(0.3, 50), (0.1, 99), (2.0, 10)] {
        let exact = ConditionalDenoiser::new(schedule.clone(), &data, width).unwrap();
        let found = HostDenoiser::predict(&exact, &x, t, &conditions);
        let ForwardCoefficients { signal, noise } = forward(&schedule, t);
        for (i, condition) in conditions.iter().enumerate() {
            let (x, mut mean, mut total) = (&x[32 * i..32 * (i + 1)], vec![0.0; 32], 0.0);
            let square = |a: &[f32], b: &[f32], by: f64| {
                a.iter().zip(b).map(|(&a, &b)| (f64::from(a) - by * f64::from(b)).powi(2)).sum::<f64>()
            };
            for k in 0..count {
                let chunk = &data.chunks()[32 * k..32 * (k + 1)];
                let apart = square(condition.observation(), data.conditions()[k].observation(), 1.0);
                let log = -square(x, chunk, signal) / (2.0 * noise * noise) - apart / (2.0 * width * width);
                // No softmax of the largest: the numbers of this test do not need it.
                let weight = (log + 30.0).exp();
                total += weight;
                mean.iter_mut().zip(chunk).for_each(|(m, &v)| *m += weight * f64::from(v));
            }
            for ((&x, mean), &eps) in x.iter().zip(mean).zip(&found[32 * i..]) {
                let expected = (f64::from(x) - signal * mean / total) / noise;
                assert!((f64::from(eps) - expected).abs() < 1e-4 * (1.0 + expected.abs()), "{eps} for {expected}");
            }
        }
    }
    for width in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(ConditionalDenoiser::new(schedule.clone(), &data, width).is_err());
    }
}

#[test]
fn the_floor_is_nothing_where_every_observation_tells_its_chunk_and_nearest_finds_it() {
    let data = windows(6);
    let schedule = Rc::new(ScheduleConfig::Cosine { steps: 100 }.build().unwrap());
    let narrow = ConditionalDenoiser::new(schedule.clone(), &data, 1e-4).unwrap();
    let wide = ConditionalDenoiser::new(schedule.clone(), &data, 0.1).unwrap();
    for t in [10, 50, 90] {
        let [narrow, wide] = [&narrow, &wide].map(|m| loss_at(m, &schedule, &data, t, 200, 1));
        assert!(narrow < 1e-6 && wide > 1e-4, "t = {t}: {narrow} and {wide}");
    }
    let chunk = data.chunks()[32 * 7..32 * 8].to_vec();
    // Of the chunk the first action is one of the past; distances are on the plane, whatever the model's units are.
    let places = data.encoding().places(&chunk)[1..].to_vec();
    let (i, distance) = data.nearest(&places, None);
    assert!(i == 7 && distance < 1e-6, "{i} at {distance}");
    let moved: Vec<Position> = places.iter().map(|p| [p[0] + 3e-4, p[1] - 4e-4]).collect();
    let (i, distance) = data.nearest(&moved, None);
    assert!(i == 7 && (distance - 5e-4).abs() < 1e-6, "{i} at {distance}");
    let (other, farther) = data.nearest(&places, Some(data.origin(7).0));
    assert!(data.origin(other).0 != data.origin(7).0 && farther > distance);
    assert!((0.005..0.2).contains(&data.spacing(50)), "{}", data.spacing(50));
    assert!(windows(1).spacing(50).is_nan(), "one demonstration has no other");
}

#[test]
fn a_saved_run_keeps_its_demonstrations_and_goes_on_bit_by_bit() {
    let generator = Generator { count: 8, vary_goal: true, noise: 0.02, ..Generator::default() };
    let (demonstrations, horizons) = (generator.make().unwrap(), Horizons::default());
    let data = Rc::new(Windows::new(&demonstrations, horizons).unwrap());
    let config = Settings {
        network: MlpConfig { width: 16, observed: 6, ..MlpConfig::default() },
        ..settings(Objective::Regress, 9)
    };
    let begin = |data: &Rc<Windows>| {
        Trainer::new(config.clone(), data.clone(), |config, schedule, weights| {
            let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
            MlpLearner::new(32, &config.network, weights, times.into(), config.adam())
        })
        .unwrap()
    };
    let mut straight = begin(&data);
    for _ in 0..3 {
        straight.step().unwrap();
    }
    let saved = Checkpoint {
        config: config.clone(),
        data: TrainingData::Demonstrations { demonstrations: demonstrations.clone(), horizons },
        state: now(straight.learner().state()),
        memory: straight.times().memory().to_vec(),
        loss: 0.5,
    };
    let read: Checkpoint<MlpConfig> = Checkpoint::from_bytes(&saved.to_bytes().unwrap()).unwrap();
    assert_eq!(read, saved);
    let TrainingData::Demonstrations { demonstrations: kept, horizons } = &read.data else { panic!("other data") };
    let mut resumed = begin(&Rc::new(Windows::new(kept, *horizons).unwrap()));
    resumed.restore(&read.state, None).unwrap();
    for _ in 0..3 {
        assert_eq!(straight.step().unwrap().to_bits(), resumed.step().unwrap().to_bits());
    }
    let refused = |change: fn(&mut Vec<Demonstration>, &mut Horizons)| {
        let (mut demonstrations, mut horizons) = (demonstrations.clone(), horizons.to_owned());
        change(&mut demonstrations, &mut horizons);
        let file = Checkpoint { data: TrainingData::Demonstrations { demonstrations, horizons }, ..saved.clone() };
        Checkpoint::<MlpConfig>::from_bytes(&file.to_bytes().unwrap()).unwrap_err().message
    };
    assert!(refused(|d, _| d[1].path[2][0] = f64::NAN).contains("demonstration 2: place 3"));
    assert!(refused(|d, _| d[7].scene.radius = -1.0).contains("demonstration 8: a disc's radius"));
    assert!(refused(|d, _| d[0].path.truncate(1)).contains("demonstration 1: a line"));
    assert!(refused(|d, _| d.clear()).contains("at least one demonstration"));
    assert!(refused(|_, horizons| horizons.predicted = 0).contains("`predicted`"));
}

#[test]
fn a_robot_goes_where_it_is_told_as_fast_as_it_can_until_its_episode_ends() {
    let begin = |start| Robot::new(Episode { scene: Scene::default(), start });
    let mut robot = begin([-0.8, 0.0]);
    robot.step([-0.75, 0.0], [0.0; 2], 10);
    assert_eq!(robot.place(), [-0.75, 0.0]);
    robot.step([0.8, 0.0], [0.0, 0.01], 10);
    assert!((robot.place()[0] + 0.75 - MAX_STEP).abs() < 1e-12 && robot.place()[1] == 0.01);
    while robot.outcome().is_none() {
        robot.step([0.8, 0.0], [0.0; 2], 100);
    }
    assert_eq!((robot.outcome(), robot.side()), (Some(Outcome::Collided), None));
    let ended = robot.path().len();
    robot.step([0.8, 0.0], [0.0; 2], 100);
    assert_eq!(robot.path().len(), ended, "nothing happens after the end");
    // A step may not jump over the disc's edge: the way between two places counts.
    let mut robot = begin([-0.05, 0.24]);
    robot.set_scene(Scene { disc: [0.0, 0.0], radius: 0.24, ..Scene::default() });
    robot.step([0.06, 0.235], [0.0; 2], 100);
    assert_eq!(robot.outcome(), Some(Outcome::Collided));
    for (y, side) in [(0.5, Side::Left), (-0.5, Side::Right)] {
        let mut robot = begin([-0.8, 0.0]);
        for command in [[-0.4, y], [0.0, y], [0.4, y], [0.8, 0.0]] {
            (0..5).for_each(|_| robot.step(command, [0.0; 2], 100));
        }
        assert_eq!((robot.outcome(), robot.side()), (Some(Outcome::Arrived), Some(side)));
    }
    let mut robot = begin([-0.8, 0.0]);
    (0..5).for_each(|_| robot.step([-0.8, 0.0], [0.0; 2], 5));
    assert_eq!(robot.outcome(), Some(Outcome::Late));
    let before = robot.path().len();
    robot.put([9.0, f64::NEG_INFINITY]);
    assert_eq!((robot.place(), robot.path().len()), ([2.0, -2.0], before), "elsewhere, and no step is spent on it");
}

/// Both policies after 800 steps of 64 windows, and what came of 128 episodes.
#[test]
fn diffusion_gets_past_the_disc_on_either_side_where_regression_drives_into_it() {
    let data = windows(200);
    let whole = data.encoding().horizons.whole();
    let rolled = |planner: &Rc<Planner<MlpDenoiser>>, from, executed| {
        let config = RolloutConfig { executed, ..RolloutConfig::default() };
        now(evaluate(planner, data.encoding(), &Generator::default(), from, &config, 0..128))
    };
    let diffusion = planner(Objective::Denoise, 800, &data);
    for from in [StartPlace::Axis, StartPlace::Anywhere] {
        for executed in [whole, 8] {
            let report = rolled(&diffusion, from, executed);
            println!("diffusion, {from:?}, Ta = {executed}: {report:?}");
            assert!(report.arrived.value >= 0.9, "{report:?}");
            assert!(report.entropy.value >= 0.9, "{report:?}");
        }
    }
    // Of eight chunks one that keeps clear of the disc is taken.
    let config = RolloutConfig { candidates: 8, ..RolloutConfig::default() };
    let episodes = Generator::default();
    let best = now(evaluate(&diffusion, data.encoding(), &episodes, StartPlace::Anywhere, &config, 0..128));
    println!("the best of eight: {best:?}");
    assert!(best.collided.value <= 0.01, "{best:?}");
    let regression = planner(Objective::Regress, 800, &data);
    let report = rolled(&regression, StartPlace::Axis, whole);
    println!("regression: {report:?}");
    assert!(report.collided.value >= 0.9, "{report:?}");
    // It plans the mean of both ways, which leads through the disc.
    let episode = Episode::numbered(&Generator::default(), StartPlace::Axis, 1, 0);
    let config = RolloutConfig { executed: whole, ..RolloutConfig::default() };
    let mut rollouts = Rollouts::new(regression, data.encoding().clone(), config, &[episode], 0).unwrap();
    now(rollouts.plan());
    assert!(episode.scene.hits_path(&rollouts.plans()[0][0].places()[1..]));
}

#[test]
fn of_several_plans_the_first_that_keeps_clear_is_taken() {
    let scene = Scene::default();
    let through = [[-0.2, 0.0], [0.2, 0.0]];
    let near = [[-0.2, 0.2], [0.2, 0.2]];
    let clear = [[-0.4, 0.5], [0.4, 0.5]];
    let other = [[-0.4, -0.5], [0.4, -0.5]];
    let from = [-0.8, 0.0];
    assert_eq!(steer::best(&scene, from, &[&through, &clear, &other]), 1);
    assert_eq!(steer::best(&scene, from, &[&other, &clear]), 0);
    assert_eq!(steer::best(&scene, from, &[&through, &near, &through]), 1, "the least bad");
    // The way to the first place counts.
    assert!(steer::clearance(&scene, from, &[[0.8, 0.1]]) < 1.0);
    assert!((steer::clearance(&scene, [-0.4, 0.5], &clear) - 2.0).abs() < 1e-12);
}

#[test]
fn a_sketch_draws_chunks_near_as_strongly_as_asked_for() {
    let data = windows(20);
    let trainer = trained(Objective::Denoise, 100, &data);
    let (model, schedule) = (Rc::new(trainer.model().unwrap()), trainer.schedule().clone());
    let conditions = vec![data.condition(0); 5];
    let encoding = data.encoding();
    // The way of another demonstration; of a chunk only what is to come is drawn to it.
    let line = [[-0.8, 0.0], [-0.2, 0.5], [0.7, 0.5], [0.8, 0.0]];
    let steered =
        |line: &[Position], strength| Sketched::new(model.clone(), schedule.clone(), encoding.clone(), line, strength);
    let drawn = |strength| {
        let model = Rc::new(steered(&line, strength).unwrap());
        let planner = Planner::Diffusion { model, schedule: schedule.clone(), sampling: sampling() };
        now(planner.plan(&conditions, 4))
    };
    let free = Planner::Diffusion { model: model.clone(), schedule: schedule.clone(), sampling: sampling() };
    let free = now(free.plan(&conditions, 4));
    assert!(drawn(0.0).iter().zip(&free).all(|(a, b)| (a - b).abs() < 1e-4), "without strength it is the model itself");
    let to_sketch = |place: &Position| {
        let dense = Demonstration::drawn(Scene::default(), &line).unwrap().path;
        dense.iter().map(|p| (p[0] - place[0]).hypot(p[1] - place[1])).fold(f64::INFINITY, f64::min)
    };
    let apart = |chunks: &[f32]| -> f64 {
        chunks.chunks_exact(32).flat_map(|c| encoding.places(c).split_off(1)).map(|p| to_sketch(&p)).sum()
    };
    let distances = [0.0, 0.3, 0.7, 1.0].map(|strength| apart(&drawn(strength)));
    assert!(distances.windows(2).all(|pair| pair[1] < pair[0]), "{distances:?}");
    // At full strength all is drawn there but what lies beyond the range of the demonstrations, to which x̂_0 is limited.
    assert!(distances[3] < 0.05 * distances[0], "{distances:?}");
    // Near the sketch's end there is nothing ahead to be drawn to: what remains is the model's own.
    let end = encoding.observation(&[[0.8, 0.0]; 2], &Scene::default());
    let there = |model: &dyn HostDenoiser| {
        let x = vec![0.1; 32];
        let output = model.predict(&x, 50, std::slice::from_ref(&end));
        let of = model.prediction().x0(&schedule, 50);
        output.iter().map(|&o| of.x_t * 0.1 + of.output * f64::from(o)).collect::<Vec<_>>()
    };
    let [with, without] = [there(&steered(&line, 1.0).unwrap()), there(&*model)];
    assert!(with.iter().zip(&without).all(|(a, b)| (a - b).abs() < 1e-5));
    for (line, strength) in [(&line[..1], 0.5), (&[[f64::NAN; 2]; 3][..], 0.5), (&line[..], 1.5), (&line[..], f64::NAN)]
    {
        assert!(steered(line, strength).is_err());
    }
}

#[test]
fn an_episode_is_the_same_whichever_others_are_rolled_out_with_it() {
    let data = windows(10);
    let policy = planner(Objective::Denoise, 30, &data);
    let rolled = |config: &RolloutConfig, episodes| {
        now(evaluate(&policy, data.encoding(), &Generator::default(), StartPlace::Anywhere, config, episodes))
    };
    let config = RolloutConfig { limit: 20, disturbance: 0.01, ..RolloutConfig::default() };
    let paths = |count: u32, seed| {
        let config = RolloutConfig { seed, ..config.clone() };
        let begin = |i| Episode::numbered(&Generator::default(), StartPlace::Anywhere, seed, i);
        let begun: Vec<Episode> = (0..count).map(begin).collect();
        let mut rollouts = Rollouts::new(policy.clone(), data.encoding().clone(), config, &begun, 0).unwrap();
        now(rollouts.run());
        assert!(rollouts.is_over());
        rollouts.robots().iter().map(|robot| robot.path().to_vec()).collect::<Vec<_>>()
    };
    let (few, many) = (paths(3, 1), paths(40, 1));
    assert_eq!(few, many[..3]);
    assert_ne!(few, paths(3, 2), "another seed is another run");
    assert_ne!(few[0], few[1]);
    let counted = |report: &Report, of: fn(&Report) -> f64| (of(report) * report.episodes as f64).round();
    let late = |report: &Report| counted(report, |r| r.late.value);
    let (whole, head, tail) = (rolled(&config, 0..100), rolled(&config, 0..70), rolled(&config, 70..100));
    assert_eq!((whole.episodes, head.episodes, tail.episodes), (100, 70, 30));
    assert_eq!(late(&whole), late(&head) + late(&tail));
    let collided = |report: &Report| counted(report, |r| r.collided.value);
    assert_eq!(collided(&whole), collided(&head) + collided(&tail));
}

#[test]
fn rollouts_that_cannot_be_are_refused() {
    let data = windows(3);
    let policy = planner(Objective::Denoise, 1, &data);
    let episode = Episode { scene: Scene::default(), start: [-0.8, 0.0] };
    let refused = |config: RolloutConfig, count: usize| {
        let encoding = data.encoding().clone();
        Rollouts::new(policy.clone(), encoding, config, &vec![episode; count], 0).err().unwrap().message
    };
    let good = RolloutConfig::default();
    for (config, count, word) in [
        (good.clone(), 0, "episodes"),
        (good.clone(), BATCH + 1, "episodes"),
        (RolloutConfig { executed: 0, ..good.clone() }, 1, "executed"),
        (RolloutConfig { executed: 16, ..good.clone() }, 1, "executed"),
        (RolloutConfig { limit: 0, ..good.clone() }, 1, "limit"),
        (RolloutConfig { candidates: 0, ..good.clone() }, 1, "candidates"),
        (RolloutConfig { candidates: 65, ..good.clone() }, 1, "candidates"),
        (RolloutConfig { disturbance: f64::NAN, ..good.clone() }, 1, "disturbance"),
    ] {
        assert!(refused(config, count).contains(word));
    }
    let shorter = Windows::new(&Generator::default().make().unwrap(), Horizons { observed: 2, predicted: 8 }).unwrap();
    let encoding = shorter.encoding().clone();
    let error = Rollouts::new(policy, encoding, RolloutConfig { executed: 4, ..good }, &[episode], 0).err().unwrap();
    assert!(error.message.contains("16 numbers"), "{}", error.message);
}

#[test]
fn plans_tell_the_side_that_they_lead_to_and_how_often_it_changes() {
    let data = windows(20);
    let policy = planner(Objective::Denoise, 60, &data);
    let past = data.encoding().horizons.observed - 1;
    let config = RolloutConfig { executed: 1, limit: 30, ..RolloutConfig::default() };
    let begin = |i| Episode::numbered(&Generator::default(), StartPlace::Axis, 1, i);
    let all = now(roll_out(&policy, data.encoding(), &config, begin, 0..12));
    for rolled in &all {
        assert_eq!(rolled.plans.len(), rolled.robot.path().len() - 1, "a plan for each step, and none after the end");
        let sides = rolled.sides(past);
        let mut last = None;
        let mut changes = 0;
        for (plan, &side) in rolled.plans.iter().zip(&sides) {
            let mut way = rolled.robot.path()[..=plan.step].to_vec();
            way.extend(&plan.places()[past..]);
            assert_eq!(side, Scene::default().side(&way));
            changes += usize::from(last.is_some() && side.is_some() && side != last);
            last = side.or(last);
        }
        assert_eq!(rolled.changes(past), changes);
    }
    assert!(all.iter().any(|rolled| rolled.changes(past) > 0), "a policy that knows little goes over");
}
