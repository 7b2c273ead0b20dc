/** The page's colours as numbers, for canvases, which do not know its style sheet. */

export type Rgb = readonly [number, number, number];

export interface Palette {
  data: Rgb;
  noise: Rgb;
  prediction: Rgb;
  arrows: Rgb;
  mesh: Rgb;
  density: Rgb;
  ink: Rgb;
  line: Rgb;
  paper: Rgb;
}

function rgb(text: string): Rgb {
  const [r = 0, g = 0, b = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [r, g, b];
}

const NAMES = [
  'data',
  'noise',
  'prediction',
  'arrows',
  'mesh',
  'density',
  'ink',
  'line',
  'paper',
] as const satisfies readonly (keyof Palette)[];

/** A hidden element of each colour, from which the colours of the CSS are read. */
let probes: ReadonlyMap<keyof Palette, HTMLElement> | null = null;

function makeProbes(): ReadonlyMap<keyof Palette, HTMLElement> {
  const box = document.createElement('span');
  box.className = 'palette';
  box.setAttribute('aria-hidden', 'true');
  const made = NAMES.map((name) => {
    const probe = document.createElement('i');
    probe.className = name;
    box.append(probe);
    return [name, probe] as const;
  });
  document.body.append(box);
  return new Map(made);
}

/** The page's colours as they are now. */
export function readPalette(): Palette {
  probes ??= makeProbes();
  const of = (name: keyof Palette): Rgb => {
    const probe = probes?.get(name);
    return probe ? rgb(getComputedStyle(probe).color) : [128, 128, 128];
  };
  return Object.fromEntries(NAMES.map((name) => [name, of(name)])) as Record<(typeof NAMES)[number], Rgb>;
}

export function css(colour: Rgb, alpha = 1): string {
  return `rgb(${colour[0]} ${colour[1]} ${colour[2]} / ${alpha})`;
}

/** Between two colours, 0 is the first. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2): number => Math.round(a[i] + share * (b[i] - a[i]));
  return [at(0), at(1), at(2)];
}
