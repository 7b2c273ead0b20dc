//! ε* of a set of points: for every query a softmax over all of them, made fast.
//!
//! Points lie in blocks of sixteen neighbours, each coordinate's sixteen numbers side by side, so that the loops over a
//! block become vector code. Every block has a bounding box, and is skipped where no point of it can have a weight
//! that shows in the sum.
//!
//! All weights are taken relative to the nearest point n: with e = xⁱ − xⁿ, ‖v − xⁱ‖² − ‖v − xⁿ‖² = e·(e − 2(v − xⁿ)). That
//! is the stable softmax, whose largest exponent is 0, and at the same time keeps single precision from cancelling: at small
//! t, squared distances in units of 1 − ᾱ_t are of the order of 10⁵, and their differences are what counts.

use crate::math::exp;

/// Points in a block.
const LANES: usize = 16;
/// A weight below e^−NEGLIGIBLE of the largest is left out: 100,000 of them are less than the last bit of the sum.
const NEGLIGIBLE: f32 = 30.0;

/// Training points, arranged for queries.
#[derive(Clone, Debug)]
pub struct Cloud {
    dims: usize,
    count: usize,
    /// blocks × dims × LANES; the last block is filled up with its last point.
    blocks: Vec<f32>,
    /// Lower and upper corners of the blocks, blocks × dims each.
    low: Vec<f32>,
    high: Vec<f32>,
}

/// What is summed up over the points, a lane for each point of a block.
struct Sums {
    weight: [f32; LANES],
    /// Σ w e, dims × LANES.
    first: Vec<f32>,
    /// Σ w ‖e‖².
    second: [f32; LANES],
}

impl Cloud {
    /// Of count × dims numbers, at least one point.
    pub fn new(dims: usize, values: &[f32]) -> Self {
        // A set of one point, drawn again and again, needs only one.
        let first = &values[..dims];
        let values = if values.chunks_exact(dims).all(|point| point == first) { first } else { values };
        let count = values.len() / dims;
        let mut order: Vec<usize> = (0..count).collect();
        arrange(&mut order, dims, values);
        let mut cloud = Self { dims, count, blocks: Vec::new(), low: Vec::new(), high: Vec::new() };
        for block in order.chunks(LANES) {
            for d in 0..dims {
                let lane = |lane: usize| values[block[lane.min(block.len() - 1)] * dims + d];
                let numbers: [f32; LANES] = std::array::from_fn(lane);
                cloud.low.push(numbers.iter().copied().fold(f32::INFINITY, f32::min));
                cloud.high.push(numbers.iter().copied().fold(f32::NEG_INFINITY, f32::max));
                cloud.blocks.extend(numbers);
            }
        }
        cloud
    }

    /// Coordinates of a point.
    pub fn dims(&self) -> usize {
        self.dims
    }

    /// ε* at every point of `x`, and its divergence where there is room for it.
    pub fn eps(&self, x: &[f32], signal: f64, noise: f64, mut divergence: Option<&mut Vec<f64>>) -> Vec<f32> {
        let mut sums = Sums { weight: [0.0; LANES], first: vec![0.0; self.dims * LANES], second: [0.0; LANES] };
        let mut eps = Vec::with_capacity(x.len());
        for x in x.chunks_exact(self.dims) {
            // Two dimensions are compiled by themselves, for loops over coordinates that are known to have two rounds.
            let at = match self.dims {
                2 => self.point::<2>(x, signal, noise, &mut sums, &mut eps),
                _ => self.point::<0>(x, signal, noise, &mut sums, &mut eps),
            };
            if let Some(divergence) = &mut divergence {
                divergence.push(at);
            }
        }
        eps
    }

