/** Every formula of the page, in TeX. Colours carry the fixed meanings: data, noise, prediction. */

const data = (tex: string): string => `\\htmlClass{tex-data}{${tex}}`;
const noise = (tex: string): string => `\\htmlClass{tex-noise}{${tex}}`;
const prediction = (tex: string): string => `\\htmlClass{tex-prediction}{${tex}}`;

const epsTheta = prediction('\\epsilon_\\theta(x_t, t)');

export type FormulaName = 'ddpm' | 'ddim' | 'forward';

/** The formula of a step. `every`: no time is left out, so the next time is t − 1 and α needs no second look. */
export function formula(name: FormulaName, every: boolean): string {
  const next = every ? 't-1' : "t'";
  const beta = every ? '\\beta_t' : '1-\\alpha_t';
  switch (name) {
    case 'ddpm':
      // Ho et al. 2020, Algorithm 2; the mean is eq. 11
      return `x_{${next}} = \\frac{1}{\\sqrt{\\alpha_t}}\\Bigl(x_t - \\frac{${beta}}{\\sqrt{1-\\bar\\alpha_t}}\\,${epsTheta}\\Bigr) + ${noise('\\sigma_t z')}`;
    case 'ddim':
      // Song et al. 2021, eq. 12
      return `x_{${next}} = \\sqrt{\\bar\\alpha_{${next}}}\\,${prediction('\\hat x_0')} + \\sqrt{1-\\bar\\alpha_{${next}}-\\sigma_t^2}\\;${epsTheta} + ${noise('\\sigma_t z')}`;
    case 'forward':
      // Ho et al. 2020, eq. 4
      return `x_t = \\sqrt{\\bar\\alpha_t}\\;${data('x_0')} + \\sqrt{1-\\bar\\alpha_t}\\;${noise('\\epsilon')}`;
  }
}
