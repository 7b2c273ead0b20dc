/** Algorithm 1 of Ho et al. 2020, line by line, in TeX. Colours carry the page's meanings: data, noise, prediction. */
import type { Prediction } from '../engine/types';

const data = (tex: string): string => `\\htmlClass{tex-data}{${tex}}`;
const noise = (tex: string): string => `\\htmlClass{tex-noise}{${tex}}`;
const prediction = (tex: string): string => `\\htmlClass{tex-prediction}{${tex}}`;

export const DRAW_DATA = `${data('x_0')} \\sim ${data('q(x_0)')}`;
export const DRAW_TIME = 't \\sim \\mathrm{Uniform}\\{1, \\dots, T\\}';
export const DRAW_NOISE = `${noise('\\epsilon')} \\sim ${noise('\\mathcal{N}(0, I)')}`;
/** Ho et al. 2020, eq. 4 */
export const MIX = `x_t = \\sqrt{\\bar\\alpha_t}\\,${data('x_0')} + \\sqrt{1-\\bar\\alpha_t}\\,${noise('\\epsilon')}`;

/** What the network is taught: ε (eq. 14), x_0, or v of Salimans and Ho 2022. */
export function loss(target: Prediction, weighted: boolean): string {
  const weight = weighted ? 'w_t\\,' : '';
  const norm = (truth: string, guess: string): string => `\\nabla_\\theta\\; ${weight}\\bigl\\lVert ${truth} - ${guess} \\bigr\\rVert^2`;
  switch (target) {
    case 'epsilon':
      return norm(noise('\\epsilon'), prediction('\\epsilon_\\theta(x_t, t)'));
    case 'x0':
      return norm(data('x_0'), prediction('x_\\theta(x_t, t)'));
    case 'v':
      return norm(
        `(\\sqrt{\\bar\\alpha_t}\\,${noise('\\epsilon')} - \\sqrt{1-\\bar\\alpha_t}\\,${data('x_0')})`,
        prediction('v_\\theta(x_t, t)'),
      );
  }
}

/** Ho et al. 2020, eq. 12: the weight of ‖ε − ε_θ‖² in the bound. */
export const BOUND_WEIGHT = `\\frac{\\beta_t^2}{2\\sigma_t^2\\,\\alpha_t\\,(1-\\bar\\alpha_t)}`;

/** The score of the exact denoiser, and of the network. */
export const SCORE = `\\nabla_{x}\\log p(x_t) \\approx -\\,${prediction('\\epsilon_\\theta(x_t, t)')} / \\sqrt{1-\\bar\\alpha_t}`;

/** The exact denoiser of a finite data set. */
export const EXACT = `\\epsilon^{*}(x, t) = \\frac{x - \\sqrt{\\bar\\alpha_t}\\sum_i w_i\\,${data('x^{i}')}}{\\sqrt{1-\\bar\\alpha_t}},\\quad w = \\mathrm{softmax}_i\\Bigl(-\\tfrac{\\lVert x - \\sqrt{\\bar\\alpha_t}\\,${data('x^{i}')}\\rVert^2}{2(1-\\bar\\alpha_t)}\\Bigr)`;
