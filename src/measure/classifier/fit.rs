//! Training the classifier: cross-entropy, and Adam (Kingma and Ba 2015) with a learning rate that falls to nothing.

use super::network::{Layout, Pass};
use crate::{
    data::Attribute,
    data::ImageSet,
    error::{Error, ErrorCode, Result},
    rng::{Purpose, Rng},
};

/// How a classifier is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FitOptions {
    /// Gradient steps.
    pub steps: usize,
    /// Pictures a step.
    pub batch: usize,
    /// The learning rate at the start.
    pub learning_rate: f64,
    /// Seed of the initial weights and of the order.
    pub seed: u64,
}

impl Default for FitOptions {
    fn default() -> Self {
        Self { steps: 6000, batch: 50, learning_rate: 2e-3, seed: 1 }
    }
}

mod stream {
    pub const INITIAL: u32 = 0;
    pub const ORDER: u32 = 1;
}

pub(super) fn fit(
    layout: &Layout,
    set: &ImageSet,
    options: FitOptions,
    mut watch: impl FnMut(f64, f64),
) -> Result<Vec<f32>> {
    let FitOptions { steps, batch, learning_rate, seed } = options;
    if batch == 0 || set.len() < batch {
        let message = format!("a classifier of {} pictures with {options:?}", set.len());
        return Err(Error::new(ErrorCode::InvalidSetting, message));
    }
    let rng = Rng::new(seed, Purpose::Train);
    let mut flat = initial(layout, &Rng::new(seed, Purpose::Initialise));
    let mut adam = Adam { first: vec![0.0; flat.len()], second: vec![0.0; flat.len()], step: 0 };
    let mut pass = Pass::new(layout, batch);
    let mut grads = vec![0.0; flat.len()];
    let values = layout.image.values();
    let mut pictures = vec![0.0; batch * values];
    let mut order = Vec::new();
    for step in 0..steps {
        let (epoch, at) = (step / (set.len() / batch), step % (set.len() / batch));
        if at == 0 {
            order = shuffled(set.len(), &rng, epoch as u32);
        }
        let chosen = &order[at * batch..(at + 1) * batch];
        for (&i, picture) in chosen.iter().zip(pictures.chunks_exact_mut(values)) {
            set.write_picture(i, picture);
        }
        layout.forward(&flat, &layout.pack(&flat), &pictures, &mut pass);
        let labels = chosen.iter().flat_map(|&i| set.label(i));
        let (loss, d_logits) = cross_entropy(&pass.logits, &set.attributes, labels, batch);
        grads.fill(0.0);
        layout.backward(&layout.pack_backward(&flat), &pass, &d_logits, &mut grads);
        let share = step as f64 / steps as f64;
        // Half a cosine: large steps first, none at the end.
        adam.update(&mut flat, &grads, learning_rate * 0.5 * (1.0 + (std::f64::consts::PI * share).cos()));
        watch((step + 1) as f64 / steps as f64, loss);
    }
    Ok(flat)
}

/// 0..count in an order of its own for each epoch.
fn shuffled(count: usize, rng: &Rng, epoch: u32) -> Vec<usize> {
    let mut keys = vec![0.0; count];
    rng.uniforms(stream::ORDER, epoch, &mut keys);
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&i, &j| keys[i].total_cmp(&keys[j]));
    order
}

/// Normal weights of variance 2/inputs, which keeps the scale through ReLU (He et al. 2015), and no bias.
fn initial(layout: &Layout, rng: &Rng) -> Vec<f32> {
    let mut flat = vec![0.0; layout.total()];
    for (index, (_, shape, at)) in layout.arrays().into_iter().enumerate() {
        let inputs: usize = shape[..shape.len() - 1].iter().product();
        if shape.len() > 1 {
            let scale = (2.0 / inputs as f64).sqrt() as f32;
            rng.normals(stream::INITIAL, index as u32, &mut flat[at.clone()]);
            flat[at].iter_mut().for_each(|w| *w *= scale);
        }
    }
    flat
}

/// The mean over the batch of −ln p(label), summed over the attributes, and its gradient with respect to the logits.
fn cross_entropy<'a>(
    logits: &[f32],
    attributes: &[Attribute],
    mut labels: impl Iterator<Item = &'a u8>,
    batch: usize,
) -> (f64, Vec<f32>) {
    let mut gradient = logits.to_vec();
    let mut loss = 0.0;
    let mut rest = &mut gradient[..];
    for attribute in (0..batch).flat_map(|_| attributes) {
        let (own, after) = std::mem::take(&mut rest).split_at_mut(attribute.values.len());
        rest = after;
        let highest = own.iter().copied().fold(f32::MIN, f32::max);
        own.iter_mut().for_each(|x| *x = (*x - highest).exp());
        let sum: f32 = own.iter().sum();
        own.iter_mut().for_each(|x| *x /= sum);
        if let Some(&label) = labels.next() {
            let likelihood = &mut own[usize::from(label)];
            loss -= f64::from(likelihood.max(f32::MIN_POSITIVE)).ln() / batch as f64;
            *likelihood -= 1.0;
        }
        own.iter_mut().for_each(|x| *x /= batch as f32);
    }
    (loss, gradient)
}

