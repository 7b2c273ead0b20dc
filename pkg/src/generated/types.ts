// Generated from the Rust types by `cargo xtask types`. Do not edit.

/**
 * Who plans, and by which sketch it is steered.
 */
export interface Acting {
    /**
     * What denoises. Unread for a regression.
     */
    denoiser?: PolicyDenoiser;
    /**
     * What chunks are drawn to. Unread for a regression.
     */
    sketch?: Sketch | undefined;
}

/**
 * What follows a hidden layer.
 */
export type Activation = "silu" | "relu" | "gelu" | "tanh";

/**
 * Something a picture can be asked for: a digit's class, or whether an avatar wears glasses.
 */
export interface Attribute {
    /**
     * Its name, in English, lower case: the key by which the page translates it.
     */
    name: string;
    /**
     * The names of its values.
     */
    values: string[];
}

/**
 * Chunks that were planned from one place.
 */
export interface Chunks {
    /**
     * chunks × Tp × 2: places on the plane.
     */
    places: Float32Array;
    /**
     * On which side each of them leads past the disc.
     */
    sides: (Side | null)[];
    /**
     * Share of those on the left, of those that lead past the disc.
     */
    left: Estimate;
    /**
     * Share of all that keep clear of the disc.
     */
    clear: Estimate;
    /**
     * Network calls for each chunk.
     */
    calls: number;
}

/**
 * What x is to be given. As JSON, classes are `[1, null]` and an observation is `{ "observation": [0.5, -1] }`.
 */
export type Condition = (number | null)[] | { observation: number[] };

/**
 * The data a model was trained on.
 */
export interface DataCard {
    /**
     * Its name.
     */
    name: string;
    /**
     * Where it comes from.
     */
    source: string;
    /**
     * Its licence.
     */
    licence: string;
    /**
     * Pictures trained on.
     */
    examples: number;
}

/**
 * A way through a scene: where the robot was at each step, its start first. In step k it was told to go to place k + 1.
 */
export interface Demonstration {
    /**
     * What was on the plane.
     */
    scene: Scene;
    /**
     * Places, evenly spaced, at most [`STEP`] apart.
     */
    path: Position[];
}

/**
 * Demonstrations of the obstacle task: made, drawn, or both, the drawn ones last.
 */
export interface DemonstrationSource {
    /**
     * How they are made; none are where there is none.
     */
    generator?: Generator | undefined;
    /**
     * Ways as they were drawn, places at any distance from one another: they are spaced anew.
     */
    drawn?: Demonstration[];
    /**
     * How far a policy looks back and ahead.
     */
    horizons?: Horizons;
}

/**
 * Which denoiser of a training run.
 */
export type DenoiserName = "network" | "exact" | "distribution";

/**
 * Distances between two clouds, each 0 only for equal distributions.
 */
export interface Distances {
    /**
     * [`sliced_wasserstein`] over 64 directions in two dimensions and 128 in more.
     */
    slicedWasserstein: number;
    /**
     * The squared maximum mean discrepancy (Gretton et al. 2012, eq. 3), unbiased, so that it can fall below 0, with the
     * sum of three Gaussian kernels exp(−‖x − y‖²/(2 h²)), h = 0.1, 0.5 and 1 times √dims. Not a number where a cloud has
     * only one point.
     */
    mmd: number;
    /**
     * The energy distance 2E‖X − Y‖ − E‖X − X'‖ − E‖Y − Y'‖ (Székely and Rizzo 2013), with means over all pairs of points
     * of the clouds, so that it is never below 0.
     */
    energy: number;
}

/**
 * Distances to fresh data.
 */
export interface DistancesToData {
    /**
     * Of the samples.
     */
    samples: Distances;
    /**
     * Of as many other data: what a perfect model would have.
     */
    data: Distances;
}

/**
 * Something that is done in the midst of a rollout, before its step `step`.
 */
