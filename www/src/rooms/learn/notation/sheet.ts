/** Which formulas stand on the sheet, and the lesson of each. */
import type { Formula } from '../../../shared/notation/symbols';
import type { LearnDictionary } from '../locales/en';
import type { PageName } from '../settings';
import * as f from './formulas';

type Words = LearnDictionary['sheet'];

export interface SheetRow {
  name: keyof Words['rows'];
  formula: Formula;
  page: PageName;
}

const row = (name: SheetRow['name'], page: PageName, formula: Formula): SheetRow => ({ name, page, formula });

export const SHEET: Readonly<Record<keyof Words['groups'], readonly SheetRow[]>> = {
  forward: [row('step', '3', f.forwardStep), row('jump', '3', f.jump), row('snr', '3', f.terminal)],
  backward: [
    row('posterior', '4', f.posterior),
    row('mean', '4', f.posteriorMean),
    row('variance', '4', f.posteriorVariance),
    row('meanOfEps', '4', f.meanOfEps),
    row('belief', '5', f.belief),
    row('variances', '5', f.variances),
  ],
  objective: [
    row('bound', '6', f.bound),
    row('gap', '6', f.gap),
    row('weighted', '6b', f.weighted),
    row('simple', '6b', f.simple),
    row('best', '6b', f.bestAnswer),
  ],
  algorithms: [row('training', '7', f.gradientStep), row('sampling', '7', f.reverseStep), row('merged', '8', f.merged)],
  beyond: [
    row('exact', '10', f.exactMean),
    row('score', '14', f.scoreOfEps),
    row('tweedie', '14', f.tweedie),
    row('langevin', '9', f.langevin),
    row('ddim', '11', f.ddim),
    row('velocity', '12', f.velocity),
    row('guided', '13', f.guided),
    row('policy', '16', f.actionStep),
  ],
};
