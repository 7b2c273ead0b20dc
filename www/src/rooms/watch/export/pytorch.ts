/** Room Watch's settings as a PyTorch script: the U-Net, Algorithm 2 as it is set, and Algorithm 1 for pictures of one's own. */
import type { ModelCard, SampleSettings } from '../../../../../pkg/src/types';
import { assignments, IMPORTS, NOISE, reverseStep, schedule, targetOf, times, WEIGHTS } from '../../../shared/export/pytorch';

/** The script; it reads the model's `NAME.safetensors` from its own folder. */
export function watchScript(card: ModelCard, config: SampleSettings): string {
  const { image, patch, base, multipliers, blocks, groups, attributes } = card.network;
  const settings = assignments([
    ['IMAGE', [image.height, image.width, image.channels], 'height, width, channels'],
    ['PATCH', patch, 'the side of the squares of pixels that become channels'],
    ['BASE', base, 'channels at the first level'],
    ['MULTIPLIERS', multipliers, 'of each level'],
    ['BLOCKS', blocks, 'residual blocks a level'],
    ['GROUPS', groups, 'of each group normalisation'],
    ['VALUES', attributes.map(({ values }) => values.length), `of ${attributes.map(({ name }) => name).join(', ') || 'no attribute'}`],
    ['T', card.steps, 'diffusion steps'],
    ['SAMPLER', config.sampler, 'DDPM: 0 is beta_tilde, 1 is beta; DDIM: eta'],
    ['STEPS', config.steps, 'network calls'],
    ['CONDITIONS', config.conditions, 'of each picture, an index of each attribute; None: any'],
    ['GUIDANCE', config.guidance, 'w in (1 + w) eps(c) - w eps(any)'],
    ['CLIP', config.clip, 'limit x_0 to [-1, 1]'],
    ['SEED', config.seed, 'of x_T and of every z'],
  ]);
  return [
    `"""Denoising diffusion as set in room Watch of DDPM WatchStore, with PyTorch and NumPy alone.

python SCRIPT                           draws the page's pictures, with ${card.name}.safetensors beside it
python SCRIPT --train PICTURES.npy      trains the network anew on [n, height, width, channels] in [-1, 1]

Ho, Jain and Abbeel, Denoising Diffusion Probabilistic Models (2020).
"""
`,
    IMPORTS,
    `\n# The settings, as they were on the page.\n${settings}\n`,
    NOISE,
    WEIGHTS,
    NETWORK,
    schedule(card.schedule),
    times(config.spacing),
    reverseStep(card.prediction),
    ALGORITHM_2,
    algorithm1(card),
    main(card.name),
  ].join('\n');
}

const NETWORK = `
# The U-Net, after Ho et al. 2020, appendix B. Names are those of the weight file.
class ResBlock(nn.Module):
    def __init__(self, c_in, c_out, embedding):
        super().__init__()
        self.n1, self.c1 = nn.GroupNorm(GROUPS, c_in), nn.Conv2d(c_in, c_out, 3, padding=1)
        self.te = nn.Linear(embedding, c_out)
        self.n2, self.c2 = nn.GroupNorm(GROUPS, c_out), nn.Conv2d(c_out, c_out, 3, padding=1)
        self.sk = nn.Conv2d(c_in, c_out, 1) if c_in != c_out else nn.Identity()

    def forward(self, x, e):
        h = self.c1(F.silu(self.n1(x))) + self.te(e)[:, :, None, None]
        return self.sk(x) + self.c2(F.silu(self.n2(h)))


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.n, self.qkv, self.o = nn.GroupNorm(GROUPS, c), nn.Conv2d(c, 3 * c, 1), nn.Conv2d(c, c, 1)

    def forward(self, x):
        n, c, h, w = x.shape
        q, k, v = self.qkv(self.n(x)).reshape(n, 3, c, h * w).unbind(1)
        a = torch.softmax(q.transpose(1, 2) @ k * c**-0.5, -1)
        return x + self.o((v @ a.transpose(1, 2)).reshape(n, c, h, w))


def sinusoid(t, width):
    frequencies = torch.exp(-math.log(10000.0) * torch.arange(width // 2) / (width // 2))
    angles = t.float()[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], 1)


def fold(x):  # squares of pixels become channels
    n, c, h, w = x.shape
    x = x.reshape(n, c, h // PATCH, PATCH, w // PATCH, PATCH).permute(0, 3, 5, 1, 2, 4)
    return x.reshape(n, PATCH * PATCH * c, h // PATCH, w // PATCH)


def unfold(x):
    n, c, h, w = x.shape
    x = x.reshape(n, PATCH, PATCH, c // PATCH**2, h, w).permute(0, 3, 4, 1, 5, 2)
    return x.reshape(n, c // PATCH**2, h * PATCH, w * PATCH)


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        e, folded, widths = 4 * BASE, IMAGE[2] * PATCH**2, [BASE * m for m in MULTIPLIERS]
        self.t1, self.t2 = nn.Linear(BASE, e), nn.Linear(e, e)
        self.cond = nn.ModuleList(nn.Embedding(values + 1, e) for values in VALUES)  # row 0: any
        self.cin = nn.Conv2d(folded, BASE, 3, padding=1)
        self.down, self.up, c = nn.ModuleList(), nn.ModuleList(), BASE
        for width in widths:
            self.down.append(nn.ModuleList(ResBlock(width if k else c, width, e) for k in range(BLOCKS)))
            c = width
        self.m1, self.ma, self.m2 = ResBlock(c, c, e), Attention(c), ResBlock(c, c, e)
        for width in reversed(widths):
            self.up.append(nn.ModuleList(ResBlock(width + (width if k else c), width, e) for k in range(BLOCKS)))
            c = width
        self.ds = nn.ModuleList(nn.Conv2d(w, w, 3, stride=2, padding=1) for w in widths[:-1])
        self.us = nn.ModuleList(nn.Conv2d(w, w, 3, padding=1) for w in reversed(widths[1:]))
        self.no, self.co = nn.GroupNorm(GROUPS, c), nn.Conv2d(c, folded, 3, padding=1)

    def forward(self, x, t, rows):  # rows: of each attribute's table, [n, attributes]
        e = self.t2(F.silu(self.t1(sinusoid(t - 1, BASE))))  # the network counts times from 0
        for i, table in enumerate(self.cond):
            e = e + table(rows[:, i])
        e, h, skips = F.silu(e), self.cin(fold(x)), []
        for i, level in enumerate(self.down):
            for block in level:
                h = block(h, e)
                skips.append(h)
            if i < len(self.ds):
                h = self.ds[i](h)
        h = self.m2(self.ma(self.m1(h, e)), e)
        for i, level in enumerate(self.up):
            for block in level:
                h = block(torch.cat([h, skips.pop()], 1), e)
            if i < len(self.us):
                h = self.us[i](F.interpolate(h, scale_factor=2.0, mode="nearest"))
        return unfold(self.co(F.silu(self.no(h))))
`;

