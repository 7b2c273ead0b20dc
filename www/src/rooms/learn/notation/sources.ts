/** Where each formula stands in the literature: paper, section, equation. Links that a visitor may follow; nothing is asked of them. */
import type { Formula } from '../../../shared/notation/symbols';
import * as f from './formulas';

const arxiv = (id: string): string => `https://arxiv.org/abs/${id}`;

/** Where each paper is. */
export const PAPERS = {
  ho2020: arxiv('2006.11239'),
  sohl2015: arxiv('1503.03585'),
  kingma2014: arxiv('1312.6114'),
  kingma2021: arxiv('2107.00630'),
  su2022: 'https://spaces.ac.cn/archives/9119',
  songErmon2019: arxiv('1907.05600'),
  song2021: arxiv('2010.02502'),
  karras2022: arxiv('2206.00364'),
  guidance2022: arxiv('2207.12598'),
  salimans2022: arxiv('2202.00512'),
  nichol2021: arxiv('2102.09672'),
  vincent2011: 'https://doi.org/10.1162/NECO_a_00142',
  chi2023: arxiv('2303.04137'),
  efron2011: 'https://doi.org/10.1198/jasa.2011.tm11181',
} as const satisfies Readonly<Record<string, string>>;
export type PaperName = keyof typeof PAPERS;

export interface Source {
  paper: PaperName;
  /** A section or an appendix by its number, 3.1 or A, or by its heading. */
  section: string;
  equation?: string;
  algorithm?: string;
}

const ho = (section: string, equation?: string): Source => ({ paper: 'ho2020', section, ...(equation && { equation }) });
const algorithm = (number: string): Source => ({ paper: 'ho2020', section: '3.2', algorithm: number });
const rotation: Source = { paper: 'su2022', section: '降低方差' };

const SOURCES: ReadonlyMap<Formula, Source> = new Map<Formula, Source>([
  [f.reparameterized, { paper: 'kingma2014', section: '2.4' }],
  [f.pathGradient, { paper: 'kingma2014', section: '2.4' }],
  [f.scoreGradient, { paper: 'kingma2014', section: '2.2' }],
  [f.forwardStep, ho('2', '2')],
  [f.forwardDraw, ho('2', '2')],
  [f.jump, ho('2', '4')],
  [f.twoSteps, ho('2', '2')],
  [f.twoVariances, ho('2', '4')],
  [f.twoAsOne, ho('2', '4')],
  [f.induction, ho('2', '4')],
  [f.bayesBack, ho('2', '6')],
  [f.twoSquares, ho('2', '6')],
  [f.precisions, ho('2', '7')],
  [f.weighedMean, ho('2', '7')],
  [f.logOfStep, { paper: 'sohl2015', section: '2.2' }],
  [f.straightLine, { paper: 'sohl2015', section: '2.2' }],
  [f.smallStep, { paper: 'sohl2015', section: '2.2' }],
  [f.stepNoise, rotation],
  [f.overOmega, rotation],
  [f.terminal, { paper: 'kingma2021', section: '3.1' }],
  [f.posterior, ho('2', '6')],
  [f.posteriorMean, ho('2', '7')],
  [f.posteriorVariance, ho('2', '7')],
  [f.x0OfEps, ho('3.2', '9')],
  [f.meanOfEps, ho('3.2', '10')],
  [f.belief, ho('4.3', '15')],
  [f.reverseStep, { ...ho('3.2', '11'), algorithm: '2' }],
  [f.variances, ho('3.2')],
  [f.wish, ho('2')],
  [f.importance, { paper: 'sohl2015', section: '2.3' }],
  [f.jensen, ho('2', '3')],
  [f.factors, ho('2', '3')],
  [f.turned, ho('A')],
  [f.telescoped, ho('A')],
  [f.bound, ho('2', '5')],
  [f.meansDistance, ho('3.2', '8')],
  [f.weighted, ho('3.2', '12')],
  [f.simple, ho('3.4', '14')],
  [f.drawData, algorithm('1')],
  [f.drawTime, algorithm('1')],
  [f.drawNoise, algorithm('1')],
  [f.gradientStep, algorithm('1')],
  [f.startNoise, algorithm('2')],
  [f.drawZ, algorithm('2')],
  [f.twoNoises, rotation],
  [f.merged, rotation],
  [f.orthogonal, rotation],
  [f.oneNoiseLoss, rotation],
  [f.langevin, { paper: 'songErmon2019', section: '2.2', equation: '4' }],
  [f.scoreOfEps, ho('3.2')],
  [f.exactWeights, { paper: 'karras2022', section: 'B.3' }],
  [f.exactMean, { paper: 'karras2022', section: 'B.3' }],
  [f.ddim, { paper: 'song2021', section: '4.1', equation: '12' }],
  [f.guided, { paper: 'guidance2022', section: '3.2', equation: '6' }],
  [f.addedDivergence, { paper: 'kingma2014', section: '2.2', equation: '1' }],
  [f.divergenceWritten, { paper: 'kingma2014', section: '2.2', equation: '1' }],
  [f.boundByDivergence, { paper: 'kingma2014', section: '2.2', equation: '2' }],
  [f.bestAnswer, { paper: 'karras2022', section: 'B.3' }],
  [f.noiseLedger, { paper: 'song2021', section: '4.1', equation: '12' }],
  [f.silentStep, { paper: 'song2021', section: '4.1', equation: '12' }],
  [f.epsOfV, { paper: 'salimans2022', section: 'D' }],
  [f.errorOfX0, ho('4.3', '15')],
  [f.bayesOfClass, { paper: 'guidance2022', section: '3.1' }],
  [f.slopeOfClass, { paper: 'guidance2022', section: '3.2' }],
  [f.slopeGuided, { paper: 'guidance2022', section: '3.2' }],
  [f.scoreOfEnergy, { paper: 'songErmon2019', section: '2.1' }],
  [f.mixture, { paper: 'vincent2011', section: '4.1' }],
  [f.conditionalSlope, { paper: 'vincent2011', section: '4.2' }],
  [f.slopeAsMean, { paper: 'vincent2011', section: '4.2' }],
  [f.tweedie, { paper: 'efron2011', section: '2' }],
  [f.elbo, { paper: 'kingma2014', section: '2.2', equation: '2' }],
  [f.gap, { paper: 'kingma2014', section: '2.2', equation: '1' }],
  [f.ddimStep, { paper: 'song2021', section: '4.1', equation: '12' }],
  [f.velocity, { paper: 'salimans2022', section: '4' }],
  [f.x0OfV, { paper: 'salimans2022', section: 'D' }],
  [f.cosine, { paper: 'nichol2021', section: '3.2', equation: '17' }],
  [f.scoreMatching, { paper: 'vincent2011', section: '4.2' }],
  [f.actionStep, { paper: 'chi2023', section: '2.3', equation: '4' }],
  [f.actionLoss, { paper: 'chi2023', section: '2.3', equation: '5' }],
]);

/** Where a formula stands; null where it is this page's own. */
export function sourceOf(formula: Formula): Source | null {
  return SOURCES.get(formula) ?? null;
}
