//! Reading and writing: models with their cards, PNG sheets, NumPy arrays.

use std::{fs, path::Path};

use ddpm_lab::{Error, ErrorCode, Result, data::ImageShape, data::frame::Sheet, networks::ModelCard, weights::Weights};

/// An error of reading or writing `path`.
pub fn io_error(path: &Path, error: impl std::fmt::Display) -> Error {
    Error::new(ErrorCode::Io, format!("{}: {error}", path.display()))
}

/// Writes a file whole or not at all, so that being interrupted never costs what was there before.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| io_error(folder, e))?;
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    fs::write(&part, bytes).and_then(|()| fs::rename(&part, path)).map_err(|e| io_error(path, e))
}

/// Reads `folder/NAME.json` and `folder/NAME.safetensors`, and checks one against the other.
pub fn read_model(folder: &Path, name: &str) -> Result<(ModelCard, Weights)> {
    let read = |extension: &str| {
        let path = folder.join(format!("{name}.{extension}"));
        fs::read(&path).map_err(|e| {
            let known = model_names(folder);
            let advice = if known.is_empty() {
                "there are no models here; `ddpm-lab pretrain` and `ddpm-lab export` make one".to_owned()
            } else {
                format!("there are {}; --models names another folder", known.join(", "))
            };
            io_error(&path, format!("{e}; {advice}"))
        })
    };
    let card = ModelCard::from_json(&read("json")?)?;
    let weights = card.load_weights(&read("safetensors")?)?;
    Ok((card, weights))
}

/// The models in a folder: every card that has weights beside it.
fn model_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "safetensors") && path.with_extension("json").exists())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

/// Writes a model card as JSON that people can read.
pub fn write_card(path: &Path, card: &ModelCard) -> Result<()> {
    write_json(path, card)
}

/// Writes a card of any kind as JSON that people can read.
pub fn write_json(path: &Path, card: &impl serde::Serialize) -> Result<()> {
    let mut json =
        serde_json::to_vec_pretty(card).map_err(|e| Error::new(ErrorCode::CardInvalid, "card").caused_by(e))?;
    json.push(b'\n');
    write_whole(path, &json)
}

/// Writes pictures `[n, height, width, channels]` as one PNG, each pixel a square of `scale` pixels.
pub fn write_png(path: &Path, pictures: &[f32], shape: ImageShape, columns: usize, scale: usize) -> Result<()> {
    let small = Sheet { columns, gap: 1 }.draw(pictures, shape);
    let mut bytes = Vec::with_capacity(small.bytes.len() * scale * scale);
    for row in small.bytes.chunks_exact(4 * small.width) {
        let wide: Vec<u8> = row.chunks_exact(4).flat_map(|pixel| pixel.repeat(scale)).collect();
        (0..scale).for_each(|_| bytes.extend_from_slice(&wide));
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, (small.width * scale) as u32, (small.height * scale) as u32);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&bytes));
    written.map_err(|e| io_error(path, e))?;
    write_whole(path, &file)
}

/// Writes pictures as a NumPy array `[n, height, width, channels]` of single precision.
pub fn write_npy(path: &Path, pictures: &[f32], shape: ImageShape) -> Result<()> {
    let ImageShape { height, width, channels } = shape;
    let count = pictures.len() / shape.values();
    write_whole(path, &npy(pictures, &[count, height, width, channels]))
}

/// The bytes of a .npy file, version 1.0 of its format (NumPy Enhancement Proposal 1).
fn npy(values: &[f32], shape: &[usize]) -> Vec<u8> {
    let lengths: String = shape.iter().map(|length| format!("{length}, ")).collect();
    let mut header = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({lengths}), }}");
    // The array begins at a multiple of 64 bytes: 10 for what precedes the header, 1 for the line's end.
    let used = (10 + header.len() + 1) % 64;
    header.push_str(&" ".repeat((64 - used) % 64));
    header.push('\n');
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend((header.len() as u16).to_le_bytes());
    file.extend(header.as_bytes());
    file.extend(values.iter().flat_map(|v| v.to_le_bytes()));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numpy_file_is_laid_out_as_its_format_says() {
        let file = npy(&[1.0, -0.5], &[1, 1, 2, 1]);
        assert_eq!(&file[..8], b"\x93NUMPY\x01\x00");
        let header = usize::from(u16::from_le_bytes([file[8], file[9]]));
        assert_eq!((10 + header) % 64, 0);
        let text = std::str::from_utf8(&file[10..10 + header]).unwrap();
        assert!(text.starts_with("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 2, 1, ), }"));
        assert!(text.ends_with('\n'));
        assert_eq!(file[10 + header..], [0, 0, 0x80, 0x3f, 0, 0, 0, 0xbf]);
    }

    #[test]
    fn a_png_sheet_has_the_pixels_at_their_scale() {
        let path = std::env::temp_dir().join(format!("ddpm-lab-sheet-{}.png", std::process::id()));
        let shape = ImageShape { height: 1, width: 1, channels: 3 };
        write_png(&path, &[1.0, -1.0, -1.0, -1.0, -1.0, 1.0], shape, 2, 4).unwrap();
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (12, 4));
        let at = |x: usize| &pixels[4 * x..4 * x + 4];
        assert_eq!([at(0), at(3), at(11)], [&[255, 0, 0, 255], &[255, 0, 0, 255], &[0, 0, 255, 255]]);
        assert_eq!(at(4)[3], 0, "the gap is transparent");
    }
}
