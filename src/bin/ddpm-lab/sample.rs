//! `ddpm-lab sample`: pictures from a trained model.

use std::path::PathBuf;

use ddpm_lab::{Error, ErrorCode, Result, diffusion::Schedule};

use crate::{conditions, draw, files, sampling::SamplingArgs};

#[derive(clap::Args)]
pub struct Args {
    /// The model's name: its files are NAME.json and NAME.safetensors
    #[arg(long)]
    model: String,
    /// Folder of the models
    #[arg(long, default_value = "www/models")]
    models: PathBuf,
    /// What to ask for: `7`, `hat=yes,glasses=no`, `any`, or `all` for every combination in turn
    #[arg(long, default_value = "any")]
    class: String,
    /// How many pictures
    #[arg(long, short, default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    n: u32,
    #[command(flatten)]
    sampling: SamplingArgs,
    /// Where to: a sheet (.png) or a NumPy array [n, height, width, channels] in [−1, 1] (.npy)
    #[arg(long)]
    out: PathBuf,
    /// Pictures a row of the sheet [default: as square as can be, or one column for each combination]
    #[arg(long)]
    columns: Option<usize>,
    /// Pixels of the sheet for each pixel of a picture
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=32))]
    scale: u8,
}

pub fn run(args: &Args) -> Result<()> {
    let extension = args.out.extension().and_then(|e| e.to_str());
    if !matches!(extension, Some("png" | "npy")) {
        let message = format!("--out {}: the name must end in .png or .npy", args.out.display());
        return Err(Error::new(ErrorCode::InvalidSetting, message));
    }
    let (card, weights) = files::read_model(&args.models, &args.model)?;
    let conditions = conditions::parse(&args.class, &card.network.attributes)?;
    let n = args.n as usize;
    let config = args.sampling.config(conditions.iter().cloned().cycle().take(n).collect())?;
    let schedule = Schedule::new(card.schedule, card.steps)?;
    let drawer = draw::Drawer::new(&card.network, &weights, schedule, card.prediction)?;
    let pictures = drawer.draw(&config, args.sampling.threads(), &draw::bar("drawing"))?;
    let shape = card.network.image;
    if extension == Some("npy") {
        files::write_npy(&args.out, &pictures, shape)?;
    } else {
        let one_each =
            if conditions.len() > 1 { conditions.len() } else { ddpm_lab::data::frame::Sheet::square(n).columns };
        files::write_png(&args.out, &pictures, shape, args.columns.unwrap_or(one_each), usize::from(args.scale))?;
    }
    println!("{n} {} in {}", if n == 1 { "picture" } else { "pictures" }, args.out.display());
    Ok(())
}