export interface Disturbance {
    /**
     * The robot's step that it is done before.
     */
    step: number;
    /**
     * Where the robot is put.
     */
    robot?: Position | undefined;
    /**
     * What is on the plane from now on.
     */
    scene?: Scene | undefined;
}

/**
 * What a policy is told, and how its answers are read: the same in training and in acting.
 */
export interface Encoding {
    /**
     * How far it looks.
     */
    horizons: Horizons;
    /**
     * Of places, observed and to go to.
     */
    places: Extent;
    /**
     * Of the disc's centre, where it is observed.
     */
    disc: Extent | undefined;
    /**
     * Of the goal, where it is observed.
     */
    goal: Extent | undefined;
}

/**
 * Where a robot begins.
 */
export interface Episode {
    /**
     * What is on the plane.
     */
    scene: Scene;
    /**
     * Where the robot is.
     */
    start: Position;
}

/**
 * What went wrong, as an enumeration that the page translates.
 */
export type ErrorCode = "invalid_setting" | "weights_truncated" | "weights_altered" | "weights_shape" | "card_invalid" | "data_invalid" | "gpu_unavailable" | "device_lost" | "busy" | "io";

/**
 * A figure with the interval that holds the true value in 95 % of such measurements.
 */
export interface Estimate {
    /**
     * The figure; NaN of no trials.
     */
    value: number;
    /**
     * The interval's lower end.
     */
    low: number;
    /**
     * The interval's upper end.
     */
    high: number;
}

/**
 * The way from a place to what models see of it and back: each coordinate to [−1, 1] by its least and greatest value.
 */
export interface Extent {
    /**
     * Least values.
     */
    low: Position;
    /**
     * Greatest values.
     */
    high: Position;
}

/**
 * A mistake in the sampler of DDPM. The right line, where one is named, is that of Algorithm 2 with the σ_t that the
 * sampler's `variance` says.
 */
export type Fault = "no_noise" | "last_noise" | "beta_for_sigma" | "shifted_alpha_bar" | "unspaced_beta" | "one_time" | "short_schedule" | "marginal_sigma";

/**
 * A denoiser's field over points at one time. count × dims each.
 */
export interface Field {
    /**
     * ε̂.
     */
    eps_hat: Float32Array;
    /**
     * x̂_0 (eq. 15).
     */
    x0_hat: Float32Array;
    /**
     * −ε̂/√(1 − ᾱ_t).
     */
    score: Float32Array;
}

/**
 * One reverse step, from t to tNext, of a whole batch. The last frame has t = 0 and x_t alone.
 */
export interface Frame {
    /**
     * 0 for the first step.
     */
    index: number;
    /**
     * The paper's t of x_t: T at first, 0 at the end.
     */
    t: number;
    /**
     * t of the next frame, 0 after the last step; null where t = 0.
     */
    tNext: number | null;
    /**
     * σ_t of this step.
     */
    sigma: number;
    /**
     * count × values of one x, as all arrays here.
     */
    x_t: Float32Array;
    /**
     * x̂_0; null where t = 0, since the network was not called, as all that follow.
     */
    x0_hat: Float32Array | null;
    /**
     * ε̂.
     */
    eps_hat: Float32Array | null;
    /**
     * The step's mean: x at tNext is mean + sigma·noise.
     */
    mean: Float32Array | null;
    /**
     * z, all zero where σ_t = 0.
     */
    noise: Float32Array | null;
}

/**
 * A chunk in the midst of its denoising.
 */
export interface Frozen {
    /**
     * Its time, one of the run's.
     */
    t: number;
    /**
     * x_t as places on the plane.
     */
    places: Position[];
}

/**
 * How demonstrations are made.
 */
