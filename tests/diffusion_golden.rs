//! The mathematics against Hugging Face diffusers: every case of `golden/diffusers.json`, and of any further file of the
//! same form that the environment variable `GOLDEN_CASES` names.

use std::{collections::BTreeMap, fs, path::Path};

use ddpm_lab::diffusion::{
    ForwardCoefficients, Prediction, ReverseStep, SamplerKind, Schedule, ScheduleKind, Spacing, dpm_solver_step,
    forward, reverse_variance, timesteps,
};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct File {
    head: Head,
    cases: Vec<Value>,
}

#[derive(Deserialize)]
struct Head {
    note: String,
}

/// One case. Times are those of diffusers: ours minus one, with −1 for the data.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Case {
    Schedule {
        #[serde(flatten)]
        chain: Chain,
        index: Vec<usize>,
        beta: Vec<f64>,
        alpha_bar: Vec<f64>,
    },
    Forward {
        #[serde(flatten)]
        chain: Chain,
        t: usize,
        x0: Vec<f64>,
        noise: Vec<f64>,
        x_t: Vec<f64>,
    },
    DdpmStep {
        variance: Variance,
        #[serde(flatten)]
        step: Step,
    },
    DdimStep {
        eta: f64,
        #[serde(flatten)]
        step: Step,
    },
    Timesteps {
        #[serde(rename = "T")]
        total: usize,
        spacing: Spacing,
        steps: usize,
        timesteps: Vec<usize>,
    },
    #[serde(rename = "dpmpp_2m_trace")]
    Dpmpp2m {
        #[serde(flatten)]
        chain: Chain,
        #[serde(rename = "x_T")]
        x_start: Vec<f64>,
        trace: Vec<TraceStep>,
    },
}

#[derive(Deserialize)]
struct Chain {
    schedule: ScheduleKind,
    #[serde(rename = "T")]
    total: usize,
}

#[derive(Deserialize)]
struct Step {
    #[serde(flatten)]
    chain: Chain,
    t: usize,
    previous_t: i64,
    #[serde(default)]
    predicts: Predicts,
    #[serde(default)]
    clip_x0: bool,
    x_t: Vec<f64>,
    model_output: Vec<f64>,
    noise: Vec<f64>,
    x0_hat: Vec<f64>,
    x_prev: Vec<f64>,
}

