//! Steering a policy without training it: a sketch that draws its chunks near, and the choice of one chunk among several.

use std::rc::Rc;

use crate::{
    data::demonstrations::{Demonstration, Encoding, Position, Scene, scene::distance},
    denoiser::{Condition, HostDenoiser},
    diffusion::{Prediction, Schedule},
    error::{Result, invalid},
};

/// A denoiser whose x̂_0 are drawn towards a sketch: x̂_0 − s ∇½‖x̂_0 − sketch‖², that is (1 − s) x̂_0 + s·sketch, at every
/// step (guidance by a gradient on x̂_0, as in Wang et al. 2024, "Inference-time policy steering"). With s = 0 it is the denoiser
/// itself. It predicts x_0.
///
/// The sketch is a way over the plane. A chunk is drawn to the part of it that lies ahead of the robot: the places that follow
/// the sketch's place nearest to where the robot is observed. Actions of the past, and those beyond the sketch's end, are left
/// as they are.
pub struct Sketched<D: HostDenoiser> {
    denoiser: Rc<D>,
    schedule: Rc<Schedule>,
    encoding: Encoding,
    sketch: Vec<Position>,
    strength: f64,
}

impl<D: HostDenoiser> Sketched<D> {
    /// The denoiser, a policy of this encoding, drawn towards the way of `line` with this strength, 0..=1. `schedule` is the one
    /// that it was trained with.
    ///
    /// # Errors
    /// `InvalidSetting` where the strength is outside its range or the denoiser's x are not the encoding's chunks, `DataInvalid`
    /// where the line is none that could be [drawn](Demonstration::drawn).
    pub fn new(
        denoiser: Rc<D>,
        schedule: Rc<Schedule>,
        encoding: Encoding,
        line: &[Position],
        strength: f64,
    ) -> Result<Self> {
        if denoiser.values() != encoding.values() {
            let (found, values) = (denoiser.values(), encoding.values());
            return Err(invalid(format!("a chunk must have {values} numbers, the model's have {found}")));
        }
        if !(0.0..=1.0).contains(&strength) {
            return Err(invalid(format!("`strength` must be within 0..=1, got {strength}")));
        }
        let sketch = Demonstration::drawn(Scene::default(), line)?.path;
        Ok(Self { denoiser, schedule, encoding, sketch, strength })
    }

    /// Where the actions of a chunk are drawn to, as the model sees places: the first of them is action To − 1.
    fn ahead(&self, condition: &Condition) -> Vec<[f32; 2]> {
        let Some(here) = self.encoding.place_observed(condition) else { return Vec::new() };
        let apart = self.sketch.iter().map(|&place| distance(place, here)).enumerate();
        let nearest = apart.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(i, _)| i);
        let whole = self.encoding.horizons.whole();
        self.sketch[nearest + 1..].iter().take(whole).map(|&place| self.encoding.places.scaled(place)).collect()
    }
}

impl<D: HostDenoiser> HostDenoiser for Sketched<D> {
    fn values(&self) -> usize {
        self.denoiser.values()
    }

    fn prediction(&self) -> Prediction {
        Prediction::X0
    }

    fn predict(&self, x: &[f32], t: usize, conditions: &[Condition]) -> Vec<f32> {
        let output = self.denoiser.predict(x, t, conditions);
        let of = self.denoiser.prediction().x0(&self.schedule, t);
        let mut x0: Vec<f32> =
            x.iter().zip(output).map(|(&x, o)| (of.x_t * f64::from(x) + of.output * f64::from(o)) as f32).collect();
        let past = 2 * (self.encoding.horizons.observed - 1);
        let pull = self.strength as f32;
        let mut of_previous: Option<(&Condition, Vec<[f32; 2]>)> = None;
        for (chunk, condition) in x0.chunks_exact_mut(self.values()).zip(conditions) {
            if of_previous.as_ref().is_none_or(|(previous, _)| *previous != condition) {
                of_previous = Some((condition, self.ahead(condition)));
            }
            let ahead = of_previous.as_ref().expect("it was just found").1.iter().flatten();
            chunk[past..].iter_mut().zip(ahead).for_each(|(x, &to)| *x += pull * (to - *x));
        }
        x0
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