export interface Generator {
    /**
     * How many, 1 to [`MAX_DEMONSTRATIONS`].
     */
    count: number;
    /**
     * Share of those that pass the disc on the left, 0..=1; they are spread evenly over the set.
     */
    left: number;
    /**
     * Distance from the disc at which they pass it, 0..=0.5.
     */
    clearance: number;
    /**
     * How much this differs from one to the next, as a share of itself, 0..=1.
     */
    spread: number;
    /**
     * Standard deviation of each coordinate of a place, 0..=0.02.
     */
    noise: number;
    /**
     * Whether the disc is at another place in each, within ±0.2.
     */
    varyDisc: boolean;
    /**
     * Whether the goal is, within ±0.1 along x and ±0.4 along y.
     */
    varyGoal: boolean;
    /**
     * Of all that is drawn.
     */
    seed: number;
}

/**
 * A way of estimating the gradient of the run's loss from one batch. All have the same expectation: their variances can be
 * compared as they are.
 */
export type GradientEstimator = "two_noises" | "one_noise" | "stratified" | "importance" | "antithetic";

/**
 * What was measured.
 */
export interface GradientVariance {
    /**
     * Of which estimator.
     */
    estimator: GradientEstimator;
    /**
     * Trace of the estimator's covariance.
     */
    variance: number;
    /**
     * Standard error of that.
     */
    standardError: number;
    /**
     * Norm of the mean gradient of the repeats.
     */
    meanNorm: number;
    /**
     * Batches measured.
     */
    repeats: number;
}

/**
 * How far a policy looks back and ahead, in steps.
 */
export interface Horizons {
    /**
     * To: the places that it observes, the current one last, 1..=8.
     */
    observed: number;
    /**
     * Tp: the actions that it predicts, the first To − 1 of which are those of the past, To..=64 and at least 2.
     */
    predicted: number;
}

/**
 * The size of a picture.
 */
export interface ImageShape {
    /**
     * Rows of pixels.
     */
    height: number;
    /**
     * Pixels a row.
     */
    width: number;
    /**
     * 1 for grey, 3 for RGB.
     */
    channels: number;
}

/**
 * How the learning rate changes over a run: a linear rise, a plateau, and a cosine fall over the last fifth.
 */
export interface LearningRateSchedule {
    /**
     * Steps over which it rises from nothing.
     */
    warmup: number;
    /**
     * Steps of the whole run, towards the end of which it falls.
     */
    steps: number;
}

/**
 * E‖ε − ε̂‖² a dimension at each t that was asked for, on the same draws.
 */
export interface LossByTime {
    /**
     * Of the averaged network.
     */
    network: Float64Array;
    /**
     * Of ε*: the floor.
     */
    exact: Float64Array;
}

/**
 * The shape of a network of points, apart from the points' own dimension.
 */
export interface MlpConfig {
    /**
     * Units of each hidden layer: 8..=512, a multiple of 8.
     */
    width: number;
    /**
     * Hidden layers, 1..=8.
     */
    depth: number;
    /**
     * The time embedding.
     */
    time: TimeEmbedding;
    /**
     * Numbers of the embedding: 2..=256, even. Unread where the embedding has a size of its own.
     */
    timeWidth: number;
    /**
     * What follows each hidden layer.
     */
    activation: Activation;
    /**
     * Numbers of the observation that it is given with each x: 0..=256. An x without one is given zeros.
     */
    observed?: number;
}

/**
 * Everything known of a pretrained model.
 */
export interface ModelCard {
    /**
     * Short name, also that of its files: `avatars`.
     */
    name: string;
    /**
     * The network.
     */
    network: UNetConfig;
    /**
     * The schedule it was trained with.
     */
    schedule: ScheduleKind;
    /**
     * T, the number of diffusion steps it was trained with.
     */
    steps: number;
    /**
     * What the network predicts.
     */
    prediction: Prediction;
    /**
     * The data it was trained on.
     */
    data: DataCard;
    /**
     * How it was trained.
     */
    training: TrainingCard;
    /**
     * How good its samples are: figures from `ddpm-lab evaluate`, each beside the same figure for real data.
     */
    quality: QualityFigure[];
    /**
     * Lower-case hexadecimal SHA-256 of the weight file.
     */
    sha256: string;
}

/**
 * A model that has been loaded.
 */
