// Generated from the Rust types by `cargo xtask types`. Do not edit.
import type { Chunks, Demonstration, DemonstrationSource, DenoiserName, DistancesToData, Fault, Field, Frame, GradientEstimator, GradientVariance, LossByTime, MlpConfig, ModelInfo, Noised, Origin, PlanRequest, Points, Rollout, RolloutRequest, Rollouts, RolloutsRequest, SampleConfig, ScheduleConfig, ScheduleCurves, StepTrace, Trace, TrainConfig, TrainState, VlbTerms } from './types';

/**
 * What computes, and the model loaded last.
 */
export declare class Engine {
    private constructor();
    free(): void;
    /**
     * Demonstrations as a policy would learn them.
     *
     * # Errors
     * `InvalidSetting` or `DataInvalid` where the source is outside its ranges, or has no demonstration.
     */
    demonstrations(source: DemonstrationSource): Demonstration[];
    /**
     * Loads a model after checking its hash and every shape. A refused one leaves the model before it in place, and runs
     * under way keep theirs.
     *
     * # Errors
     * `CardInvalid`, `WeightsTruncated`, `WeightsAltered`, `WeightsShape`.
     */
    loadModel(card: Uint8Array | number[], weights: Uint8Array | number[]): ModelInfo;
    /**
     * Noises pictures to time `t` = 0..=T with the ε of `seed` (eq. 4).
     *
     * # Errors
     * `InvalidSetting` where t is not one of the model's times, or the numbers are not whole pictures.
     */
    noised(x0: Float32Array | number[], t: number, seed: number): Noised;
    /**
     * Opens the device; once a module.
     *
     * # Errors
     * `GpuUnavailable` where the browser gives none.
     */
    static open(): Promise<Engine>;
    /**
     * A data set as a run would train on it; `values` of `dims` coordinates are read where the points are the visitor's own.
     *
     * # Errors
     * `DataInvalid` where the numbers are no points, `InvalidSetting` for too many.
     */
    points(origin: Origin, dims: number, values: Float32Array | number[]): Points;
    /**
     * A training run from a file of [`Training::save`].
     *
     * # Errors
     * `DataInvalid`, `WeightsShape`, `WeightsTruncated`.
     */
    resume(file: Uint8Array | number[]): Training;
    /**
     * Begins a run with the model loaded last: from pure noise, or from the pictures `start_x` at time `start_t`. `fault`
     * is a mistake to be made on purpose.
     *
     * # Errors
     * `InvalidSetting` where the settings do not fit the model, or none is loaded.
     */
    sampler(config: SampleConfig, fault: Fault | undefined, start_t?: number | null, start_x?: Float32Array | number[] | null): SamplerRun;
    /**
     * The curves of a schedule.
     *
     * # Errors
     * `InvalidSetting` for a schedule that there is not.
     */
    schedule(schedule: ScheduleConfig): ScheduleCurves;
    /**
     * The two columns of a table, row by row.
     *
     * # Errors
     * `DataInvalid`, whose message begins with `line N: `.
     */
    table(text: string): Float32Array;
    /**
     * A new training run of a policy, or of a regression, on demonstrations. The network is given as many observed numbers as
     * the demonstrations have, whatever the settings say of them.
     *
     * # Errors
     * `InvalidSetting` for a setting outside its range, `DataInvalid` where a demonstration is none.
     */
    trainPolicy(config: TrainConfig<MlpConfig>, source: DemonstrationSource): Training;
    /**
     * A new training run.
     *
     * # Errors
     * `InvalidSetting` for a setting outside its range, `DataInvalid` where the numbers are no points.
     */
    train(config: TrainConfig<MlpConfig>, origin: Origin, dims: number, values: Float32Array | number[]): Training;
}

/**
 * A run under way. Dropping it cancels it.
 */
export declare class SamplerRun {
    private constructor();
    free(): void;
    /**
     * Network calls so far.
     */
    calls(): number;
    /**
     * The next frame, or null after the last. The device goes on with the step after it meanwhile.
     *
     * # Errors
     * `Busy` while the call before is under way, `DeviceLost` where the numbers cannot be read back.
     */
    next(): Promise<Frame | null>;
    /**
     * Whether the denoiser computes on the host in either module, as ε* does.
     */
    onHost(): boolean;
    /**
     * Starts reading x as it is now, which is done when the promise settles; steps may go on meanwhile.
     */
    read(): Promise<Float32Array>;
    /**
     * Issues one step without reading anything; false where the run is over. Not to be mixed with [`Self::next`].
     *
     * # Errors
     * None in practice: the settings were checked at the beginning.
     */
    step(): boolean;
    /**
     * The time of every moment, the start first.
     *
     * # Errors
     * None in practice: a list of integers always crosses.
     */
    times(): number[];
}

/**
 * A run. Its methods are called one after the other: each must have resolved before the next is called.
 */
