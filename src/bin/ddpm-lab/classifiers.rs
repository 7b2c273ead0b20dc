//! The classifiers that samples are judged with: trained once, kept as files.

use std::{fs, io::ErrorKind, path::Path};

use ddpm_lab::{
    Result,
    data::{ImageSet, Split},
    measure::{Classifier, FitOptions},
    weights,
};

use crate::{draw::bar, files};

/// Reads the classifier of a set from `folder`, or trains it on the set's pictures and keeps it there.
pub fn get(folder: &Path, data: &Path, name: &str, test: &ImageSet, fit: FitOptions) -> Result<Classifier> {
    let path = folder.join(format!("{name}.safetensors"));
    match fs::read(&path) {
        Ok(bytes) => {
            return Classifier::from_weights(test.shape, &test.attributes, &weights::from_safetensors(&bytes)?);
        }
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => return Err(files::io_error(&path, e)),
    }
    let train = ImageSet::load(data, name, Split::Train)?;
    let progress = bar("training the classifier");
    progress.set_length(1000);
    let trained = Classifier::fit(&train, fit, |share, _| {
        progress.set_position((1000.0 * share) as u64);
    })?;
    progress.finish_and_clear();
    let bytes = weights::to_safetensors(&trained.weights())?;
    files::write_whole(&path, &bytes)?;
    println!("the classifier of {name} is kept in {}", path.display());
    // As read from the file, in half precision: every later measurement uses that one.
    Classifier::from_weights(test.shape, &test.attributes, &weights::from_safetensors(&bytes)?)
}
