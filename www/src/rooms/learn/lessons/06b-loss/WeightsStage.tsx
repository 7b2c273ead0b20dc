import { figure } from '../../../../shared/chart/figure';
import { BoundWeights } from '../../components/BoundWeights';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';

import { type Bound, leastWeight, SHOWN } from '../../store/bound';

/** The weight of the squared error over t, in the bound and in L_simple, and what it makes of the error at one t. */
export function WeightsStage({ store }: { store: Bound }) {
  const d = text.value.loss;
  const [curves, measured] = [store.curves.value, store.measured.value];
  const weight = (t: number): string => figure(curves?.boundWeight[t] ?? NaN);
  const least = curves ? leastWeight(curves.boundWeight) : 0;
  const says = !curves
    ? text.value.waiting
    : measured
      ? d.saysMeasured(SHOWN, weight(SHOWN), figure(measured.errorAt), figure(measured.floorAt))
      : d.says(weight(2), weight(least), least, weight(curves.boundWeight.length - 1));
  return <StageFigure says={says}>{curves && <BoundWeights store={store} />}</StageFigure>;
}
