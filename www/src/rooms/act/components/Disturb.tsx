import { text } from '../locales/text';
import { PUSH } from '../store/act';
import { useAct } from './context';

/** What can be done to the robots and their plane at the film's moment: by pointer on the planes, or by these buttons. */
export function Disturb() {
  const act = useAct();
  const t = text.value.disturb;
  const done = act.disturbances.list.value.length;
  const ready = act.rolled.value !== null;
  return (
    <section class="act-disturb" aria-label={t.title}>
      <p class="hint">{t.hint}</p>
      <div class="act-go">
        {(['robot', 'disc'] as const).map((thing) =>
          ([1, -1] as const).map((up) => (
            <button key={`${thing}${up}`} type="button" class="quiet labelled" disabled={!ready} onClick={() => act.push(thing, up * PUSH)}>
              {t.push[thing](up > 0)}
            </button>
          )),
        )}
        <button type="button" class="quiet labelled" disabled={done === 0} onClick={() => act.calm()}>
          {t.calm(done)}
        </button>
      </div>
    </section>
  );
}
