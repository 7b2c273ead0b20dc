import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { paintSheet } from '../../../shared/canvas/canvas';
import { figure } from '../../../shared/chart/figure';
import { text } from '../locales/text';
import { useWatch } from './context';

/** For how many CSS pixels across an end is drawn; the layout sets how large it is. */
const SIDE = 64;

/** Under the strip: the run and its forks, each from where it left to its end, with how far apart the ends are. */
export function Branches() {
  const store = useWatch();
  const m = text.value.branches;
  const { lines, current } = store.branches;
  if (lines.value.length === 0) return null;
  return (
    <section class="branches" aria-label={m.title}>
      <h3>{m.title}</h3>
      <ol>
        {lines.value.map(({ t, from, end, apart }, i) => (
          <li key={i}>
            <button type="button" aria-pressed={i === current.value} disabled={end === null} onClick={() => store.branches.show(i)}>
              <span class="branch-name">{t === null ? m.original : m.fork(i, t)}</span>
              <span class="lane" aria-hidden="true">
                <i style={{ left: `${100 * from}%` }} />
              </span>
              <End index={i} />
              <span class="branch-apart">{end === null ? m.underWay : apart === null ? '' : m.apart(figure(apart))}</span>
            </button>
          </li>
        ))}
      </ol>
      <p class="hint">{m.hint}</p>
    </section>
  );
}

function End({ index }: { index: number }) {
  const store = useWatch();
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    const end = store.branches.lines.value[index]?.end ?? null;
    const shape = store.model.value?.info.card.network.image;
    if (canvas.current && shape) paintSheet(canvas.current, end, shape, SIDE);
  });
  return <canvas class="picture" ref={canvas} width={16} height={16} />;
}
