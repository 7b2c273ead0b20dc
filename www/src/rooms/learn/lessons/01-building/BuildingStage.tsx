import type { ReadonlySignal } from '@preact/signals';
import { css, mix } from '../../../../shared/canvas/palette';
import { drawPoints } from '../../../../shared/canvas/plane';
import { figure } from '../../../../shared/chart/figure';
import { Range, Segments } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { PlaneCanvas } from '../../components/PlaneCanvas';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import type { Building } from './store';

/** A drawing that turns into noise, and noise that turns into a drawing. */
export function BuildingStage({ store, predicted }: { store: Building; predicted: ReadonlySignal<boolean> }) {
  const d = text.value.building;
  const part = usePart();
  const [moment, direction, share] = [store.moment.value, store.direction.value, store.share.value];
  const bar = moment ? (store.curves.value?.alphaBar[moment.t] ?? 1) : 1;
  // Before the prediction the share that it asks for is not said
  const shown = predicted.value || direction === 'rebuild';
  const says = !moment ? text.value.waiting : shown ? d.says[direction](moment.t, figure(bar)) : d.saysFirst(moment.t);
  return (
    <StageFigure says={says}>
      <div class="stage-frame">
        <PlaneCanvas
          label={says}
          paint={(plane, palette, lit) => {
            const end = direction === 'demolish' ? palette.data : palette.prediction;
            if (moment) drawPoints(plane, moment.x, css(mix(palette.noise, end, Math.sqrt(bar)), 0.85), lit === 'points' ? 3.2 : 2);
          }}
        />
      </div>
      <div {...part('direction')}>
        <Segments
          label={d.direction}
          options={(['demolish', 'rebuild'] as const).map((value) => ({ value, label: d.directions[value] }))}
          value={direction}
          onChange={(value) => store.go(value)}
        />
      </div>
      <div {...part('way')}>
        <Range
          label={d.way}
          shown={moment ? `t = ${moment.t}` : '–'}
          value={Math.round(share * 50)}
          min={0}
          max={50}
          step={1}
          disabled={moment === null}
          onInput={(value) => store.seek(value / 50)}
        />
      </div>
    </StageFigure>
  );
}
