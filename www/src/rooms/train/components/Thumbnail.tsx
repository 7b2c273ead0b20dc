import { useEffect, useRef } from 'preact/hooks';
import { sheet } from '../../../../../pkg/src/pixels';
import { drawPixels, prepared } from '../../../shared/canvas/canvas';
import { css, readPalette } from '../../../shared/canvas/palette';
import { drawPoints, planeOf } from '../../../shared/canvas/plane';
import { siteFile } from '../../../shared/state/files';
import { theme } from '../../../shared/state/preferences';
import { unit } from '../../../shared/ui/unit';
import type { DataName } from '../settings';
import { asPictures, DIGIT_SIDE, digitPoints } from '../store/points';
import { useTraining } from './context';

const SIDE = 46;
const POINTS = 260;

/** A data set, drawn small, by the engine that will train on it. */
export function Thumbnail({ name }: { name: Exclude<DataName, 'own'> }) {
  const training = useTraining();
  const canvas = useRef<HTMLCanvasElement>(null);
  // Not before the stage shows something: the engine has more pressing things to do
  const wanted = training.trainer.run.value !== null;
  const colours = theme.value;
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    const paint = async (): Promise<void> => {
      const side = SIDE * unit().peek();
      if (name === 'digits') {
        const points = digitPoints(await siteFile('data/digits8.idx'));
        const values = asPictures(points.subarray(0, 9 * DIGIT_SIDE * DIGIT_SIDE));
        const context = current && canvas.current && prepared(canvas.current, side, side);
        if (context) drawPixels(context, sheet(values, { height: DIGIT_SIDE, width: DIGIT_SIDE, channels: 1 }), 0, 0, side, side);
        return;
      }
      const engine = await training.engine();
      const { values } = await engine.points({ kind: 'shape', shape: name, count: POINTS, seed: 1 });
      const plane = current && canvas.current && planeOf(canvas.current, side);
      if (plane) drawPoints(plane, values, css(readPalette().data, 0.8), Math.max(0.7, plane.side / 60));
    };
    // A thumbnail that cannot be made stays empty; choosing its data set shows the error.
    paint().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [wanted, name, training, colours]);
  return <canvas ref={canvas} class="thumbnail" width={1} height={1} />;
}
