//! Algorithm 2 on points, with the exact denoiser in place of a network: `cargo run --release --example sample`.

use std::rc::Rc;

use ddpm_lab::{
    Result,
    data::points::PointShape,
    diffusion::{Schedule, ScheduleKind, Spacing},
    exact::ExactDenoiser,
    sampler::{SampleConfig, Sampler, Solver},
};

fn main() -> Result<()> {
    let schedule = Rc::new(Schedule::new(ScheduleKind::Linear, 1000)?);
    let denoiser = Rc::new(ExactDenoiser::points(schedule.clone(), &PointShape::TwoMoons.draw(2000, 1)));
    let config = SampleConfig {
        sampler: Solver::Ddpm { variance: 0.0 },
        steps: 20,
        spacing: Spacing::Trailing,
        seed: 1,
        count: 5,
        conditions: Vec::new(),
        guidance: 0.0,
        clip: false,
    };
    let mut run = Sampler::new(denoiser, schedule, config, None)?;
    while let Some(step) = run.step()? {
        println!("t = {:4}, x_t = {:.2?}, x̂_0 = {:.2?}", step.t, &step.x_t[..2], &step.x0_hat()[..2]);
    }
    println!("samples: {:.2?}", run.current());
    Ok(())
}
