//! How the times of a batch are drawn.

use super::config::TimestepSampling;
use crate::rng::Rng;

/// Losses remembered of each segment of t (Nichol and Dhariwal 2021, section 3.3).
const REMEMBERED: usize = 10;
/// Segments of t that share a memory, at most.
const SEGMENTS: usize = 100;
/// Share of the times that is drawn evenly in any case, so that no weight can grow without bound.
const EVEN: f64 = 1e-3;

/// Draws the times of batches, and keeps what it needs of earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub struct TimestepSampler {
    how: TimestepSampling,
    steps: usize,
    segments: usize,
    /// The last losses of each segment, oldest first.
    history: Vec<Vec<f64>>,
}

impl TimestepSampler {
    /// For chains of `steps` = T steps.
    pub fn new(how: TimestepSampling, steps: usize) -> Self {
        let segments = steps.min(SEGMENTS);
        Self { how, steps, segments, history: vec![Vec::new(); segments] }
    }

    /// Whether the times to come depend on the losses of those drawn.
    pub fn learns(&self) -> bool {
        self.how == TimestepSampling::Importance
    }

    /// Whether every segment has been seen often enough; until then importance sampling draws evenly.
    pub fn is_warm(&self) -> bool {
        self.history.iter().all(|h| h.len() == REMEMBERED)
    }

    /// The chance of each segment: in proportion to the root of the mean squared loss there (Nichol and Dhariwal 2021,
    /// eq. 18).
    fn chances(&self) -> Vec<f64> {
        let size = |b: usize| (self.first(b + 1) - self.first(b)) as f64;
        let even = |b: usize| size(b) / self.steps as f64;
        if !self.is_warm() {
            return (0..self.segments).map(even).collect();
        }
        let root = |h: &Vec<f64>| (h.iter().map(|l| l * l).sum::<f64>() / h.len() as f64).sqrt();
        let raw: Vec<f64> = self.history.iter().enumerate().map(|(b, h)| size(b) * root(h)).collect();
        let total: f64 = raw.iter().sum();
        let share = |b: usize| if total > 0.0 { raw[b] / total } else { even(b) };
        (0..self.segments).map(|b| (1.0 - EVEN) * share(b) + EVEN * even(b)).collect()
    }

    /// t − 1 of the first time of segment `b`.
    fn first(&self, b: usize) -> usize {
        b * self.steps / self.segments
    }

    fn segment(&self, t: u32) -> usize {
        // The inverse of `first`, whose division rounds down.
        let b = ((t as usize - 1) * self.segments) / self.steps;
        if self.first(b + 1) < t as usize { b + 1 } else { b }
    }

    /// Draws `t`, 1..=T each, at this address, and what each counts: 1/(T·p_t).
    pub fn draw(&self, rng: &Rng, stream: u32, step: u32, t: &mut [u32], counts: &mut [f32]) {
        let steps = self.steps as f64;
        counts.fill(1.0);
        if self.how == TimestepSampling::Uniform {
            rng.below(stream, step, self.steps as u32, t);
            t.iter_mut().for_each(|t| *t += 1);
            return;
        }
        let mut uniform = vec![0.0; t.len()];
        rng.uniforms(stream, step, &mut uniform);
        if self.how == TimestepSampling::Stratified {
            let share = steps / t.len() as f64;
            for ((i, t), u) in t.iter_mut().enumerate().zip(uniform) {
                *t = (((i as f64 + u) * share) as u32).min(self.steps as u32 - 1) + 1;
            }
            return;
        }
        let chances = self.chances();
        let mut ends = chances.clone();
        (1..ends.len()).for_each(|b| ends[b] += ends[b - 1]);
        for ((t, count), u) in t.iter_mut().zip(counts).zip(uniform) {
            let b = ends.partition_point(|&end| end <= u).min(self.segments - 1);
            // What is left of the uniform number within its segment is uniform again.
            let (first, size) = (self.first(b), self.first(b + 1) - self.first(b));
            let within = (u - (ends[b] - chances[b])) / chances[b] * size as f64;
            *t = (first + (within.max(0.0) as usize).min(size - 1) + 1) as u32;
            *count = (size as f64 / (steps * chances[b])) as f32;
        }
    }

