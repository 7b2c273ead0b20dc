//! Where everything is: each parameter's place in one flat vector, and each layer's geometry.
//!
//! Inside, a 3x3 convolution's weights are `[3, 3, in, out]`, those of a 1x1 convolution and of a dense layer
//! `[in, out]`: the order in which the kernels read them. Files keep PyTorch's order; [`to_inner`] and [`to_outer`]
//! translate.

use std::ops::Range;

use crate::{
    networks::UNetConfig,
    weights::{Weight, Weights},
};
use kernel::{conv::Conv3, norm::Norm};

/// A weight and its bias, side by side in the flat vector.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub w: Range<usize>,
    pub b: Range<usize>,
}

impl Pair {
    /// The gradients of both.
    pub fn split<'a>(&self, flat: &'a mut [f32]) -> (&'a mut [f32], &'a mut [f32]) {
        flat[self.w.start..self.b.end].split_at_mut(self.w.len())
    }
}

/// A 3x3 convolution.
#[derive(Clone, Debug)]
pub(super) struct ConvLayer {
    pub at: Pair,
    pub id: usize,
    pub conv: Conv3,
    pub back: Conv3,
    pub h: usize,
    pub w: usize,
    pub input: usize,
    pub output: usize,
}

/// A 1x1 convolution.
#[derive(Clone, Debug)]
pub(super) struct PointLayer {
    pub at: Pair,
    pub id: usize,
    pub input: usize,
    pub output: usize,
}

/// A group normalisation.
#[derive(Clone, Debug)]
pub(super) struct NormLayer {
    pub at: Pair,
    pub norm: Norm,
}

/// A residual block.
#[derive(Clone, Debug)]
pub(super) struct BlockPlan {
    pub n1: NormLayer,
    pub c1: ConvLayer,
    pub te: Pair,
    pub n2: NormLayer,
    pub c2: ConvLayer,
    pub skip: Option<PointLayer>,
}

/// The whole network.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub config: UNetConfig,
    pub t1: Pair,
    pub t2: Pair,
    pub attributes: Vec<Range<usize>>,
    pub first: ConvLayer,
    pub blocks: Vec<BlockPlan>,
    pub attention_norm: NormLayer,
    pub qkv: PointLayer,
    pub attention_out: PointLayer,
    pub down: Vec<ConvLayer>,
    pub up: Vec<ConvLayer>,
    pub last_norm: NormLayer,
    pub last: ConvLayer,
    /// Convolutions, counted: their ids run below these.
    pub convs: usize,
    pub points: usize,
}

struct Builder<'a> {
    config: &'a UNetConfig,
    parameters: Vec<(String, Range<usize>)>,
    convs: usize,
    points: usize,
}

impl Builder<'_> {
    fn range(&self, name: &str) -> Range<usize> {
        let found = self.parameters.iter().find(|(n, _)| n == name);
        found.map(|(_, range)| range.clone()).expect("UNetConfig::parameters lists every layer")
    }

    fn pair(&self, name: &str) -> Pair {
        Pair { w: self.range(&format!("{name}.weight")), b: self.range(&format!("{name}.bias")) }
    }

    fn conv(&mut self, name: &str, (h, w): (usize, usize), input: usize, output: usize, stride: usize) -> ConvLayer {
        self.convs += 1;
        ConvLayer {
            at: self.pair(name),
            id: self.convs - 1,
            conv: Conv3::new(h, w, input, output, stride),
            back: Conv3::new(h, w, output, input, 1),
            h,
            w,
            input,
            output,
        }
    }

    fn point(&mut self, name: &str, input: usize, output: usize) -> PointLayer {
        self.points += 1;
        PointLayer { at: self.pair(name), id: self.points - 1, input, output }
    }

    fn norm(&self, name: &str, (height, width): (usize, usize), channels: usize, border: bool) -> NormLayer {
        let norm =
            Norm { height, width, channels, groups: self.config.groups, silu: border, border: usize::from(border) };
        NormLayer { at: self.pair(name), norm }
    }
}

