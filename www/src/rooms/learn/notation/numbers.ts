/**
 * The quantities of a formula as the numbers of one particular point, in place of their symbols. What is not known of the
 * point keeps its symbol. Colours keep their meanings.
 */

import { data, type Formula, type Notation, noise, prediction, type Result } from '../../../shared/notation/symbols';
import { ddim, ddimStep, reverseStep } from './formulas';

/** Which x at t − 1 is meant: of the forward process, of Algorithm 2, or of DDIM. */
export type StepKind = 'forward' | 'ancestral' | 'ddim';

/** β and ᾱ of a schedule, index 0 = t 0. */
export interface Course {
  beta: ArrayLike<number>;
  alphaBar: ArrayLike<number>;
}

/** What is known of one point at one time; a number a coordinate. Of x_0, x_t and ε two are enough. */
export interface Specimen {
  course: Course;
  /** 1..=T. */
  t: number;
  x0?: readonly number[] | undefined;
  xt?: readonly number[] | undefined;
  /** The merged noise of eq. 4, and the noise orthogonal to it (theory of section 8): together they are the last step's. */
  eps?: readonly number[] | undefined;
  omega?: readonly number[] | undefined;
  /** What the network says of ε at x_t. */
  epsHat?: readonly number[] | undefined;
  /** The noise of the reverse step; unread at t = 1, where none is added. */
  z?: readonly number[] | undefined;
  /** The thread of section 2. */
  thread?: { mu: number; sigma: number; eps: number };
}

type Vector = readonly number[];

/** The sum of vectors of one length, each with its factor. */
function sum(...terms: readonly (readonly [number, Vector])[]): Vector {
  return (terms[0]?.[1] ?? []).map((_, i) => terms.reduce((total, [factor, vector]) => total + factor * (vector[i] ?? 0), 0));
}

/** Everything that follows from what is known of a point. Equations are of Ho et al. 2020. */
export interface Values {
  t: number;
  total: number;
  beta: number;
  alphaBar: number;
  alphaBarPrev: number;
  alphaBarT: number;
  /** eq. 7; σ² of the reverse step is the same. */
  betaTilde: number;
  x0?: Vector | undefined;
  xt?: Vector | undefined;
  x1?: Vector | undefined;
  xT?: Vector | undefined;
  eps?: Vector | undefined;
  epsBar?: Vector | undefined;
  epsStep?: Vector | undefined;
  omega?: Vector | undefined;
  epsHat?: Vector | undefined;
  z?: Vector | undefined;
  x0Hat?: Vector | undefined;
  muTilde?: Vector | undefined;
  muTheta?: Vector | undefined;
  score?: Vector | undefined;
  /** x at t − 1, in each of its three meanings. */
  prev: Partial<Record<StepKind, Vector>>;
  thread?: Specimen['thread'];
}

export function valuesOf({ course, t, x0, xt, eps, omega, epsHat, z, thread }: Specimen): Values {
  const total = course.alphaBar.length - 1;
  const at = (time: number): number => course.alphaBar[time] ?? 1;
  const [beta, bar, before] = [course.beta[t] ?? 0, at(t), at(t - 1)];
  const alpha = 1 - beta;
  const left = 1 - bar;
  const betaTilde = ((1 - before) / left) * beta;
  const jump = (from: Vector, by: Vector, time: number): Vector => sum([Math.sqrt(at(time)), from], [Math.sqrt(1 - at(time)), by]);
  const v: Values = { t, total, beta, alphaBar: bar, alphaBarPrev: before, alphaBarT: at(total), betaTilde, prev: {} };
  if (thread) v.thread = thread;
  // eq. 4, solved for what is not given
  v.x0 = x0;
  v.eps = eps ?? (x0 && xt && sum([1 / Math.sqrt(left), xt], [-Math.sqrt(bar / left), x0]));
  v.xt = xt ?? (x0 && v.eps && jump(x0, v.eps, t));
  v.omega = omega;
  v.epsHat = epsHat;
  v.z = t === 1 ? z?.map(() => 0) : z;
  if (v.x0 && v.eps) {
    v.x1 = jump(v.x0, v.eps, 1);
    v.xT = jump(v.x0, v.eps, total);
  }
  if (v.eps && omega) {
    // The rotation of section 8, backwards
    const [now, past] = [Math.sqrt(beta / left), Math.sqrt((alpha * (1 - before)) / left)];
    v.epsStep = sum([now, v.eps], [-past, omega]);
    v.epsBar = sum([past, v.eps], [now, omega]);
    if (v.x0) v.prev.forward = jump(v.x0, v.epsBar, t - 1);
  }
  if (v.x0 && v.xt) v.muTilde = sum([(Math.sqrt(before) * beta) / left, v.x0], [(Math.sqrt(alpha) * (1 - before)) / left, v.xt]);
  if (v.xt && epsHat) {
    v.x0Hat = sum([1 / Math.sqrt(bar), v.xt], [-Math.sqrt(left / bar), epsHat]);
    v.muTheta = sum([1 / Math.sqrt(alpha), v.xt], [-beta / Math.sqrt(alpha * left), epsHat]);
    v.score = sum([-1 / Math.sqrt(left), epsHat]);
    if (v.z) v.prev.ancestral = sum([1, v.muTheta], [Math.sqrt(betaTilde), v.z]);
    // Song et al. 2021, eq. 12 with σ = 0
    v.prev.ddim = sum([Math.sqrt(before), v.x0Hat], [Math.sqrt(1 - before), epsHat]);
  }
  return v;
}