    /// ε* at one point, added to `eps`; returns its divergence. `D` is `dims` where that is known, else 0.
    fn point<const D: usize>(&self, x: &[f32], signal: f64, noise: f64, sums: &mut Sums, eps: &mut Vec<f32>) -> f64 {
        let dims = if D == 0 { self.dims } else { D };
        let k = signal / noise;
        let v: Vec<f32> = x.iter().map(|&x| (f64::from(x) / signal) as f32).collect();
        let (nearest, distance) = self.nearest::<D>(&v);
        // The ε that x would hold if it came from the nearest point.
        let of_nearest = |d: usize| (f64::from(x[d]) - signal * f64::from(nearest[d])) / noise;
        let half = (0.5 * k * k) as f32;
        let pull: Vec<f32> = (0..dims).map(|d| (k * of_nearest(d)) as f32).collect();
        sums.weight = [0.0; LANES];
        sums.first.fill(0.0);
        sums.second = [0.0; LANES];
        let (blocks, _) = self.blocks.as_chunks::<LANES>();
        let (first, _) = sums.first.as_chunks_mut::<LANES>();
        for (b, block) in blocks.chunks_exact(dims).enumerate() {
            if half * (self.box_distance::<D>(b, &v) - distance) > NEGLIGIBLE {
                continue;
            }
            let mut logits = [0.0; LANES];
            for d in 0..dims {
                for lane in 0..LANES {
                    let e = block[d][lane] - nearest[d];
                    logits[lane] += e * (pull[d] - half * e);
                }
            }
            // Beyond the last point: e to this power is 0 as far as a sum of weights can tell.
            let points = self.count - b * LANES;
            logits.iter_mut().skip(points).for_each(|logit| *logit = f32::MIN);
            if reduce(logits, f32::max) < -NEGLIGIBLE {
                continue;
            }
            let (mut weights, mut squares) = ([0.0; LANES], [0.0; LANES]);
            for lane in 0..LANES {
                weights[lane] = exp(logits[lane]);
                sums.weight[lane] += weights[lane];
            }
            for d in 0..dims {
                for lane in 0..LANES {
                    let e = block[d][lane] - nearest[d];
                    let weighted = weights[lane] * e;
                    first[d][lane] += weighted;
                    squares[lane] += weighted * e;
                }
            }
            (0..LANES).for_each(|lane| sums.second[lane] += squares[lane]);
        }
        let sum = |lanes: &[f32]| lanes.iter().map(|&v| f64::from(v)).sum::<f64>();
        let total = sum(&sums.weight);
        let mut square = 0.0;
        for d in 0..dims {
            let mean = sum(&sums.first[d * LANES..][..LANES]) / total;
            square += mean * mean;
            eps.push((of_nearest(d) - k * mean) as f32);
        }
        // ∂E[x_0|x]/∂x = √ᾱ/(1 − ᾱ)·Cov[x_0|x] (Tweedie's formula, differentiated once more)
        let covariance = (sum(&sums.second) / total - square).max(0.0);
        (dims as f64 - k * k * covariance) / noise
    }

    /// The training point nearest to `v`, and its squared distance.
    fn nearest<const D: usize>(&self, v: &[f32]) -> (Vec<f32>, f32) {
        let dims = if D == 0 { self.dims } else { D };
        let (mut best, mut at) = (f32::INFINITY, (0, 0));
        let (blocks, _) = self.blocks.as_chunks::<LANES>();
        for (b, block) in blocks.chunks_exact(dims).enumerate() {
            if self.box_distance::<D>(b, v) >= best {
                continue;
            }
            let mut squares = [0.0; LANES];
            for d in 0..dims {
                for lane in 0..LANES {
                    squares[lane] += (block[d][lane] - v[d]) * (block[d][lane] - v[d]);
                }
            }
            let smallest = reduce(squares, f32::min);
            if smallest < best {
                let lane = squares.iter().position(|&square| square == smallest).unwrap_or(0);
                (best, at) = (smallest, (b, lane));
            }
        }
        let (b, lane) = at;
        ((0..dims).map(|d| self.blocks[(b * dims + d) * LANES + lane]).collect(), best)
    }

    /// The squared distance from `v` to the box of block `b`.
    #[inline(always)]
    fn box_distance<const D: usize>(&self, b: usize, v: &[f32]) -> f32 {
        let dims = if D == 0 { self.dims } else { D };
        let (low, high) = (&self.low[b * dims..][..dims], &self.high[b * dims..][..dims]);
        let outside = |d: usize| (low[d] - v[d]).max(v[d] - high[d]).max(0.0);
        (0..dims).map(|d| outside(d) * outside(d)).sum()
    }
}

/// One number from all lanes, halving their count each time, which the compiler turns into vector code.
#[inline(always)]
fn reduce(mut lanes: [f32; LANES], pick: impl Fn(f32, f32) -> f32) -> f32 {
    let mut width = LANES;
    while width > 1 {
        width /= 2;
        for lane in 0..width {
            lanes[lane] = pick(lanes[lane], lanes[lane + width]);
        }
    }
    lanes[0]
}

/// Orders points so that blocks of [`LANES`] are neighbours: halves along the widest coordinate, and so on within each.
fn arrange(order: &mut [usize], dims: usize, values: &[f32]) {
    if order.len() <= LANES {
        return;
    }
    let width = |d: usize| {
        let ends = order.iter().map(|&i| values[i * dims + d]);
        ends.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    };
    let widths: Vec<f32> = (0..dims).map(|d| width(d).1 - width(d).0).collect();
    let widest = (0..dims).max_by(|&a, &b| widths[a].total_cmp(&widths[b])).unwrap_or(0);
    let middle = (order.len() / 2).next_multiple_of(LANES);
    order.select_nth_unstable_by(middle, |&a, &b| values[a * dims + widest].total_cmp(&values[b * dims + widest]));
    let (left, right) = order.split_at_mut(middle);
    arrange(left, dims, values);
    arrange(right, dims, values);
}
