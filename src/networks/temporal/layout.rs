//! Where each weight lies in the flat vector of all, and what each layer reads and writes.

use std::ops::Range;

use super::{config::TemporalConfig, net::SLICE};
use crate::weights::{Weight, Weights};
use kernel::matmul::{Outer, Packed, Runs, matmul, outer_product};

/// Steps of zeros before and after every padded chunk: half of the widest kernel.
pub const PAD: usize = 2;

/// How a convolution goes along the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As many steps out as in.
    Same,
    /// Kernel 3, stride 2: half as many.
    Down,
    /// Transposed, kernel 4, stride 2: twice as many.
    Up,
}

/// A convolution over padded chunks `[steps + 2 PAD, input]`, as matrix products. Weights are `[kernel, input, output]`.
#[derive(Clone, Debug)]
pub struct Conv {
    pub w: Range<usize>,
    pub b: Range<usize>,
    kind: Kind,
    kernel: usize,
    pub input: usize,
    pub output: usize,
    /// Steps that it reads.
    steps: usize,
    /// Where the rows of a slice begin, on the way forward and back.
    ahead: Vec<usize>,
    back: Vec<usize>,
}

impl Conv {
    pub fn new(kind: Kind, kernel: usize, input: usize, output: usize, steps: usize, total: &mut usize) -> Self {
        let mut take = |count: usize| {
            *total += count;
            *total - count..*total
        };
        let (w, b) = (take(kernel * input * output), take(output));
        let mut conv = Self { w, b, kind, kernel, input, output, steps, ahead: Vec::new(), back: Vec::new() };
        // A transposed convolution computes two steps at once from three, and the gradient of one of stride 2 two from two.
        let (rows, first, stride) = match kind {
            Kind::Same => (steps, PAD - kernel / 2, 1),
            Kind::Down => (steps / 2, PAD - 1, 2),
            Kind::Up => (steps, PAD - 1, 1),
        };
        conv.ahead = conv.starts(rows, first, stride, steps, input);
        let (rows, first, stride) = match kind {
            Kind::Same => (steps, PAD - kernel / 2, 1),
            Kind::Down => (steps / 2, PAD, 1),
            Kind::Up => (steps, PAD - 1, 2),
        };
        conv.back = conv.starts(rows, first, stride, conv.steps_out(), output);
        conv
    }

    fn starts(&self, rows: usize, first: usize, stride: usize, steps: usize, channels: usize) -> Vec<usize> {
        let at = |s: usize, i: usize| (s * (steps + 2 * PAD) + first + i * stride) * channels;
        (0..SLICE).flat_map(|s| (0..rows).map(move |i| at(s, i))).collect()
    }

    /// Steps that it writes.
    pub fn steps_out(&self) -> usize {
        match self.kind {
            Kind::Same => self.steps,
            Kind::Down => self.steps / 2,
            Kind::Up => 2 * self.steps,
        }
    }

    /// Rows of a chunk that are computed, steps that each reads, and columns.
    fn ahead_shape(&self) -> (usize, usize, usize) {
        match self.kind {
            Kind::Same => (self.steps, self.kernel, self.output),
            Kind::Down => (self.steps / 2, self.kernel, self.output),
            Kind::Up => (self.steps, 3, 2 * self.output),
        }
    }

    fn back_shape(&self) -> (usize, usize, usize) {
        match self.kind {
            Kind::Same => (self.steps, self.kernel, self.input),
            Kind::Down => (self.steps / 2, 2, 2 * self.input),
            Kind::Up => (self.steps, 4, self.input),
        }
    }

    /// The tap of a transposed convolution that goes from the `from`-th of three steps to the `parity`-th of two.
    fn tap(from: usize, parity: usize) -> Option<usize> {
        // Step 2m + parity is reached from m + from − 1 by tap parity + 1 − 2 (from − 1).
        (parity + 3).checked_sub(2 * from).filter(|tap| *tap < 4)
    }

    pub fn pack(&self, flat: &[f32], ahead: &mut Packed) {
        let w = &flat[self.w.clone()];
        let (input, output) = (self.input, self.output);
        match self.kind {
            Kind::Same | Kind::Down => ahead.fill_rows(w),
            Kind::Up => ahead.fill(|k, n| {
                let (from, i, parity, o) = (k / input, k % input, n / output, n % output);
                Self::tap(from, parity).map_or(0.0, |tap| w[(tap * input + i) * output + o])
            }),
        }
    }

