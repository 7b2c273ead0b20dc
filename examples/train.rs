//! Algorithm 1 on points, on the CPU: `cargo run --release --example train`.

use std::rc::Rc;

use ddpm_lab::{
    Result,
    data::points::PointShape,
    networks::mlp::{MlpConfig, MlpLearner, TimeTable},
    trainer::{TrainConfig, Trainer},
};

fn main() -> Result<()> {
    let data = Rc::new(PointShape::TwoMoons.draw(2000, 1));
    let dims = data.dims;
    let config: TrainConfig<MlpConfig> = TrainConfig { learning_rate: 4e-3, batch: 256, ..TrainConfig::default() };
    let mut trainer = Trainer::new(config, data, |config, schedule, weights| {
        let times = TimeTable::new(&config.network, schedule.steps(), config.seed);
        MlpLearner::new(dims, &config.network, weights, times.into(), config.adam())
    })?;
    for step in 1..=1000 {
        let loss = trainer.step()?;
        if step % 100 == 0 {
            println!("step {step:4}: loss {loss:.4}");
        }
    }
    Ok(())
}
