import { useContext, useEffect, useRef } from 'preact/hooks';
import { type Formula, TABLES } from '../../../shared/notation/symbols';
import { Tex } from '../../../shared/ui/Tex';
import { INLINE, type InlineName } from '../notation/formulas';
import { OwnNumbers, useLearning } from './context';
import { Scrolls } from './Scrolls';

/** A formula in the notation chosen, on a line of its own; with numbers in place of its symbols, where they are wanted. */
export function Display({ formula }: { formula: Formula }) {
  const learning = useLearning();
  return (
    <Scrolls class="display" notation={learning.settings.value.notation}>
      <Tex source={learning.tex(formula, useContext(OwnNumbers))} wanted />
    </Scrolls>
  );
}

/** A symbol within a sentence. */
export function Inline({ name }: { name: InlineName }) {
  const { notation } = useLearning().settings.value;
  return <InlineTex source={INLINE[name](TABLES[notation])} />;
}

export function InlineTex({ source }: { source: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let current = true;
    import('../../../shared/notation/typeset').then(
      ({ typeset }) => {
        if (current && place.current) typeset(source, place.current, true);
      },
      () => {
        // Without KaTeX its source is still better than nothing
        if (current && place.current) place.current.textContent = source;
      },
    );
    return () => {
      current = false;
    };
  }, [source]);
  return <span class="inline-tex" ref={place} />;
}