/** Four figures, or a power of ten where they would not tell. */
export function coefficient(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 0.001 && Math.abs(value) < 10_000) return String(Number(value.toPrecision(4)));
  const [digits = '', power = ''] = value.toExponential(2).split('e');
  return `${digits}\\times 10^{${Number(power)}}`;
}

/** One coordinate stands in the line, several above each other. */
function vector(values: Vector): string {
  const entry = (value: number): string => (Math.abs(value) < 0.0005 ? '0' : value.toFixed(3));
  const [only] = values;
  if (values.length === 1 && only !== undefined) return only < 0 ? `(${entry(only)})` : entry(only);
  return `\\left(\\begin{smallmatrix}${values.map(entry).join('\\\\')}\\end{smallmatrix}\\right)`;
}

/** The x at t − 1 that a formula is about: all others are about the reverse process. */
export function stepOf(formula: Formula): StepKind {
  if (formula === reverseStep || formula === ddimStep) return 'ancestral';
  return formula === ddim ? 'ddim' : 'forward';
}

/** A notation with the numbers of a point in place of its symbols. */
export function numbered(base: Notation, v: Values, step: StepKind): Notation {
  const plain = (tex: string): string => tex;
  const set = (values: Vector | undefined, symbol: string, colour: (tex: string) => string = plain): string =>
    values ? colour(vector(values)) : symbol;
  const signed = (value: number): string => (value < 0 ? `(${coefficient(value)})` : coefficient(value));
  const result: Record<Result, number> = { snr: v.alphaBarT / (1 - v.alphaBarT), posteriorVariance: v.betaTilde };
  const { thread } = v;
  return {
    x: base.x,
    x0: set(v.x0, base.x0, data),
    xt: set(v.xt, base.xt),
    xPrev: set(v.prev[step], base.xPrev),
    x1: set(v.x1, base.x1),
    xT: set(v.xT, base.xT),
    eps: set(v.eps, base.eps, noise),
    epsStep: set(v.epsStep, base.epsStep, noise),
    z: set(v.z, base.z, noise),
    epsTheta: set(v.epsHat, base.epsTheta, prediction),
    x0Hat: set(v.x0Hat, base.x0Hat, prediction),
    alpha: coefficient(1 - v.beta),
    beta: coefficient(v.beta),
    rootAlpha: coefficient(Math.sqrt(1 - v.beta)),
    rootBeta: coefficient(Math.sqrt(v.beta)),
    stretch: `\\frac{1}{${coefficient(Math.sqrt(1 - v.beta))}}`,
    alphaBar: coefficient(v.alphaBar),
    rootAlphaBar: coefficient(Math.sqrt(v.alphaBar)),
    noiseVariance: coefficient(1 - v.alphaBar),
    rootNoiseVariance: coefficient(Math.sqrt(1 - v.alphaBar)),
    alphaBarPrev: coefficient(v.alphaBarPrev),
    rootAlphaBarPrev: coefficient(Math.sqrt(v.alphaBarPrev)),
    noiseVariancePrev: coefficient(1 - v.alphaBarPrev),
    rootNoiseVariancePrev: coefficient(Math.sqrt(1 - v.alphaBarPrev)),
    alphaBarT: coefficient(v.alphaBarT),
    sigma: coefficient(Math.sqrt(v.betaTilde)),
    // On the left of an equation, whose right sides are the two values that it may have
    sigmaSquared: coefficient(v.betaTilde),
    betaTilde: coefficient(v.betaTilde),
    muTilde: set(v.muTilde, base.muTilde),
    muTheta: set(v.muTheta, base.muTheta, prediction),
    score: set(v.score, base.score, prediction),
    epsBar: set(v.epsBar, base.epsBar, noise),
    omega: set(v.omega, base.omega, noise),
    // The network of section 8 is ours but for a factor
    epsStepHat: set(v.epsHat && sum([Math.sqrt(v.beta / (1 - v.alphaBar)), v.epsHat]), base.epsStepHat, prediction),
    drawn: thread ? noise(signed(thread.eps)) : base.drawn,
    made: thread ? signed(thread.mu + thread.sigma * thread.eps) : base.made,
    mu: thread ? signed(thread.mu) : base.mu,
    spread: thread ? signed(thread.sigma) : base.spread,
    time: String(v.t - 1 + base.firstTime),
    firstTime: base.firstTime,
    guided: base.guided,
    times: '\\cdot ',
    symbols: base,
    is: (what) => ` = ${coefficient(result[what])}`,
  };
}
