import { useComputed, useSignalEffect } from '@preact/signals';
import type { TargetedMouseEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { readPalette } from '../../../shared/canvas/palette';
import { beyondEdge, planeOf, toX, toY } from '../../../shared/canvas/plane';
import { nextFrame } from '../../../shared/state/frames';
import { theme } from '../../../shared/state/preferences';
import { Control } from '../../../shared/ui/Control';
import { useScheme, useWidth } from '../../../shared/ui/element';
import { paintStage } from '../draw/stage';
import { text } from '../locales/text';
import type { Layer } from '../settings';
import { shows } from '../store/overlays';
import { momentOf } from '../store/samples';
import { useTraining } from './context';
import { TimeSlider } from './TimeSlider';

/** A click chooses a particle no farther away than a finger is wide, in CSS pixels. */
const REACH = 24;

/** Layers that have a colour and a stroke of their own. */
const LINES: readonly Layer[] = ['forward', 'field', 'mesh', 'density', 'error', 'paths'];

/** Data and samples, and everything that can be laid over them, at one t. */
export function Stage() {
  const training = useTraining();
  const t = text.value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = useWidth(canvas);
  const scheme = useScheme();
  const dims = useComputed(() => training.trainer.run.value?.data.dims ?? 2).value;

  const paint = useRef(() => {
    const plane = canvas.current && planeOf(canvas.current, side.peek());
    if (!plane) return;
    const { samples, overlays } = training;
    const at = samples.t.peek();
    paintStage(
      plane,
      {
        settings: training.settings.peek(),
        data: training.trainer.run.peek()?.data ?? null,
        shown: samples.shown.peek(),
        position: samples.position.peek(),
        share: samples.share.peek(),
        signal: Math.sqrt(training.curves.peek()?.alphaBar[at] ?? 1),
        overlays,
        chosen: training.chosen.peek(),
      },
      readPalette(),
    );
  });

  useSignalEffect(() => {
    const { samples, overlays, trainer } = training;
    for (const source of [
      side,
      scheme,
      theme,
      samples.shown,
      samples.share,
      trainer.run,
      training.settings,
      training.chosen,
      training.curves,
    ])
      source.value;
    for (const layer of [overlays.arrows, overlays.density, overlays.error, overlays.forward, overlays.mesh]) layer.value;
    nextFrame(paint.current);
  });

  const shownNow = training.samples.shown.value;
  const { record } = training.trainer;
  const points = (training.trainer.run.value?.data.values.length ?? 0) / dims;
  training.trainer.revision.value;
  const label = shownNow
    ? `${t.stage.label(dims)}: ${t.stage.live(training.samples.t.value, shownNow.count, points, record.value.step)}`
    : t.stage.label(dims);

  const choose = (event: TargetedMouseEvent<HTMLCanvasElement>): void => {
    const shown = training.samples.shown.value;
    if (shown?.dims !== 2) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const points = momentOf(shown, training.samples.position.value);
    const square = { side: side.value };
    let [best, nearest] = [-1, REACH];
    for (let i = 0; i < shown.count; i += 1) {
      const away = Math.hypot(
        toX(square, points[2 * i] ?? 0) - (event.clientX - left),
        toY(square, points[2 * i + 1] ?? 0) - (event.clientY - top),
      );
      if (away < nearest) [best, nearest] = [i, away];
    }
    if (best < 0) return;
    training.choose(best);
    const { layers } = training.settings.value;
    if (!layers.includes('paths')) training.set({ layers: [...layers, 'paths'] });
  };

  return (
    <figure class="stage" id="stage" tabIndex={-1}>
      <div class="stage-frame">
        <canvas class="picture" ref={canvas} role="img" aria-label={label} width={16} height={16} onClick={choose} />
        <StageLabels dims={dims} />
        {training.trainer.phase.value === 'opening' && !training.samples.shown.value && <p class="stage-wait hint">{t.stage.waiting}</p>}
      </div>
      <Control name="train.time">
        <TimeSlider />
      </Control>
    </figure>
  );
}

/** What lies on the stage, by name, each with its colour and its stroke; and how much lies beyond its edge. */
function StageLabels({ dims }: { dims: number }) {
  const training = useTraining();
  const t = text.value;
  const settings = training.settings.value;
  const { shown, position } = training.samples;
  const on = (layer: Layer): boolean => shows(settings, layer);
  const samples = settings.exactSamples ? t.stage.exactSamples : t.stage.samples;
  if (dims !== 2) {
    return (
      <ul class="stage-labels pictures">
        {on('data') && <li class="data">{t.stage.data}</li>}
        {on('samples') && <li class="prediction">{samples}</li>}
      </ul>
    );
  }
  const beyond = on('samples') && shown.value?.dims === 2 ? beyondEdge(momentOf(shown.value, position.value)) : 0;
  return (
    <ul class="stage-labels legend clouds">
      {on('data') && <li class="data">{t.stage.data}</li>}
      {on('samples') && <li class="prediction">{samples}</li>}
      {on('samples') && <li class="noise">{t.stage.noise}</li>}
      {LINES.filter(on).map((layer) => (
        <li key={layer} class={`layer-${layer}`}>
          {t.layers.names[layer]}
        </li>
      ))}
      {beyond > 0 && <li class="beyond prediction">{t.stage.beyond(beyond)}</li>}
    </ul>
  );
}
