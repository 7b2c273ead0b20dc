import type { ComponentChildren } from 'preact';
import { TABLES } from '../../../shared/notation/symbols';
import { notation } from '../../../shared/state/preferences';
import { NotationSelect } from '../../../shared/ui/NotationSelect';
import { Tex } from '../../../shared/ui/Tex';
import { drawData, drawNoise, drawTime, loss, mix } from '../formulas';
import { text } from '../locales/text';
import { useTraining } from './context';

/** Algorithm 1 of the paper, as the settings have it, line by line. */
export function Algorithm() {
  const training = useTraining();
  const t = text.value.algorithm;
  const n = TABLES[notation.value];
  const { prediction, weighting, batch, times, antithetic, optimizer, learningRate } = training.settings.value;
  return (
    <section class="algorithm">
      <h2>{t.title}</h2>
      <div class="formula-head">
        <p class="algorithm-repeat">{t.repeat(batch)}</p>
        <NotationSelect />
      </div>
      <ol>
        <Line tex={drawData(n)}>{t.data}</Line>
        <Line tex={drawTime(n)}>{t.times[times]}</Line>
        <Line tex={drawNoise(n)}>{antithetic ? t.pairs : t.noise}</Line>
        <Line tex={mix(n)}>{t.mix}</Line>
        <Line tex={loss(prediction, weighting === 'bound', n)}>{t.step(optimizer === 'adam' ? 'Adam' : 'AdamW', learningRate)}</Line>
      </ol>
      <p class="algorithm-repeat">{t.until}</p>
      <ul class="legend">
        <li class="data">{t.legend.data}</li>
        <li class="noise">{t.legend.noise}</li>
        <li class="prediction">{t.legend.prediction}</li>
      </ul>
    </section>
  );
}

function Line({ tex, children }: { tex: string; children: ComponentChildren }) {
  const training = useTraining();
  return (
    <li>
      <div class="line">
        <Tex source={tex} wanted={training.samples.shown.value !== null} inline />
        <span class="hint">{children}</span>
      </div>
    </li>
  );
}
