//! Drawing many samples, on several threads.

use std::{
    rc::Rc,
    sync::atomic::{AtomicUsize, Ordering},
};

use ddpm_lab::{
    Result,
    denoiser::Condition,
    diffusion::{Prediction, Schedule},
    networks::{
        UNetConfig,
        fused::{FusedDenoiser, FusedUNet},
    },
    sampler::{SampleConfig, Sampler},
    weights::Weights,
};
use indicatif::{ProgressBar, ProgressStyle};

/// Pictures in a batch, as many as the page's largest sheet.
const CHUNK: usize = 64;

/// A network ready to draw with.
pub struct Drawer {
    net: FusedUNet,
    schedule: Schedule,
    prediction: Prediction,
}

impl Drawer {
    pub fn new(network: &UNetConfig, weights: &Weights, schedule: Schedule, prediction: Prediction) -> Result<Self> {
        Ok(Self { net: FusedUNet::new(network, weights)?, schedule, prediction })
    }

    /// Draws one picture for each of the conditions, however many: `[n, height, width, channels]`.
    ///
    /// They are drawn in batches of [`CHUNK`], batch k with `seed + k`, so that the first batch is what the page draws
    /// with this seed and threads change nothing.
    pub fn draw(&self, config: &SampleConfig, threads: usize, progress: &ProgressBar) -> Result<Vec<f32>> {
        let values = self.net.config().image.values();
        let batches: Vec<&[Condition]> = config.conditions.chunks(CHUNK).collect();
        progress.set_length((batches.len() * config.steps) as u64);
        let next = AtomicUsize::new(0);
        let work = || -> Result<Vec<(usize, Vec<f32>)>> {
            let denoiser = Rc::new(FusedDenoiser::new(self.net.clone(), self.prediction));
            let schedule = Rc::new(self.schedule.clone());
            let mut done = Vec::new();
            loop {
                let k = next.fetch_add(1, Ordering::Relaxed);
                let Some(&conditions) = batches.get(k) else { return Ok(done) };
                let seed = config.seed.wrapping_add(k as u32);
                let config =
                    SampleConfig { seed, count: conditions.len(), conditions: conditions.to_vec(), ..config.clone() };
                let mut run = Sampler::new(denoiser.clone(), schedule.clone(), config, None)?;
                while run.step()?.is_some() {
                    progress.inc(1);
                }
                done.push((k, run.current().to_vec()));
            }
        };
        let mut pictures = vec![0.0; config.conditions.len() * values];
        std::thread::scope(|scope| {
            let hands: Vec<_> = (0..threads.min(batches.len())).map(|_| scope.spawn(work)).collect();
            for hand in hands {
                let done = hand.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
                for (k, batch) in done {
                    pictures[k * CHUNK * values..][..batch.len()].copy_from_slice(&batch);
                }
            }
            Ok(())
        })?;
        progress.finish_and_clear();
        Ok(pictures)
    }
}

/// A bar that says what is being done, how far it is and how long it will take.
pub fn bar(what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} {eta} left");
    ProgressBar::new(1).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())).with_prefix(what)
}