    /// Remembers the weighted losses of a batch.
    pub fn remember(&mut self, t: &[u32], losses: impl Iterator<Item = f64>) {
        if !self.learns() {
            return;
        }
        for (&t, loss) in t.iter().zip(losses) {
            let at = self.segment(t);
            let history = &mut self.history[at];
            if history.len() == REMEMBERED {
                history.remove(0);
            }
            history.push(loss);
        }
    }

    /// All that is remembered: for each segment how many losses, then the losses, filled up with zeros.
    pub fn memory(&self) -> Vec<f64> {
        let rows = self.history.iter().flat_map(|h| {
            let filled = h.iter().copied().chain(std::iter::repeat(0.0)).take(REMEMBERED);
            std::iter::once(h.len() as f64).chain(filled)
        });
        rows.collect()
    }

    /// The reverse of [`Self::memory`]; false where it is of another form.
    pub fn recall(&mut self, memory: &[f64]) -> bool {
        let rows = memory.chunks_exact(REMEMBERED + 1);
        let fits = |row: &[f64]| {
            row.iter().all(|v| v.is_finite() && *v >= 0.0) && row[0].fract() == 0.0 && row[0] <= REMEMBERED as f64
        };
        if memory.len() != self.segments * (REMEMBERED + 1) || !rows.clone().all(fits) {
            return false;
        }
        self.history = rows.map(|row| row[1..=row[0] as usize].to_vec()).collect();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Purpose;

    fn drawn(sampler: &TimestepSampler, count: usize, step: u32) -> (Vec<u32>, Vec<f32>) {
        let (mut t, mut counts) = (vec![0; count], vec![0.0; count]);
        sampler.draw(&Rng::new(1, Purpose::Train), 0, step, &mut t, &mut counts);
        (t, counts)
    }

    #[test]
    fn every_time_belongs_to_the_segment_that_holds_it() {
        for steps in [1, 7, 99, 100, 101, 250, 1000, 4001] {
            let sampler = TimestepSampler::new(TimestepSampling::Importance, steps);
            for t in 1..=steps {
                let b = sampler.segment(t as u32);
                assert!(sampler.first(b) < t && t <= sampler.first(b + 1), "t = {t} of {steps}: segment {b}");
            }
        }
    }

    #[test]
    fn stratified_times_have_one_in_each_segment() {
        let (t, counts) = drawn(&TimestepSampler::new(TimestepSampling::Stratified, 1000), 50, 3);
        for (i, t) in t.iter().enumerate() {
            assert!((i * 20 + 1..=(i + 1) * 20).contains(&(*t as usize)), "{t} at {i}");
        }
        assert!(counts.iter().all(|&c| c == 1.0));
    }

    #[test]
    fn importance_prefers_large_losses_and_its_weights_undo_the_preference() {
        let steps = 1000;
        let mut sampler = TimestepSampler::new(TimestepSampling::Importance, steps);
        let loss = |t: u32| if t <= 250 { 9.0 } else { 0.1 };
        for step in 0..40 {
            let (t, _) = drawn(&sampler, 512, step);
            sampler.remember(&t, t.iter().map(|&t| loss(t)));
        }
        assert!(sampler.is_warm());
        let (mut early, mut mean, mut total) = (0.0, 0.0, 0.0);
        let rounds = 400;
        for step in 100..100 + rounds {
            let (t, counts) = drawn(&sampler, 512, step);
            for (&t, &count) in t.iter().zip(&counts) {
                early += f64::from(u8::from(t <= 250));
                mean += f64::from(count) * loss(t);
                total += 1.0;
            }
        }
        // p ∝ size × loss: 250·9 against 750·0.1, but for the even share.
        assert!((early / total - 2250.0 / 2325.0).abs() < 5e-3, "{}", early / total);
        let expected = 0.25 * 9.0 + 0.75 * 0.1;
        assert!((mean / total - expected).abs() < 0.01 * expected, "{} for {expected}", mean / total);
    }

    #[test]
    fn what_is_remembered_survives_being_written_down() {
        let mut sampler = TimestepSampler::new(TimestepSampling::Importance, 30);
        let (t, _) = drawn(&sampler, 77, 0);
        sampler.remember(&t, t.iter().map(|&t| f64::from(t) * 0.3));
        let mut other = TimestepSampler::new(TimestepSampling::Importance, 30);
        assert!(other.recall(&sampler.memory()));
        assert_eq!(sampler, other);
        assert!(!other.recall(&[0.0; 5]));
        let mut wrong = sampler.memory();
        wrong[0] = 11.0;
        assert!(!other.recall(&wrong));
    }
}