export interface ModelInfo {
    /**
     * Its card.
     */
    card: ModelCard;
    /**
     * How many numbers the network holds.
     */
    parameters: number;
}

/**
 * A demonstrated chunk that is near to a planned one.
 */
export interface NearestChunk {
    /**
     * Its places to come, from action To − 1 on.
     */
    places: Position[];
    /**
     * The root of the mean squared distance of their places, on the plane.
     */
    distance: number;
    /**
     * Which demonstration it is of, from 0.
     */
    demonstration: number;
}

/**
 * x noised to a time t (eq. 4).
 */
export interface Noised {
    /**
     * √ᾱ_t x_0 + √(1 − ᾱ_t) ε.
     */
    x_t: Float32Array;
    /**
     * ε.
     */
    eps: Float32Array;
}

/**
 * What is learnt of the data.
 */
export type Objective = "denoise" | "regress";

/**
 * What takes the steps.
 */
export type Optimizer = "adam" | "adamw";

/**
 * Where points came from: what is drawn can be drawn again, with another seed.
 */
export type Origin = { kind: "shape"; shape: PointShape; count: number; seed: number } | { kind: "points" };

/**
 * How an episode ended.
 */
export type Outcome = "arrived" | "collided" | "late";

/**
 * Chunks that are to be planned from one place.
 */
export interface PlanRequest {
    /**
     * Where the robot has been, where it is now last.
     */
    past: Position[];
    /**
     * What is on the plane.
     */
    scene: Scene;
    /**
     * How chunks are drawn: from its seed; the conditions are the plan's.
     */
    sampling: SampleConfig;
    /**
     * Who plans.
     */
    acting?: Acting;
    /**
     * What all chunks go on from; none: each from its own noise.
     */
    from?: Frozen | undefined;
}

/**
 * Two-dimensional sets, each a distribution of its own: `draw` takes points from it.
 *
 * The distribution is what is centred and scaled (mean 0, mean square 1 a coordinate), not the draw. So draws with two
 * seeds differ by chance alone, more points join those that were there without moving them, and where the distribution is
 * a [`Mixture`] it is exactly that one.
 */
export type PointShape = "eight_gaussians" | "gaussian" | "point" | "two_moons" | "ring" | "two_rings" | "swiss_roll" | "spiral" | "checkerboard" | "pinwheel" | "s_curve" | "dino" | "cat" | "panda" | "bunny";

/**
 * A data set as a run trains on it, centred and scaled: x = (raw − centre)/scale, coordinate by coordinate.
 */
export interface Points {
    /**
     * Coordinates of a point.
     */
    dims: number;
    /**
     * count × dims.
     */
    values: Float32Array;
    /**
     * dims.
     */
    centre: Float32Array;
    /**
     * One number for all coordinates, so that shapes keep their proportions.
     */
    scale: number;
    /**
     * Where they came from.
     */
    origin: Origin;
}

/**
 * What a plan is denoised by.
 */
export type PolicyDenoiser = "network" | "exact";

/**
 * A place on the plane, x to the right and y upwards. What is shown is [−1, 1]².
 */
export type Position = [number, number];

/**
 * What the network predicts.
 */
export type Prediction = "epsilon" | "x0" | "v";

/**
 * One measured figure of quality.
 */
export interface QualityFigure {
    /**
     * Which figure: `class_agreement`, `frechet_distance`, `nearest_training_distance`.
     */
    figure: string;
    /**
     * For samples of the model.
     */
    samples: number;
    /**
     * The same figure for real held-out data.
     */
    real: number;
    /**
     * How it was measured: sampler, steps, guidance, number of samples, seed.
     */
    method: string;
}

/**
 * Shares of episodes with their 95 % intervals: Wilson's, and its image for the entropy.
 */