const ALGORITHM_2 = `
# Algorithm 2 of Ho et al. 2020, with fewer steps, other solvers and guidance where they are set.
@torch.no_grad()
def sample(net):
    n, (height, width, channels) = len(CONDITIONS), IMAGE
    rows = torch.tensor([[0 if v is None else v + 1 for v in c] for c in CONDITIONS]).reshape(n, len(VALUES))

    def z(t):  # a picture's noise does not depend on how many follow it
        return normals(SEED, 0, t, n * height * width * channels).reshape(n, height, width, channels).permute(0, 3, 1, 2)

    def look(x, t):  # x_0 and eps, guided and clipped
        at = torch.full((n,), t)
        output = net(x, at, rows)
        if GUIDANCE and rows.any():
            output = (1 + GUIDANCE) * output - GUIDANCE * net(x, at, torch.zeros_like(rows))
        x0, eps = beliefs(x, output, t)
        if CLIP:
            x0 = x0.clamp(-1, 1)
            eps = (x - math.sqrt(alpha_bar(t)) * x0) / math.sqrt(noise_variance(t))
        return x0, eps

    x, visited, before = z(T + 1), times(STEPS) + [0], None
    for t, s in zip(visited, visited[1:]):
        x0, eps = look(x, t)
        if SAMPLER["kind"] == "heun":
            x = heun_step(look, x, x0, eps, t, s)
            continue
        if SAMPLER["kind"] == "dpm_solver":
            x, before = dpm_solver_step(x, x0, before, t, s), (t, x0)
            continue
        x, sigma = reverse_step(x, x0, eps, t, s)
        if sigma:
            x = x + sigma * z(t)
    return x.permute(0, 2, 3, 1).contiguous()
`;

function algorithm1(card: ModelCard): string {
  const { learning_rate, batch, condition_dropout, ema_decay } = card.training;
  return `
# Algorithm 1, with a moving average of the weights, which is what is drawn with.
def train(pictures, labels, steps, learning_rate=${learning_rate}, batch=${batch}, ema=${ema_decay}, dropout=${condition_dropout}):
    net, average = UNet(), UNet()
    average.load_state_dict(net.state_dict())
    optimizer = torch.optim.Adam(net.parameters(), learning_rate)
    bars = torch.from_numpy(np.exp(LOG_ALPHA_BAR)).float()
    for step in range(1, steps + 1):
        chosen = torch.randint(len(pictures), (batch,))
        x0, t, eps = pictures[chosen], torch.randint(1, T + 1, (batch,)), torch.randn(batch, *pictures.shape[1:])
        rows = labels[chosen] * (torch.rand(batch, 1) >= dropout)  # now and then asked for nothing
        signal, noise = bars[t].sqrt()[:, None, None, None], (1 - bars[t]).sqrt()[:, None, None, None]
        loss = F.mse_loss(net(signal * x0 + noise * eps, t, rows), ${targetOf(card.prediction)})
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        with torch.no_grad():
            for kept, new in zip(average.parameters(), net.parameters()):
                kept.lerp_(new, 1 - ema)
        if step % 100 == 0:
            print(f"step {step}: loss {loss.item():.4f}")
    return average
`;
}

function main(name: string): string {
  return `
if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", default="${name}.safetensors")
    parser.add_argument("--out", default="samples.npy", help="[n, height, width, channels] in [-1, 1]")
    parser.add_argument("--train", help="pictures, .npy")
    parser.add_argument("--labels", help="index of each attribute, [n, attributes], .npy")
    parser.add_argument("--steps", type=int, default=1000, help="of training")
    args = parser.parse_args()
    if args.train:
        pictures = torch.from_numpy(np.load(args.train)).float().permute(0, 3, 1, 2)
        labels = torch.zeros(len(pictures), len(VALUES), dtype=torch.long)
        if args.labels:
            labels = torch.from_numpy(np.load(args.labels)).long() + 1
        net = train(pictures, labels, args.steps)
        torch.save(net.state_dict(), "trained.pt")
    else:
        net = UNet()
        net.load_state_dict(read_safetensors(args.weights))
    samples = sample(net.eval()).numpy()
    np.save(args.out, samples)
    print(f"{samples.shape} in {args.out}")
`;
}
