/** The QR code of a link, as a drawing. Always dark on light, with the quiet zone of the standard around it. */
import { encode } from 'uqr';

/** Modules of the quiet zone (ISO/IEC 18004). */
const QUIET = 4;
/** Side in modules of version 30 with its zone: finer ones a phone does not make out. */
const MAX_MODULES = 137 + 2 * QUIET;
/** Side of version 20 with its zone: finer ones are hard to scan from a projector. */
export const DENSE_MODULES = 97 + 2 * QUIET;

export interface QrCode {
  /** Side, quiet zone included. */
  modules: number;
  /** SVG path of the dark modules. */
  path: string;
}

/** null: the text is too long for a code that can be read. */
export function qrCode(text: string): QrCode | null {
  let data: boolean[][];
  try {
    ({ data } = encode(text, { ecc: 'L', boostEcc: true, border: QUIET }));
  } catch {
    return null;
  }
  if (data.length > MAX_MODULES) return null;
  let path = '';
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x += 1;
      path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
    }
  }
  return { modules: data.length, path };
}

/** The same as a file. */
export function qrFile({ modules, path }: QrCode): string {
  const box = `viewBox="0 0 ${modules} ${modules}" shape-rendering="crispEdges"`;
  const paper = `<path fill="#fff" d="M0 0h${modules}v${modules}H0z"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${paper}<path fill="#000" d="${path}"/></svg>\n`;
}
