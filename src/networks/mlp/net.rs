//! The network, forwards.

use std::{ops::Range, rc::Rc};

use super::{config::MlpConfig, embedding::TimeTable};
use crate::{
    denoiser::Condition,
    error::{Error, ErrorCode, Result},
    weights::{self, Weight, Weights},
};
use kernel::{
    linear::linear,
    matmul::{Packed, Runs, matmul},
};

/// Points that go through the network together: few enough for all their intermediate values to stay in the cache of the
/// processor, many enough for the weights, which are read once for each slice, not to matter.
pub const SLICE: usize = 64;

/// Where each array lies in the flat vector of all weights.
///
/// Inside, weights are `[in, out]`, so that they are packed for the kernels in rows; the last layer stays `[out, in]` as
/// it comes, because with two outputs its gradient has wide rows only that way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layout {
    pub dims: usize,
    /// Numbers that the first layer reads of each point: its coordinates, and what is observed behind them.
    pub inputs: usize,
    pub embedding: usize,
    pub width: usize,
    /// `[inputs, width]`: what the first layer makes of them.
    pub x: Range<usize>,
    /// `[embedding, width]`: what it makes of the time.
    pub time: Range<usize>,
    /// The first layer's bias.
    pub bias: Range<usize>,
    /// `[width, width]` and bias of every further hidden layer.
    pub hidden: Vec<(Range<usize>, Range<usize>)>,
    /// `[dims, width]`, and its bias.
    pub last: (Range<usize>, Range<usize>),
    pub total: usize,
}

/// One layer inside.
struct Layer {
    w: Range<usize>,
    b: Range<usize>,
    /// `(inputs, outputs)` where it lies as `[in, out]`.
    turned: Option<(usize, usize)>,
}

impl Layout {
    pub fn new(dims: usize, config: &MlpConfig) -> Self {
        let (width, embedding) = (config.width, config.embedding());
        let mut total = 0;
        let mut take = |count: usize| {
            total += count;
            total - count..total
        };
        let inputs = dims + config.observed;
        let (x, time, bias) = (take(inputs * width), take(embedding * width), take(width));
        let hidden = (1..config.depth).map(|_| (take(width * width), take(width))).collect();
        let last = (take(width * dims), take(dims));
        Self { dims, inputs, embedding, width, x, time, bias, hidden, last, total }
    }

    /// The layers as they lie inside.
    fn layers(&self) -> Vec<Layer> {
        let layer = |w: Range<usize>, b: &Range<usize>, turned| Layer { w, b: b.clone(), turned };
        let first = layer(self.x.start..self.time.end, &self.bias, Some((self.inputs + self.embedding, self.width)));
        let square = |(w, b): &(Range<usize>, Range<usize>)| layer(w.clone(), b, Some((self.width, self.width)));
        let last = layer(self.last.0.clone(), &self.last.1, None);
        [first].into_iter().chain(self.hidden.iter().map(square)).chain([last]).collect()
    }

    /// Named weights, end to end.
    pub fn flatten(&self, weights: &Weights) -> Vec<f32> {
        let mut flat = vec![0.0; self.total];
        for (i, Layer { w, b, turned }) in self.layers().into_iter().enumerate() {
            let outer = &weights[&format!("l.{i}.weight")].values;
            match turned {
                Some((inputs, outputs)) => transpose(outer, outputs, inputs, &mut flat[w]),
                None => flat[w].copy_from_slice(outer),
            }
            flat[b].copy_from_slice(&weights[&format!("l.{i}.bias")].values);
        }
        flat
    }

    /// The way back.
    pub fn by_name(&self, flat: &[f32]) -> Weights {
        let mut weights = Weights::new();
        for (i, Layer { w, b, turned }) in self.layers().into_iter().enumerate() {
            let (shape, values) = match turned {
                Some((inputs, outputs)) => {
                    let mut outer = vec![0.0; w.len()];
                    transpose(&flat[w], inputs, outputs, &mut outer);
                    (vec![outputs, inputs], outer)
                }
                None => (vec![self.dims, self.width], flat[w].to_vec()),
            };
            weights.insert(format!("l.{i}.weight"), Weight { shape, values });
            weights.insert(format!("l.{i}.bias"), Weight { shape: vec![b.len()], values: flat[b].to_vec() });
        }
        weights
    }
}

fn transpose(from: &[f32], rows: usize, columns: usize, to: &mut [f32]) {
    for (i, row) in from.chunks_exact(columns).enumerate() {
        for (j, &v) in row.iter().enumerate() {
            to[j * rows + i] = v;
        }
    }
}

