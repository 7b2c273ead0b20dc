import { figure } from '../../../../../shared/chart/figure';
import { StageFigure } from '../../../components/StageFigure';
import { SheetCanvas } from '../../shared/SheetCanvas';
import { isWhole, momentOf } from '../../shared/trajectory';
import { text } from '../locales/text';
import type { ForkStore } from '../store/fork-store';

/** The picture as it is frozen and what became of it, the pictures of the fork, and their mean and deviation. */
export function PictureStage({ store }: { store: ForkStore }) {
  const d = text.value;
  const trajectory = store.trajectory.value;
  const shape = store.model.value?.info.card.network.image ?? null;
  const fork = store.fork.value && store.fork.value.size !== 2 ? store.fork.value : null;
  const frozen = trajectory ? momentOf(trajectory, store.position.value) : null;
  const end = trajectory && isWhole(trajectory) ? momentOf(trajectory, trajectory.times.length - 1) : null;
  const now = fork ? momentOf(fork.trajectory, fork.trajectory.times.length - 1) : null;
  const scatter = fork?.scatter ?? null;
  const says = fork && scatter ? d.saysPictures(fork.t, fork.draws, figure(scatter.spread)) : d.emptyPictures;
  const deviation = scatter ? figure(scatter.spread) : '–';
  return (
    <StageFigure says={says}>
      <div class="fork-pictures">
        <div class="fork-sheet">
          <h2 class="part-name">{fork ? d.sheet(fork.draws) : d.sheetEmpty}</h2>
          <SheetCanvas
            values={now?.x ?? null}
            shape={shape}
            label={now && fork ? d.sheetLabel(fork.draws, now.t, deviation) : d.emptyPictures}
          />
        </div>
        <div class="fork-singles">
          <Single name={d.frozen(store.t.value)} values={frozen?.x ?? null} shape={shape} />
          <Single name={d.went} values={end?.x ?? null} shape={shape} />
          <Single name={d.mean} values={scatter?.mean ?? null} shape={shape} />
          {/* A deviation of 0 is black, of 1, the largest there can be of pictures, white */}
          <Single
            name={d.deviation}
            values={scatter ? scatter.deviation.map((value) => 2 * value - 1) : null}
            shape={shape}
            says={deviation}
          />
        </div>
      </div>
    </StageFigure>
  );
}

type Canvas = Parameters<typeof SheetCanvas>[0];

function Single({ name, values, shape, says }: Pick<Canvas, 'values' | 'shape'> & { name: string; says?: string }) {
  return (
    <div class="side">
      <h2 class="part-name">{name}</h2>
      <SheetCanvas values={values} shape={shape} label={says === undefined ? name : `${name}: ${says}`} />
    </div>
  );
}