impl Plan {
    /// For a valid configuration.
    pub fn new(config: &UNetConfig) -> Self {
        let mut total = 0;
        let parameters = config
            .parameters()
            .into_iter()
            .map(|(name, shape)| {
                let start = total;
                total += shape.iter().product::<usize>();
                (name, start..total)
            })
            .collect();
        let mut build = Builder { config, parameters, convs: 0, points: 0 };
        let levels = config.levels();
        let size = |level: usize| (levels[level].0, levels[level].1);
        let last = levels.len() - 1;
        let (top, c_in) = (levels[0].2, config.patch_channels());
        let blocks = config
            .residual_blocks()
            .iter()
            .map(|b| BlockPlan {
                n1: build.norm(&format!("{}.n1", b.name), size(b.level), b.input, true),
                c1: build.conv(&format!("{}.c1", b.name), size(b.level), b.input, b.output, 1),
                te: build.pair(&format!("{}.te", b.name)),
                n2: build.norm(&format!("{}.n2", b.name), size(b.level), b.output, true),
                c2: build.conv(&format!("{}.c2", b.name), size(b.level), b.output, b.output, 1),
                skip: (b.input != b.output).then(|| build.point(&format!("{}.sk", b.name), b.input, b.output)),
            })
            .collect();
        let deep = levels[last].2;
        Self {
            config: config.clone(),
            t1: build.pair("t1"),
            t2: build.pair("t2"),
            attributes: (0..config.attributes.len()).map(|i| build.range(&format!("cond.{i}.weight"))).collect(),
            first: build.conv("cin", size(0), c_in, config.base, 1),
            blocks,
            attention_norm: build.norm("ma.n", size(last), deep, false),
            qkv: build.point("ma.qkv", deep, 3 * deep),
            attention_out: build.point("ma.o", deep, deep),
            down: (0..last).map(|i| build.conv(&format!("ds.{i}"), size(i), levels[i].2, levels[i].2, 2)).collect(),
            up: (0..last)
                .map(|i| {
                    let (from, to) = (last - i, last - i - 1);
                    build.conv(&format!("us.{i}"), size(to), levels[from].2, levels[from].2, 1)
                })
                .collect(),
            last_norm: build.norm("no", size(0), top, true),
            last: build.conv("co", size(0), top, c_in, 1),
            convs: build.convs,
            points: build.points,
        }
    }

    /// All 3x3 convolutions.
    pub fn conv_layers(&self) -> impl Iterator<Item = &ConvLayer> {
        let in_blocks = self.blocks.iter().flat_map(|b| [&b.c1, &b.c2]);
        [&self.first, &self.last].into_iter().chain(in_blocks).chain(&self.down).chain(&self.up)
    }

    /// All 1x1 convolutions.
    pub fn point_layers(&self) -> impl Iterator<Item = &PointLayer> {
        [&self.qkv, &self.attention_out].into_iter().chain(self.blocks.iter().filter_map(|b| b.skip.as_ref()))
    }
}

/// The index in the file's order of each number in the kernels' order.
fn permutation(name: &str, shape: &[usize]) -> Box<dyn Iterator<Item = usize>> {
    match *shape {
        [out, input, kh, kw] => {
            Box::new((0..kh * kw).flat_map(move |tap| {
                (0..input).flat_map(move |i| (0..out).map(move |o| (o * input + i) * kh * kw + tap))
            }))
        }
        // Tables of attributes are looked up by row, not multiplied.
        [out, input] if !name.starts_with("cond.") => {
            Box::new((0..input).flat_map(move |i| (0..out).map(move |o| o * input + i)))
        }
        _ => Box::new(0..shape.iter().product()),
    }
}

/// The flat vector of weights that were checked against the configuration.
pub(super) fn to_inner(config: &UNetConfig, weights: &Weights) -> Vec<f32> {
    let list = config.parameters();
    list.iter().flat_map(|(name, shape)| permutation(name, shape).map(|i| weights[name].values[i])).collect()
}

/// Weights by name, in the file's order.
pub(super) fn to_outer(config: &UNetConfig, flat: &[f32]) -> Weights {
    let mut rest = flat;
    let mut weights = Weights::new();
    for (name, shape) in config.parameters() {
        let (mine, others) = rest.split_at(shape.iter().product());
        rest = others;
        let mut values = vec![0.0; mine.len()];
        for (index, &value) in permutation(&name, &shape).zip(mine) {
            values[index] = value;
        }
        weights.insert(name, Weight { shape, values });
    }
    weights
}
