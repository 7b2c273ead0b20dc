/** The plots of the page as SVG files: what its style sheet says is written into them, so that they look the same outside. */

/** What a style sheet may say of a shape or a word. Opacities first: a colour that is half clear adds to its own. */
const PROPERTIES = [
  'fill-opacity',
  'stroke-opacity',
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
] as const;
const WORDS = ['font-family', 'font-size', 'font-weight', 'font-style'] as const;
/** Attributes that matter only in the page. */
const FOREIGN = /^(class|style|tabindex|role|data-|aria-)/;

const NAMESPACE = 'http://www.w3.org/2000/svg';
/** In the plots' own units. */
const MARGIN = 16;
const LINE = 20;
const GAP = 18;

/** A colour as every SVG reader understands it, and its opacity. */
export function colour(value: string): { paint: string; alpha: number } {
  const mixed = /^color\(srgb ([\d.e+-]+) ([\d.e+-]+) ([\d.e+-]+)(?: \/ ([\d.]+))?\)$/.exec(value);
  const plain = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)(?:,? \/? ?([\d.]+))?\)$/.exec(value);
  const found = mixed ?? plain;
  if (!found) return { paint: value, alpha: 1 };
  const part = (i: number): string =>
    Math.round(Number(found[i]) * (mixed ? 255 : 1))
      .toString(16)
      .padStart(2, '0');
  return { paint: `#${part(1)}${part(2)}${part(3)}`, alpha: found[4] === undefined ? 1 : Number(found[4]) };
}

/** A copy of an element with its looks written into it, and those of all below it. */
function plainCopy(element: Element): Element {
  const copy = document.createElementNS(NAMESPACE, element.localName);
  for (const { name, value } of element.attributes) if (!FOREIGN.test(name)) copy.setAttribute(name, value);
  const style = getComputedStyle(element);
  const names = element.localName === 'text' ? [...PROPERTIES, ...WORDS] : PROPERTIES;
  for (const name of names) {
    const value = style.getPropertyValue(name);
    const { paint, alpha } = colour(value);
    if (value !== '') copy.setAttribute(name, name === 'stroke-width' || name === 'font-size' ? value.replace('px', '') : paint);
    if (alpha < 1) copy.setAttribute(`${name}-opacity`, String(alpha * Number(style.getPropertyValue(`${name}-opacity`) || 1)));
  }
  for (const child of element.childNodes) {
    if (child instanceof SVGElement) copy.append(plainCopy(child));
    else if (child instanceof Text) copy.append(child.data);
  }
  return copy;
}

interface Key {
  words: string;
  paint: string;
}

function make(name: string, attributes: Record<string, string | number>, words = ''): Element {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(words);
  return made;
}

const wordsOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

/** What the colours mean, as it stands beside a plot or below a stage. */
function keysOf(figure: Element): Key[] {
  return [...figure.querySelectorAll('.keys span:not(:has(span)), .legend > li')].map((key) => {
    const value = key.nextElementSibling?.localName === 'b' ? ` ${wordsOf(key.nextElementSibling)}` : '';
    return { words: wordsOf(key) + value, paint: colour(getComputedStyle(key).color).paint };
  });
}

/** The plots within a figure of the page, below one another, as one file; null where there is none. */
export function figureSvg(figure: HTMLElement): string | null {
  const plots = [...figure.querySelectorAll<SVGSVGElement>('svg')].filter((svg) => !svg.hasAttribute('aria-hidden'));
  if (plots.length === 0) return null;
  const page = getComputedStyle(document.body);
  const ink = colour(page.color).paint;
  const font = { 'font-family': 'sans-serif', 'font-size': 13 };
  const sizes = plots.map((plot) => {
    const { width, height } = plot.viewBox.baseVal ?? { width: 0, height: 0 };
    return width > 0 ? { width, height } : { width: plot.width.baseVal.value, height: plot.height.baseVal.value };
  });
  const width = Math.max(...sizes.map((size) => size.width));
  const body: Element[] = [];
  let top = 0;
  const line = (words: string, paint: string, weight: number): void => {
    body.push(make('text', { ...font, x: 0, y: top + 13, fill: paint, 'font-weight': weight }, words));
    top += LINE;
  };
  const title = figure.querySelector('h2');
  if (title) line(wordsOf(title), ink, 600);
  for (const { words, paint } of keysOf(figure)) {
    body.push(make('rect', { x: 0, y: top + 3, width: 10, height: 10, fill: paint }));
    body.push(make('text', { ...font, x: 16, y: top + 13, fill: ink }, words));
    top += LINE;
  }
  plots.forEach((plot, i) => {
    const heading = plot.parentElement?.previousElementSibling;
    if (heading?.localName === 'h3') line(wordsOf(heading), ink, 600);
    top += GAP;
    const place = make('g', { transform: `translate(0 ${top})` });
    place.append(...[...plot.children].map(plainCopy));
    body.push(place);
    top += sizes[i]?.height ?? 0;
  });
  const box = [-MARGIN, -MARGIN, width + 2 * MARGIN, top + 2 * MARGIN];
  const svg = make('svg', { viewBox: box.join(' '), width: box[2] ?? 0, height: box[3] ?? 0 });
  svg.append(make('title', {}, title ? wordsOf(title) : (plots[0]?.getAttribute('aria-label') ?? '')));
  svg.append(make('desc', {}, plots.map((plot) => plot.getAttribute('aria-label') ?? '').join(' ')));
  svg.append(make('rect', { x: -MARGIN, y: -MARGIN, width: box[2] ?? 0, height: box[3] ?? 0, fill: ground() }));
  svg.append(...body);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** The page's own ground, as it is just now. */
export function ground(): string {
  return colour(getComputedStyle(document.documentElement).backgroundColor).paint;
}
