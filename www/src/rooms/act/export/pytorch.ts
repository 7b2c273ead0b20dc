/** Room Act's settings as a PyTorch script: the network under observations, its plans, and robots that follow them. */
import type { Demonstration, Horizons, MlpTrainConfig } from '../../../../../pkg/src/types';
import { assignments, IMPORTS, NOISE, py, reverseStep, schedule, times, WEIGHTS } from '../../../shared/export/pytorch';
import { type ActSettings, executedOf, GOAL_RADIUS, startOf } from '../settings';
import { LIMIT } from '../store/act';

interface Range {
  low: [number, number];
  high: [number, number];
}

/** Least and greatest coordinates; null where what is asked for is the same everywhere. */
function rangeOf(places: readonly (readonly [number, number])[], always: boolean): Range | null {
  const of = (k: 0 | 1, pick: (a: number, b: number) => number): number => places.map((place) => place[k]).reduce(pick);
  const [least, most] = [(a: number, b: number) => Math.min(a, b), (a: number, b: number) => Math.max(a, b)];
  const range: Range = { low: [of(0, least), of(1, least)], high: [of(0, most), of(1, most)] };
  return always || range.low.some((low, k) => low !== range.high[k]) ? range : null;
}

/** The script; `file` is the name of the saved run that it reads its weights from. */
export function actScript(
  config: MlpTrainConfig,
  settings: ActSettings,
  { observed, predicted }: Horizons,
  demonstrations: readonly Demonstration[],
  file: string,
): string {
  const { network } = config;
  const [scene] = demonstrations.map((one) => one.scene);
  const lines = assignments([
    ['TO', observed, 'places observed, the current one last'],
    ['TP', predicted, 'actions predicted, the first TO - 1 of which are those of the past'],
    ['TA', executedOf(settings), 'actions executed before the robot looks again'],
    [
      'PLACES',
      rangeOf(
        demonstrations.flatMap(({ path }) => path),
        true,
      ),
      'of the demonstrations: what becomes -1..1',
    ],
    [
      'DISCS',
      rangeOf(
        demonstrations.map((one) => one.scene.disc),
        false,
      ),
      'where the disc is observed',
    ],
    [
      'GOALS',
      rangeOf(
        demonstrations.map((one) => one.scene.goal),
        false,
      ),
      'where the goal is observed',
    ],
    ['WIDTH', network.width, 'of each hidden layer'],
    ['DEPTH', network.depth, 'hidden layers'],
    ['TIME_WIDTH', network.timeWidth, 'numbers of the embedding of t'],
    ['T', config.schedule.kind === 'custom' ? config.schedule.betas.length : config.schedule.steps, 'diffusion steps'],
    ['SAMPLER', { kind: 'ddim', eta: 0 }, 'of the plans'],
    ['STEPS', settings.steps, 'of the sampler'],
    ['CANDIDATES', settings.candidates, 'chunks drawn for a plan: the first that keeps clear of the disc is executed'],
    ['SKETCH', settings.sketch, 'what plans are drawn to: places of a line; none where it is empty'],
    ['PULL', settings.pull, 'how strongly'],
    ['SEED', settings.noiseSeed, 'of the plans'],
    ['START', startOf(settings), 'of the robot'],
    ['DISC', scene?.disc, 'in the way'],
    ['RADIUS', scene?.radius, 'of the disc'],
    ['GOAL', scene?.goal, 'where the robot should get'],
    ['GOAL_RADIUS', GOAL_RADIUS, 'how near to the goal counts as there'],
    ['LIMIT', LIMIT, 'steps of an episode'],
    ['STEP', 0.08, 'of a demonstration'],
    ['MAX_STEP', 0.12, 'that a robot can take'],
  ]);
  return [
    `"""A diffusion policy as set in room Act of DDPM Lab, with PyTorch and NumPy alone.

python SCRIPT            rolls out the page's robot, with the saved run ${file.replaceAll(/[^\w.-]/g, '_')} beside it
python SCRIPT --count N  rolls out as many, each with noise of its own

Chi et al., Diffusion Policy: Visuomotor Policy Learning via Action Diffusion (2023).
"""
`,
    IMPORTS,
    `\n# The settings, as they were on the page.\n${lines}\n`,
    NOISE,
    PLAN_SEED,
    WEIGHTS,
    NETWORK,
    schedule(config.schedule.kind, config.schedule.kind === 'custom' ? config.schedule.betas : []),
    times('trailing'),
    reverseStep(config.prediction),
    ROLLOUT,
    main(file),
  ].join('\n');
}

const PLAN_SEED = `
# The seed of plan number \`plan\` of the robots: 64 bits of the generator of integers (2) for rollouts (purpose 7), brought below 2^32 - 1.
def plan_seed(plan):
    words = raw_words(SEED, 0, plan, 7 << 8 | 2, 2)
    return ((int(words[0]) | int(words[1]) << 32) * (2**32 - 1)) >> 64
`;

const NETWORK = `
# What the network is told of t = 1..T.
def embed(t):
    half = TIME_WIDTH // 2
    angles = (t.float()[:, None] - 1) * torch.exp(-math.log(10000.0) * torch.arange(half) / half)
    return torch.cat([angles.sin(), angles.cos()], 1)


# A multilayer perceptron over the chunk, what is observed, and the embedding of t. Names are those of the weight file.
class Policy(nn.Module):
    def __init__(self, values, observed):
        super().__init__()
        sizes = [values + observed + TIME_WIDTH] + [WIDTH] * DEPTH + [values]
        self.l = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x, observed, t):
        h = torch.cat([x, observed, embed(t)], 1)
        for layer in self.l[:-1]:
            h = F.silu(layer(h))
        return self.l[-1](h)
`;