#[derive(Deserialize)]
struct TraceStep {
    t: usize,
    model_output: Vec<f64>,
    x_prev: Vec<f64>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Predicts {
    #[default]
    Epsilon,
    Sample,
    VPrediction,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Variance {
    FixedSmall,
    FixedLarge,
}

/// How closely numbers must agree: |found − expected| ≤ relative · |expected| + absolute.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Tolerance {
    relative: f64,
    absolute: f64,
}

/// The tolerances that a head's note states, single precision first: "2e-5 relative + 2e-6 absolute … 1e-9 relative + …".
fn tolerances(note: &str) -> [Tolerance; 2] {
    let words: Vec<&str> = note.split_whitespace().map(|w| w.trim_end_matches(['.', ',', ';'])).collect();
    let stated: Vec<Tolerance> = words
        .windows(5)
        .filter(|w| w[1] == "relative" && w[2] == "+" && w[4] == "absolute")
        .filter_map(|w| Some(Tolerance { relative: w[0].parse().ok()?, absolute: w[3].parse().ok()? }))
        .collect();
    stated.try_into().expect("the head states two tolerances, single and double precision")
}

/// The deviations found in one case.
struct Comparison {
    tolerance: Tolerance,
    failures: Vec<String>,
}

impl Comparison {
    fn values(&mut self, what: &str, found: &[f64], expected: &[f64]) {
        if found.len() != expected.len() {
            self.failures.push(format!("{what}: {} values for {}", found.len(), expected.len()));
        }
        for (i, (&f, &e)) in found.iter().zip(expected).enumerate() {
            let allowed = self.tolerance.relative * e.abs() + self.tolerance.absolute;
            let deviation = (f - e).abs();
            if deviation > allowed || deviation.is_nan() {
                self.failures.push(format!("{what}[{i}]: {f:e}, expected {e:e}, off by {deviation:e} of {allowed:e}"));
            }
        }
    }
}

impl Chain {
    fn build(&self) -> Schedule {
        Schedule::new(self.schedule, self.total).expect("the case has a valid schedule")
    }
}

impl Predicts {
    fn ours(self) -> Prediction {
        match self {
            Self::Epsilon => Prediction::Epsilon,
            Self::Sample => Prediction::X0,
            Self::VPrediction => Prediction::V,
        }
    }
}

impl Step {
    /// Takes the step with our coefficients and compares x̂_0 and x_{t_next}.
    fn compare(&self, sampler: SamplerKind, comparison: &mut Comparison) {
        let schedule = self.chain.build();
        let t_next = usize::try_from(self.previous_t + 1).expect("previous_t is at least -1");
        let step = ReverseStep::new(&schedule, sampler, self.predicts.ours(), self.t + 1, t_next)
            .expect("the case has a valid step");
        let sigma = match sampler {
            // DDPMScheduler adds noise wherever its t > 0, at least 1e-10 of it, and so even in a last step that sets out
            // from above its t = 0. Ours adds none there.
            SamplerKind::Ddpm { .. } if self.t > 0 => {
                let variance = reverse_variance(&schedule, sampler, self.t + 1, t_next);
                if t_next == 0 {
                    assert_eq!(step.sigma, 0.0, "the last step adds no noise");
                } else {
                    assert_eq!(step.sigma, variance.sqrt());
                }
                variance.max(1e-20).sqrt()
            }
            _ => step.sigma,
        };
        let (mut x0_hats, mut x_nexts) = (Vec::new(), Vec::new());
        for ((&x_t, &output), &z) in self.x_t.iter().zip(&self.model_output).zip(&self.noise) {
            let x0_hat = step.x0.x_t * x_t + step.x0.output * output;
            let x0_hat = if self.clip_x0 { x0_hat.clamp(-1.0, 1.0) } else { x0_hat };
            let eps_hat = step.eps.x_t * x_t + step.eps.output * output;
            x0_hats.push(x0_hat);
            x_nexts.push(step.mean.x0 * x0_hat + step.mean.x_t * x_t + step.mean.eps * eps_hat + sigma * z);
        }
        comparison.values("x0_hat", &x0_hats, &self.x0_hat);
        comparison.values("x_prev", &x_nexts, &self.x_prev);
    }
}

impl Case {
    fn single_precision(&self) -> bool {
        matches!(self, Self::Schedule { .. } | Self::Dpmpp2m { .. })
    }

