import { useEffect, useRef } from 'preact/hooks';
import { sheet } from '../../../../../pkg/src/pixels';
import { drawPixels } from '../../../shared/canvas/canvas';
import { readPalette } from '../../../shared/canvas/palette';
import { siteFile } from '../../../shared/state/files';
import { theme } from '../../../shared/state/preferences';
import { unit } from '../../../shared/ui/unit';
import { paintThumbnail } from '../draw/thumbnail';
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
      if (name === 'digits') {
        const points = digitPoints(await siteFile('data/digits8.idx'));
        const values = asPictures(points.subarray(0, 9 * DIGIT_SIDE * DIGIT_SIDE));
        const context = canvas.current?.getContext('2d');
        if (!current || !canvas.current || !context) return;
        canvas.current.width = Math.round(SIDE * unit().peek() * devicePixelRatio);
        canvas.current.height = canvas.current.width;
        drawPixels(
          context,
          sheet(values, { height: DIGIT_SIDE, width: DIGIT_SIDE, channels: 1 }),
          0,
          0,
          canvas.current.width,
          canvas.current.height,
        );
        return;
      }
      const engine = await training.engine();
      const { values } = await engine.points({ kind: 'shape', shape: name, count: POINTS, seed: 1 });
      if (current && canvas.current)
        paintThumbnail(canvas.current, SIDE * unit().peek(), values, readPalette(canvas.current.parentElement ?? canvas.current).data);
    };
    // A thumbnail that cannot be had leaves its place empty; choosing it tells why.
    paint().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [wanted, name, training, colours]);
  return (
    <>
      <i class="data" hidden />
      <canvas ref={canvas} class="thumbnail" width={1} height={1} />
    </>
  );
}
