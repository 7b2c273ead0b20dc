//! The classifier's arithmetic, forwards and backwards, on batches.

use std::ops::Range;

use super::FEATURES;
use crate::{
    data::{Attribute, ImageShape},
    error::{Error, ErrorCode, Result},
};
use kernel::{
    conv::{self, Conv3},
    math::add_assign,
    matmul::{Outer, Packed, Runs, matmul, outer_product},
};

const FIRST: usize = 16;
const SECOND: usize = 32;

/// Sizes, and where each array lies in the flat vector of weights.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub image: ImageShape,
    pub outputs: usize,
    first: Conv3,
    second: Conv3,
    /// The second convolution's gradient runs backwards over pictures of its input's size.
    second_back: Conv3,
}

/// Weights as the kernels want them.
pub(super) struct Packs {
    first: Packed,
    second: Packed,
    hidden: Packed,
    output: Packed,
}

/// The same, transposed for gradients.
pub(super) struct BackPacks {
    second: Packed,
    hidden: Packed,
    output: Packed,
}

/// Everything that is computed on the way for one batch; the backward pass reads it again.
pub(super) struct Pass {
    count: usize,
    padded_image: Vec<f32>,
    padded_first: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    pub features: Vec<f32>,
    pub logits: Vec<f32>,
}

impl Layout {
    pub fn new(image: ImageShape, attributes: &[Attribute]) -> Result<Self> {
        let ImageShape { height, width, channels } = image;
        if height == 0 || width == 0 || channels == 0 || !height.is_multiple_of(4) || !width.is_multiple_of(4) {
            let message = format!("a classifier's pictures have sides that are multiples of 4: {image:?}");
            return Err(Error::new(ErrorCode::InvalidSetting, message));
        }
        Ok(Self {
            image,
            outputs: attributes.iter().map(|a| a.values.len()).sum(),
            first: Conv3::new(height, width, channels, FIRST, 2),
            second: Conv3::new(height / 2, width / 2, FIRST, SECOND, 2),
            second_back: Conv3::new(height / 2, width / 2, SECOND, FIRST, 1),
        })
    }

    /// Sides of the pictures after the first convolution.
    fn half(&self) -> (usize, usize) {
        (self.image.height / 2, self.image.width / 2)
    }

    fn padded_values(&self) -> (usize, usize) {
        let ((h, w), ImageShape { height, width, channels }) = (self.half(), self.image);
        ((height + 2) * (width + 2) * channels, (h + 2) * (w + 2) * FIRST)
    }

    fn first_values(&self) -> usize {
        self.half().0 * self.half().1 * FIRST
    }

    pub fn second_values(&self) -> usize {
        self.half().0 / 2 * (self.half().1 / 2) * SECOND
    }

    /// Name, shape and place of every array, a bias after its weight.
    pub fn arrays(&self) -> Vec<(&'static str, Vec<usize>, Range<usize>)> {
        let shapes = [
            ("first.weight", vec![3, 3, self.image.channels, FIRST]),
            ("first.bias", vec![FIRST]),
            ("second.weight", vec![3, 3, FIRST, SECOND]),
            ("second.bias", vec![SECOND]),
            ("hidden.weight", vec![self.second_values(), FEATURES]),
            ("hidden.bias", vec![FEATURES]),
            ("output.weight", vec![FEATURES, self.outputs]),
            ("output.bias", vec![self.outputs]),
        ];
        let mut from = 0;
        shapes
            .into_iter()
            .map(|(name, shape)| {
                let at = from..from + shape.iter().product::<usize>();
                from = at.end;
                (name, shape, at)
            })
            .collect()
    }

    pub fn total(&self) -> usize {
        self.arrays().last().map_or(0, |(.., at)| at.end)
    }

    fn places(&self) -> [Range<usize>; 8] {
        let arrays = self.arrays();
        std::array::from_fn(|i| arrays[i].2.clone())
    }