    fn compare(&self, comparison: &mut Comparison) {
        match self {
            Self::Schedule { chain, index, beta, alpha_bar } => {
                let schedule = chain.build();
                let ours = |f: fn(&Schedule, usize) -> f64| -> Vec<f64> {
                    index.iter().map(|&i| f(&schedule, i + 1)).collect()
                };
                comparison.values("beta", &ours(Schedule::beta), beta);
                comparison.values("alpha_bar", &ours(Schedule::alpha_bar), alpha_bar);
            }
            Self::Forward { chain, t, x0, noise, x_t } => {
                let ForwardCoefficients { signal, noise: spread } = forward(&chain.build(), t + 1);
                let ours: Vec<f64> = x0.iter().zip(noise).map(|(x, e)| signal * x + spread * e).collect();
                comparison.values("x_t", &ours, x_t);
            }
            Self::DdpmStep { variance, step } => {
                let variance = match variance {
                    Variance::FixedSmall => 0.0,
                    Variance::FixedLarge => 1.0,
                };
                step.compare(SamplerKind::Ddpm { variance }, comparison);
            }
            Self::DdimStep { eta, step } => step.compare(SamplerKind::Ddim { eta: *eta }, comparison),
            Self::Timesteps { total, spacing, steps, timesteps: expected } => {
                let schedule = Schedule::new(ScheduleKind::Linear, *total).expect("the case has a valid T");
                let ours: Vec<usize> = timesteps(*spacing, &schedule, *steps)
                    .expect("the case has a valid number of steps")
                    .into_iter()
                    .map(|t| t - 1)
                    .collect();
                if ours != *expected {
                    comparison.failures.push(format!("timesteps: {ours:?}, expected {expected:?}"));
                }
            }
            Self::Dpmpp2m { chain, x_start, trace } => compare_trace(&chain.build(), x_start, trace, comparison),
        }
    }
}

/// Runs DPM-Solver++(2M) with the outputs of the trace. Each step sets out from the reference's own x, so that what is
/// compared is the step and not the single-precision rounding that the reference has gathered on the way.
fn compare_trace(schedule: &Schedule, x_start: &[f64], trace: &[TraceStep], comparison: &mut Comparison) {
    let mut x = x_start;
    let mut before: Option<(usize, Vec<f64>)> = None;
    for (i, at) in trace.iter().enumerate() {
        let t_next = trace.get(i + 1).map_or(0, |next| next.t + 1);
        let t_before = before.as_ref().map(|(t, _)| *t);
        let step = dpm_solver_step(schedule, Prediction::Epsilon, t_before, at.t + 1, t_next)
            .expect("the trace has valid steps");
        let x0_hat: Vec<f64> =
            x.iter().zip(&at.model_output).map(|(x, o)| step.x0.x_t * x + step.x0.output * o).collect();
        let last_x0_hat = before.as_ref().map_or(&x0_hat, |(_, values)| values);
        let ours: Vec<f64> = x
            .iter()
            .zip(&x0_hat)
            .zip(last_x0_hat)
            .map(|((x, now), last)| step.mean.x_t * x + step.mean.x0 * now + step.mean.x0_before * last)
            .collect();
        comparison.values(&format!("x_prev of t = {}", at.t), &ours, &at.x_prev);
        x = &at.x_prev;
        before = Some((at.t + 1, x0_hat));
    }
}

/// Runs every case of a file and returns how many there were of each kind.
fn run(path: &Path) -> BTreeMap<String, usize> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let file: File = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let [single, double] = tolerances(&file.head.note);
    let mut counts = BTreeMap::new();
    let mut failures = Vec::new();
    for (i, value) in file.cases.into_iter().enumerate() {
        let kind = value["kind"].as_str().unwrap_or("none").to_owned();
        // An unknown kind, schedule, spacing or prediction fails here: nothing is passed over.
        let case = match serde_json::from_value::<Case>(value) {
            Ok(case) => case,
            Err(e) => {
                failures.push(format!("case {i}, {kind}: {e}"));
                continue;
            }
        };
        let tolerance = if case.single_precision() { single } else { double };
        let mut comparison = Comparison { tolerance, failures: Vec::new() };
        case.compare(&mut comparison);
        failures.extend(comparison.failures.into_iter().map(|f| format!("case {i}, {kind}: {f}")));
        *counts.entry(kind).or_insert(0) += 1;
    }
    let shown = failures.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(failures.is_empty(), "{}: {} deviations, the first of them:\n{shown}", path.display(), failures.len());
    counts
}

#[test]
fn all_cases_of_the_reference_file_agree() {
    let counts = run(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/diffusers.json"));
    let expected = [
        ("ddim_step", 54),
        ("ddpm_step", 328),
        ("dpmpp_2m_trace", 2),
        ("forward", 24),
        ("schedule", 8),
        ("timesteps", 24),
    ];
    assert_eq!(counts, expected.map(|(kind, n)| (kind.to_owned(), n)).into());
    assert_eq!(counts.values().sum::<usize>(), 440);
}

#[test]
#[ignore = "wants a file of further cases, which GOLDEN_CASES names"]
fn all_cases_of_the_file_named_by_the_environment_agree() {
    let path = std::env::var_os("GOLDEN_CASES").expect("GOLDEN_CASES names a file of cases");
    let counts = run(Path::new(&path));
    assert!(counts.values().sum::<usize>() > 0, "{} holds no cases", path.display());
    println!("{}: {counts:?}", path.display());
}

#[test]
fn tolerances_are_read_from_the_head() {
    let stated = tolerances("float32: compare at 2e-5 relative + 2e-6 absolute. Else 1e-9 relative + 1e-12 absolute.");
    assert_eq!(stated, [(2e-5, 2e-6), (1e-9, 1e-12)].map(|(relative, absolute)| Tolerance { relative, absolute }));
}
