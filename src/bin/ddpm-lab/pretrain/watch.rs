//! The progress display of a training run, and how it is stopped.

use std::{
    io::IsTerminal,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use ddpm_lab::{
    Error, ErrorCode, Result,
    diffusion::{Schedule, Spacing},
    networks::UNetConfig,
    sampler::{SampleConfig, Solver},
    trainer::TrainConfig,
    weights::Weights,
};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{conditions, draw::Drawer, files};

/// Steps between lines where there is no terminal to draw a bar on.
const LINE_EVERY: usize = 100;

/// A run's progress on the terminal, and the wish to stop it.
pub struct Watch {
    bar: ProgressBar,
    /// A log instead of a bar: since when, and from which step.
    log: Option<(Instant, usize)>,
    stop: Arc<AtomicBool>,
}

impl Watch {
    /// Begins to show a run at `step`, and takes Ctrl-C as the wish to stop after the step under way.
    pub fn new(name: &str, parameters: usize, step: usize, total: usize, backend: &str) -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let wish = stop.clone();
        // A second signal ends the process at once.
        #[expect(clippy::disallowed_methods, reason = "what the run has to save is on disk, as of its last checkpoint")]
        let handler = move || {
            if wish.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
            eprintln!("\nstopping after this step, to keep the work; once more to stop at once");
        };
        ctrlc::set_handler(handler).map_err(|e| Error::new(ErrorCode::Io, "Ctrl-C cannot be caught").caused_by(e))?;
        eprintln!("{name}: {parameters} parameters, steps {step} to {total}, on {backend}");
        let template = "{wide_bar} {pos}/{len}  loss {msg}  {per_sec}  {eta} left";
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(total as u64).with_style(style).with_position(step as u64);
        // The rate is that of this run alone.
        bar.reset_eta();
        let log = (!std::io::stderr().is_terminal()).then(|| (Instant::now(), step));
        Ok(Self { bar, log, stop })
    }

    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub fn step(&self, step: usize, loss: f64) {
        self.bar.set_message(format!("{loss:.4}"));
        self.bar.set_position(step as u64);
        if let Some((since, from)) = self.log
            && step.is_multiple_of(LINE_EVERY)
        {
            let each = since.elapsed().as_secs_f64() / (step - from) as f64;
            let total = self.bar.length().unwrap_or(0) as usize;
            let left = each * total.saturating_sub(step) as f64 / 60.0;
            eprintln!("step {step}/{total}  loss {loss:.4}  {each:.2} s a step  {left:.0} min left");
        }
    }

    pub fn finish(&self) {
        self.bar.finish();
    }
}

/// Draws two pictures or so of every combination that can be asked for, always from the same noise, so that the sheets of a
/// run can be compared.
pub fn draw_sheet(path: &Path, config: &TrainConfig<UNetConfig>, schedule: &Schedule, weights: &Weights) -> Result<()> {
    const ROWS: usize = 2;
    const MAX_COLUMNS: usize = 16;
    let mut columns = conditions::combinations(&config.network.attributes);
    columns.truncate(MAX_COLUMNS);
    let sample = SampleConfig {
        sampler: Solver::Ddim { eta: 0.0 },
        steps: 25,
        spacing: Spacing::Trailing,
        seed: 1,
        count: ROWS * columns.len(),
        conditions: columns.iter().cloned().cycle().take(ROWS * columns.len()).collect(),
        guidance: 1.0,
        clip: true,
    };
    let drawer = Drawer::new(&config.network, weights, schedule.clone(), config.prediction)?;
    let pictures = drawer.draw(&sample, 1, &ProgressBar::hidden())?;
    files::write_png(path, &pictures, config.network.image, columns.len(), 4)
}