const ROLLOUT = `
def middle_half(extent):
    low, high = np.array(extent["low"]), np.array(extent["high"])
    half = 0.5 * (high - low)
    return 0.5 * (low + high), np.where(half > 1e-6, half, 1.0)


def scaled(places, extent):
    middle, half = middle_half(extent)
    return ((np.asarray(places) - middle) / half).astype(np.float32)


def unscaled(numbers, extent):
    middle, half = middle_half(extent)
    return middle + half * np.asarray(numbers, np.float64)


# What the policy is told: the last TO places, the first repeated where there are fewer; disc and goal where they vary.
def observation(path):
    past = [path[max(len(path) + k - TO, 0)] for k in range(TO)]
    parts = [scaled(past, PLACES).reshape(-1)]
    parts += [scaled(place, extent) for place, extent in ((DISC, DISCS), (GOAL, GOALS)) if extent]
    return torch.from_numpy(np.concatenate(parts))


# A line as places STEP apart at most, evenly.
def spaced(line):
    line = np.asarray(line, np.float64)
    walked = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    targets = np.linspace(0, walked[-1], max(1, math.ceil(walked[-1] / STEP)) + 1)
    return np.stack([np.interp(targets, walked, line[:, k]) for k in (0, 1)], 1)


# x_0 drawn towards the part of the sketch that lies ahead of the robot.
def steered(x0, path):
    if not SKETCH:
        return x0
    sketch = spaced(SKETCH)
    nearest = int(np.argmin(np.hypot(*(sketch - path[-1]).T)))
    ahead = torch.from_numpy(scaled(sketch[nearest + 1 :][: TP + 1 - TO], PLACES)).reshape(-1)
    x0 = x0.clone()
    part = slice(2 * (TO - 1), 2 * (TO - 1) + len(ahead))
    x0[:, part] += PULL * (ahead - x0[:, part])
    return x0


# Chunks for the robots of a batch, CANDIDATES for each, as places on the plane: robots x CANDIDATES x TP x 2.
@torch.no_grad()
def plan(net, paths, seed):
    observed = torch.stack([observation(path) for path in paths for _ in range(CANDIDATES)])
    x = normals(seed, 0, T + 1, len(observed) * 2 * TP).reshape(-1, 2 * TP)
    visited = times(STEPS) + [0]
    for t, s in zip(visited, visited[1:]):
        x0, _ = beliefs(x, net(x, observed, torch.full((len(x),), t)), t)
        x0 = torch.cat([steered(x0[i : i + 1], paths[i // CANDIDATES]) for i in range(len(x0))]).clamp(-1, 1)
        eps = (x - math.sqrt(alpha_bar(t)) * x0) / math.sqrt(noise_variance(t))
        x, _ = reverse_step(x, x0, eps, t, s)
    return unscaled(x.numpy().reshape(len(paths), CANDIDATES, TP, 2), PLACES)


def distance_to_disc(a, b):
    a, b, disc = np.asarray(a), np.asarray(b), np.array(DISC)
    along = b - a
    square = float(along @ along)
    share = min(max(float((disc - a) @ along) / square, 0.0), 1.0) if square > 0 else 0.0
    return float(np.hypot(*(a + share * along - disc)))


# The first chunk that keeps clear of the disc; where none does, the one that keeps farthest from its centre.
def best(path, candidates):
    ways = [[path[-1], *chunk[TO - 1 :]] for chunk in candidates]
    clear = [min(distance_to_disc(a, b) for a, b in zip(way, way[1:])) for way in ways]
    return candidates[next((i for i, d in enumerate(clear) if d >= RADIUS), int(np.argmax(clear)))]


# Robots of one batch, in step with one another: receding horizon.
def roll_out(net, count):
    paths, outcomes, plans = [[np.array(START, np.float64)] for _ in range(count)], [None] * count, 0
    while None in outcomes:
        chunks = [best(path, candidates) for path, candidates in zip(paths, plan(net, paths, plan_seed(plans)))]
        plans += 1
        for k in range(TA):
            for i, path in enumerate(paths):
                if outcomes[i] is not None:
                    continue
                here, command = path[-1], chunks[i][TO - 1 + k]
                far = float(np.hypot(*(command - here)))
                path.append(np.clip(here + min(1.0, MAX_STEP / max(far, 1e-300)) * (command - here), -2, 2))
                if distance_to_disc(here, path[-1]) < RADIUS:
                    outcomes[i] = "collided"
                elif np.hypot(*(path[-1] - np.array(GOAL))) <= GOAL_RADIUS:
                    outcomes[i] = "arrived"
                elif len(path) > LIMIT:
                    outcomes[i] = "late"
            if None not in outcomes:
                break
    return paths, outcomes
`;

function main(file: string): string {
  return `
if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", default=${py(file)}, help="the run as saved on the page")
    parser.add_argument("--out", default="paths.npy", help="[robots, steps, 2], NaN behind a robot's end")
    parser.add_argument("--count", type=int, default=1, help="robots, 1 to 64")
    args = parser.parse_args()
    saved = read_safetensors(args.run)
    observed = 2 * (TO + bool(DISCS) + bool(GOALS))
    net = Policy(2 * TP, observed)
    net.load_state_dict({name[4:]: array for name, array in saved.items() if name.startswith("ema/")})
    paths, outcomes = roll_out(net.eval(), args.count)
    table = np.full((len(paths), max(map(len, paths)), 2), np.nan)
    for i, path in enumerate(paths):
        table[i, : len(path)] = path
    np.save(args.out, table)
    print(f"{outcomes.count('arrived')} of {len(outcomes)} arrived, {outcomes.count('collided')} collided; {table.shape} in {args.out}")
`;
}