export interface Report {
    /**
     * Episodes that have ended.
     */
    episodes: number;
    /**
     * Share of those at the goal without having touched the disc.
     */
    arrived: Estimate;
    /**
     * Share of those in the disc.
     */
    collided: Estimate;
    /**
     * Share of those that ran out of steps.
     */
    late: Estimate;
    /**
     * Of those at the goal: share of those that passed the disc on the left.
     */
    left: Estimate;
    /**
     * Entropy of that choice, in bits.
     */
    entropy: Estimate;
    /**
     * Steps of those at the goal, on average; NaN where there are none.
     */
    steps: number;
}

/**
 * The way of one of many robots.
 */
export interface RolledPath {
    /**
     * Everywhere it has been, its start first.
     */
    path: Position[];
    /**
     * How it ended.
     */
    outcome: Outcome;
}

/**
 * A rollout, plan by plan.
 */
export interface Rollout {
    /**
     * Everywhere the robot has been, its start first.
     */
    path: Position[];
    /**
     * How it ended.
     */
    outcome: Outcome;
    /**
     * On which side of the disc it has passed.
     */
    side: Side | null;
    /**
     * What it was told, oldest first.
     */
    plans: ShownPlan[];
}

/**
 * How robots are rolled out.
 */
export interface RolloutConfig {
    /**
     * Ta: actions of a chunk that are executed before the robot looks again. All that there are: open loop.
     */
    executed: number;
    /**
     * Steps after which an episode is over, 1 to [`MAX_LIMIT`].
     */
    limit: number;
    /**
     * Chunks that are drawn for each plan, the first of which that does not lead into the disc is taken, 1 to
     * [`MAX_CANDIDATES`].
     */
    candidates: number;
    /**
     * Standard deviation of what disturbs each coordinate in each step, 0..=0.1.
     */
    disturbance: number;
    /**
     * Of all noise.
     */
    seed: number;
}

/**
 * One rollout, whose chunks are to be shown as they are denoised.
 */
export interface RolloutRequest {
    /**
     * Where the robot begins.
     */
    episode: Episode;
    /**
     * How it is rolled out.
     */
    config: RolloutConfig;
    /**
     * How chunks are drawn: seed, count and conditions are the plan's. Unread for a regression.
     */
    sampling: SampleConfig;
    /**
     * Chunks shown of each plan, 1 to 64, the executed one among them: as many as `config.candidates` at least.
     */
    shown: number;
    /**
     * Who plans.
     */
    acting?: Acting;
    /**
     * What is done to the robot and its plane meanwhile.
     */
    disturbances?: Disturbance[];
}

/**
 * What came of many rollouts.
 */
export interface Rollouts {
    /**
     * In figures.
     */
    report: Report;
    /**
     * Way by way.
     */
    paths: RolledPath[];
    /**
     * How many times a robot's plans went over to the other side of the disc, on average.
     */
    changes: number;
    /**
     * The distance of an executed chunk to the nearest demonstrated one, on average.
     */
    nearest: number;
    /**
     * The same of a demonstrated chunk to the nearest of another demonstration; NaN where there is one demonstration only.
     */
    spacing: number;
}

/**
 * Rollouts of which the ends are counted.
 */
export interface RolloutsRequest {
    /**
     * Where the robots begin: all of them on the axis, or anywhere in the box that demonstrations start in.
     */
    from: StartPlace;
    /**
     * What is on the plane.
     */
    generator: Generator;
    /**
     * How they are rolled out.
     */
    config: RolloutConfig;
    /**
     * How chunks are drawn: seed, count and conditions are the plan's. Unread for a regression.
     */
    sampling: SampleConfig;
    /**
     * How many robots, 1 to 1,000.
     */
    count: number;
    /**
     * Who plans.
     */
    acting?: Acting;
}

/**
 * How samples are drawn.
 */
