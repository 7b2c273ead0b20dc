import { useSignal } from '@preact/signals';
import type { Distances } from '../../../../../pkg/src/types';
import { XAxis, YGrid } from '../../../shared/chart/Chart';
import { figure } from '../../../shared/chart/figure';
import { Plot } from '../../../shared/chart/Plot';
import { linearScale, logDomain, logScale, pathOf } from '../../../shared/chart/scales';
import { Segments } from '../../../shared/ui/Fields';
import { text } from '../locales/text';
import { useTraining } from './context';

export const DISTANCES = ['slicedWasserstein', 'mmd', 'energy'] as const satisfies readonly (keyof Distances)[];
/** Unbiased estimates may fall below zero, which a log scale cannot show. */
const LEAST = 1e-5;

/** How far samples are from the data as it learns, and how far data are from other data. */
export function DistancePlot() {
  const training = useTraining();
  const t = text.value.distancePlot;
  const which = useSignal<keyof Distances>('slicedWasserstein');
  training.trainer.revision.value;
  const { distances, step, start } = training.trainer.record.value;
  const of = which.value;
  const last = distances.at(-1);
  return (
    <div class="distances">
      <Plot
        control="train.files"
        title={t.title}
        keys={
          <>
            <span class="prediction">{t.samples}</span> <b class="prediction">{figure(last?.samples[of] ?? NaN)}</b>{' '}
            <span class="data">{t.data}</span> <b class="data">{figure(last?.data[of] ?? NaN)}</b>
          </>
        }
        label={t.label(t.names[of], figure(last?.samples[of] ?? NaN), figure(last?.data[of] ?? NaN))}
        hint={t.hints[of]}
      >
        {(area) => {
          const value = (which: number): number => Math.max(LEAST, which);
          const x = linearScale(start, Math.max(start + 100, step), [0, area.width], 4);
          // An untrained network's samples are so far off that nothing else could be seen beside them: the scale is that of the
          // later half, and what is above it is drawn at its upper edge
          const settled = distances.slice(Math.floor(distances.length / 2));
          const values = settled.flatMap(({ samples, data }) => [value(samples[of]), value(data[of])]);
          const y = logScale(...logDomain(values), [area.height, 0]);
          const height = (which: number): number => Math.max(0, y.at(value(which)));
          return (
            <>
              <YGrid scale={y} area={area} />
              <path class="curve truth" d={pathOf(distances.map((point) => [x.at(point.step), height(point.data[of])] as const))} />
              <path class="curve learnt" d={pathOf(distances.map((point) => [x.at(point.step), height(point.samples[of])] as const))} />
              {last && <circle class="dot prediction" cx={x.at(last.step)} cy={height(last.samples[of])} r={3.5} />}
              <XAxis scale={x} area={area} name={t.steps} />
            </>
          );
        }}
      </Plot>
      <Segments
        label={<span class="unseen">{t.which}</span>}
        options={DISTANCES.map((name) => ({ value: name, label: t.names[name] }))}
        value={of}
        onChange={(name) => (which.value = name)}
      />
    </div>
  );
}
