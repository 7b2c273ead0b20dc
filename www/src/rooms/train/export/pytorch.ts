/** Room Train's settings as a PyTorch script: the network of points, Algorithm 1 as it is set, and every sampler. */
import type { MlpTrainConfig, SampleRequest } from '../../../../../pkg/src/types';
import { assignments, IMPORTS, NOISE, py, reverseStep, schedule, targetOf, times, WEIGHTS } from '../../../shared/export/pytorch';

/** The script; `file` is the name of the saved run that it reads its weights and its data from. */
export function trainScript(config: MlpTrainConfig, dims: number, sample: SampleRequest, file: string): string {
  const { network } = config;
  const steps = config.schedule.kind === 'custom' ? config.schedule.betas.length : config.schedule.steps;
  const settings = assignments([
    ['DIMS', dims, 'coordinates of a point'],
    ['WIDTH', network.width, 'of each hidden layer'],
    ['DEPTH', network.depth, 'hidden layers'],
    ['EMBEDDING', network.time, 'how the network is told the time'],
    ['TIME_WIDTH', network.timeWidth, 'numbers of the embedding'],
    ['T', steps, 'diffusion steps'],
    ['WEIGHTING', config.weighting, 'of the loss: simple (eq. 14) or as in the bound (eq. 12)'],
    ['TIMES', config.times, 'how t is drawn'],
    ['ANTITHETIC', config.antithetic, 'each x_0 and t twice, with eps and -eps'],
    ['OPTIMIZER', config.optimizer, ''],
    ['LEARNING_RATE', config.learningRate, ''],
    ['WEIGHT_DECAY', config.weightDecay, 'AdamW alone reads it'],
    ['EMA', config.emaDecay, 'decay of the average of the weights that samples are drawn with'],
    ['BATCH', config.batch, ''],
    ['RUN_SEED', config.seed, 'of the run; here of a random time embedding'],
    ['SAMPLER', sample.sampler, ''],
    ['STEPS', sample.steps, 'of the sampler'],
    ['COUNT', sample.count, 'samples'],
    ['SEED', sample.seed, 'of the noise that they come from'],
  ]).replaceAll(/ {2}# $/gm, '');
  const activation = { silu: 'F.silu', relu: 'F.relu', gelu: 'lambda x: F.gelu(x, approximate="tanh")', tanh: 'torch.tanh' };
  return [
    `"""Denoising diffusion of points as set in room Train of DDPM Lab, with PyTorch and NumPy alone.

python SCRIPT                   draws the page's samples, with the saved run ${file.replaceAll(/[^\w.-]/g, '_')} beside it
python SCRIPT --train STEPS     trains the network anew on that run's data

Ho, Jain and Abbeel, Denoising Diffusion Probabilistic Models (2020).
"""
`,
    IMPORTS,
    `\n# The settings, as they were on the page.\n${settings}\nACTIVATION = ${activation[network.activation]}\n`,
    NOISE,
    WEIGHTS,
    NETWORK,
    schedule(config.schedule.kind, config.schedule.kind === 'custom' ? config.schedule.betas : []),
    times(sample.spacing),
    reverseStep(config.prediction),
    SAMPLERS,
    algorithm1(config),
    main(file),
  ].join('\n');
}

const NETWORK = `
# What the network is told of t = 1..T.
def embed(t):
    t = t.float()[:, None]
    if EMBEDDING == "none":
        return t[:, :0]
    if EMBEDDING == "linear":
        return t / T
    if EMBEDDING == "fourier":
        angles = 2 * math.pi * (4 * normals(RUN_SEED, 1, 0, TIME_WIDTH // 2, purpose=2) * t / T)
    else:
        half = TIME_WIDTH // 2
        angles = (t - 1) * torch.exp(-math.log(10000.0) * torch.arange(half) / half)
    return torch.cat([angles.sin(), angles.cos()], 1)


# A multilayer perceptron over the point and the embedding of t, side by side. Names are those of the weight file.
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        inputs = DIMS + embed(torch.ones(1)).shape[1]
        sizes = [inputs] + [WIDTH] * DEPTH + [DIMS]
        self.l = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x, t):
        h = torch.cat([x, embed(t)], 1)
        for layer in self.l[:-1]:
            h = ACTIVATION(layer(h))
        return self.l[-1](h)
`;

const SAMPLERS = `
# Algorithm 2, and the other ways from noise to data.
@torch.no_grad()
def sample(net):
    def z(t, visit=0):  # all points share a stream
        return normals(SEED, visit, t, COUNT * DIMS).reshape(COUNT, DIMS)

    def look(x, t):  # x_0 and eps
        return beliefs(x, net(x, torch.full((len(x),), t)), t)

    def eps_of(x, t):
        return look(x, t)[1]

    def langevin(x, t, visit):  # x + delta/2 score + sqrt(delta) z, delta in units of 1 - alpha_bar
        noise, delta = math.sqrt(noise_variance(t)), SAMPLER["stepSize"]
        return x - 0.5 * delta * noise * eps_of(x, t) + math.sqrt(delta) * noise * z(t, visit)

    kind, x = SAMPLER["kind"], z(T + 1)
    if kind == "langevin":
        for visit in range(STEPS):
            x = langevin(x, SAMPLER["t"], visit)
        return x
    if kind == "annealed_langevin":  # Song and Ermon 2019, algorithm 1
        for t in times(STEPS // SAMPLER["perLevel"]):
            for visit in range(SAMPLER["perLevel"]):
                x = langevin(x, t, visit)
        # What is left of the last level's noise is taken away at once (Jolicoeur-Martineau et al. 2021).
        return (x - math.sqrt(noise_variance(t)) * eps_of(x, t)) / math.sqrt(alpha_bar(t))
    visited, before = times(STEPS) + [0], None
    for t, s in zip(visited, visited[1:]):
        x0, eps = look(x, t)
        if kind == "heun":
            x = heun_step(look, x, x0, eps, t, s)
            continue
        if kind == "dpm_solver":
            x, before = dpm_solver_step(x, x0, before, t, s), (t, x0)
            continue
        x, sigma = reverse_step(x, x0, eps, t, s)
        if sigma:
            x = x + sigma * z(t)
    return x
`;

function algorithm1(config: MlpTrainConfig): string {
  const error = { epsilon: '1', x0: '(alpha_bar(t) / noise_variance(t))', v: 'alpha_bar(t)' };
  return `
# What the squared error of the network's output counts at each t.
def weights():
    if WEIGHTING == "simple":
        return torch.ones(T + 1)
    variance = [BETA[0] if t == 1 else noise_variance(t - 1) / noise_variance(t) * BETA[t - 1] for t in range(1, T + 1)]
    bound = [BETA[t - 1] ** 2 / (2 * variance[t - 1] * (1 - BETA[t - 1]) * noise_variance(t)) for t in range(1, T + 1)]
    mean = sum(bound) / T
    return torch.tensor([0.0] + [b / mean * ${error[config.prediction]} for t, b in enumerate(bound, 1)])


# How the times of a batch are drawn, with weights that undo any preference.
class Times:
    def __init__(self):
        self.losses = [[] for _ in range(T + 1)]

    def draw(self, count):
        even = torch.ones(count)
        if TIMES == "stratified":
            return (torch.floor((torch.arange(count) + torch.rand(count)) / count * T).long() + 1).clamp(max=T), even
        if TIMES == "importance" and all(len(losses) == 10 for losses in self.losses[1:]):
            # Nichol and Dhariwal 2021, eq. 18; one draw in a thousand stays uniform.
            root = torch.tensor([math.sqrt(sum(x * x for x in losses) / 10) for losses in self.losses[1:]])
            chance = 0.999 * root / root.sum() + 0.001 / T
            t = torch.multinomial(chance, count, replacement=True)
            return t + 1, 1 / (T * chance[t])
        return torch.randint(1, T + 1, (count,)), even

    def remember(self, t, losses):
        for time, loss in zip(t.tolist(), losses.tolist()):
            self.losses[time] = (self.losses[time] + [loss])[-10:]


# Algorithm 1.
def train(data, steps):
    net, average, counts, drawn = MLP(), MLP(), weights(), Times()
    average.load_state_dict(net.state_dict())
    if OPTIMIZER == "adamw":
        optimizer = torch.optim.AdamW(net.parameters(), LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    else:
        optimizer = torch.optim.Adam(net.parameters(), LEARNING_RATE)
    bars = torch.from_numpy(np.exp(LOG_ALPHA_BAR)).float()
    for step in range(1, steps + 1):
        count = BATCH // 2 if ANTITHETIC else BATCH
        x0, eps = data[torch.randint(len(data), (count,))], torch.randn(count, DIMS)
        t, preference = drawn.draw(count)
        if ANTITHETIC:
            x0, t, preference, eps = x0.repeat(2, 1), t.repeat(2), preference.repeat(2), torch.cat([eps, -eps])
        signal, noise = bars[t].sqrt()[:, None], (1 - bars[t]).sqrt()[:, None]
        errors = ((net(signal * x0 + noise * eps, t) - (${targetOf(config.prediction)})) ** 2).mean(1) * counts[t]
        drawn.remember(t, errors.detach())
        loss = (errors * preference).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            for kept, new in zip(average.parameters(), net.parameters()):
                kept.lerp_(new, 1 - EMA)
        if step % 100 == 0:
            print(f"step {step}: loss {loss.item():.4f}")
    return average
`;
}

function main(file: string): string {
  return `
if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", default=${py(file)}, help="the run as saved on the page")
    parser.add_argument("--out", default="samples.npy", help="[count, dims], centred and scaled as the data")
    parser.add_argument("--train", type=int, metavar="STEPS", help="train anew")
    args = parser.parse_args()
    saved = read_safetensors(args.run)
    if args.train:
        net = train(saved["data/points"], args.train)
    else:
        net = MLP()
        net.load_state_dict({name[4:]: array for name, array in saved.items() if name.startswith("ema/")})
    samples = sample(net.eval()).numpy()
    np.save(args.out, samples)
    print(f"{samples.shape} in {args.out}")
`;
}
