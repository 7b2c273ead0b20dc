import { css, type Palette } from '../../../shared/canvas/palette';
import { type Plane, toX, toY } from '../../../shared/canvas/plane';
import { text } from '../locales/text';
import type { AnyExperiment, PointForm } from '../store/experiment';
import { placeWords, type Vec2 } from '../vec2';
import { PlaneCanvas } from './PlaneCanvas';

const RING = 9;
const DIAMOND = 8;

/** The learner's mark is a ring with a cross, what was computed a diamond: they differ in shape as well as in colour. */
function paintMarks(plane: Plane, palette: Palette, mark: Vec2 | null, truth: Vec2 | null, colour: keyof Palette): void {
  const { context } = plane;
  const at = ([x, y]: Vec2): Vec2 => [toX(plane, x), toY(plane, y)];
  context.lineWidth = 2;
  context.strokeStyle = css(palette.ink);
  if (mark && truth) {
    context.setLineDash([4, 4]);
    context.beginPath();
    context.moveTo(...at(mark));
    context.lineTo(...at(truth));
    context.stroke();
    context.setLineDash([]);
  }
  if (truth) {
    const [x, y] = at(truth);
    context.fillStyle = css(palette[colour]);
    context.beginPath();
    context.moveTo(x, y - DIAMOND);
    context.lineTo(x + DIAMOND, y);
    context.lineTo(x, y + DIAMOND);
    context.lineTo(x - DIAMOND, y);
    context.closePath();
    context.fill();
    context.stroke();
  }
  if (mark) {
    const [x, y] = at(mark);
    context.beginPath();
    context.arc(x, y, RING, 0, 2 * Math.PI);
    context.moveTo(x - RING - 4, y);
    context.lineTo(x + RING + 4, y);
    context.moveTo(x, y - RING - 4);
    context.lineTo(x, y + RING + 4);
    context.stroke();
  }
}

/** The picture that one clicks on to predict, and that shows afterwards how it is. */
export function PointPicture({ experiment, form }: { experiment: AnyExperiment; form: PointForm<unknown> }) {
  const d = text.value;
  const { answer, mark, result, truth } = experiment;
  const [committed, computed, true_] = [answer.value !== null, result.value, truth.value];
  const place = committed ? (answer.value as Vec2) : mark.value;
  const parts = [form.label(d)];
  if (place) parts.push(d.experiment.markAt(placeWords(place)));
  if (true_) parts.push(d.experiment.truthAt(placeWords(true_)));
  return (
    <div class="point-picture">
      <div class="stage-frame">
        <PlaneCanvas
          label={parts.join(' ')}
          paint={(plane, palette) => {
            form.paint(plane, palette, computed);
            paintMarks(plane, palette, place, true_, form.colour);
          }}
          {...(!committed && { onPoint: (x: number, y: number) => experiment.place(x, y), at: place ?? form.start })}
        />
      </div>
      <p class="hint" role="status">
        {committed
          ? true_ && d.experiment.truthAt(placeWords(true_))
          : place
            ? d.experiment.markAt(placeWords(place))
            : d.experiment.clickToMark}
      </p>
    </div>
  );
}
