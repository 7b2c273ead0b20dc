import { TABLES } from '../../../../../shared/notation/symbols';
import { useLearning } from '../../../components/context';
import { Display, InlineTex } from '../../../components/Formula';
import { Rich } from '../../../components/Rich';
import { ALGORITHMS, type AlgorithmLine, SYMBOLS } from '../lines';
import { text } from '../locales/text';
import { decimals, isFresh, numbered, type SymbolName, type Value, type Values, words } from '../store/values';
import { useDebugger } from './context';

/** The algorithm as printed, the line lit that has just been done, and under each line what its symbols stand for. */
export function AlgorithmBox() {
  const store = useDebugger();
  const d = text.value;
  const { algorithm, clip } = store.settings.value;
  const { numbers } = useLearning().settings.value;
  const [line, values, place] = [store.stepper.line.value, store.values.value, store.stepper.place.value];
  const open = store.phase.value === 'open';
  const gloss: Partial<Record<number, string>> = d.gloss[algorithm];
  return (
    <section class={numbers ? 'algorithm debug-box valued' : 'algorithm debug-box'} aria-labelledby="debug-title">
      <h2 id="debug-title">{d.titles[algorithm]}</h2>
      <ol>
        {ALGORITHMS[algorithm].map((one) => {
          const lit = open && one.number === line;
          return (
            <li key={one.number} class={`${one.inner ? 'inner ' : ''}${lit ? 'lit' : ''}`} aria-current={lit ? 'step' : undefined}>
              <span class="line-number" aria-hidden="true">
                {one.number}
              </span>
              <div class="line-body">
                <Line of={one} values={numbers && open ? values : {}} />
                {one.symbols.length > 0 && (
                  <ul class="chips">
                    {one.symbols.map((name) => (
                      <Chip
                        key={name}
                        name={name}
                        value={open ? values[name] : undefined}
                        fresh={open && isFresh(name, algorithm, line)}
                        place={place}
                      />
                    ))}
                  </ul>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      <p class="gloss">
        <Rich text={(open && gloss[line]) || ''} />
      </p>
      <Respaced />
      {open && store.mode.value === 'pictures' && clip && <Hint words={d.clipped} />}
      {open && store.mode.value === 'turns' && <Hint words={d.square} />}
    </section>
  );
}

function Line({ of, values }: { of: AlgorithmLine; values: Values }) {
  const t = typeof values.t === 'number' ? String(values.t) : 't';
  return <Display formula={(notation) => of.formula(numbered(notation, values), t)} />;
}

function Hint({ words }: { words: string }) {
  return (
    <p class="hint">
      <Rich text={words} />
    </p>
  );
}

/** A symbol and its value; the raw numbers stand in the element, too. A new key each time makes the mark flash anew. */
function Chip({ name, value, fresh, place }: { name: SymbolName; value: Value | undefined; fresh: boolean; place: number }) {
  const { notation } = useLearning().settings.value;
  return (
    <li class={fresh ? 'chip fresh' : 'chip'} data-symbol={name}>
      <InlineTex source={`${SYMBOLS[name](TABLES[notation])} =`} />{' '}
      {value === undefined ? (
        <span class="unknown">·</span>
      ) : (
        <data key={fresh ? place : 'still'} value={String(value)}>
          {name === 't' && typeof value === 'number' ? decimals(value) : words(value)}
        </data>
      )}
    </li>
  );
}

/** Where a run leaves out times, the printed α_t and t − 1 stand for something else. */
function Respaced() {
  const store = useDebugger();
  const program = store.reverse();
  if (!program || store.phase.value !== 'open') return null;
  const step = Math.min(store.step(), program.steps - 1);
  const [t = 0, next = 0] = [program.times[step], program.times[step + 1]];
  return program.times[0] === program.steps ? null : <p class="hint">{text.value.respaced(t, next)}</p>;
}