    pub fn pack_back(&self, flat: &[f32], back: &mut Packed) {
        let w = &flat[self.w.clone()];
        let (input, output) = (self.input, self.output);
        let at = |tap: usize, i: usize, o: usize| w[(tap * input + i) * output + o];
        match self.kind {
            Kind::Same => back.fill(|k, i| at(self.kernel - 1 - k / output, i, k % output)),
            // Even steps are read by tap 1 of one output, odd ones by tap 2 of it and tap 0 of the next.
            Kind::Down => back.fill(|k, n| {
                let (from, o, parity, i) = (k / output, k % output, n / input, n % input);
                match (from, parity) {
                    (0, 0) => at(1, i, o),
                    (0, _) => at(2, i, o),
                    (_, 0) => 0.0,
                    _ => at(0, i, o),
                }
            }),
            Kind::Up => back.fill(|k, i| at(k / output, i, k % output)),
        }
    }

    pub fn new_packed(&self) -> Packed {
        let (_, taps, columns) = self.ahead_shape();
        Packed::new(taps * self.input, columns)
    }

    pub fn new_packed_back(&self) -> Packed {
        let (_, taps, columns) = self.back_shape();
        Packed::new(taps * self.output, columns)
    }

    /// out = x ∗ w + b for `count` chunks, `[steps_out, output]` each, without padding.
    pub fn forward(&self, count: usize, x: &[f32], packed: &Packed, flat: &[f32], out: &mut [f32]) {
        let (rows, taps, columns) = self.ahead_shape();
        let runs = Runs { count: 1, stride: 0, len: taps * self.input };
        let bias = &flat[self.b.clone()];
        let twice: Vec<f32>;
        let bias = if columns == bias.len() {
            bias
        } else {
            twice = bias.repeat(2);
            &twice
        };
        matmul(x, &self.ahead[..count * rows], runs, packed, bias, out, false);
    }

    /// The gradient of the input, added to `dx` where `accumulate`, from the padded gradient of the output.
    pub fn input_gradient(&self, count: usize, d_out: &[f32], back: &Packed, dx: &mut [f32], accumulate: bool) {
        let (rows, taps, _) = self.back_shape();
        let runs = Runs { count: 1, stride: 0, len: taps * self.output };
        matmul(d_out, &self.back[..count * rows], runs, back, &[], dx, accumulate);
    }

    /// grads += the gradient of weights and bias, from the padded input and the gradient of the output, without padding.
    pub fn weight_gradient(&self, count: usize, x: &[f32], d_out: &[f32], grads: &mut [f32]) {
        let (rows, taps, columns) = self.ahead_shape();
        let segments: Vec<(usize, usize)> = (0..count).map(|s| (self.ahead[s * rows], s * rows * columns)).collect();
        let stride = if self.kind == Kind::Down { 2 } else { 1 };
        let outer = Outer { segments: &segments, len: rows, a_stride: stride * self.input, b_stride: columns };
        let dw = &mut grads[self.w.clone()];
        if self.kind == Kind::Up {
            let mut wide = vec![0.0; taps * self.input * columns];
            outer_product(x, d_out, outer, taps * self.input, columns, &mut wide);
            for (from, parity) in (0..3).flat_map(|from| [(from, 0), (from, 1)]) {
                let Some(tap) = Self::tap(from, parity) else { continue };
                for i in 0..self.input {
                    let row = &wide[(from * self.input + i) * columns + parity * self.output..][..self.output];
                    kernel::math::add_assign(&mut dw[(tap * self.input + i) * self.output..][..self.output], row);
                }
            }
        } else {
            outer_product(x, d_out, outer, taps * self.input, columns, dw);
        }
        let steps = count * self.steps_out();
        sum_rows(&d_out[..steps * self.output], &mut grads[self.b.clone()]);
    }
}

/// to += every row of d.
pub fn sum_rows(d: &[f32], to: &mut [f32]) {
    d.chunks_exact(to.len()).for_each(|row| kernel::math::add_assign(to, row));
}