/// Appends the `count` numbers that are observed with x number `i`: zeros where nothing is.
///
/// # Panics
/// Where its observation is of another size.
pub(crate) fn extend_observed(row: &mut Vec<f32>, conditions: &[Condition], i: usize, count: usize) {
    match conditions.get(i).map_or(&[][..], Condition::observation) {
        [] => row.resize(row.len() + count, 0.0),
        given => {
            assert_eq!(given.len(), count, "numbers of an observation");
            row.extend_from_slice(given);
        }
    }
}

/// The rows of a matrix that lies as it is.
pub(crate) const fn whole(len: usize) -> Runs {
    Runs { count: 1, stride: 0, len }
}

/// The network and its weights, packed for the kernels.
#[derive(Clone, Debug)]
pub struct Mlp {
    pub(crate) config: MlpConfig,
    pub(crate) layout: Layout,
    pub(crate) flat: Vec<f32>,
    pub(crate) times: Rc<TimeTable>,
    x: Packed,
    hidden: Vec<Packed>,
    last: Packed,
    offsets: Offsets,
}

/// Starts of the rows of a slice, for each length of rows there is.
#[derive(Clone, Debug)]
pub(crate) struct Offsets {
    pub inputs: Vec<usize>,
    pub dims: Vec<usize>,
    pub width: Vec<usize>,
}

/// Intermediate values of one slice.
#[derive(Clone, Debug)]
pub struct Slice {
    /// Of every hidden layer: its sum, then, on the way to a gradient, the activation's slope there.
    pub(crate) slopes: Vec<Vec<f32>>,
    /// Of every hidden layer: what it passes on.
    pub(crate) active: Vec<Vec<f32>>,
    /// The points with what is observed behind each, where anything is.
    pub(crate) joined: Vec<f32>,
}

impl Mlp {
    /// The network of this shape, for points of `dims` coordinates, with these weights.
    ///
    /// # Errors
    /// `InvalidSetting` where the network cannot be built, `WeightsShape` where the weights are not its own.
    pub fn new(dims: usize, config: &MlpConfig, weights: &Weights, times: Rc<TimeTable>) -> Result<Self> {
        config.validate(dims)?;
        weights::check(weights, &config.parameters(dims))?;
        if times.row(1).len() != config.embedding() {
            return Err(Error::new(ErrorCode::InvalidSetting, "the table of times is another network's"));
        }
        let layout = Layout::new(dims, config);
        let flat = layout.flatten(weights);
        let width = config.width;
        let rows = |len: usize| (0..SLICE).map(|i| i * len).collect();
        let mut net = Self {
            x: Packed::new(layout.inputs, width),
            hidden: vec![Packed::new(width, width); config.depth - 1],
            last: Packed::new(width, dims),
            offsets: Offsets { inputs: rows(layout.inputs), dims: rows(dims), width: rows(width) },
            config: config.clone(),
            layout,
            flat,
            times,
        };
        net.pack();
        Ok(net)
    }

    /// Coordinates of a point.
    pub fn dims(&self) -> usize {
        self.layout.dims
    }

    /// The shape of the network.
    pub fn config(&self) -> &MlpConfig {
        &self.config
    }

    /// The weights, by name.
    pub fn weights(&self) -> Weights {
        self.layout.by_name(&self.flat)
    }

    /// Flat numbers, such as a [gradient](super::Gradient), by the names of the weights they belong to.
    ///
    /// # Panics
    /// Where there are not as many as the network has weights.
    pub fn by_name(&self, flat: &[f32]) -> Weights {
        self.layout.by_name(flat)
    }

    /// Room for the intermediate values of one slice.
    pub fn slice(&self) -> Slice {
        let layer = vec![0.0; SLICE * self.config.width];
        Slice {
            slopes: vec![layer.clone(); self.config.depth],
            active: vec![layer; self.config.depth],
            joined: Vec::new(),
        }
    }

    /// Takes on other weights of the same layout.
    pub(crate) fn set_flat(&mut self, flat: &[f32]) {
        self.flat.copy_from_slice(flat);
        self.pack();
    }

    /// Brings the packed weights up to date with the flat ones.
    pub(crate) fn pack(&mut self) {
        let Layout { x, hidden, last, width, .. } = &self.layout;
        self.x.fill_rows(&self.flat[x.clone()]);
        for (packed, (w, _)) in self.hidden.iter_mut().zip(hidden) {
            packed.fill_rows(&self.flat[w.clone()]);
        }
        let w = &self.flat[last.0.clone()];
        self.last.fill(|k, n| w[n * width + k]);
    }

    pub(crate) fn offsets(&self) -> &Offsets {
        &self.offsets
    }

