import type { ReadonlySignal } from '@preact/signals';
import { Chart } from '../../../../shared/chart/Chart';
import { linearScale } from '../../../../shared/chart/scales';
import { MODELS } from '../../../../shared/state/names';
import { Range, Segments } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import type { Layer } from './layers';
import type { Network } from './store';

const HEIGHT = 150;
const MIDDLE = 86;

const CLASSES: Readonly<Record<Layer['kind'], string>> = {
  in: 'bar decoder',
  block: 'bar learnt',
  down: 'bar likelihood',
  attention: 'bar prior',
  up: 'bar likelihood',
  out: 'bar decoder',
};

/** The layers from left to right, each as high as its pictures and as wide as its channels, and what each skip joins. */
export function NetworkStage({ store, predicted }: { store: Network; predicted: ReadonlySignal<boolean> }) {
  const d = text.value.network;
  const part = usePart();
  const fixed = !predicted.value;
  const [layers, at, card] = [store.layers.value, store.at.value, store.card.value];
  const layer = layers[at];
  const shown = (shape: readonly number[]): string => shape.join(' × ');
  const says =
    !card || !layer
      ? text.value.waiting
      : fixed
        ? d.hidden(shown([card.network.image.height, card.network.image.width, card.network.image.channels]), layers.length)
        : d.says(layer.name, d.kinds[layer.kind], layer.reads, shown(layer.shape), layer.parameters, layer.joined);
  return (
    <StageFigure says={says}>
      <Segments
        label={d.model}
        options={MODELS.map((value) => ({ value, label: d.models[value] }))}
        value={store.model.value}
        onChange={(value) => {
          store.choose(value);
          void store.load(value);
        }}
      />
      {!fixed && layers.length > 0 && <Layers layers={layers} at={at} label={says} />}
      {!fixed && (
        <ul class="legend">
          {(['block', 'attention', 'down'] as const).map((kind) => (
            <li key={kind} class={kind === 'attention' ? 'noise' : kind === 'block' ? 'prediction' : 'ink'} {...part(kind)}>
              {d.kinds[kind]}
            </li>
          ))}
        </ul>
      )}
      <Range
        label={d.layer}
        shown={layer && !fixed ? `${at + 1} / ${layers.length}: ${layer.name}` : '–'}
        value={at}
        min={0}
        max={Math.max(1, layers.length - 1)}
        step={1}
        disabled={fixed || layers.length === 0}
        onInput={(value) => store.look(value)}
      />
      {fixed && <p class="hint">{text.value.fixed}</p>}
      {card && !fixed && <p class="hint">{d.total(store.parameters.value, card.network.base, 4 * card.network.base)}</p>}
    </StageFigure>
  );
}

function Layers({ layers, at, label }: { layers: readonly Layer[]; at: number; label: string }) {
  const part = usePart();
  const tallest = Math.max(...layers.map(({ shape }) => shape[0]));
  const widest = Math.max(...layers.map(({ shape }) => shape[2]));
  return (
    <Chart label={label} height={HEIGHT}>
      {(frame) => {
        const x = linearScale(0, layers.length, [0, frame.width]);
        const step = frame.width / layers.length;
        const middle = (i: number): number => x.at(i) + step / 2;
        return (
          <>
            {layers.map(({ joined, name }, i) => {
              const from = layers.findIndex((other) => other.name === joined);
              if (from < 0) return null;
              const top = 4 + 2.2 * from;
              return (
                <path
                  key={name}
                  class={i === at || from === at ? 'thread learnt-thread' : 'thread'}
                  fill="none"
                  d={`M${middle(from)} ${MIDDLE - 30}V${top}H${middle(i)}V${MIDDLE - 30}`}
                  {...part('skips')}
                />
              );
            })}
            {layers.map(({ name, kind, shape }, i) => {
              const height = 14 + (50 * shape[0]) / tallest;
              const width = Math.max(3, (0.9 * step * shape[2]) / widest);
              return (
                <g key={name} {...part(kind)}>
                  <rect class={CLASSES[kind]} x={middle(i) - width / 2} width={width} y={MIDDLE - height / 2} height={height} />
                  {i === at && (
                    <rect class="spread-box hollow" x={x.at(i) + 0.5} width={step - 1} y={MIDDLE - height / 2 - 4} height={height + 8} />
                  )}
                </g>
              );
            })}
            {layers.map(({ name, shape }, i) =>
              i === 0 || layers[i - 1]?.shape[0] !== shape[0] ? (
                <text key={name} class="tick" x={x.at(i) + 1} y={frame.height - 4}>
                  {shape[0]}×{shape[1]}
                </text>
              ) : null,
            )}
          </>
        );
      }}
    </Chart>
  );
}
