//! Steering a policy without training it: a sketch that draws its chunks near, and the choice of one chunk among several.

use std::rc::Rc;

use crate::{
    data::demonstrations::{Position, Scene},
    denoiser::{Condition, Denoiser},
    diffusion::{Prediction, Schedule},
    error::{Result, invalid},
};

/// A denoiser whose x̂_0 are drawn towards a sketch: x̂_0 − s ∇½‖x̂_0 − sketch‖², that is (1 − s) x̂_0 + s·sketch, at every
/// step. With s = 0 it is the denoiser itself, with s = 1 nothing but the sketch. It predicts x_0.
pub struct Sketched<D: Denoiser> {
    denoiser: Rc<D>,
    schedule: Rc<Schedule>,
    sketch: D::Array,
    strength: f64,
}

impl<D: Denoiser> Sketched<D> {
    /// The denoiser drawn towards `sketch`, an x in the model's own units, with this strength, 0..=1, for batches of `count` x.
    /// `schedule` is the one that it was trained with.
    ///
    /// # Errors
    /// `InvalidSetting` where the sketch is not as many finite numbers as an x has, or the strength is outside its range.
    pub fn new(denoiser: Rc<D>, schedule: Rc<Schedule>, sketch: &[f32], strength: f64, count: usize) -> Result<Self> {
        if sketch.len() != denoiser.values() || !sketch.iter().all(|v| v.is_finite()) {
            let (values, found) = (denoiser.values(), sketch.len());
            return Err(invalid(format!("a sketch must be {values} finite numbers, got {found}")));
        }
        if !(0.0..=1.0).contains(&strength) {
            return Err(invalid(format!("`strength` must be within 0..=1, got {strength}")));
        }
        let sketch = denoiser.upload(&sketch.repeat(count));
        Ok(Self { denoiser, schedule, sketch, strength })
    }
}

impl<D: Denoiser> Denoiser for Sketched<D> {
    type Array = D::Array;
    type Read = D::Read;

    fn values(&self) -> usize {
        self.denoiser.values()
    }

    fn prediction(&self) -> Prediction {
        Prediction::X0
    }

    fn upload(&self, values: &[f32]) -> Self::Array {
        self.denoiser.upload(values)
    }

    /// # Panics
    /// Where there are not as many x as it was made for.
    fn predict(&self, x: &Self::Array, t: usize, conditions: &[Condition]) -> Self::Array {
        let output = self.denoiser.predict(x, t, conditions);
        let of = self.denoiser.prediction().x0(&self.schedule, t);
        let keep = 1.0 - self.strength;
        self.combine(&[(keep * of.x_t, x), (keep * of.output, &output), (self.strength, &self.sketch)])
    }

    fn combine(&self, terms: &[(f64, &Self::Array)]) -> Self::Array {
        self.denoiser.combine(terms)
    }

    fn clamp(&self, x: &Self::Array, limit: f64) -> Self::Array {
        self.denoiser.clamp(x, limit)
    }

    fn read(&self, arrays: &[&Self::Array]) -> Self::Read {
        self.denoiser.read(arrays)
    }
}

/// How near to the disc's centre a way leads, at least, in units of its radius: below 1 it leads into the disc.
pub fn clearance(scene: &Scene, from: Position, places: &[Position]) -> f64 {
    let way: Vec<Position> = [from].iter().chain(places).copied().collect();
    way.windows(2).map(|pair| scene.distance_to_disc(pair[0], pair[1]) / scene.radius).fold(f64::INFINITY, f64::min)
}

/// The first of several plans that does not lead into the disc; where all do, the one that keeps farthest from its centre.
///
/// # Panics
/// Where there is no plan.
pub fn best(scene: &Scene, from: Position, plans: &[&[Position]]) -> usize {
    let clearances: Vec<f64> = plans.iter().map(|places| clearance(scene, from, places)).collect();
    let farthest = || clearances.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map(|(i, _)| i);
    clearances.iter().position(|&c| c >= 1.0).or_else(farthest).expect("there is at least one plan")
}