/// A linear layer on rows. Weights are `[input, output]`.
#[derive(Clone, Debug)]
pub struct Linear {
    pub w: Range<usize>,
    pub b: Range<usize>,
    pub input: usize,
    pub output: usize,
    rows_in: Vec<usize>,
    rows_out: Vec<usize>,
}

impl Linear {
    pub fn new(input: usize, output: usize, total: &mut usize) -> Self {
        let mut take = |count: usize| {
            *total += count;
            *total - count..*total
        };
        let rows = |len: usize| (0..SLICE).map(|s| s * len).collect();
        Self { w: take(input * output), b: take(output), input, output, rows_in: rows(input), rows_out: rows(output) }
    }

    pub fn forward(&self, count: usize, x: &[f32], packed: &Packed, flat: &[f32], out: &mut [f32]) {
        let runs = Runs { count: 1, stride: 0, len: self.input };
        matmul(x, &self.rows_in[..count], runs, packed, &flat[self.b.clone()], out, false);
    }

    pub fn pack_back(&self, flat: &[f32], back: &mut Packed) {
        let w = &flat[self.w.clone()];
        back.fill(|o, i| w[i * self.output + o]);
    }

    pub fn input_gradient(&self, count: usize, d_out: &[f32], back: &Packed, dx: &mut [f32]) {
        let runs = Runs { count: 1, stride: 0, len: self.output };
        matmul(d_out, &self.rows_out[..count], runs, back, &[], dx, false);
    }

    pub fn weight_gradient(&self, count: usize, x: &[f32], d_out: &[f32], grads: &mut [f32]) {
        let outer = Outer { segments: &[(0, 0)], len: count, a_stride: self.input, b_stride: self.output };
        outer_product(x, d_out, outer, self.input, self.output, &mut grads[self.w.clone()]);
        sum_rows(&d_out[..count * self.output], &mut grads[self.b.clone()]);
    }
}

/// A residual block.
#[derive(Clone, Debug)]
pub struct Block {
    pub c1: Conv,
    pub n1: (Range<usize>, Range<usize>),
    /// Its first column in the matrix of all FiLM layers.
    pub film: usize,
    pub c2: Conv,
    pub n2: (Range<usize>, Range<usize>),
    pub sk: Option<Conv>,
}

/// All layers and where their weights lie. The blocks' FiLM layers are one matrix, side by side.
#[derive(Clone, Debug)]
pub struct Layout {
    pub action: usize,
    pub time: [Linear; 2],
    pub encoder: [Linear; 2],
    pub film: Linear,
    pub blocks: Vec<Block>,
    pub down: Vec<Conv>,
    pub up: Vec<Conv>,
    pub last: Conv,
    pub last_norm: (Range<usize>, Range<usize>),
    pub out: Conv,
    pub total: usize,
    /// For every number of the named weights, end to end: its place in the flat vector.
    places: Vec<u32>,
    named: Vec<(String, Vec<usize>)>,
}

impl Layout {
    pub fn new(config: &TemporalConfig, values: usize) -> Self {
        let mut total = 0;
        let t = &mut total;
        let (action, time, encoder) = (values / config.steps, config.time_width, config.encoder);
        let time = [Linear::new(time, 4 * time, t), Linear::new(4 * time, time, t)];
        let encoder = [Linear::new(config.observed, encoder, t), Linear::new(encoder, encoder, t)];
        let shapes = config.blocks(action);
        let film = Linear::new(config.told(), shapes.iter().map(|b| 2 * b.output).sum(), t);
        fn norm(width: usize, total: &mut usize) -> (Range<usize>, Range<usize>) {
            *total += 2 * width;
            (*total - 2 * width..*total - width, *total - width..*total)
        }
        let steps_at = |level: usize| config.steps >> level;
        let mut column = 0;
        let mut blocks = Vec::new();
        for shape in &shapes {
            let (steps, output) = (steps_at(shape.level), shape.output);
            blocks.push(Block {
                c1: Conv::new(Kind::Same, config.kernel, shape.input, output, steps, t),
                n1: norm(output, t),
                film: column,
                c2: Conv::new(Kind::Same, config.kernel, output, output, steps, t),
                n2: norm(output, t),
                sk: (shape.input != output).then(|| Conv::new(Kind::Same, 1, shape.input, output, steps, t)),
            });
            column += 2 * output;
        }
        let deepest = config.widths.len() - 1;
        let resize = |kind, kernel, level: usize, width, t: &mut usize| {
            Conv::new(kind, kernel, width, width, steps_at(level), t)
        };
        let down = (0..deepest).map(|level| resize(Kind::Down, 3, level, config.widths[level], t)).collect();
        let up = (1..=deepest).rev().map(|level| resize(Kind::Up, 4, level, config.widths[level - 1], t)).collect();
        let width = config.widths[0];
        let last = Conv::new(Kind::Same, config.kernel, width, width, config.steps, t);
        let last_norm = norm(width, t);
        let out = Conv::new(Kind::Same, 1, width, action, config.steps, t);
        let mut layout = Self {
            action,
            time,
            encoder,
            film,
            blocks,
            down,
            up,
            last,
            last_norm,
            out,
            total,
            places: Vec::new(),
            named: config.parameters(values),
        };
        layout.places = layout.place_all();
        layout
    }

