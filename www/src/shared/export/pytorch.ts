/** What both scripts have in common: addressed noise, weight files, the schedule, the times, one reverse step. */
import type { Prediction, ScheduleKind, Spacing } from '../../../../pkg/src/types';

/** A value as Python writes it. */
export function py(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `"${value.replaceAll(/[^\w .,:+-]/g, '_')}"`;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `[${Array.from(value as ArrayLike<unknown>, py).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, item]) => `${py(key)}: ${py(item)}`)
      .join(', ')}}`;
  }
  return String(value);
}

/** Settings as assignments, each with its remark. */
export function assignments(lines: readonly (readonly [name: string, value: unknown, remark: string])[]): string {
  return lines.map(([name, value, remark]) => `${name} = ${py(value)}  # ${remark}`).join('\n');
}

export const IMPORTS = `import argparse
import json
import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
`;

/** Agrees with the page to the last digits of single precision; src/rng.rs says why it is made so. */
export const NOISE = `
# Counter-based random numbers, value = f(seed, purpose, stream, step, index), as on the page: the same seed gives the same
# picture. Purpose 0 is sampling, 2 is initialisation.
# The generator is ChaCha with eight rounds, the transform that of Box and Muller.
def raw_words(seed, stream, step, key, count):
    blocks = -(-count // 64) * 4
    counter = np.arange(blocks, dtype=np.uint64)
    state = np.zeros((16, blocks), np.uint32)
    state[:4] = np.array([0x61707865, 0x3320646E, 0x79622D32, 0x6B206574], np.uint32)[:, None]
    state[4], state[6] = seed, key
    state[12], state[13] = counter & np.uint64(0xFFFFFFFF), counter >> np.uint64(32)
    state[14], state[15] = step, stream
    x = state.copy()

    def mix(a, b, c, d):
        for i, j, k, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[i] += x[j]
            x[k] ^= x[i]
            x[k] = (x[k] << np.uint32(turn)) | (x[k] >> np.uint32(32 - turn))

    for _ in range(4):
        for column in range(4):
            mix(column, column + 4, column + 8, column + 12)
        for first in range(4):
            mix(first, 4 + (first + 1) % 4, 8 + (first + 2) % 4, 12 + (first + 3) % 4)
    return (x + state).T.reshape(-1)


def normals(seed, stream, step, count, purpose=0):
    words = raw_words(seed, stream, step, purpose << 8, count).reshape(-1, 64)
    u = ((words[:, :32] >> np.uint32(1)).astype(np.float32) + np.float32(1)) * np.float32(2.0**-31)
    radius = np.sqrt(-2 * np.log(u.astype(np.float64)))
    angle = words[:, 32:] * (2 * math.pi / 2**32)
    values = np.concatenate([radius * np.cos(angle), radius * np.sin(angle)], 1)
    return torch.from_numpy(values.astype(np.float32).reshape(-1)[:count])
`;

export const WEIGHTS = `
# A file of safetensors: eight bytes of length, a JSON header, the numbers.
def read_safetensors(path):
    data = open(path, "rb").read()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    types = {"F16": np.float16, "F32": np.float32, "F64": np.float64}
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            array = np.frombuffer(data[start + begin : start + end], types[entry["dtype"]])
            arrays[name] = torch.from_numpy(array.astype(np.float32).reshape(entry["shape"]))
    return arrays
`;

const LINSPACE = (root: string): string => `np.linspace(${root}, T)`;

const BETAS: Record<ScheduleKind, string> = {
  linear: LINSPACE('1e-4, 0.02'),
  scaled_linear: `${LINSPACE('0.00085**0.5, 0.012**0.5')} ** 2`,
  cosine: 'np.minimum(1 - cosine(np.arange(1, T + 1)) / cosine(np.arange(T)), 0.999)',
  sigmoid: `(0.02 - 1e-4) / (1 + np.exp(-${LINSPACE('-6, 6')})) + 1e-4`,
  quadratic: `${LINSPACE('1e-4**0.5, 0.02**0.5')} ** 2`,
};

const SOURCES: Record<ScheduleKind, string> = {
  linear: 'Ho et al. 2020, section 4',
  scaled_linear: 'Rombach et al. 2022',
  cosine: 'Nichol and Dhariwal 2021, eq. 17',
  sigmoid: 'Xu et al. 2022',
  quadratic: 'the code of Ho et al. 2020',
};

