//! The shape of a U-Net: everything needed to list its parameters and to compute it.

use serde::{Deserialize, Serialize};

use crate::{
    data::{Attribute, ImageShape},
    denoiser::Condition,
    error::{Error, ErrorCode, Result, invalid},
    rng::{Purpose, Rng},
    trainer::NetworkConfig,
    weights::{Weight, Weights},
};

/// The shape of a U-Net after Ho et al. 2020, appendix B, with the choices of the reference network.
///
/// With `patch` = 1, no attributes, base 32, multipliers 1-2-4, two blocks and eight groups it is the reference network
/// of the benchmarks, weight by weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct UNetConfig {
    /// The picture.
    pub image: ImageShape,
    /// The side of the square of pixels folded into channels before the first convolution: 1 for none.
    pub patch: usize,
    /// Channels at the first level.
    pub base: usize,
    /// Channels of each level, as multiples of `base`. Each further level halves the resolution.
    pub multipliers: Vec<usize>,
    /// Residual blocks a level, on the way down and again on the way up.
    pub blocks: usize,
    /// Groups of each group normalisation.
    pub groups: usize,
    /// What a picture can be asked for; empty for an unconditional model.
    pub attributes: Vec<Attribute>,
}

impl UNetConfig {
    /// The reference network of the benchmarks at the given base width (32 or 8): 28x28x1, unconditional.
    pub fn reference(base: usize) -> Self {
        Self {
            image: ImageShape { height: 28, width: 28, channels: 1 },
            patch: 1,
            base,
            multipliers: vec![1, 2, 4],
            blocks: 2,
            groups: 8,
            attributes: Vec::new(),
        }
    }

    /// Channels that the first convolution reads and the last one writes.
    pub fn patch_channels(&self) -> usize {
        self.image.channels * self.patch * self.patch
    }

    /// Width of the time embedding.
    pub fn embedding(&self) -> usize {
        self.base * 4
    }

    /// Height, width and channels of each level.
    pub fn levels(&self) -> Vec<(usize, usize, usize)> {
        let (mut h, mut w) = (self.image.height / self.patch, self.image.width / self.patch);
        let mut levels = Vec::with_capacity(self.multipliers.len());
        for &multiplier in &self.multipliers {
            levels.push((h, w, self.base * multiplier));
            (h, w) = (h.div_ceil(2), w.div_ceil(2));
        }
        levels
    }

    /// Checks that the network can be built.
    ///
    /// # Errors
    /// `InvalidSetting` where a size is zero, too large, or does not divide as it must.
    pub fn validate(&self) -> Result<()> {
        let fail = |why: &str| Err(Error::new(ErrorCode::InvalidSetting, format!("U-Net: {why}: {self:?}")));
        let ImageShape { height, width, channels } = self.image;
        if !(1..=256).contains(&height) || !(1..=256).contains(&width) || !(1..=4).contains(&channels) {
            return fail("pictures are 1 to 256 pixels a side with 1 to 4 channels");
        }
        if !(1..=8).contains(&self.patch) || height % self.patch != 0 || width % self.patch != 0 {
            return fail("the patch must divide the picture");
        }
        if !(1..=6).contains(&self.multipliers.len()) || !(1..=8).contains(&self.blocks) {
            return fail("1 to 6 levels of 1 to 8 blocks");
        }
        if self.multipliers.iter().any(|m| !(1..=16).contains(m)) || !(2..=1024).contains(&self.base) {
            return fail("a base of 2 to 1024 channels, multipliers of 1 to 16");
        }
        if !self.base.is_multiple_of(2) || self.groups == 0 || !self.base.is_multiple_of(self.groups) {
            return fail("the base must be even and a multiple of the groups");
        }
        let levels = self.levels();
        if levels.windows(2).any(|l| l[0].0 % 2 != 0 || l[0].1 % 2 != 0) {
            return fail("every level but the last must have even sides");
        }
        if self.attributes.len() > 16 || self.attributes.iter().any(|a| !(1..=1024).contains(&a.values.len())) {
            return fail("at most 16 attributes of 1 to 1024 values");
        }
        Ok(())
    }

    /// Whether a condition fits the attributes.
    ///
    /// # Errors
    /// `InvalidSetting` where the number of attributes differs or a value is out of range.
    pub fn check_condition(&self, condition: &Condition) -> Result<()> {
        let fits = condition.observation().is_empty()
            && condition.classes().len() == self.attributes.len()
            && condition.classes().iter().zip(&self.attributes).all(|(v, a)| v.is_none_or(|v| v < a.values.len()));
        if fits {
            return Ok(());
        }
        Err(Error::new(
            ErrorCode::InvalidSetting,
            format!("condition {condition:?} does not fit the model's attributes"),
        ))
    }

    /// The residual blocks in the order of computation: name, channels in, channels out, level.
    pub fn residual_blocks(&self) -> Vec<ResidualBlock> {
        let mut blocks = Vec::new();
        let widths: Vec<usize> = self.multipliers.iter().map(|m| m * self.base).collect();
        let last = widths.len() - 1;
        let mut c = self.base;
        for (level, &width) in widths.iter().enumerate() {
            for k in 0..self.blocks {
                blocks.push(ResidualBlock { name: format!("down.{level}.{k}"), input: c, output: width, level });
                c = width;
            }
        }
        for name in ["m1", "m2"] {
            blocks.push(ResidualBlock { name: name.into(), input: c, output: c, level: last });
        }
        for (i, (level, &width)) in widths.iter().enumerate().rev().enumerate() {
            for k in 0..self.blocks {
                blocks.push(ResidualBlock { name: format!("up.{i}.{k}"), input: c + width, output: width, level });
                c = width;
            }
        }
        blocks
    }

