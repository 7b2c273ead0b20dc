//! `ddpm-lab evaluate`: samples against real pictures that the model has not seen, each figure beside that of real
//! pictures against real ones.

mod push_t;

use std::path::PathBuf;

use ddpm_lab::{
    Error, ErrorCode, Result,
    data::{ImageSet, Split},
    denoiser::Condition,
    diffusion::Schedule,
    measure::{FitOptions, classifier::FEATURES, frechet_distance, nearest_distances},
    networks::card::QualityFigure,
};

use crate::{classifiers, draw, files, sampling::SamplingArgs};

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    pictures: Pictures,
}

#[derive(clap::Subcommand)]
enum Task {
    /// Roll a policy of Push-T out from starts that no demonstration has
    PushT(push_t::Args),
}

/// A model of pictures.
#[derive(clap::Args)]
struct Pictures {
    /// The model's name, also that of its data set; needed unless a task is named
    #[arg(long)]
    model: Option<String>,
    /// Folder of the models
    #[arg(long, default_value = "www/models")]
    models: PathBuf,
    /// Folder of the data sets
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Folder where the classifiers are kept
    #[arg(long, default_value = "tests/classifiers")]
    classifiers: PathBuf,
    /// Gradient steps of a classifier that is not there yet
    #[arg(long, default_value_t = FitOptions::default().steps)]
    classifier_steps: usize,
    /// How many samples; at most half of the held-out pictures
    #[arg(long, short, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(2..=100_000))]
    n: u32,
    #[command(flatten)]
    sampling: SamplingArgs,
    /// Write the figures on the model's card
    #[arg(long)]
    write_card: bool,
}

/// These pictures of a set as the network sees them, and what they are.
fn part(set: &ImageSet, chosen: impl Iterator<Item = usize>) -> (Vec<f32>, Vec<Condition>) {
    let (mut pictures, mut conditions) = (Vec::new(), Vec::new());
    let mut picture = vec![0.0; set.shape.values()];
    for i in chosen {
        set.write_picture(i, &mut picture);
        pictures.extend_from_slice(&picture);
        conditions.push(set.condition(i));
    }
    (pictures, conditions)
}

/// What is asked for of attribute `k` alone.
fn only(asked: &[Condition], k: usize) -> Vec<Condition> {
    let alone =
        |c: &Condition| Condition::Classes(c.classes().iter().enumerate().map(|(i, v)| v.filter(|_| i == k)).collect());
    asked.iter().map(alone).collect()
}

/// [−1, 1] to the 256 levels that the training pictures have.
fn levels(pictures: &[f32]) -> Vec<u8> {
    pictures.iter().map(|v| ((v + 1.0) * 127.5).round() as u8).collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { 0.5 * (values[middle - 1] + values[middle]) }
}

pub fn run(args: &Args) -> Result<()> {
    match (&args.task, &args.pictures.model) {
        (Some(Task::PushT(args)), _) => push_t::run(args),
        (None, Some(model)) => pictures(model, &args.pictures),
        (None, None) => Err(Error::new(ErrorCode::InvalidSetting, "expected --model NAME or push-t, found neither")),
    }
}

fn pictures(model: &str, args: &Pictures) -> Result<()> {
    let (mut card, weights) = files::read_model(&args.models, model)?;
    let train = ImageSet::load(&args.data, model, Split::Train)?;
    let test = ImageSet::load(&args.data, model, Split::Test)?;
    if (test.shape, &test.attributes) != (card.network.image, &card.network.attributes) {
        let message = format!("the model {} and the data set of that name differ in size or attributes", model);
        return Err(Error::new(ErrorCode::InvalidSetting, message));
    }
    let (n, half) = (args.n as usize, test.len() / 2);
    if n > half {
        let message = format!("--n {n}: the held-out pictures are halved, and a half has {half}; ask for at most that");
        return Err(Error::new(ErrorCode::InvalidSetting, message));
    }
    let fit = FitOptions { steps: args.classifier_steps, ..FitOptions::default() };
    let classifier = classifiers::get(&args.classifiers, &args.data, model, &test, fit)?;

    // The held-out pictures in two halves: one is what both are measured against, the other stands beside the samples,
    // equal in number and in what they are asked to be, so that the two figures differ in nothing else. Every other
    // picture, since MNIST's first half was written by other people than its second.
    let (reference, _) = part(&test, (1..test.len()).step_by(2));
    let (real, asked) = part(&test, (0..test.len()).step_by(2).take(n));
    let config = args.sampling.config(asked.clone())?;
    let schedule = Schedule::new(card.schedule, card.steps)?;
    let drawer = draw::Drawer::new(&card.network, &weights, schedule, card.prediction)?;
    let samples = drawer.draw(&config, args.sampling.threads(), &draw::bar("drawing"))?;

    let reference = classifier.read(&reference).features;
    let method = format!("{n} samples, {}", args.sampling.describe());
    let readings = [&samples, &real].map(|pictures| classifier.read(pictures));
    let both = [(&samples, &readings[0]), (&real, &readings[1])].map(|(pictures, reading)| {
        let distances = nearest_distances(&levels(pictures), &train.images, train.shape.values());
        [
            classifier.agreement(reading, &asked),
            frechet_distance(&reading.features, &reference, FEATURES),
            median(distances),
        ]
    });
    let names = ["class_agreement", "frechet_distance", "nearest_training_distance"];
    card.quality = (0..names.len())
        .map(|i| QualityFigure {
            figure: names[i].into(),
            samples: rounded(both[0][i]),
            real: rounded(both[1][i]),
            method: method.clone(),
        })
        .collect();

    println!("{}: {method}", model);
    println!("{:<28}{:>12}{:>12}", "", "samples", "real");
    for QualityFigure { figure, samples, real, .. } in &card.quality {
        println!("{figure:<28}{samples:>12}{real:>12}");
    }
    for (k, attribute) in test.attributes.iter().enumerate().filter(|_| test.attributes.len() > 1) {
        let [samples, real] = readings.each_ref().map(|r| rounded(classifier.agreement(r, &only(&asked, k))));
        println!("  agreement of {:<13}{samples:>12}{real:>12}", attribute.name);
    }
    if args.write_card {
        let path = args.models.join(format!("{}.json", model));
        files::write_card(&path, &card)?;
        println!("written to {}", path.display());
    }
    Ok(())
}

/// To four digits: more would claim what so few samples cannot tell.
fn rounded(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 9.0]), 3.0);
    }

    #[test]
    fn one_attribute_alone_leaves_the_others_open() {
        let asked = [Condition::Classes(vec![Some(1), Some(0), None])];
        assert_eq!(only(&asked, 1), [Condition::Classes(vec![None, Some(0), None])]);
        assert_eq!(only(&asked, 2), [Condition::any(3)]);
    }

    #[test]
    fn figures_are_rounded_to_four_digits() {
        assert_eq!(rounded(0.123_456), 0.1235);
        assert_eq!(rounded(98_766.0), 98_770.0);
        assert_eq!(rounded(0.0), 0.0);
    }

    #[test]
    fn levels_are_those_of_the_pictures_and_no_others() {
        assert_eq!(levels(&[-1.5, -1.0, 0.0, 1.0, 1.5]), [0, 0, 128, 255, 255]);
    }
}
