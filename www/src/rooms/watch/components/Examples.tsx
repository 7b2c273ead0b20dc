import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { paintSheet } from '../../../shared/canvas/canvas';
import { named } from '../../../shared/i18n/text';
import { type Examples as ExampleSet, examplePicture } from '../../../shared/state/idx';
import { text } from '../locales/text';
import { useWatch } from './context';

/** Pictures offered at a time. */
const OFFERED = 12;
/** For how many CSS pixels across a picture is drawn; the layout sets how large it is. */
const SIDE = 56;

/** Real pictures to start from. */
export function Examples() {
  const store = useWatch();
  const m = text.value;
  const examples = store.examples.value;
  const page = useSignal(0);
  if (!examples) return <p class="hint">{m.loadingExamples}</p>;
  const first = (page.value * OFFERED) % examples.count;
  const offered = Array.from({ length: Math.min(OFFERED, examples.count - first) }, (_, i) => first + i);
  return (
    <div class="examples">
      <p class="hint">{m.startHint}</p>
      <div class="examples-row">
        {offered.map((index) => (
          <button
            key={index}
            type="button"
            class="example"
            aria-pressed={store.example.value === index}
            aria-label={m.example(index + 1, describe(store.labelsOf(index)))}
            title={describe(store.labelsOf(index))}
            onClick={() => void store.startFromPicture(index)}
          >
            <Thumbnail examples={examples} index={index} />
          </button>
        ))}
      </div>
      {examples.count > OFFERED && (
        <button type="button" class="link" onClick={() => (page.value += 1)}>
          {m.moreExamples}
        </button>
      )}
    </div>
  );

  /** "Digit 7", or the attributes that a picture has. */
  function describe(labels: number[]): string {
    const attributes = store.model.value?.info.card.network.attributes ?? [];
    return attributes
      .map((attribute, i) => `${named(m.attributes, attribute.name)}: ${named(m.values, attribute.values[labels[i] ?? 0] ?? '')}`)
      .join(', ');
  }
}

function Thumbnail({ examples, index }: { examples: ExampleSet; index: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) paintSheet(canvas.current, examplePicture(examples, index, 1), examples.shape, SIDE);
  }, [examples, index]);
  return <canvas ref={canvas} class="picture" />;
}