    /// Every parameter's name and shape, in the order of the file. Names and layouts are PyTorch's: a linear layer is
    /// [out, in], a convolution [out, in, height, width].
    ///
    /// `cond.{i}.weight` is [values + 1, embedding] for attribute i; its row 0 is the null class, row v + 1 is value v.
    pub fn parameters(&self) -> Vec<(String, Vec<usize>)> {
        let mut list: Vec<(String, Vec<usize>)> = Vec::new();
        let e = self.embedding();
        let c_in = self.patch_channels();
        linear(&mut list, "t1", self.base, e);
        linear(&mut list, "t2", e, e);
        for (i, attribute) in self.attributes.iter().enumerate() {
            list.push((format!("cond.{i}.weight"), vec![attribute.values.len() + 1, e]));
        }
        conv(&mut list, "cin", c_in, self.base, 3);
        for block in self.residual_blocks() {
            norm(&mut list, &format!("{}.n1", block.name), block.input);
            conv(&mut list, &format!("{}.c1", block.name), block.input, block.output, 3);
            linear(&mut list, &format!("{}.te", block.name), e, block.output);
            norm(&mut list, &format!("{}.n2", block.name), block.output);
            conv(&mut list, &format!("{}.c2", block.name), block.output, block.output, 3);
            if block.input != block.output {
                conv(&mut list, &format!("{}.sk", block.name), block.input, block.output, 1);
            }
        }
        let widths: Vec<usize> = self.multipliers.iter().map(|m| m * self.base).collect();
        let last = widths.len() - 1;
        norm(&mut list, "ma.n", widths[last]);
        conv(&mut list, "ma.qkv", widths[last], 3 * widths[last], 1);
        conv(&mut list, "ma.o", widths[last], widths[last], 1);
        for (i, &width) in widths[..last].iter().enumerate() {
            conv(&mut list, &format!("ds.{i}"), width, width, 3);
        }
        for (i, &width) in widths[1..].iter().rev().enumerate() {
            conv(&mut list, &format!("us.{i}"), width, width, 3);
        }
        norm(&mut list, "no", self.base * self.multipliers[0]);
        conv(&mut list, "co", self.base * self.multipliers[0], c_in, 3);
        list
    }

    /// How many numbers the network learns.
    pub fn parameter_count(&self) -> usize {
        self.parameters().iter().map(|(_, shape)| shape.iter().product::<usize>()).sum()
    }
}

/// One residual block's place in the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResidualBlock {
    /// Prefix of its parameters' names.
    pub name: String,
    /// Channels in (on the way up: those from below and those of the skip connection together).
    pub input: usize,
    /// Channels out.
    pub output: usize,
    /// Its level, 0 the finest.
    pub level: usize,
}

fn linear(list: &mut Vec<(String, Vec<usize>)>, name: &str, input: usize, output: usize) {
    list.push((format!("{name}.weight"), vec![output, input]));
    list.push((format!("{name}.bias"), vec![output]));
}

fn conv(list: &mut Vec<(String, Vec<usize>)>, name: &str, input: usize, output: usize, side: usize) {
    list.push((format!("{name}.weight"), vec![output, input, side, side]));
    list.push((format!("{name}.bias"), vec![output]));
}

fn norm(list: &mut Vec<(String, Vec<usize>)>, name: &str, channels: usize) {
    list.push((format!("{name}.weight"), vec![channels]));
    list.push((format!("{name}.bias"), vec![channels]));
}

impl NetworkConfig for UNetConfig {
    fn check(&self, values: usize) -> Result<()> {
        self.validate()?;
        let own = self.image.values();
        if values == own {
            Ok(())
        } else {
            Err(invalid(format!("x must have the network's {own} numbers, got {values}")))
        }
    }

    fn weight_shapes(&self, _values: usize) -> Vec<(String, Vec<usize>)> {
        self.parameters()
    }

    /// Uniform within ±1/√(inputs) (He et al. 2015, as PyTorch does it), 1 and 0 for normalisations, small normal numbers
    /// for attributes' tables, and zeros for the last layer of each residual branch and of the network, so that at first
    /// every block passes its input on and the network says 0.
    fn initial_weights(&self, _values: usize, seed: u32) -> Weights {
        let rng = Rng::new(seed.into(), Purpose::Initialise);
        let is_norm = |name: &str| name.split('.').rev().nth(1).is_some_and(|l| matches!(l, "n" | "n1" | "n2" | "no"));
        let starts_at_zero = |name: &str| {
            let layer = name.rsplit_once('.').map_or(name, |(layer, _)| layer);
            layer == "co" || layer == "ma.o" || layer.ends_with(".c2")
        };
        let mut inputs = 1;
        let parameters = self.parameters().into_iter().enumerate();
        parameters
            .map(|(i, (name, shape))| {
                let count = shape.iter().product();
                let is_weight = name.ends_with("weight");
                if is_weight {
                    // A bias follows its weight in the list and has the same bound.
                    inputs = shape[1..].iter().product();
                }
                let mut values = vec![0.0f32; count];
                if is_norm(&name) {
                    values.fill(if is_weight { 1.0 } else { 0.0 });
                } else if name.starts_with("cond.") {
                    rng.normals(0, i as u32, &mut values);
                    values.iter_mut().for_each(|v| *v *= 0.1);
                } else if !starts_at_zero(&name) {
                    let bound = 1.0 / (inputs as f64).sqrt();
                    let mut uniform = vec![0.0f64; count];
                    rng.uniforms(0, i as u32, &mut uniform);
                    values.iter_mut().zip(uniform).for_each(|(v, u)| *v = (bound * (2.0 * u - 1.0)) as f32);
                }
                (name, Weight { shape, values })
            })
            .collect()
    }
}
