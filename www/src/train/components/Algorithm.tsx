import type { ComponentChildren } from 'preact';
import { Tex } from '../../components/Tex';
import { DRAW_DATA, DRAW_NOISE, DRAW_TIME, loss, MIX } from '../formulas';
import { text } from '../locales/text';
import { useTraining } from './context';

/** Algorithm 1 of the paper, as the settings have it, line by line. */
export function Algorithm() {
  const training = useTraining();
  const t = text.value.algorithm;
  const { prediction, weighting, batch, times, antithetic, optimizer, learningRate } = training.settings.value;
  return (
    <section class="algorithm">
      <h2>{t.title}</h2>
      <p class="algorithm-repeat">{t.repeat(batch)}</p>
      <ol>
        <Line tex={DRAW_DATA}>{t.data}</Line>
        <Line tex={DRAW_TIME}>{t.times[times]}</Line>
        <Line tex={DRAW_NOISE}>{antithetic ? t.pairs : t.noise}</Line>
        <Line tex={MIX}>{t.mix}</Line>
        <Line tex={loss(prediction, weighting === 'bound')}>{t.step(optimizer === 'adam' ? 'Adam' : 'AdamW', learningRate)}</Line>
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
        <Tex source={tex} wanted={training.cloud.shown.value !== null} inline />
        <span class="hint">{children}</span>
      </div>
    </li>
  );
}
