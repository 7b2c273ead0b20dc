//! What a run is trained on, and the denoisers that are exact for it.

use std::rc::Rc;

use crate::{
    data::{
        Dataset,
        demonstrations::{Demonstration, Horizons, Windows},
        points::{Origin, PointShape, PointsData},
    },
    denoiser::Condition,
    diffusion::Schedule,
    error::{Error, ErrorCode, Result},
    exact::{ConditionalDenoiser, ExactDenoiser},
    trainer::TrainingData,
};

/// Observations so near to one another, in units of what the model is told, count as the same for the exact denoiser.
const WIDTH: f64 = 0.02;

/// What a run is trained on.
pub enum Subject {
    /// Points.
    Points(PointsData),
    /// Demonstrations, cut into windows.
    Demonstrations {
        /// All of them.
        demonstrations: Vec<Demonstration>,
        /// Chunks of actions with what was observed before them.
        windows: Windows,
    },
}

impl Subject {
    /// These demonstrations, cut with these horizons.
    pub fn demonstrations(demonstrations: Vec<Demonstration>, horizons: Horizons) -> Result<Self> {
        let windows = Windows::new(&demonstrations, horizons)?;
        Ok(Self::Demonstrations { demonstrations, windows })
    }

    /// What a saved run is trained on.
    pub fn of(data: TrainingData) -> Result<Self> {
        match data {
            TrainingData::Points(data) => Ok(Self::Points(data)),
            TrainingData::Demonstrations { demonstrations, horizons } => Self::demonstrations(demonstrations, horizons),
            TrainingData::Catalogue { .. } | TrainingData::PushT { .. } => Err(Error::new(
                ErrorCode::DataInvalid,
                "saved run: its data are pictures, expected points or demonstrations",
            )),
        }
    }

    /// The same for a saved run.
    pub fn kept(&self) -> TrainingData {
        match self {
            Self::Points(data) => TrainingData::Points(data.clone()),
            Self::Demonstrations { demonstrations, windows } => TrainingData::Demonstrations {
                demonstrations: demonstrations.clone(),
                horizons: windows.encoding().horizons,
            },
        }
    }

    fn data(&self) -> &dyn Dataset {
        match self {
            Self::Points(data) => &data.points,
            Self::Demonstrations { windows, .. } => windows,
        }
    }
}

impl Dataset for Subject {
    fn count(&self) -> usize {
        self.data().count()
    }

    fn values(&self) -> usize {
        self.data().values()
    }

    fn observed(&self) -> usize {
        self.data().observed()
    }

    fn write(&self, i: usize, mirrored: bool, out: &mut [f32]) {
        self.data().write(i, mirrored, out);
    }

    fn condition(&self, i: usize) -> Condition {
        self.data().condition(i)
    }
}

/// The denoisers that are exact for what a run is trained on.
pub enum Exact {
    /// Of points.
    Points {
        /// ε* of the training points.
        points: Rc<ExactDenoiser>,
        /// ε* of the distribution that they were drawn from, where that is known in closed form.
        distribution: Option<Rc<ExactDenoiser>>,
    },
    /// Of the windows of demonstrations.
    Windows(Rc<ConditionalDenoiser>),
}

impl Exact {
    /// Those of this subject.
    pub fn new(subject: &Subject, schedule: &Rc<Schedule>) -> Result<Self> {
        let data = match subject {
            Subject::Points(data) => data,
            Subject::Demonstrations { windows, .. } => {
                return Ok(Self::Windows(Rc::new(ConditionalDenoiser::new(schedule.clone(), windows, WIDTH)?)));
            }
        };
        let shape = match data.origin {
            Origin::Shape { shape, .. } => Some(shape),
            Origin::Points => None,
        };
        let mixture = shape.and_then(PointShape::mixture);
        let distribution = mixture.map(|mixture| Rc::new(ExactDenoiser::mixture(schedule.clone(), mixture)));
        let points = match (&distribution, shape) {
            // N(0, I) is there for what holds of it exactly (Ho et al. 2020, section 3.2), which holds of no draw from it.
            (Some(distribution), Some(PointShape::Gaussian)) => distribution.clone(),
            _ => Rc::new(ExactDenoiser::points(schedule.clone(), &data.points)),
        };
        Ok(Self::Points { points, distribution })
    }
}