/** β, ᾱ and what follows; `betas` are the visitor's own. */
export function schedule(kind: ScheduleKind | 'custom', betas: ArrayLike<number> = []): string {
  const own = kind === 'custom';
  const cosine = `
def cosine(t):
    return np.cos((t / T + 0.008) / 1.008 * math.pi / 2) ** 2

`;
  return `
# The schedule: beta_t for t = 1..T, and alpha_bar_t = (1 - beta_1)...(1 - beta_t) as its logarithm, t = 0..T.
${kind === 'cosine' ? cosine : ''}BETA = ${own ? `np.array(${py(Array.from(betas))})` : `${BETAS[kind]}  # ${SOURCES[kind]}`}
LOG_ALPHA_BAR = np.concatenate([[0.0], np.cumsum(np.log1p(-BETA))])


def alpha_bar(t):
    return math.exp(LOG_ALPHA_BAR[t])


def noise_variance(t):  # 1 - alpha_bar_t
    return -math.expm1(LOG_ALPHA_BAR[t])


def step_alpha(t, s):  # of the one step from the earlier time s to t
    return math.exp(LOG_ALPHA_BAR[t] - LOG_ALPHA_BAR[s])


def step_beta(t, s):
    return -math.expm1(LOG_ALPHA_BAR[t] - LOG_ALPHA_BAR[s])
`;
}

const TIMES: Record<Spacing, string> = {
  leading: '[i * (T // n) + 1 for i in reversed(range(n))]',
  trailing: '[round(T + i * ((T - T / n) - T)) for i in range(n)]',
  linspace: '[round(i * ((T - 1) / max(n - 1, 1))) + 1 for i in reversed(range(n))]',
  quadratic: '[max(T * i * i // (n * n), i) for i in range(n, 0, -1)]',
  karras: 'karras(n)',
};

const KARRAS = `

# T, then times even in the 7th root of sigma, from about n to 1 / n (Karras et al. 2022, eq. 5).
def karras(n):
    sigma = lambda t: math.sqrt(noise_variance(t) / alpha_bar(t))
    most = min(sigma(T), n)
    least = min(max(sigma(1), 1 / n), most)
    found = [T]
    for i in range(1, n):
        first, last = most ** (1 / 7), least ** (1 / 7)
        wanted = (first + (i - 1) / (max(n, 3) - 2) * (last - first)) ** 7
        t = found[-1] - 1
        while t > n - i and abs(sigma(t - 1) - wanted) <= abs(sigma(t) - wanted):
            t -= 1
        found.append(t)
    return found

`;

/** The times that are visited. */
export function times(spacing: Spacing): string {
  return `${spacing === 'karras' ? KARRAS : ''}
# The n times that are visited, T's end first ("${spacing}").
def times(n):
    return ${TIMES[spacing]}
`;
}

/** ε̂ and x̂_0 from what the network says, in the order (x_0, ε). */
const BELIEFS: Record<Prediction, readonly [string, string]> = {
  epsilon: ['(x - noise * output) / signal', 'output'],
  x0: ['output', '(x - signal * output) / noise'],
  v: ['signal * x - noise * output', 'noise * x + signal * output'],
};

const TARGETS: Record<Prediction, string> = { epsilon: 'eps', x0: 'x0', v: 'signal * eps - noise * x0' };

export const targetOf = (prediction: Prediction): string => TARGETS[prediction];

/** What the network's output means, and a step of DDPM or DDIM. */
export function reverseStep(prediction: Prediction): string {
  const [x0, eps] = BELIEFS[prediction];
  return `
# x_t = sqrt(alpha_bar) x_0 + sqrt(1 - alpha_bar) eps: from what the network says ("${prediction}") follow x_0 and eps.
def beliefs(x, output, t):
    signal, noise = math.sqrt(alpha_bar(t)), math.sqrt(noise_variance(t))
    return ${x0}, ${eps}


# The mean of x_s given x_t, and sigma. DDPM: Ho et al. 2020, eq. 7, with any sigma^2 between beta_tilde (0) and beta (1);
# DDIM: Song et al. 2021, eq. 12 and 16.
def reverse_step(x, x0, eps, t, s):
    before, beta = noise_variance(s), step_beta(t, s)
    small = before / noise_variance(t) * beta  # beta_tilde
    if SAMPLER["kind"] == "ddim":
        eta = SAMPLER["eta"]
        kept = (1 - eta**2) * beta + step_alpha(t, s) * before
        mean = math.sqrt(alpha_bar(s)) * x0 + math.sqrt(before * kept / noise_variance(t)) * eps
        variance = eta**2 * small
    else:
        mean = (math.sqrt(alpha_bar(s)) * beta * x0 + math.sqrt(step_alpha(t, s)) * before * x) / noise_variance(t)
        variance = beta ** SAMPLER["variance"] * small ** (1 - SAMPLER["variance"])
    return mean, 0.0 if s == 0 else math.sqrt(variance)


# The probability-flow ODE by Heun's method (Karras et al. 2022, algorithm 1). look(x, t) gives x_0 and eps. The last step,
# one from next to pure noise and one over more than a factor of 3 in sigma are Euler's.
def heun_step(look, x, x0, eps, t, s):
    ratio = math.sqrt(noise_variance(s) / noise_variance(t))
    there = ratio * x + (math.sqrt(alpha_bar(s)) - ratio * math.sqrt(alpha_bar(t))) * x0
    if s == 0 or alpha_bar(t) < 1e-5 or half_log_snr(s) - half_log_snr(t) > math.log(3):
        return there
    keep = 1 / math.sqrt(step_alpha(t, s))
    ahead = math.sqrt(noise_variance(s)) - keep * math.sqrt(noise_variance(t))
    return keep * x + ahead * (eps + look(there, s)[1]) / 2


# The same by DPM-Solver++(2M) (Lu et al. 2022, algorithm 2). before is the time and x_0 of the step before, or None.
def dpm_solver_step(x, x0, before, t, s):
    if s == 0:
        return x0
    h = half_log_snr(s) - half_log_snr(t)
    if before is not None:
        x0 = x0 + h / (2 * (half_log_snr(t) - half_log_snr(before[0]))) * (x0 - before[1])
    return math.sqrt(noise_variance(s) / noise_variance(t)) * x - math.sqrt(alpha_bar(s)) * math.expm1(-h) * x0


def half_log_snr(t):
    return 0.5 * (LOG_ALPHA_BAR[t] - math.log(noise_variance(t)))
`;
}
