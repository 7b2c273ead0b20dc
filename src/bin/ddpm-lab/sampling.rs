//! The options by which samples are drawn, the same for every command.

use clap::ValueEnum;
use ddpm_lab::{
    Error, ErrorCode, Result,
    denoiser::Condition,
    diffusion::Spacing,
    sampler::{SampleConfig, Solver},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Ho et al. 2020, Algorithm 2
    Ddpm,
    /// Song et al. 2021
    Ddim,
    /// The probability-flow ODE by Heun's method (Karras et al. 2022), two network calls a step
    Heun,
    /// The probability-flow ODE by DPM-Solver++(2M) (Lu et al. 2022)
    DpmSolver,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Times {
    Leading,
    Trailing,
    Linspace,
    Quadratic,
    /// Even in the seventh root of σ (Karras et al. 2022, eq. 5)
    Karras,
}

#[derive(Clone, Debug, clap::Args)]
pub struct SamplingArgs {
    /// Which reverse process
    #[arg(long, value_enum, default_value = "ddim")]
    sampler: Kind,
    /// DDIM: from 0, deterministic, to 1, as random as DDPM [default: 0]
    #[arg(long)]
    eta: Option<f64>,
    /// DDPM: σ² from 0, the posterior's, to 1, which is β [default: 0]
    #[arg(long)]
    variance: Option<f64>,
    /// Steps, each a call of the network (two with guidance)
    #[arg(long, default_value_t = 50)]
    steps: usize,
    /// How the time steps are spread over 1..=T
    #[arg(long, value_enum, default_value = "trailing")]
    spacing: Times,
    /// w in ε = (1 + w) ε(class) − w ε(any): 0 is no guidance
    #[arg(long, default_value_t = 1.0)]
    guidance: f64,
    /// Leave x̂_0 as the network gives it, instead of within [−1, 1]
    #[arg(long)]
    no_clip: bool,
    /// Seed of all noise; the page draws the same pictures with it
    #[arg(long, default_value_t = 1)]
    seed: u32,
    /// Threads that draw, 64 pictures each at a time [default: one for each processor]
    #[arg(long)]
    threads: Option<usize>,
}

impl SamplingArgs {
    /// The settings of a run for these conditions.
    pub fn config(&self, conditions: Vec<Condition>) -> Result<SampleConfig> {
        let misplaced = |option: &str, sampler: &str| {
            let message = format!("{option} is a setting of --sampler {sampler}; leave it out or choose that sampler");
            Err(Error::new(ErrorCode::InvalidSetting, message))
        };
        let sampler = match (self.sampler, self.eta, self.variance) {
            (Kind::Ddim, eta, None) => Solver::Ddim { eta: eta.unwrap_or(0.0) },
            (Kind::Ddpm, None, variance) => Solver::Ddpm { variance: variance.unwrap_or(0.0) },
            (Kind::Heun, None, None) => Solver::Heun,
            (Kind::DpmSolver, None, None) => Solver::DpmSolver,
            (_, _, Some(_)) => return misplaced("--variance", "ddpm"),
            (_, Some(_), _) => return misplaced("--eta", "ddim"),
        };
        let spacing = match self.spacing {
            Times::Leading => Spacing::Leading,
            Times::Trailing => Spacing::Trailing,
            Times::Linspace => Spacing::Linspace,
            Times::Quadratic => Spacing::Quadratic,
            Times::Karras => Spacing::Karras,
        };
        Ok(SampleConfig {
            sampler,
            steps: self.steps,
            spacing,
            seed: self.seed,
            count: conditions.len(),
            conditions,
            guidance: self.guidance,
            clip: !self.no_clip,
        })
    }

    pub fn threads(&self) -> usize {
        self.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into)).max(1)
    }

    /// In words, for a model card.
    pub fn describe(&self) -> String {
        let parameter = match self.sampler {
            Kind::Ddim => format!("DDIM (η {})", self.eta.unwrap_or(0.0)),
            Kind::Ddpm => format!("DDPM (variance {})", self.variance.unwrap_or(0.0)),
            Kind::Heun => "Heun".into(),
            Kind::DpmSolver => "DPM-Solver++(2M)".into(),
        };
        let spacing = self.spacing.to_possible_value().map_or_else(String::new, |v| v.get_name().to_owned());
        format!("{parameter}, {} {spacing} steps, guidance {}, seed {}", self.steps, self.guidance, self.seed)
    }
}