export interface SampleConfig {
    /**
     * By which way.
     */
    sampler: Solver;
    /**
     * Steps; levels (steps/per_level) where Langevin sampling is annealed. Where a chain is walked, 1..=T.
     */
    steps: number;
    /**
     * How the times are spread over the chain; unread for plain Langevin sampling.
     */
    spacing: Spacing;
    /**
     * Seed of x_T and of every z.
     */
    seed: number;
    /**
     * How many x, 1..=20,000.
     */
    count: number;
    /**
     * What is asked of each x; empty where nothing is asked of any.
     */
    conditions?: Condition[];
    /**
     * w in ε = (1 + w) ε(c) − w ε(∅) (Ho and Salimans 2022, eq. 6), 0 to 20; 0 is no guidance. diffusers' guidance_scale is
     * 1 + w.
     */
    guidance?: number;
    /**
     * Whether x̂_0 is limited to [−1, 1].
     */
    clip?: boolean;
}

/**
 * What is on the plane beside the robot.
 */
export interface Scene {
    /**
     * Centre of the disc.
     */
    disc: Position;
    /**
     * Its radius, 0.02..=0.6.
     */
    radius: number;
    /**
     * Where the robot should get.
     */
    goal: Position;
}

/**
 * A named schedule, or β of one's own.
 */
export type ScheduleConfig = { kind: "linear"; steps: number } | { kind: "scaled_linear"; steps: number } | { kind: "cosine"; steps: number } | { kind: "sigmoid"; steps: number } | { kind: "quadratic"; steps: number } | { kind: "custom"; betas: number[] };

/**
 * The numbers of a schedule for plots. Index 0 is t = 0, the last is T.
 */
export interface ScheduleCurves {
    /**
     * β_t; 0 at t = 0.
     */
    beta: Float64Array;
    /**
     * ᾱ_t; 1 at t = 0.
     */
    alphaBar: Float64Array;
    /**
     * ᾱ/(1 − ᾱ); Infinity at t = 0.
     */
    snr: Float64Array;
    /**
     * Weight of ‖ε − ε̂‖² in the bound at t (eq. 12); 0 at t = 0, where there is none.
     */
    boundWeight: Float64Array;
    /**
     * E KL(q(x_T given x_0) ‖ N(0, I)) in nats a dimension, for data of unit mean square.
     */
    priorKl: number;
}

/**
 * The shape of β_t over t. The ends are those of diffusers 0.42, and do not change with T: a short chain with the β of
 * a long one ends with a picture still visible, which [`Schedule::prior_kl`] measures.
 */
export type ScheduleKind = "linear" | "scaled_linear" | "cosine" | "sigmoid" | "quadratic";

/**
 * One plan of a rollout, with the way that its chunks were denoised.
 */
export interface ShownPlan {
    /**
     * The robot's step at which it was made.
     */
    step: number;
    /**
     * Which of its chunks was executed.
     */
    chosen: number;
    /**
     * The t of each moment: T first, 0 last; 0 alone for a regression, which answers at once.
     */
    times: number[];
    /**
     * x_t, moments × chunks × Tp × 2: places on the plane.
     */
    places: Float32Array;
    /**
     * x̂_0 of each moment, likewise; at t = 0 the chunks themselves.
     */
    x0Hat: Float32Array;
    /**
     * ε̂ of each moment, likewise, as if its numbers were places; at t = 0 those of the moment before.
     */
    epsHat: Float32Array;
    /**
     * On which side of the disc the way so far and the executed chunk lead past it.
     */
    side: Side | null;
    /**
     * The demonstrated chunk nearest to what is to come of the executed one.
     */
    nearest: NearestChunk;
}

/**
 * On which side of the disc a path passes, seen along the way.
 */
export type Side = "left" | "right";

/**
 * A way over the plane that chunks are drawn to.
 */
export interface Sketch {
    /**
     * The way, as it was drawn.
     */
    line: Position[];
    /**
     * s in x̂_0 − s ∇½‖x̂_0 − sketch‖², 0..=1.
     */
    strength: number;
}

/**
 * A way from noise to data.
 */
export type Solver = { kind: "ddpm"; variance: number } | { kind: "ddim"; eta: number } | { kind: "heun" } | { kind: "dpm_solver" } | { kind: "langevin"; t: number; stepSize: number } | { kind: "annealed_langevin"; perLevel: number; stepSize: number };

