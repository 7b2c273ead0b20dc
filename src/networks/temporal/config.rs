//! The shape of the network, its weights by name, and their initial values.

use serde::{Deserialize, Serialize};

use crate::{
    denoiser::Condition,
    error::{Error, ErrorCode, Result, invalid},
    rng::{Purpose, Rng},
    trainer::NetworkConfig,
    weights::{Weight, Weights},
};

/// The shape of a network of chunks, apart from the numbers of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemporalConfig {
    /// Steps of a chunk (Tp): a multiple of 2^(levels − 1), 4..=64.
    pub steps: usize,
    /// Channels of each level, 2 to 4 levels, multiples of `groups` and of 8, 8..=256. Each further level halves the steps.
    pub widths: Vec<usize>,
    /// Steps that a convolution reads: 3 or 5.
    pub kernel: usize,
    /// Groups of each group normalisation.
    pub groups: usize,
    /// Numbers of the time embedding: 8..=256, a multiple of 8.
    pub time_width: usize,
    /// Numbers of an observation, 1..=256.
    pub observed: usize,
    /// Units of both layers that read it, 8..=512, a multiple of 8.
    pub encoder: usize,
}

impl Default for TemporalConfig {
    /// That of Push-T.
    fn default() -> Self {
        Self { steps: 16, widths: vec![48, 96], kernel: 3, groups: 8, time_width: 32, observed: 40, encoder: 192 }
    }
}

/// A residual block's place in the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BlockShape {
    /// Prefix of its parameters' names.
    pub name: String,
    pub input: usize,
    pub output: usize,
    /// Its level, 0 the finest.
    pub level: usize,
}

impl TemporalConfig {
    /// Numbers that every block is told: the time's embedding and what was read of the observation.
    pub fn told(&self) -> usize {
        self.time_width + self.encoder
    }

    /// The residual blocks in the order of computation, for actions of `action` numbers.
    pub(super) fn blocks(&self, action: usize) -> Vec<BlockShape> {
        let mut blocks = Vec::new();
        let mut add = |name: String, input, output, level| blocks.push(BlockShape { name, input, output, level });
        let mut input = action;
        for (level, &width) in self.widths.iter().enumerate() {
            add(format!("d.{level}.0"), input, width, level);
            add(format!("d.{level}.1"), width, width, level);
            input = width;
        }
        let last = self.widths.len() - 1;
        add("m.0".into(), input, input, last);
        add("m.1".into(), input, input, last);
        for (i, level) in (1..=last).rev().enumerate() {
            let (width, below) = (self.widths[level], self.widths[level - 1]);
            add(format!("u.{i}.0"), 2 * width, below, level);
            add(format!("u.{i}.1"), below, below, level);
        }
        blocks
    }

    /// Checks that the network can be built for chunks of `values` numbers.
    ///
    /// # Errors
    /// `InvalidSetting`, naming what is out of its range.
    pub fn validate(&self, values: usize) -> Result<()> {
        let fail =
            |name: &str, range: &str, found: String| Err(invalid(format!("`{name}` must be {range}, got {found}")));
        let Self { steps, widths, kernel, groups, time_width, observed, encoder } = self;
        if !(4..=64).contains(steps) {
            return fail("steps", "within 4..=64", steps.to_string());
        }
        let by = |n: usize, of: usize| of > 0 && n.is_multiple_of(of);
        let fits = |w: &usize| (8..=256).contains(w) && by(*w, 8) && by(*w, *groups);
        if !(2..=4).contains(&widths.len()) || !widths.iter().all(fits) {
            return fail("widths", "2 to 4 multiples of 8 and of `groups` within 8..=256", format!("{widths:?}"));
        }
        if !by(*steps, 1 << (widths.len() - 1)) {
            return fail("steps", "a multiple of 2^(levels − 1)", steps.to_string());
        }
        if ![3, 5].contains(kernel) {
            return fail("kernel", "3 or 5", kernel.to_string());
        }
        if !(8..=256).contains(time_width) || !by(*time_width, 8) {
            return fail("timeWidth", "a multiple of 8 within 8..=256", time_width.to_string());
        }
        if !(8..=512).contains(encoder) || !by(*encoder, 8) {
            return fail("encoder", "a multiple of 8 within 8..=512", encoder.to_string());
        }
        if !(1..=256).contains(observed) {
            return fail("observed", "within 1..=256", observed.to_string());
        }
        if !by(values, *steps) || !(1..=16).contains(&(values / steps)) {
            return fail("steps", "a divisor of the numbers of a chunk, with at most 16 to each", values.to_string());
        }
        Ok(())
    }