    /// W_t·emb(t) + b: what the first layer adds to every point at time t.
    pub(crate) fn time_row(&self, t: usize, out: &mut [f32]) {
        linear(self.times.row(t), &self.flat[self.layout.time.clone()], &self.flat[self.layout.bias.clone()], out);
    }

    /// What the first layer reads of points, the first of which is number `first` of those that have these conditions: the
    /// points themselves, or rows in `joined` where something is observed with each.
    ///
    /// # Panics
    /// Where an observation is not of the network's size.
    pub(crate) fn join<'a>(
        &self,
        x: &'a [f32],
        conditions: &[Condition],
        first: usize,
        joined: &'a mut Vec<f32>,
    ) -> &'a [f32] {
        let Layout { dims, inputs, .. } = self.layout;
        if inputs == dims {
            return x;
        }
        joined.clear();
        for (i, x) in x.chunks_exact(dims).enumerate() {
            joined.extend_from_slice(x);
            extend_observed(joined, conditions, first + i, inputs - dims);
        }
        joined
    }

    /// The sums of the first layer of up to [`SLICE`] rows of inputs that share a time, whose [`Self::time_row`] is `time`.
    pub(crate) fn input_layer(&self, inputs: &[f32], time: &[f32], sums: &mut [f32]) {
        let rows = inputs.len() / self.layout.inputs;
        matmul(inputs, &self.offsets.inputs[..rows], whole(self.layout.inputs), &self.x, time, sums, false);
    }

    /// Adds to the first layer's sums what it makes of rows of inputs.
    pub(crate) fn add_input_layer(&self, inputs: &[f32], sums: &mut [f32]) {
        let rows = inputs.len() / self.layout.inputs;
        matmul(inputs, &self.offsets.inputs[..rows], whole(self.layout.inputs), &self.x, &[], sums, true);
    }

    /// The sums of hidden layer `i` ≥ 1, with its bias where asked for.
    pub(crate) fn hidden_layer(&self, i: usize, rows: usize, active: &[f32], sums: &mut [f32], with_bias: bool) {
        let bias = if with_bias { &self.flat[self.layout.hidden[i - 1].1.clone()] } else { &[] };
        let width = self.layout.width;
        matmul(active, &self.offsets.width[..rows], whole(width), &self.hidden[i - 1], bias, sums, false);
    }

    /// The last layer.
    pub(crate) fn output_layer(&self, rows: usize, active: &[f32], out: &mut [f32]) {
        let bias = &self.flat[self.layout.last.1.clone()];
        let width = self.layout.width;
        matmul(active, &self.offsets.width[..rows], whole(width), &self.last, bias, out, false);
    }

    /// From the first layer's sums, in `slice.slopes[0]`, to the output, leaving behind what a gradient needs.
    pub(crate) fn forward(&self, rows: usize, slice: &mut Slice, out: &mut [f32]) {
        let values = rows * self.layout.width;
        for i in 0..self.config.depth {
            if i > 0 {
                self.hidden_layer(i, rows, &slice.active[i - 1], &mut slice.slopes[i], true);
            }
            let (slopes, active) = (&mut slice.slopes[i][..values], &mut slice.active[i][..values]);
            self.config.activation.apply_with_slope(slopes, active);
        }
        self.output_layer(rows, &slice.active[self.config.depth - 1], out);
    }

    /// The network's output for points that share the time t = 1..=T, count × dims each, with an observation for each or
    /// none at all.
    ///
    /// # Panics
    /// Where t is not within 1..=T, `out` is not as long as `x`, or an observation is not of the network's size.
    pub fn predict(&self, x: &[f32], t: usize, conditions: &[Condition], slice: &mut Slice, out: &mut [f32]) {
        assert_eq!(x.len(), out.len(), "an output for every point");
        let Layout { dims, width, .. } = self.layout;
        let mut time = [0.0; 512];
        let time = &mut time[..width];
        self.time_row(t, time);
        let slices = x.chunks(SLICE * dims).zip(out.chunks_mut(SLICE * dims));
        for (first, (x, out)) in (0..).step_by(SLICE).zip(slices) {
            let rows = x.len() / dims;
            let values = rows * width;
            let (mut now, mut next) = (&mut *slice.slopes[0], &mut *slice.active[0]);
            self.input_layer(self.join(x, conditions, first, &mut slice.joined), time, now);
            self.config.activation.apply(&mut now[..values]);
            for i in 1..self.config.depth {
                self.hidden_layer(i, rows, now, next, true);
                self.config.activation.apply(&mut next[..values]);
                std::mem::swap(&mut now, &mut next);
            }
            self.output_layer(rows, now, out);
        }
    }
}