/**
 * How the visited times are spread over 1..=T (Lin et al. 2024, table 2, compare the first three).
 */
export type Spacing = "leading" | "trailing" | "linspace" | "quadratic" | "karras";

/**
 * Where the robots of a measurement start.
 */
export type StartPlace = "axis" | "anywhere";

/**
 * One step of Algorithm 1 that was taken, as it was for the x of its batch. Rows of `dims` numbers, an x each.
 */
export interface StepTrace {
    /**
     * Steps done since the initialisation, this one counted.
     */
    step: number;
    /**
     * x_0, as drawn.
     */
    x0: Float32Array;
    /**
     * t of each.
     */
    t: Uint32Array;
    /**
     * ε of each.
     */
    eps: Float32Array;
    /**
     * x_t, made of them (eq. 4).
     */
    x_t: Float32Array;
    /**
     * ε̂ with the weights before the step.
     */
    eps_hat: Float32Array;
    /**
     * ‖ε − ε̂‖² a dimension of each x; of what the network predicts, where that is not ε.
     */
    errors: Float32Array;
    /**
     * The batch's loss, as trained on.
     */
    loss: number;
    /**
     * Norm of its gradient.
     */
    gradientNorm: number;
    /**
     * ‖θ after − θ before‖.
     */
    changeNorm: number;
}

/**
 * The shape of a network of chunks, apart from the numbers of an action.
 */
export interface TemporalConfig {
    /**
     * Steps of a chunk (Tp): a multiple of 2^(levels − 1), 4..=64.
     */
    steps: number;
    /**
     * Channels of each level, 2 to 4 levels, multiples of `groups` and of 8, 8..=256. Each further level halves the steps.
     */
    widths: number[];
    /**
     * Steps that a convolution reads: 3 or 5.
     */
    kernel: number;
    /**
     * Groups of each group normalisation.
     */
    groups: number;
    /**
     * Numbers of the time embedding: 8..=256, a multiple of 8.
     */
    timeWidth: number;
    /**
     * Numbers of an observation, 1..=256.
     */
    observed: number;
    /**
     * Units of both layers that read it, 8..=512, a multiple of 8.
     */
    encoder: number;
}

/**
 * The embedding of t.
 */
export type TimeEmbedding = "sinusoidal" | "fourier" | "linear" | "none";

/**
 * How the times of a batch are drawn.
 */
export type TimestepSampling = "uniform" | "stratified" | "importance";

/**
 * One x on its way through a run, with every number of every step. Rows of `dims` numbers, T first.
 */
export interface Trace {
    /**
     * The t of each moment: T first, 0 last; one more than there are steps.
     */
    times: number[];
    /**
     * x at every moment, a row more than there are steps.
     */
    x: Float32Array;
    /**
     * ε̂(x_t, t) of each step.
     */
    eps_hat: Float32Array;
    /**
     * x̂_0 of each step (eq. 15).
     */
    x0_hat: Float32Array;
    /**
     * Its mean (eq. 11); x at the next moment is mean + sigma·noise.
     */
    mean: Float32Array;
    /**
     * z; 0 where sigma is.
     */
    noise: Float32Array;
    /**
     * σ of each step; 0 for the last.
     */
    sigma: Float64Array;
}

/**
 * Everything that a run is a function of, beside its data.
 */