struct Adam {
    first: Vec<f32>,
    second: Vec<f32>,
    step: usize,
}

impl Adam {
    fn update(&mut self, weights: &mut [f32], grads: &[f32], rate: f64) {
        const BETA1: f32 = 0.9;
        const BETA2: f32 = 0.999;
        self.step += 1;
        let t = self.step as i32;
        let rate = (rate * (1.0 - f64::from(BETA2).powi(t)).sqrt() / (1.0 - f64::from(BETA1).powi(t))) as f32;
        let moments = self.first.iter_mut().zip(&mut self.second);
        for ((w, &g), (m, v)) in weights.iter_mut().zip(grads).zip(moments) {
            *m += (1.0 - BETA1) * (g - *m);
            *v += (1.0 - BETA2) * (g * g - *v);
            *w -= rate * *m / (v.sqrt() + 1e-8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{data::ImageShape, denoiser::Condition, measure::Classifier};

    /// Pictures that are bright on the left or on the right, and red or green: two attributes.
    fn sides(count: usize, seed: u64) -> ImageSet {
        let rng = Rng::new(seed, Purpose::Data);
        let mut labels = vec![0u32; 2 * count];
        rng.below(0, 0, 2, &mut labels);
        let mut grain = vec![0u32; count * 8 * 8 * 3];
        rng.below(1, 0, 90, &mut grain);
        let lit = |p: usize| {
            let (picture, x, channel) = (p / 192, p / 3 % 8, p % 3);
            (x / 4 == labels[2 * picture] as usize) && channel == labels[2 * picture + 1] as usize
        };
        let images = grain.iter().enumerate().map(|(p, &g)| (g + if lit(p) { 70 } else { 0 }) as u8).collect();
        let attribute = |name: &str| Attribute { name: name.into(), values: vec!["a".into(), "b".into()] };
        ImageSet {
            shape: ImageShape { height: 8, width: 8, channels: 3 },
            attributes: vec![attribute("side"), attribute("colour")],
            images,
            labels: labels.iter().map(|&l| l as u8).collect(),
        }
    }

    #[test]
    fn it_learns_two_attributes_and_its_weights_survive_a_round_trip() {
        let (train, test) = (sides(600, 1), sides(200, 2));
        let classifier = Classifier::fit(&train, FitOptions { steps: 60, ..FitOptions::default() }, |_, _| {}).unwrap();
        let mut pictures = vec![0.0; test.len() * 192];
        pictures.chunks_exact_mut(192).enumerate().for_each(|(i, p)| test.write_picture(i, p));
        let asked: Vec<Condition> = (0..test.len()).map(|i| test.condition(i)).collect();
        let reading = classifier.read(&pictures);
        assert!(classifier.agreement(&reading, &asked) > 0.97);

        let again = Classifier::from_weights(test.shape, &test.attributes, &classifier.weights()).unwrap();
        assert_eq!(again.read(&pictures), reading);
        let wrong: Vec<Condition> =
            asked.iter().map(|c| Condition::Classes(vec![c.classes()[0].map(|v| 1 - v), None])).collect();
        assert!(classifier.agreement(&reading, &wrong) < 0.03, "what is asked for wrongly must not agree");
        assert_eq!(classifier.agreement(&reading, &vec![Condition::any(2); test.len()]), 1.0);
    }

    #[test]
    fn cross_entropy_has_the_gradient_of_its_difference_quotient() {
        let attributes = [3, 2].map(|n| Attribute { name: String::new(), values: vec![String::new(); n] });
        let logits = [0.3f32, -1.0, 0.7, 1.5, -0.2, 0.0, 0.1, 0.2, -3.0, 3.0];
        let labels = [2u8, 0, 0, 1];
        let (_, gradient) = cross_entropy(&logits, &attributes, labels.iter(), 2);
        for i in 0..logits.len() {
            let moved = |by: f32| {
                let mut logits = logits;
                logits[i] += by;
                cross_entropy(&logits, &attributes, labels.iter(), 2).0
            };
            let quotient = (moved(1e-2) - moved(-1e-2)) / 2e-2;
            assert!((quotient - f64::from(gradient[i])).abs() < 1e-4, "logit {i}");
        }
    }
}
