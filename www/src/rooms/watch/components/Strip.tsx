import { useComputed, useSignalEffect } from '@preact/signals';
import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { classroom } from '../../../shared/state/classroom';
import { useWidth } from '../../../shared/ui/element';
import { X0, Xt } from '../../../shared/ui/Symbols';
import { unit } from '../../../shared/ui/unit';
import { cellOf, playheadX, positionAt, StripPainter, stripLayout } from '../draw/strip';
import { text } from '../locales/text';
import { Branches } from './Branches';
import { useWatch } from './context';

/** Height of one row at most, in CSS pixels: less where the window is narrow. */
const ROW = 56;
const ROW_NARROW = 36;
const NARROW = 560;
const PAGE = 10;
/** On a low screen, so that the strip is whole in sight. */
const ROW_LOW = 42;
const LOW = 860;
/** In a presentation, whose type is larger already. */
const ROW_PRESENTED = 43;

function rowHeight(width: number): number {
  return unit().value * (width < NARROW ? ROW_NARROW : classroom.present.value ? ROW_PRESENTED : innerHeight < LOW ? ROW_LOW : ROW);
}

/** The whole run, noise on the left, picture on the right; what the model believed below. A slider over its moments. */
export function Strip() {
  const store = useWatch();
  const m = text.value;
  const track = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef(new StripPainter());
  const width = useWidth(track);

  const moments = useComputed(() => store.view.value.last + 1);
  const pictures = useComputed(() => {
    const shape = store.model.value?.info.card.network.image;
    const values = store.view.value.moment?.x.length ?? 0;
    return shape ? values / (shape.height * shape.width * shape.channels) : 0;
  });
  const layout = useComputed(() => {
    const shape = store.model.value?.info.card.network.image;
    if (!shape || width.value === 0 || pictures.value === 0 || moments.value < 2) return null;
    return stripLayout(width.value, rowHeight(width.value), moments.value, pictures.value, shape);
  });

  useSignalEffect(() => {
    const { history, ghost } = store.view.value;
    const shape = store.model.value?.info.card.network.image;
    if (canvas.current && history && shape && layout.value) painter.current.paint(canvas.current, layout.value, history, ghost, shape);
  });

  const centre = (left: number): number => left + (layout.value?.cellWidth ?? 0) / 2;
  const { moment, history, last, mode } = store.view.value;
  const position = moment?.position ?? 0;
  const seekTo = (event: TargetedPointerEvent<HTMLDivElement>): void => {
    if (!layout.value) return;
    const left = event.currentTarget.getBoundingClientRect().left;
    store.seek(positionAt(event.clientX - left, moments.value, layout.value));
  };
  const onKey = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const jump = { PageUp: position + PAGE, PageDown: position - PAGE }[event.key];
    // In a presentation these keys are the clicker's
    if (jump === undefined || classroom.present.value) return;
    store.seek(jump);
    event.preventDefault();
  };

  return (
    <section class="strip" aria-label={m.strip}>
      <div class="strip-head">
        <h2>{m.strip}</h2>
        <span class="hint">{history && history.stride > 1 ? m.thinned(history.stride) : m.stripHint}</span>
      </div>
      <div class="strip-body">
        <div class="strip-names" aria-hidden="true">
          <span>
            <Xt /> <small>{m.stripRowX}</small>
          </span>
          <span class={mode === 'forward' ? 'absent' : ''}>
            <X0 hat={mode === 'reverse'} /> <small>{m.stripRowX0}</small>
          </span>
        </div>
        <div
          class="track"
          ref={track}
          role="slider"
          tabIndex={0}
          aria-label={m.strip}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={position}
          aria-valuetext={m.stripValue(moment?.t ?? 0, position, last)}
          style={{ height: layout.value ? `${layout.value.height}px` : '6rem' }}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            seekTo(event);
          }}
          onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
          onKeyDown={onKey}
        >
          <canvas ref={canvas} />
          {layout.value && (
            <>
              {/* Around a whole picture; where exactly in the run this is, the needle below says */}
              <div
                class="playhead"
                style={{
                  width: `${layout.value.pictureWidth}px`,
                  transform: `translateX(${centre(cellOf(position, last + 1, layout.value) * layout.value.cellWidth) - layout.value.pictureWidth / 2}px)`,
                }}
              />
              <div class="needle" style={{ transform: `translateX(${centre(playheadX(position, last + 1, layout.value))}px)` }} />
            </>
          )}
        </div>
      </div>
      <div class="strip-ends" aria-hidden="true">
        <span class="noise">
          <i class="math">t = T</i> {m.noiseEnd}
        </span>
        <span class="data">
          {m.dataEnd} <i class="math">t = 0</i>
        </span>
      </div>
      {mode === 'reverse' && <Branches />}
    </section>
  );
}
