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

/** The colours' classes, as probes have them. */
export const NAMES = ['data', 'noise', 'prediction', 'arrows', 'mesh', 'density', 'ink', 'line', 'paper'] as const;

/** Reads the colours as they are now off an element whose children have them, one a class. */
export function readPalette(probes: HTMLElement): Palette {
  const of = (name: string): Rgb => {
    const probe = probes.querySelector(`.${name}`);
    return probe ? rgb(getComputedStyle(probe).color) : [128, 128, 128];
  };
  return Object.fromEntries(NAMES.map((name) => [name, of(name)])) as Record<(typeof NAMES)[number], Rgb>;
}

/** The colours as they are now, for what is painted apart from any view. */
export function pagePalette(): Palette {
  const probes = document.createElement('span');
  probes.className = 'palette';
  for (const name of NAMES) probes.appendChild(document.createElement('i')).className = name;
  document.body.append(probes);
  try {
    return readPalette(probes);
  } finally {
    probes.remove();
  }
}

export function css(colour: Rgb, alpha = 1): string {
  return `rgb(${colour[0]} ${colour[1]} ${colour[2]} / ${alpha})`;
}

/** Between two colours, 0 is the first. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2): number => Math.round(a[i] + share * (b[i] - a[i]));
  return [at(0), at(1), at(2)];
}
