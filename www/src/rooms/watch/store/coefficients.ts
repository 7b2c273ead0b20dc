/** The numbers in the formula of one step, from ᾱ at its two ends. For reading only: the engine computes with its own. */
import type { ScheduleCurves } from '../../../../../pkg/src/types';

export interface StepNumbers {
  /** √ᾱ_t: the picture's share of x_t. */
  signal: number;
  /** √(1 − ᾱ_t): the noise's share of x_t. */
  noise: number;
  /** Algorithm 2: 1/√α with α = ᾱ_t/ᾱ_t', t' the next time (α_t itself where t' = t − 1). */
  scale: number;
  /** Algorithm 2: (1 − α)/√(1 − ᾱ_t), the factor of ε_θ. */
  remove: number;
  /** DDIM: √ᾱ_t', the factor of x̂_0. */
  nextSignal: number;
  /** DDIM: √(1 − ᾱ_t' − σ²), the factor of ε_θ. */
  direction: number;
  /** Heun: √(ᾱ_t'/ᾱ_t), the factor of x_t. */
  keep: number;
  /** Heun: √(1 − ᾱ_t') − √(ᾱ_t'/ᾱ_t) √(1 − ᾱ_t), the factor of the mean of both ε_θ. */
  ahead: number;
  /** DPM-Solver++: √((1 − ᾱ_t')/(1 − ᾱ_t)), the factor of x_t. */
  noiseRatio: number;
  /** DPM-Solver++: √ᾱ_t' (1 − e^{λ_t − λ_t'}), the factor of the extrapolated x̂_0. */
  towards: number;
  sigma: number;
}

export function stepNumbers(curves: ScheduleCurves, t: number, tNext: number | null, sigma: number): StepNumbers {
  const alphaBar = curves.alphaBar[t] ?? 1;
  const next = curves.alphaBar[tNext ?? t] ?? 1;
  const alpha = alphaBar / next;
  return {
    signal: Math.sqrt(alphaBar),
    noise: Math.sqrt(1 - alphaBar),
    scale: 1 / Math.sqrt(alpha),
    remove: alphaBar < 1 ? (1 - alpha) / Math.sqrt(1 - alphaBar) : 0,
    nextSignal: Math.sqrt(next),
    direction: Math.sqrt(Math.max(0, 1 - next - sigma * sigma)),
    keep: Math.sqrt(next / alphaBar),
    ahead: Math.sqrt(1 - next) - Math.sqrt((next / alphaBar) * (1 - alphaBar)),
    noiseRatio: Math.sqrt((1 - next) / (1 - alphaBar)),
    // e^{λ_t − λ_t'} is √(SNR_t/SNR_t')
    towards: Math.sqrt(next) * (1 - Math.sqrt(((alphaBar / (1 - alphaBar)) * (1 - next)) / next)),
    sigma,
  };
}
