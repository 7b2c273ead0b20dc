import { Fragment, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { type Glossary, type TermName, uses } from '../glossary';
import { text as strings } from '../locales/text';
import { type Piece, pieces } from '../rich';
import { FirstUses, useLearning } from './context';
import { Inline } from './Formula';
import { GlossaryTerm } from './GlossaryTerm';

/**
 * Text with symbols, with terms that light the part of the stage they name, and with links to the glossary where the lesson
 * first uses a term of the field.
 */
export function Rich({ text }: { text: string }) {
  const first = new Set(useContext(FirstUses).get(text) ?? []);
  const glossary = strings.value.glossary.list;
  return (
    <>
      {pieces(text).map((piece, i) => (
        <Fragment key={i}>
          {piece.kind === 'words' && first.size > 0 ? linked(piece.words, first, glossary) : <OnePiece piece={piece} />}
        </Fragment>
      ))}
    </>
  );
}

/** Words in which the first use of each of these terms is a link; what is linked is taken out of `first`. */
function linked(words: string, first: Set<TermName>, glossary: Glossary): VNode[] {
  const found = uses(words, glossary).filter(({ term }) => first.delete(term));
  return [0, ...found.map(({ to }) => to)].map((from, i) => {
    const use = found[i];
    return (
      <Fragment key={from}>
        {words.slice(from, use?.from)}
        {use && <GlossaryTerm name={use.term}>{words.slice(use.from, use.to)}</GlossaryTerm>}
      </Fragment>
    );
  });
}

function OnePiece({ piece }: { piece: Piece }) {
  const learning = useLearning();
  if (piece.kind === 'words') return <>{piece.words}</>;
  if (piece.kind === 'symbol') return <Inline name={piece.name} />;
  const light = (): void => {
    learning.lit.value = piece.part;
  };
  const dim = (): void => {
    if (learning.lit.value === piece.part) learning.lit.value = null;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a pointer, a part is highlighted by focus
    // biome-ignore lint/a11y/noStaticElementInteractions: it only highlights what the words refer to
    <span class="term" tabIndex={0} data-term={piece.part} onPointerEnter={light} onPointerLeave={dim} onFocus={light} onBlur={dim}>
      {piece.words.map((inner, i) => (
        <OnePiece key={i} piece={inner} />
      ))}
    </span>
  );
}