    fn place_all(&self) -> Vec<u32> {
        let mut places = Vec::with_capacity(self.total);
        let mut linear = |w: usize, b: usize, input: usize, outputs: Range<usize>, stride: usize| {
            for o in outputs.clone() {
                places.extend((0..input).map(|i| (w + i * stride + o) as u32));
            }
            places.extend(outputs.map(|o| (b + o) as u32));
        };
        for Linear { w, b, input, output, .. } in self.time.iter().chain(&self.encoder) {
            linear(w.start, b.start, *input, 0..*output, *output);
        }
        let conv = |c: &Conv, places: &mut Vec<u32>| {
            let at = |tap: usize, i: usize, o: usize| (c.w.start + (tap * c.input + i) * c.output + o) as u32;
            // A transposed convolution has its inputs first.
            let (first, second) = if c.kind == Kind::Up { (c.input, c.output) } else { (c.output, c.input) };
            for (a, b) in (0..first).flat_map(|a| (0..second).map(move |b| (a, b))) {
                let (i, o) = if c.kind == Kind::Up { (a, b) } else { (b, a) };
                places.extend((0..c.kernel).map(|tap| at(tap, i, o)));
            }
            places.extend(c.b.clone().map(|b| b as u32));
        };
        let norm = |n: &(Range<usize>, Range<usize>), places: &mut Vec<u32>| {
            places.extend(n.0.clone().chain(n.1.clone()).map(|p| p as u32));
        };
        for block in &self.blocks {
            conv(&block.c1, &mut places);
            norm(&block.n1, &mut places);
            let columns = block.film..block.film + 2 * block.c1.output;
            let (w, b, stride) = (self.film.w.start, self.film.b.start, self.film.output);
            for o in columns.clone() {
                places.extend((0..self.film.input).map(|i| (w + i * stride + o) as u32));
            }
            places.extend(columns.map(|o| (b + o) as u32));
            conv(&block.c2, &mut places);
            norm(&block.n2, &mut places);
            if let Some(sk) = &block.sk {
                conv(sk, &mut places);
            }
        }
        self.down.iter().chain(&self.up).chain([&self.last]).for_each(|c| conv(c, &mut places));
        norm(&self.last_norm, &mut places);
        conv(&self.out, &mut places);
        places
    }

    /// Named weights as the flat vector has them.
    pub fn flatten(&self, weights: &Weights) -> Vec<f32> {
        let mut flat = vec![0.0; self.total];
        let values = self.named.iter().flat_map(|(name, _)| &weights[name].values);
        for (&place, &value) in self.places.iter().zip(values) {
            flat[place as usize] = value;
        }
        flat
    }

    /// The way back.
    pub fn by_name(&self, flat: &[f32]) -> Weights {
        let mut places = self.places.iter();
        let mut weight = |(name, shape): &(String, Vec<usize>)| {
            let count = shape.iter().product();
            let values = places.by_ref().take(count).map(|&place| flat[place as usize]).collect();
            (name.clone(), Weight { shape: shape.clone(), values })
        };
        self.named.iter().map(&mut weight).collect()
    }
}