export declare class Training {
    private constructor();
    free(): void;
    /**
     * The bound of the averaged network, measured at `times` t with `count` draws each.
     *
     * # Errors
     * `InvalidSetting` for a setting outside its range.
     */
    bound(times: number, count: number, variance: number): Promise<VlbTerms>;
    /**
     * Another learning rate or batch, from the next step on.
     *
     * # Errors
     * `InvalidSetting` where it is out of its range.
     */
    change(learning_rate?: number | null, batch?: number | null): void;
    /**
     * Waits for the oldest step under way; its loss, or NaN where none is.
     *
     * # Errors
     * `Busy` while another call is under way, and what the device reports.
     */
    completed(): Promise<number>;
    /**
     * The settings as they are now.
     *
     * # Errors
     * None in practice.
     */
    config(): TrainConfig<MlpConfig>;
    /**
     * The points; null for a run on demonstrations.
     *
     * # Errors
     * None in practice: numbers always cross.
     */
    data(): Points | null;
    /**
     * The demonstrations; none for a run on points.
     *
     * # Errors
     * None in practice.
     */
    demonstrations(): Demonstration[];
    /**
     * Log density of the model at these points, in nats, by the probability-flow ODE in `steps` steps.
     *
     * # Errors
     * `InvalidSetting` where the numbers are no points, or there are no steps or too many.
     */
    density(denoiser: DenoiserName, points: Float32Array | number[], steps: number): Promise<Float64Array>;
    /**
     * Distances of samples to fresh data, and of as many other data to these.
     *
     * # Errors
     * `InvalidSetting` where the numbers are no points.
     */
    distances(samples: Float32Array | number[]): DistancesToData;
    /**
     * The field of a denoiser at time t on these points.
     *
     * # Errors
     * `InvalidSetting` where t is not one of the chain's times, or the numbers are no points.
     */
    field(denoiser: DenoiserName, t: number, points: Float32Array | number[]): Promise<Field>;
    /**
     * How far an estimator of the gradient scatters, over `repeats` batches.
     *
     * # Errors
     * `InvalidSetting` for an estimator that there is not, or repeats outside their range.
     */
    gradientVariance(estimator: GradientEstimator, repeats: number): Promise<GradientVariance>;
    /**
     * Steps under way.
     */
    inFlight(): number;
    /**
     * Has the learner take one more step of Algorithm 1.
     *
     * # Errors
     * `Busy` where as many are under way as may be.
     */
    issue(): void;
    /**
     * E‖ε − ε̂‖² a coordinate at each of these times over `count` draws, of the network and of ε* on the same draws.
     *
     * # Errors
     * `InvalidSetting` where a t is not one of the chain's times, or there are no draws or too many.
     */
    lossByTime(times: Uint32Array | number[], count: number): Promise<LossByTime>;
    /**
     * Steps that may be under way at once.
     */
    maxInFlight(): number;
    /**
     * Share of these points that are training points.
     *
     * # Errors
     * `InvalidSetting` where the numbers are no points.
     */
    memorised(samples: Float32Array | number[]): number;
    /**
     * Noises points to time `t` = 0..=T with the ε of `seed` (eq. 4).
     *
     * # Errors
     * `InvalidSetting` where t is not one of the chain's times, or the numbers are no points.
     */
    noised(x0: Float32Array | number[], t: number, seed: number): Noised;
    /**
     * Numbers in the network.
     */
    parameters(): number;
    /**
     * Chunks for one place, from noise of their own or all of them from one x_t: which way each leads.
     *
     * # Errors
     * `InvalidSetting` for a setting outside its range, a run on points or a regression; `DataInvalid` for a scene that is
     * none, or a sketch that shows no way.
     */
    plan(request: PlanRequest): Promise<Chunks>;
    /**
     * Back to the same initialisation.
     *
     * # Errors
     * `Busy` while steps are under way, and what the device reports.
     */
    reset(): void;
    /**
     * One rollout, with every chunk of every plan as it is denoised.
     *
     * # Errors
     * `InvalidSetting` for a setting outside its range, or a run on points; `DataInvalid` for a scene that is none, or a
     * sketch that shows no way.
     */
    rollout(request: RolloutRequest): Promise<Rollout>;
    /**
     * Many rollouts: what came of them, and the ways that were taken.
     *
     * # Errors
     * `InvalidSetting` for a setting outside its range, or a run on points; `DataInvalid` for a sketch that shows no way.
     */
    rollouts(request: RolloutsRequest): Promise<Rollouts>;
    /**
     * Begins to sample with the averaged network, where it is trained, or with ε*. `fault` is a mistake to be made on
     * purpose. `start_x`, where given, is x at `start_t`, or at the run's first time.
     *
     * # Errors
     * `InvalidSetting` for a setting outside its range.
     */
    sampler(denoiser: DenoiserName, config: SampleConfig, fault: Fault | undefined, start_t?: number | null, start_x?: Float32Array | number[] | null): SamplerRun;
    /**
     * The run as a file, from which it resumes exactly.
     *
     * # Errors
     * `Busy` while steps are under way, and what the device reports.
     */
    save(): Promise<Uint8Array>;
    /**
     * Steps completed, norm of the last gradient, loss over t since asked last.
     *
     * # Errors
     * None in practice.
     */
    state(): TrainState;
    /**
     * Follows point `index` through a run, on the host in either module.
     *
     * # Errors
     * `InvalidSetting` for a setting outside its range, or a point that is not one of the run's.
     */
    trace(denoiser: DenoiserName, config: SampleConfig, fault: Fault | undefined, index: number): Promise<Trace>;
    /**
     * Takes one step of Algorithm 1 and returns every number of its batch.
     *
     * # Errors
     * `Busy` while steps are under way, and what the device reports.
     */
    tracedStep(): Promise<StepTrace>;
    /**
     * Numbers of one x.
     */
    values(): number;
}
