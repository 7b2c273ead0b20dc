/** The lines of lesson 6 that do not follow, each beside the right one of its step. */
import type { Formula } from '../../../../shared/notation/symbols';
import { after, frac, kl } from '../../notation/tex';

const path = 'p_\\theta(x_{0:T})';
const fraction = (over: string, under: string): string => `\\frac{${over}}{${under}}`;

/** Of the sum over all paths. */
export const onePath: Formula = (n) => `-\\log p_\\theta(${n.x0}) = -\\log ${path}`;
export const lastStepAlone: Formula = (n) => `-\\log p_\\theta(${n.x0}) = -\\log p_\\theta(${n.x0}\\mid ${n.x1})`;

/** Of the mean over forward paths. */
export const upsideDown: Formula = (n) =>
  `p_\\theta(${n.x0}) = \\mathbb{E}_{q(x_{1:T}\\mid ${n.x0})}\\biggl[${fraction(`q(x_{1:T}\\mid ${n.x0})`, path)}\\biggr]`;
export const notDivided: Formula = (n) => `p_\\theta(${n.x0}) = \\mathbb{E}_{q(x_{1:T}\\mid ${n.x0})}\\bigl[${path}\\bigr]`;

/** Of Jensen's inequality. */
const jensenWith =
  (relation: string): Formula =>
  (n) =>
    `-\\log p_\\theta(${n.x0}) \\;${relation}\\; \\mathbb{E}_q\\biggl[-\\log${fraction(path, `q(x_{1:T}\\mid ${n.x0})`)}\\biggr] = L`;
export const otherWay = jensenWith('\\ge');
export const equal = jensenWith('=');

/** Of the product of steps. */
export const logOfSum: Formula = (n) =>
  `L = \\mathbb{E}_q\\biggl[-\\log p(${n.xT}) - \\log\\sum_{${after(n, '\\ge ')}}${fraction(`p_\\theta(${n.xPrev}\\mid ${n.xt})`, `q(${n.xt}\\mid ${n.xPrev})`)}\\biggr]`;
export const backBelow: Formula = (n) =>
  `L = \\mathbb{E}_q\\biggl[-\\log p(${n.xT}) - \\sum_{${after(n, '\\ge ')}}\\log${fraction(`p_\\theta(${n.xPrev}\\mid ${n.xt})`, `q(${n.xPrev}\\mid ${n.xt})`)}\\biggr]`;

/** Of Bayes for a forward step. */
export const withoutX0: Formula = (n) =>
  `q(${n.xt}\\mid ${n.xPrev}) = ${frac(`q(${n.xPrev}\\mid ${n.xt})\\;q(${n.xt})`, `q(${n.xPrev})`)}\\qquad(${after(n)})`;
export const marginalsSwapped: Formula = (n) =>
  `q(${n.xt}\\mid ${n.xPrev}) = ${frac(`q(${n.xPrev}\\mid ${n.xt},${n.x0})\\;q(${n.xPrev}\\mid ${n.x0})`, `q(${n.xt}\\mid ${n.x0})`)}\\qquad(${after(n)})`;

/** Of the telescope. */
const telescopeTo =
  (right: Formula): Formula =>
  (n) =>
    `\\sum_{${after(n)}}\\log${fraction(`q(${n.xPrev}\\mid ${n.x0})`, `q(${n.xt}\\mid ${n.x0})`)} = ${right(n)}`;
export const endsSwapped = telescopeTo((n) => `\\log q(${n.xT}\\mid ${n.x0}) - \\log q(${n.x1}\\mid ${n.x0})`);
export const nothingLeft = telescopeTo(() => '0');

/** Of the three kinds of terms. */
const grouped = (prior: string, back: string, decoder: string, condition: string): string =>
  `L = \\mathbb{E}_q\\Bigl[\\,${prior} + \\sum_{${condition}}${back} ${decoder}\\Bigr]`;
export const modelFirst: Formula = (n) =>
  grouped(
    kl(`p(${n.xT})`, `q(${n.xT}\\mid ${n.x0})`),
    kl(`p_\\theta(${n.xPrev}\\mid ${n.xt})`, `q(${n.xPrev}\\mid ${n.xt},${n.x0})`),
    `- \\log p_\\theta(${n.x0}\\mid ${n.x1})`,
    after(n),
  );
export const againstForward: Formula = (n) =>
  grouped(
    kl(`q(${n.xT}\\mid ${n.x0})`, `p(${n.xT})`),
    kl(`q(${n.xt}\\mid ${n.xPrev})`, `p_\\theta(${n.xPrev}\\mid ${n.xt})`),
    `- \\log p_\\theta(${n.x0}\\mid ${n.x1})`,
    after(n),
  );

/** Of the divergence to add. */
const added =
  (divergence: Formula): Formula =>
  (n) =>
    `-\\log p_\\theta(${n.x0}) \\;\\le\\; -\\log p_\\theta(${n.x0}) + ${divergence(n)}`;
export const reversed = added((n) => kl(`p_\\theta(x_{1:T}\\mid ${n.x0})`, `q(x_{1:T}\\mid ${n.x0})`));
export const unconditioned = added((n) => kl(`q(x_{1:T}\\mid ${n.x0})`, 'p_\\theta(x_{1:T})'));

/** Of the divergence written out. */
const written =
  (over: Formula, under: Formula, sign: string): Formula =>
  (n) =>
    `${kl(`q(x_{1:T}\\mid ${n.x0})`, `p_\\theta(x_{1:T}\\mid ${n.x0})`)} = \\mathbb{E}_q\\biggl[\\log${fraction(over(n), under(n))}\\biggr] ${sign} \\log p_\\theta(${n.x0})`;
const forwardPath: Formula = (n) => `q(x_{1:T}\\mid ${n.x0})`;
export const evidenceTaken = written(forwardPath, () => path, '-');
export const fractionTurned = written(() => path, forwardPath, '+');

/** Of what is left. */
export const evidenceTwice: Formula = (n) =>
  `-\\log p_\\theta(${n.x0}) \\;\\le\\; \\mathbb{E}_q\\biggl[\\log${fraction(`q(x_{1:T}\\mid ${n.x0})`, path)}\\biggr] - 2\\log p_\\theta(${n.x0})`;
export const noGap: Formula = (n) =>
  `-\\log p_\\theta(${n.x0}) \\;=\\; \\mathbb{E}_q\\biggl[\\log${fraction(`q(x_{1:T}\\mid ${n.x0})`, path)}\\biggr] = L`;
