import { XAxis, YGrid } from '../../../shared/chart/Chart';
import { Plot } from '../../../shared/chart/Plot';
import { linearScale } from '../../../shared/chart/scales';
import { STRETCHES } from '../../../shared/state/record';
import { text } from '../locales/text';
import { useTraining } from './context';

/** The loss by t, and its exact floor. Time runs as on the slider. */
export function TimePlot() {
  const training = useTraining();
  const t = text.value.timePlot;
  training.trainer.revision.value;
  const { byTime } = training.trainer.record.value;
  const floor = training.floor.values.value;
  const { total } = training.settings.value;
  const most = Math.max(1, ...byTime.filter((value) => Number.isFinite(value)));
  return (
    <Plot
      control="train.files"
      title={t.title}
      keys={
        <>
          <span class="prediction">{t.network}</span> <span class="data">{t.floor}</span>
        </>
      }
      label={t.label}
      hint={t.hint}
    >
      {(area) => {
        const y = linearScale(0, Math.min(1.6, most * 1.05), [area.height, 0], 3);
        const x = linearScale(total, 0, [0, area.width], 4);
        const step = area.width / STRETCHES;
        const at = (stretch: number): number => (STRETCHES - 1 - stretch) * step;
        const bar = (value: number): number => Math.max(0, area.height - Math.max(0, y.at(value)));
        return (
          <>
            <YGrid scale={y} area={area} />
            {byTime.map((value, i) =>
              Number.isFinite(value) ? (
                <rect
                  key={at(i)}
                  class="bar learnt"
                  x={at(i) + 1}
                  width={Math.max(1, step - 2)}
                  y={area.height - bar(value)}
                  height={bar(value)}
                />
              ) : null,
            )}
            {floor.map((value, i) => (
              <rect
                key={at(i)}
                class="bar floor"
                x={at(i) + 1}
                width={Math.max(1, step - 2)}
                y={area.height - bar(value)}
                height={bar(value)}
              />
            ))}
            <XAxis scale={x} area={area} name="t" />
          </>
        );
      }}
    </Plot>
  );
}