    pub fn pack(&self, flat: &[f32]) -> Packs {
        let [first, _, second, _, hidden, _, output, _] = self.places();
        let rows = |k: usize, n: usize, at: Range<usize>| {
            let mut packed = Packed::new(k, n);
            packed.fill_rows(&flat[at]);
            packed
        };
        Packs {
            first: rows(9 * self.image.channels, FIRST, first),
            second: rows(9 * FIRST, SECOND, second),
            hidden: rows(self.second_values(), FEATURES, hidden),
            output: rows(FEATURES, self.outputs, output),
        }
    }

    pub fn pack_backward(&self, flat: &[f32]) -> BackPacks {
        let [_, _, second, _, hidden, _, output, _] = self.places();
        let transposed = |k: usize, n: usize, at: Range<usize>| {
            let (mut packed, weights) = (Packed::new(n, k), &flat[at]);
            packed.fill(|row, column| weights[column * n + row]);
            packed
        };
        let mut turned = Packed::new(9 * SECOND, FIRST);
        conv::pack_backward(&flat[second], FIRST, SECOND, &mut turned);
        BackPacks {
            second: turned,
            hidden: transposed(self.second_values(), FEATURES, hidden),
            output: transposed(FEATURES, self.outputs, output),
        }
    }

    /// Computes the features and logits of up to as many pictures as `pass` has room for.
    pub fn forward(&self, flat: &[f32], packs: &Packs, pictures: &[f32], pass: &mut Pass) {
        let [_, first_bias, _, second_bias, _, hidden_bias, _, output_bias] = self.places();
        let ImageShape { height, width, channels } = self.image;
        let (h, w) = self.half();
        let (image_padded, first_padded) = self.padded_values();
        pass.count = pictures.len() / self.image.values();
        for (i, picture) in pictures.chunks_exact(self.image.values()).enumerate() {
            let padded = &mut pass.padded_image[i * image_padded..][..image_padded];
            conv::pad(picture, height, width, channels, padded);
            let first = &mut pass.first[i * self.first_values()..][..self.first_values()];
            self.first.forward(padded, &packs.first, &flat[first_bias.clone()], first, false);
            rectify(first);
            let padded = &mut pass.padded_first[i * first_padded..][..first_padded];
            conv::pad(first, h, w, FIRST, padded);
            let second = &mut pass.second[i * self.second_values()..][..self.second_values()];
            self.second.forward(padded, &packs.second, &flat[second_bias.clone()], second, false);
            rectify(second);
        }
        let count = pass.count;
        dense(&pass.second, count, self.second_values(), &packs.hidden, &flat[hidden_bias], &mut pass.features);
        rectify(&mut pass.features[..count * FEATURES]);
        dense(&pass.features, count, FEATURES, &packs.output, &flat[output_bias], &mut pass.logits);
    }

    /// grads += the gradient of the weights, from that of the logits of the pictures that went forward last.
    pub fn backward(&self, packs: &BackPacks, pass: &Pass, d_logits: &[f32], grads: &mut [f32]) {
        let places = self.places();
        let (count, second_values) = (pass.count, self.second_values());
        let [first_w, first_b, second_w, second_b, hidden_w, hidden_b, output_w, output_b] = places;

        let features = &pass.features[..count * FEATURES];
        dense_gradient(features, FEATURES, d_logits, self.outputs, count, &mut grads[output_w]);
        bias_gradient(d_logits, &mut grads[output_b]);
        let mut d_features = vec![0.0; count * FEATURES];
        dense(d_logits, count, self.outputs, &packs.output, &[], &mut d_features);
        mask(&mut d_features, features);

        let second = &pass.second[..count * second_values];
        dense_gradient(second, second_values, &d_features, FEATURES, count, &mut grads[hidden_w]);
        bias_gradient(&d_features, &mut grads[hidden_b]);
        let mut d_second = vec![0.0; count * second_values];
        dense(&d_features, count, FEATURES, &packs.hidden, &[], &mut d_second);
        mask(&mut d_second, second);
        bias_gradient(&d_second, &mut grads[second_b]);

        let (h, w) = self.half();
        let (image_padded, first_padded) = self.padded_values();
        let mut spread = vec![0.0; (h + 2) * (w + 2) * SECOND];
        let mut d_first = vec![0.0; self.first_values()];
        for i in 0..count {
            let d_second = &d_second[i * second_values..][..second_values];
            let padded = &pass.padded_first[i * first_padded..][..first_padded];
            self.second.weight_gradient(padded, d_second, &mut grads[second_w.clone()]);
            conv::dilate_padded(d_second, h, w, SECOND, &mut spread);
            self.second_back.forward(&spread, &packs.second, &[], &mut d_first, false);
            mask(&mut d_first, &pass.first[i * self.first_values()..][..self.first_values()]);
            let padded = &pass.padded_image[i * image_padded..][..image_padded];
            self.first.weight_gradient(padded, &d_first, &mut grads[first_w.clone()]);
            bias_gradient(&d_first, &mut grads[first_b.clone()]);
        }
    }
}

