//! The network's course: what is computed after what.

use burn::{
    Tensor,
    module::Module,
    tensor::{Device, TensorData, activation},
};

use super::{
    layers::{Attention, Conv, Linear, Norm, ResBlock, Source, Table},
    ops::{Add, Joined, Ops, Plain, Sampling},
};
use crate::{
    denoiser::Condition,
    error::Result,
    networks::{UNetConfig, fused::sinusoid},
    weights::{self, Weights},
};

/// The U-Net with its parameters on a device. Fields have the names of the weight files.
#[derive(Module, Debug)]
pub struct BurnUNet {
    t1: Linear,
    t2: Linear,
    cond: Vec<Table>,
    cin: Conv,
    down: Vec<Vec<ResBlock>>,
    m1: ResBlock,
    ma: Attention,
    m2: ResBlock,
    up: Vec<Vec<ResBlock>>,
    ds: Vec<Conv>,
    us: Vec<Conv>,
    no: Norm,
    co: Conv,
    #[module(skip)]
    config: UNetConfig,
}

impl BurnUNet {
    /// The network of this shape with these weights. On a device with autodiff they can be trained.
    ///
    /// # Errors
    /// `InvalidSetting` where the network cannot be built, `WeightsShape` where the weights are not its own.
    pub fn new(config: &UNetConfig, weights: &Weights, device: &Device) -> Result<Self> {
        config.validate()?;
        weights::check(weights, &config.parameters())?;
        let source = &Source { weights, device };
        let (levels, blocks, groups) = (config.multipliers.len(), config.blocks, config.groups);
        let block = |name: &str| ResBlock::load(source, name, groups);
        let side = |name: &str| -> Result<Vec<Vec<ResBlock>>> {
            (0..levels).map(|i| (0..blocks).map(|k| block(&format!("{name}.{i}.{k}"))).collect()).collect()
        };
        let convs = |name: &str| -> Result<Vec<Conv>> {
            (0..levels - 1).map(|i| Conv::load(source, &format!("{name}.{i}"))).collect()
        };
        Ok(Self {
            t1: Linear::load(source, "t1")?,
            t2: Linear::load(source, "t2")?,
            cond: (0..config.attributes.len())
                .map(|i| Table::load(source, &format!("cond.{i}")))
                .collect::<Result<_>>()?,
            cin: Conv::load(source, "cin")?,
            down: side("down")?,
            m1: block("m1")?,
            ma: Attention::load(source, "ma", groups)?,
            m2: block("m2")?,
            up: side("up")?,
            ds: convs("ds")?,
            us: convs("us")?,
            no: Norm::load(source, "no", groups)?,
            co: Conv::load(source, "co")?,
            config: config.clone(),
        })
    }

    /// The shape of the network.
    pub fn config(&self) -> &UNetConfig {
        &self.config
    }

    /// The network's output for pictures folded by [`space_to_depth`], [batch, height/patch, width/patch, folded channels], each fed
    /// its time as it is. In Burn's own operations, so that gradients can be had.
    pub fn forward(&self, x: Tensor<4>, t: &[f32], conditions: &[Condition]) -> Tensor<4> {
        let shifts = self.shifts(t, conditions, &x.device());
        self.forward_shifted::<Plain>(x, &shifts)
    }

    /// The residual blocks in the order of computation.
    fn blocks(&self) -> impl Iterator<Item = &ResBlock> {
        let down = self.down.iter().flatten();
        down.chain([&self.m1, &self.m2]).chain(self.up.iter().flatten())
    }

    /// What the times and conditions add to each channel of every block, [batch, channels of all blocks].
    fn shifts(&self, t: &[f32], conditions: &[Condition], device: &Device) -> Tensor<2> {
        let (batch, base) = (t.len(), self.config.base);
        let mut waves = vec![0.0; batch * base];
        t.iter().zip(waves.chunks_exact_mut(base)).for_each(|(&t, wave)| sinusoid(t, wave));
        let waves = Tensor::<2>::from_data(TensorData::new(waves, [batch, base]), device);
        let mut e = self.t2.forward(activation::silu(self.t1.forward(waves)));
        for (i, table) in self.cond.iter().enumerate() {
            let [rows, _] = table.weight.val().dims();
            // One-hot rows times the table: its gradient is a product too, where that of a gather would be a scatter.
            let mut pick = vec![0.0f32; batch * rows];
            for (pick, condition) in pick.chunks_exact_mut(rows).zip(conditions) {
                pick[condition.classes()[i].map_or(0, |v| v + 1)] = 1.0;
            }
            let pick = Tensor::<2>::from_data(TensorData::new(pick, [batch, rows]), device);
            e = e + pick.matmul(table.weight.val());
        }
        let e = activation::silu(e);
        Tensor::cat(self.blocks().map(|block| block.te.forward(e.clone())).collect(), 1)
    }

    /// The course of the network, for shifts that are known.
    pub(super) fn forward_shifted<O: Ops>(&self, x: Tensor<4>, shifts: &Tensor<2>) -> Tensor<4> {
        let mut first = 0;
        let mut block = |block: &ResBlock, x: &Joined| {
            let out = block.forward::<O>(x, shifts, first);
            first += block.width();
            out
        };
        let mut h = O::conv(&x, &self.cin, Sampling::Same, Add::Nothing);
        let mut skips = Vec::new();
        for (i, level) in self.down.iter().enumerate() {
            for layer in level {
                h = block(layer, &h.into());
                skips.push(h.clone());
            }
            if let Some(ds) = self.ds.get(i) {
                h = O::conv(&h, ds, Sampling::Half, Add::Nothing);
            }
        }
        h = block(&self.m1, &h.into());
        h = self.ma.forward::<O>(&h);
        h = block(&self.m2, &h.into());
        for (i, level) in self.up.iter().enumerate() {
            for layer in level {
                h = block(layer, &Joined { below: h, skip: skips.pop() });
            }
            if let Some(us) = self.us.get(i) {
                h = O::conv(&h, us, Sampling::Double, Add::Nothing);
            }
        }
        O::conv(&O::norm_silu(&h.into(), None, &self.no), &self.co, Sampling::Same, Add::Nothing)
    }
}

/// Folds squares of `patch` by `patch` pixels into channels: pixel (dy, dx) of a square goes to the channels from
/// (dy·patch + dx)·channels on. `x` is [batch, height, width, channels].
pub fn space_to_depth(x: &[f32], config: &UNetConfig) -> Vec<f32> {
    let mut out = vec![0.0; x.len()];
    each_row_of_a_patch(x.len(), config, |picture, folded, n| {
        out[folded..folded + n].copy_from_slice(&x[picture..picture + n]);
    });
    out
}

/// The reverse of [`space_to_depth`].
pub fn depth_to_space(x: &[f32], config: &UNetConfig) -> Vec<f32> {
    let mut out = vec![0.0; x.len()];
    each_row_of_a_patch(x.len(), config, |picture, folded, n| {
        out[picture..picture + n].copy_from_slice(&x[folded..folded + n]);
    });
    out
}

/// Calls `copy(place in the picture, place in the folded picture, length)` for every run that stays together.
fn each_row_of_a_patch(len: usize, config: &UNetConfig, mut copy: impl FnMut(usize, usize, usize)) {
    let run = config.patch * config.image.channels;
    let (across, patch) = (config.image.width / config.patch, config.patch);
    for start in (0..len).step_by(run) {
        let (line, square) = (start / run / across, start / run % across);
        let folded = ((line / patch * across + square) * patch + line % patch) * run;
        copy(start, folded, run);
    }
}
