// Pixel-art avatars, 16 x 16 RGB, drawn with DiceBear's "Pixel Art" (design CC0 1.0, code MIT).

import { createHash } from 'node:crypto';
import { createAvatar } from '@dicebear/core';
import * as pixelArt from '@dicebear/pixel-art';
import { Resvg } from '@resvg/resvg-js';

import { encode, writeWhole } from './idx.mjs';

const SIDE = 16; // the style is drawn on a grid of 16 x 16, so each pixel comes out exact
const SPLITS = { train: 20_000, test: 2_000 };
const ATTRIBUTES = ['hat', 'glasses', 'beard'];
// Pale enough to set off every skin, hair and hat, several so that a sheet of faces is colourful.
const BACKGROUNDS = ['b6e3f4', 'c0aede', 'd1d4f9', 'ffd5dc', 'c7ecd1'];

/** Which attributes the avatar of this seed has: three fair coins, the same on every machine. */
function labelsOf(seed) {
  const digest = createHash('sha256').update(`labels of ${seed}`).digest();
  return ATTRIBUTES.map((_, i) => digest[i] & 1);
}

/**
 * The style cuts a beard out by a luminance mask filled with the hair's colour, so that under dark hair next to nothing of
 * it is seen. A beard that is asked for is to be seen: the mask is filled with white.
 */
const withVisibleBeard = (svg) => svg.replace(/(<mask id="beard[^>]*><path[^>]*fill=")[^"]*/g, '$1#fff');

/** The avatar of this seed: SIDE x SIDE x 3 bytes. */
function draw(seed, labels) {
  const probabilities = Object.fromEntries(ATTRIBUTES.map((name, i) => [`${name}Probability`, labels[i] * 100]));
  const svg = createAvatar(pixelArt, { seed, backgroundColor: BACKGROUNDS, ...probabilities }).toString();
  const visible = withVisibleBeard(svg);
  if ((visible === svg) === (labels[2] === 1)) throw new Error(`avatar ${seed}: the beard is not drawn as expected`);
  // There is no text to draw, and looking for the system's fonts would take ten times as long as the drawing.
  const options = { fitTo: { mode: 'width', value: SIDE }, font: { loadSystemFonts: false } };
  const image = new Resvg(visible, options).render();
  if (image.width !== SIDE || image.height !== SIDE) throw new Error(`avatar ${seed} is ${image.width} x ${image.height}`);
  const { pixels } = image;
  const rgb = Buffer.alloc(SIDE * SIDE * 3);
  for (let p = 0; p < SIDE * SIDE; p++) {
    if (pixels[4 * p + 3] !== 255) throw new Error(`avatar ${seed} is transparent at pixel ${p}`);
    pixels.copy(rgb, 3 * p, 4 * p, 4 * p + 3);
  }
  return rgb;
}

/** Draws both splits. No picture occurs twice, so that a held-out avatar is one that no training has seen. */
export async function fetchInto(folder, say) {
  const seen = new Set();
  for (const [split, count] of Object.entries(SPLITS)) {
    const images = [];
    const labels = [];
    for (let i = 0; images.length < count; i++) {
      const seed = `${split} ${i}`;
      const label = labelsOf(seed);
      const picture = draw(seed, label);
      const key = picture.toString('latin1');
      if (seen.has(key)) continue;
      seen.add(key);
      images.push(picture);
      labels.push(...label);
      if (images.length % 2_000 === 0) say(`${split}: ${images.length} of ${count}`);
    }
    const channels = 3;
    await writeWhole(`${folder}/${split}-images.idx`, encode([count, SIDE, SIDE, channels], Buffer.concat(images)));
    await writeWhole(`${folder}/${split}-labels.idx`, encode([count, ATTRIBUTES.length], Buffer.from(labels)));
  }
}
