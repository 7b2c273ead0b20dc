import { EXTENT } from '../../../../shared/canvas/grid';
import { css, type Palette } from '../../../../shared/canvas/palette';
import { drawAxes, drawPoints, type Plane, toX, toY } from '../../../../shared/canvas/plane';
import { figure } from '../../../../shared/chart/figure';
import { Range } from '../../../../shared/ui/Fields';
import { usePart } from '../../components/context';
import { PlaneCanvas } from '../../components/PlaneCanvas';
import { StageFigure } from '../../components/StageFigure';
import { text } from '../../locales/text';
import type { Vec2 } from '../../vec2';
import { type Rotation, SHOWN, TOTAL, turned } from './rotation';

function stroke(plane: Plane, from: Vec2, to: Vec2, colour: string, width: number, dashed = false): void {
  const { context } = plane;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dashed ? [5, 5] : []);
  context.beginPath();
  context.moveTo(toX(plane, from[0]), toY(plane, from[1]));
  context.lineTo(toX(plane, to[0]), toY(plane, to[1]));
  context.stroke();
  context.setLineDash([]);
}

/** A symbol; `barred`: with a line above it, which fonts set anywhere when it is a mark of its own. */
function label(plane: Plane, words: string, [x, y]: Vec2, colour: string, barred = false): void {
  const { context } = plane;
  context.font = 'italic 17px "STIX Two Math", "Cambria Math", Georgia, serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = colour;
  context.fillText(words, toX(plane, x), toY(plane, y));
  if (barred) context.fillRect(toX(plane, x) - 3, toY(plane, y) - 9, 8, 1.2);
}

function paint(plane: Plane, palette: Palette, lit: string | null, store: Rotation): void {
  drawAxes(plane, palette.line);
  const [draws, direction, point] = [store.draws.value, store.direction.value, store.point.value];
  if (draws) drawPoints(plane, draws.subarray(0, 2 * SHOWN), css(palette.noise, 0.28), 1.6);
  label(plane, 'ε', [EXTENT - 0.22, 0.22], css(palette.ink, 0.75), true);
  label(plane, 'εₜ', [0.3, EXTENT - 0.2], css(palette.ink, 0.75));
  if (!direction) return;
  const [c, s] = direction;
  const { eps, omega } = turned(direction, ...point);
  const wide = (part: string): number => (lit === part ? 4 : 2);
  const far = 0.9 * EXTENT;
  const along: Vec2 = [c, s];
  const across: Vec2 = [s, -c];
  const at = (axis: Vec2, length: number): Vec2 => [length * axis[0], length * axis[1]];
  stroke(plane, at(along, -far), at(along, far), css(palette.noise), wide('eps'));
  stroke(plane, at(across, -far), at(across, far), css(palette.ink, 0.7), wide('omega'));
  // Everything with the same ε makes the same x_t
  const foot = at(along, eps);
  const offset = (length: number): Vec2 => [foot[0] + length * across[0], foot[1] + length * across[1]];
  stroke(plane, offset(-2 * EXTENT), offset(2 * EXTENT), css(palette.prediction, lit === 'same' ? 0.9 : 0.45), lit === 'same' ? 5 : 3);
  stroke(plane, point, foot, css(palette.noise), 1.5, true);
  stroke(plane, point, at(across, omega), css(palette.ink, 0.7), 1.5, true);
  label(plane, 'ε', [at(along, far)[0] - 0.2 * s, at(along, far)[1] + 0.25 * c], css(palette.noise));
  label(plane, 'ω', [at(across, far)[0] + 0.25 * c, at(across, far)[1] + 0.25 * s], css(palette.ink));
  drawPoints(plane, Float32Array.from(foot), css(palette.noise), 5);
  drawPoints(plane, Float32Array.from(at(across, omega)), css(palette.ink, 0.7), 4);
  drawPoints(plane, Float32Array.from(point), css(palette.ink), 6);
}

/** Draws of the two noises, with the axes ε and ω turned into place for a time t. */
export function RotationStage({ store }: { store: Rotation }) {
  const d = text.value.variance;
  const part = usePart();
  const [t, direction, measured, point] = [store.t.value, store.direction.value, store.measured.value, store.point.value];
  const angle = direction ? (Math.atan2(direction[1], direction[0]) * 180) / Math.PI : null;
  const own = direction ? turned(direction, ...point) : null;
  const says =
    angle === null || !measured || !own
      ? text.value.waiting
      : d.rotationSays(
          t,
          angle.toFixed(0),
          figure(own.eps),
          figure(own.omega),
          figure(measured.eps),
          figure(measured.omega),
          measured.correlation.toFixed(2).replace('-', '−'),
        );
  return (
    <StageFigure says={says}>
      <div class="stage-frame" {...part('plane')}>
        <PlaneCanvas
          label={says}
          paint={(plane, palette, lit) => paint(plane, palette, lit, store)}
          onPoint={(x, y) => store.place(x, y)}
        />
      </div>
      <div {...part('time')}>
        <Range
          label={d.time}
          shown={`t = ${t} / ${TOTAL}`}
          value={t}
          min={1}
          max={TOTAL}
          step={1}
          disabled={direction === null}
          onInput={(value) => store.seek(value)}
        />
      </div>
      <div class="coordinates">
        {([0, 1] as const).map((k) => (
          <Range
            key={k}
            label={k === 0 ? 'ε̄' : 'εₜ'}
            shown={figure(point[k])}
            value={point[k]}
            min={-3}
            max={3}
            step={0.05}
            onInput={(value) => store.place(k === 0 ? value : point[0], k === 1 ? value : point[1])}
          />
        ))}
      </div>
    </StageFigure>
  );
}
