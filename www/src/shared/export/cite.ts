/** How to cite what is seen here. Pure. */

/** The version of the software; a test holds it against the crate's. */
export const VERSION = '0.1.0';

const YEAR = 2026;

export interface Citation {
  key: string;
  bibtex: string;
  plain: string;
}

type Fields = readonly (readonly [string, string])[];

const bibtex = (kind: string, key: string, fields: Fields): string =>
  `@${kind}{${key},\n${fields.map(([name, value]) => `  ${name.padEnd(9)} = {${value}},\n`).join('')}}\n`;

/** DDPM Lab, as it is served at `url`, looked at on `day` (YYYY-MM-DD). */
export function lab(url: string, day: string): Citation {
  const title = 'DDPM Lab: Interactive Denoising Diffusion';
  return {
    key: 'ddpmlab',
    bibtex: bibtex('software', 'ddpmlab', [
      ['title', `{DDPM Lab}: Interactive Denoising Diffusion`],
      ['author', '{The DDPM Lab contributors}'],
      ['year', String(YEAR)],
      ['version', VERSION],
      ['license', 'MIT OR Apache-2.0'],
      ['url', url],
      ['urldate', day],
    ]),
    plain: `The DDPM Lab contributors (${YEAR}). ${title} (version ${VERSION}) [Software]. ${url} (${day}).`,
  };
}

/** The paper that the page teaches. */
export const paper: Citation = {
  key: 'ho2020denoising',
  bibtex: bibtex('inproceedings', 'ho2020denoising', [
    ['title', 'Denoising Diffusion Probabilistic Models'],
    ['author', 'Ho, Jonathan and Jain, Ajay and Abbeel, Pieter'],
    ['booktitle', 'Advances in Neural Information Processing Systems'],
    ['volume', '33'],
    ['pages', '6840--6851'],
    ['year', '2020'],
    ['eprint', '2006.11239'],
    ['archivePrefix', 'arXiv'],
  ]),
  plain:
    'Ho, J., Jain, A., and Abbeel, P. (2020). Denoising Diffusion Probabilistic Models. Advances in Neural Information Processing Systems 33, 6840–6851. arXiv:2006.11239.',
};
