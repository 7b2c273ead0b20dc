import { useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { XAxis, YGrid } from '../../../shared/chart/Chart';
import { figure } from '../../../shared/chart/figure';
import { Plot } from '../../../shared/chart/Plot';
import { linearScale, logScale, pathOf } from '../../../shared/chart/scales';
import { unit } from '../../../shared/ui/unit';
import { text } from '../locales/text';
import { CONTROL_POINTS, handlesOf, limited, MAX_BETA, MIN_BETA } from '../store/beta';
import { useTraining } from './context';

/** A press of an arrow key makes β so much larger or smaller. */
const NUDGE = 1.15;
const POINTS = 120;

/** β over t, on a log scale, with handles to drag, and ᾱ behind it. Time runs as on the slider. */
export function BetaPlot() {
  const training = useTraining();
  const t = text.value.schedule;
  const held = useSignal(-1);
  const { schedule, curve, total } = training.settings.value;
  const curves = training.curves.value;
  const handles = schedule === 'custom' ? curve : curves ? handlesOf(curves.beta) : [];
  const move = (handle: number, beta: number): void => {
    training.set({ schedule: 'custom', curve: handles.map((value, i) => (i === handle ? limited(beta) : value)) });
  };
  return (
    <Plot
      control="train.files"
      title={t.curve}
      keys={
        <>
          <span>{t.beta}</span> <span class="data">{t.alphaBar}</span>
        </>
      }
      label={t.curveLabel}
      hint={t.curveHint}
      height={140}
      interactive
    >
      {(area) => {
        const y = logScale(MIN_BETA, MAX_BETA, [area.height, 0]);
        const steps = (curves?.beta.length ?? total + 1) - 1;
        const x = linearScale(steps, 0, [0, area.width], 4);
        const times = Array.from({ length: POINTS + 1 }, (_, i) => Math.round((i * steps) / POINTS));
        const at = (handle: number): number => x.at(1 + (handle / (CONTROL_POINTS - 1)) * (steps - 1));
        const drag = (event: TargetedPointerEvent<SVGSVGElement | SVGCircleElement>): void => {
          const svg = event.currentTarget.ownerSVGElement ?? event.currentTarget;
          if (held.value >= 0) move(held.value, y.invert((event.clientY - svg.getBoundingClientRect().top) / unit().peek()));
        };
        const onKey = (event: TargetedKeyboardEvent<SVGCircleElement>, handle: number, beta: number): void => {
          const factor = { ArrowUp: NUDGE, ArrowDown: 1 / NUDGE }[event.key];
          if (factor === undefined) return;
          event.preventDefault();
          move(handle, beta * factor);
        };
        const alphaBar = curves ? pathOf(times.map((time) => [x.at(time), area.height * (1 - (curves.alphaBar[time] ?? 1))] as const)) : '';
        return (
          <>
            <YGrid scale={y} area={area} />
            {curves && <path class="area" d={`${alphaBar}L0 ${area.height}L${area.width} ${area.height}Z`} />}
            {curves && <path class="curve alpha-bar" d={alphaBar} />}
            {curves && (
              <path
                class="curve"
                d={pathOf(times.filter((time) => time > 0).map((time) => [x.at(time), y.at(curves.beta[time] ?? 0)] as const))}
              />
            )}
            {handles.map((beta, i) => (
              <circle
                key={`handle ${at(i)}`}
                class="handle"
                cx={at(i)}
                cy={y.at(beta)}
                r={7}
                tabindex={0}
                role="slider"
                aria-label={t.handle(i + 1)}
                aria-orientation="vertical"
                aria-valuemin={MIN_BETA}
                aria-valuemax={MAX_BETA}
                aria-valuenow={beta}
                aria-valuetext={figure(beta)}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId);
                  held.value = i;
                }}
                onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && drag(event)}
                onPointerUp={() => (held.value = -1)}
                onKeyDown={(event) => onKey(event, i, beta)}
              />
            ))}
            <XAxis scale={x} area={area} name="t" />
          </>
        );
      }}
    </Plot>
  );
}
