import { TABLES } from '../../../shared/notation/symbols';
import { notation } from '../../../shared/state/preferences';
import { Segments } from '../../../shared/ui/Fields';
import { Xt } from '../../../shared/ui/Symbols';
import { Tex } from '../../../shared/ui/Tex';
import { exact, scoreOfNetwork } from '../formulas';
import { text } from '../locales/text';
import { EXACT_FOR, FIELDS_SHOWN, isMixture, LAYERS, type Layer, WHOSE } from '../settings';
import { shows } from '../store/overlays';
import { useTraining } from './context';

const PICTURE_LAYERS: readonly Layer[] = ['data', 'samples'];
const SHOWN_ORDER: readonly Layer[] = ['data', 'samples', 'contours', 'forward', 'paths', 'field', 'error', 'density', 'mesh'];
/** Layers that ask for one of the two denoisers. */
const FIELDED: readonly Layer[] = ['field', 'density', 'mesh'];

/** What lies on the stage: switches, and what the layers that are on ask for. */
export function Layers() {
  const training = useTraining();
  const t = text.value.layers;
  const { settings } = training;
  const { layers, field, whose } = settings.value;
  const dims = training.trainer.run.value?.data.dims ?? 2;
  const offered = dims === 2 ? SHOWN_ORDER : PICTURE_LAYERS;
  const switchLayer = (layer: Layer, on: boolean): void => {
    if (layer === 'paths' && on && training.chosen.value.length === 0) training.chosen.value = [0, 1, 2, 3, 4, 5, 6, 7];
    training.set({ layers: LAYERS.filter((name) => (name === layer ? on : layers.includes(name))) });
  };
  const exactShown = settings.value.exactSamples || [...FIELDED, 'error' as const].some((layer) => shows(settings.value, layer));
  return (
    <section class="layers" aria-label={t.title}>
      <fieldset class="field segments toggles">
        <legend>{t.title}</legend>
        <div class="segments-row">
          {offered.map((layer) => (
            <label key={layer} title={t.hints[layer]}>
              <input
                type="checkbox"
                checked={layers.includes(layer)}
                onChange={(event) => switchLayer(layer, event.currentTarget.checked)}
              />
              <span>{t.names[layer]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {dims === 2 && (
        <p class="hint">
          <Xt /> {text.value.stage.hint}
        </p>
      )}
      {dims === 2 && FIELDED.some((layer) => shows(settings.value, layer)) && (
        <div class="layer-choices">
          <Segments
            label={t.whose}
            options={WHOSE.map((value) => ({ value, label: t.whoseNames[value] }))}
            value={whose}
            onChange={(value) => training.set({ whose: value })}
          />
          {shows(settings.value, 'field') && (
            <Segments
              label={t.arrows}
              options={FIELDS_SHOWN.map((value) => ({ value, label: t.arrowNames[value] }))}
              value={field}
              onChange={(value) => training.set({ field: value })}
            />
          )}
        </div>
      )}
      {dims === 2 &&
        offered
          .filter((layer) => shows(settings.value, layer) && layer !== 'data' && layer !== 'samples')
          .map((layer) => (
            <p key={layer} class="hint">
              <b>{t.names[layer]}</b>: {t.hints[layer]}
            </p>
          ))}
      {isMixture(settings.value) && exactShown && (
        <Segments
          label={t.exactFor}
          options={EXACT_FOR.map((value) => ({ value, label: t.exactForNames[value] }))}
          value={settings.value.exactFor}
          onChange={(value) => training.set({ exactFor: value })}
        />
      )}
      {dims === 2 && shows(settings.value, 'field') && (
        <Tex source={(whose === 'network' ? scoreOfNetwork : exact)(TABLES[notation.value])} wanted />
      )}
      {dims === 2 && shows(settings.value, 'paths') && training.chosen.value.length > 0 && (
        <button type="button" class="link" onClick={() => (training.chosen.value = [])}>
          {t.forget}
        </button>
      )}
    </section>
  );
}
