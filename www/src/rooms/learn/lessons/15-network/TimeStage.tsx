import { Chart, XAxis, YGrid } from '../../../../shared/chart/Chart';
import { figure } from '../../../../shared/chart/figure';
import { linearScale, pathOf } from '../../../../shared/chart/scales';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import { likeness, sinusoid } from './layers';
import type { Network } from './store';

const PLACES = 200;

/** The waves that stand for a time, and how like they are to those of every other time. */
export function TimeStage({ store }: { store: Network }) {
  const d = text.value.network;
  const part = usePart();
  const [t, other] = [store.t.value, store.other.value];
  const width = store.card.value?.network.base ?? 32;
  const waves = sinusoid(t, width);
  const says = d.timeSays(t, width, other, figure(likeness(t, other, width)));
  return (
    <StageFigure says={says}>
      <h3>{d.waves(width)}</h3>
      <Chart label={says} height={90}>
        {(frame) => {
          const y = linearScale(-1, 1, [frame.height, 0], 3);
          const step = frame.width / width;
          return (
            <g {...part('waves')}>
              <YGrid scale={y} area={frame} />
              {[...waves].map((value, i) => (
                <rect
                  key={i}
                  class={i < width / 2 ? 'bar learnt' : 'bar prior'}
                  x={i * step + 0.5}
                  width={Math.max(1, step - 1)}
                  y={Math.min(y.at(0), y.at(value))}
                  height={Math.max(1, Math.abs(y.at(value) - y.at(0)))}
                />
              ))}
            </g>
          );
        }}
      </Chart>
      <ul class="legend">
        <li class="prediction">{d.sines}</li>
        <li class="noise">{d.cosines}</li>
      </ul>
      <h3>{d.likenessTitle(t)}</h3>
      <Chart label={says} height={100}>
        {(frame) => {
          const x = linearScale(0, 1000, [0, frame.width], 5);
          const y = linearScale(-0.25, 1, [frame.height, 0], 3);
          const at = (i: number): number => (1000 * i) / PLACES;
          return (
            <>
              <YGrid scale={y} area={frame} />
              <path
                class="curve"
                d={pathOf(Array.from({ length: PLACES + 1 }, (_, i) => [x.at(at(i)), y.at(likeness(t, at(i), width))] as const))}
                {...part('likeness')}
              />
              <line class="now-mean" x1={x.at(other)} x2={x.at(other)} y1={0} y2={frame.height} />
              <XAxis scale={x} area={frame} name="t" />
            </>
          );
        }}
      </Chart>
      <Range label={d.time} shown={`t = ${t}`} value={t} min={0} max={1000} step={1} onInput={(value) => (store.t.value = value)} />
      <Range
        label={d.otherTime}
        shown={`t = ${other}`}
        value={other}
        min={0}
        max={1000}
        step={1}
        onInput={(value) => (store.other.value = value)}
      />
    </StageFigure>
  );
}
