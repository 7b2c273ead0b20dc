/** The formulas of room Watch, in whatever notation. */
import { type Notation, prediction } from '../../shared/notation/symbols';

export type FormulaName = 'ddpm' | 'ddim' | 'heun' | 'dpm_solver' | 'forward';

/** The formula of a step. `every`: no time is left out, so the next time is t − 1 and α needs no second look. */
export function formula(name: FormulaName, every: boolean, n: Notation): string {
  // Where times are left out, α_t is that of the whole leap, and β is what it lacks of 1
  const beta = every ? n.beta : `1-${n.alpha}`;
  const z = `${n.sigma}\\,${n.z}`;
  switch (name) {
    case 'ddpm':
      // Ho et al. 2020, Algorithm 2; the mean is eq. 11
      return to(every, `${n.xPrev} = ${n.stretch}\\Bigl(${n.xt} - \\frac{${beta}}{${n.rootNoiseVariance}}\\,${n.epsTheta}\\Bigr) + ${z}`);
    case 'ddim':
      // Song et al. 2021, eq. 12
      return to(
        every,
        `${n.xPrev} = ${n.rootAlphaBarPrev}\\,${n.x0Hat} + \\sqrt{${n.noiseVariancePrev}-${n.sigmaSquared}}\\;${n.epsTheta} + ${z}`,
      );
    case 'heun': {
      // Karras et al. 2022, algorithm 1, in x_t and ε: the mean of both slopes
      const keep = `\\frac{${n.rootAlphaBarPrev}}{${n.rootAlphaBar}}`;
      const ahead = `\\Bigl(${n.rootNoiseVariancePrev} - ${keep}\\,${n.rootNoiseVariance}\\Bigr)`;
      return to(every, `${n.xPrev} = ${keep}\\,${n.xt} + ${ahead}\\,\\tfrac12\\bigl(${n.epsTheta} + ${n.epsTheta}'\\bigr)`);
    }
    case 'dpm_solver':
      // Lu et al. 2022, algorithm 2, with λ half the logarithm of SNR
      return to(
        every,
        `${n.xPrev} = \\frac{${n.rootNoiseVariancePrev}}{${n.rootNoiseVariance}}\\,${n.xt} + ${n.rootAlphaBarPrev}\\bigl(1 - e^{\\lambda_t - \\lambda_{t-1}}\\bigr)\\,${prediction('\\hat D_t')}`,
      );
    case 'forward':
      // Ho et al. 2020, eq. 4
      return `${n.xt} = ${n.rootAlphaBar}\\;${n.x0} + ${n.rootNoiseVariance}\\;${n.eps}`;
  }
}

/** The next time used, where that is not t − 1. */
function to(every: boolean, tex: string): string {
  return every ? tex : tex.replaceAll('{t-1}', "{t'}");
}