impl Pass {
    pub fn new(layout: &Layout, batch: usize) -> Self {
        let (image_padded, first_padded) = layout.padded_values();
        Self {
            count: 0,
            padded_image: vec![0.0; batch * image_padded],
            padded_first: vec![0.0; batch * first_padded],
            first: vec![0.0; batch * layout.first_values()],
            second: vec![0.0; batch * layout.second_values()],
            features: vec![0.0; batch * FEATURES],
            logits: vec![0.0; batch * layout.outputs],
        }
    }
}

fn rectify(x: &mut [f32]) {
    x.iter_mut().for_each(|x| *x = x.max(0.0));
}

/// The gradient of [`rectify`], from its output.
fn mask(d: &mut [f32], rectified: &[f32]) {
    d.iter_mut().zip(rectified).for_each(|(d, &y)| *d = if y > 0.0 { *d } else { 0.0 });
}

/// y = x·W + b for `count` rows.
fn dense(x: &[f32], count: usize, input: usize, weights: &Packed, bias: &[f32], y: &mut [f32]) {
    let offsets: Vec<usize> = (0..count).map(|i| i * input).collect();
    matmul(x, &offsets, Runs { count: 1, stride: 0, len: input }, weights, bias, y, false);
}

/// dW += xᵀ·dy over `count` rows.
fn dense_gradient(x: &[f32], input: usize, dy: &[f32], output: usize, count: usize, dw: &mut [f32]) {
    let outer = Outer { segments: &[(0, 0)], len: count, a_stride: input, b_stride: output };
    outer_product(x, dy, outer, input, output, dw);
}

/// db += Σ dy over the rows.
fn bias_gradient(dy: &[f32], db: &mut [f32]) {
    dy.chunks_exact(db.len()).for_each(|row| add_assign(db, row));
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::testing::{dot, values};

    #[test]
    fn every_array_has_the_gradient_of_its_difference_quotient() {
        let attributes = vec![Attribute { name: "a".into(), values: vec![String::new(); 5] }];
        let layout = Layout::new(ImageShape { height: 8, width: 12, channels: 3 }, &attributes).unwrap();
        let mut flat: Vec<f32> = values(layout.total(), 1).iter().map(|v| 0.2 * v).collect();
        let count = 3;
        let pictures = values(count * layout.image.values(), 2);
        let d = values(count * layout.outputs, 3);
        let mut pass = Pass::new(&layout, count + 2);
        let loss = |flat: &[f32], pass: &mut Pass| {
            layout.forward(flat, &layout.pack(flat), &pictures, pass);
            dot(&pass.logits[..count * layout.outputs], &d)
        };
        loss(&flat, &mut pass);
        let mut grads = vec![0.0; layout.total()];
        layout.backward(&layout.pack_backward(&flat), &pass, &d, &mut grads);
        for (name, _, at) in layout.arrays() {
            let direction = grads[at.clone()].to_vec();
            let length = dot(&direction, &direction).sqrt();
            assert!(length > 0.0, "{name} has no gradient");
            let step = 1e-3 / length;
            let kept = flat.clone();
            let mut moved = |sign: f32| {
                flat.copy_from_slice(&kept);
                flat[at.clone()].iter_mut().zip(&direction).for_each(|(w, d)| *w += sign * step * d);
                loss(&flat, &mut pass)
            };
            let quotient = (moved(1.0) - moved(-1.0)) / (2.0 * step);
            flat.copy_from_slice(&kept);
            let along = length * length;
            assert!((quotient - along).abs() < 0.02 * along, "{name}: {along} for {quotient}");
        }
    }
}