    /// Checks that the network can be given these conditions.
    ///
    /// # Errors
    /// `InvalidSetting` where one asks for classes, or is an observation of another size, or not finite.
    pub fn check_conditions(&self, conditions: &[Condition]) -> Result<()> {
        let fits = |c: &&Condition| {
            let given = c.observation();
            c.classes().is_empty()
                && (given.is_empty() || given.len() == self.observed)
                && given.iter().all(|v| v.is_finite())
        };
        match conditions.iter().find(|c| !fits(c)) {
            None => Ok(()),
            Some(c) => Err(Error::new(
                ErrorCode::InvalidSetting,
                format!("an observation must be {} finite numbers, got {c:?}", self.observed),
            )),
        }
    }

    /// Every weight with its shape, in PyTorch's names and layouts: a linear layer is `[out, in]`, a convolution
    /// `[out, in, kernel]`, a transposed one (`us`) `[in, out, kernel]`.
    pub fn parameters(&self, values: usize) -> Vec<(String, Vec<usize>)> {
        let action = values / self.steps;
        let mut list = Vec::new();
        let mut add = |name: String, weight: Vec<usize>, bias: usize| {
            list.push((format!("{name}.weight"), weight));
            list.push((format!("{name}.bias"), vec![bias]));
        };
        let (time, encoder, kernel) = (self.time_width, self.encoder, self.kernel);
        add("t.0".into(), vec![4 * time, time], 4 * time);
        add("t.1".into(), vec![time, 4 * time], time);
        add("e.0".into(), vec![encoder, self.observed], encoder);
        add("e.1".into(), vec![encoder, encoder], encoder);
        for BlockShape { name, input, output, .. } in self.blocks(action) {
            add(format!("{name}.c1"), vec![output, input, kernel], output);
            add(format!("{name}.n1"), vec![output], output);
            add(format!("{name}.film"), vec![2 * output, self.told()], 2 * output);
            add(format!("{name}.c2"), vec![output, output, kernel], output);
            add(format!("{name}.n2"), vec![output], output);
            if input != output {
                add(format!("{name}.sk"), vec![output, input, 1], output);
            }
        }
        let last = self.widths.len() - 1;
        for (level, &width) in self.widths[..last].iter().enumerate() {
            add(format!("ds.{level}"), vec![width, width, 3], width);
        }
        for (i, &width) in self.widths[..last].iter().rev().enumerate() {
            add(format!("us.{i}"), vec![width, width, 4], width);
        }
        let width = self.widths[0];
        add("f.c".into(), vec![width, width, kernel], width);
        add("f.n".into(), vec![width], width);
        add("f.o".into(), vec![action, width, 1], action);
        list
    }

    /// Numbers in the network.
    pub fn parameter_count(&self, values: usize) -> usize {
        self.parameters(values).iter().map(|(_, shape)| shape.iter().product::<usize>()).sum()
    }
}

impl NetworkConfig for TemporalConfig {
    fn check(&self, values: usize) -> Result<()> {
        self.validate(values)
    }

    fn observed(&self) -> usize {
        self.observed
    }

    fn weight_shapes(&self, values: usize) -> Vec<(String, Vec<usize>)> {
        self.parameters(values)
    }

    /// Uniform within ±1/√inputs (He et al. 2015, as PyTorch does it), 1 and 0 for normalisations. Array i of the list is
    /// drawn at step i.
    fn initial_weights(&self, values: usize, seed: u32) -> Weights {
        let rng = Rng::new(seed.into(), Purpose::Initialise);
        let mut inputs = 1;
        let drawn = self.parameters(values).into_iter().zip(0u32..).map(|((name, shape), step)| {
            let is_norm = [".n1.", ".n2.", "f.n."].iter().any(|norm| name.contains(norm));
            let count = shape.iter().product();
            let is_weight = name.ends_with("weight");
            if is_weight {
                // A bias follows its weight in the list and has the same bound. PyTorch counts a transposed convolution's
                // inputs as its outputs, which here are as many.
                inputs = shape[1..].iter().product();
            }
            let values = if is_norm {
                vec![if is_weight { 1.0 } else { 0.0 }; count]
            } else {
                let bound = 1.0 / (inputs as f64).sqrt();
                let mut uniform = vec![0.0; count];
                rng.uniforms(0, step, &mut uniform);
                uniform.into_iter().map(|u| (bound * (2.0 * u - 1.0)) as f32).collect()
            };
            (name, Weight { shape, values })
        });
        drawn.collect()
    }
}