export interface TrainConfig<N> {
    /**
     * The network.
     */
    network: N;
    /**
     * β and T.
     */
    schedule: ScheduleConfig;
    /**
     * What is learnt of the data.
     */
    objective?: Objective;
    /**
     * What the network predicts; x_0 where the objective is a regression.
     */
    prediction: Prediction;
    /**
     * How the loss weighs the times.
     */
    weighting: Weighting;
    /**
     * What takes the steps.
     */
    optimizer: Optimizer;
    /**
     * The learning rate at its highest, at most 1.
     */
    learningRate: number;
    /**
     * How it changes; constant where there is none.
     */
    learningRateSchedule?: LearningRateSchedule;
    /**
     * Decoupled decay, 0..=1; unread for Adam.
     */
    weightDecay: number;
    /**
     * The gradient's norm is limited to this, above 0; not limited where there is none.
     */
    clipNorm?: number;
    /**
     * Decay of the moving average that samples are drawn with, below 1; 0: the weights themselves.
     */
    emaDecay: number;
    /**
     * x a step, 1 to [`MAX_BATCH`].
     */
    batch: number;
    /**
     * How their times are drawn.
     */
    times: TimestepSampling;
    /**
     * Each x_0 and t twice, with ε and −ε. The batch must be even.
     */
    antithetic: boolean;
    /**
     * Share of x, 0..=1, whose attributes are all hidden, or whose observation is; each attribute of the others is hidden
     * as often by itself.
     */
    conditionDropout?: number;
    /**
     * Whether half of the pictures are mirrored left to right.
     */
    mirror?: boolean;
    /**
     * Of the initial weights and of everything drawn.
     */
    seed: number;
}

/**
 * Where a training run is.
 */
export interface TrainState {
    /**
     * Steps done since the initialisation.
     */
    step: number;
    /**
     * Norm of the last gradient.
     */
    gradientNorm: number;
    /**
     * Mean of ‖ε − ε̂‖² a dimension in each of 20 equal segments of t since asked last; NaN where no t fell.
     */
    byTime: Float64Array;
}

/**
 * How a model was trained.
 */
export interface TrainingCard {
    /**
     * Seed of initialisation, order and noise.
     */
    seed: number;
    /**
     * Optimiser steps.
     */
    steps: number;
    /**
     * Pictures a step.
     */
    batch: number;
    /**
     * Learning rate at its highest.
     */
    learning_rate: number;
    /**
     * Decay of the moving average of the weights that was kept.
     */
    ema_decay: number;
    /**
     * Share of pictures trained with the null class.
     */
    condition_dropout: number;
    /**
     * Mean squared error of what the network predicts, averaged over the last steps: L_simple (eq. 14) where that is ε.
     */
    final_loss: number;
    /**
     * What computed it: `cpu`, `flex`, `cuda`.
     */
    backend: string;
}

/**
 * The shape of a U-Net after Ho et al. 2020, appendix B, with the choices of the reference network.
 *
 * With `patch` = 1, no attributes, base 32, multipliers 1-2-4, two blocks and eight groups it is the reference network
 * of the benchmarks, weight by weight.
 */
export interface UNetConfig {
    /**
     * The picture.
     */
    image: ImageShape;
    /**
     * The side of the square of pixels folded into channels before the first convolution: 1 for none.
     */
    patch: number;
    /**
     * Channels at the first level.
     */
    base: number;
    /**
     * Channels of each level, as multiples of `base`. Each further level halves the resolution.
     */
    multipliers: number[];
    /**
     * Residual blocks a level, on the way down and again on the way up.
     */
    blocks: number;
    /**
     * Groups of each group normalisation.
     */
    groups: number;
    /**
     * What a picture can be asked for; empty for an unconditional model.
     */
    attributes: Attribute[];
}

/**
 * The terms, in nats a point (all dimensions together).
 */
export interface VlbTerms {
    /**
     * L_T = KL(q(x_T|x_0) ‖ p(x_T)), exact: the mean over all points.
     */
    prior: number;
    /**
     * L_{t−1} at index t − 1 for t = 2..=T; index 0 is 0. Between the times measured, the error of ε̂ is interpolated
     * linearly in t, and the weight and constant of each term are its own.
     */
    terms: number[];
    /**
     * L_0 = −ln p(x_0|x_1).
     */
    decoder: number;
    /**
     * Sum of all.
     */
    total: number;
    /**
     * The total in bits a dimension, where the decoder is discrete; a density has no such unit.
     */
    bitsPerDim: number | null;
    /**
     * The t that were measured, ascending.
     */
    measured: number[];
}

/**
 * How the loss weighs the times.
 */
export type Weighting = "simple" | "bound";
