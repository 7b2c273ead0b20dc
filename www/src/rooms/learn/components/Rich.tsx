import { type Piece, pieces } from '../rich';
import { useLearning } from './context';
import { Inline } from './Formula';

/** Text with symbols, and with terms that light the part of the stage they name. */
export function Rich({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map((piece, i) => (
        <OnePiece key={i} piece={piece} />
      ))}
    </>
  );
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer lights a part by its focus
    // biome-ignore lint/a11y/noStaticElementInteractions: it only lights up what the words speak of
    <span class="term" tabIndex={0} data-term={piece.part} onPointerEnter={light} onPointerLeave={dim} onFocus={light} onBlur={dim}>
      {piece.words.map((inner, i) => (
        <OnePiece key={i} piece={inner} />
      ))}
    </span>
  );
}
