import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { pageTitle } from '../../rooms/learn/components/LessonList';
import { parseSettings } from '../../rooms/learn/settings';
import { text as shared } from '../../shared/i18n/text';
import { MAX_STOPS } from '../../shared/state/class-settings';
import { roomOf } from '../../shared/state/names';
import { Select } from '../../shared/ui/Fields';
import type { Draft, DraftStop } from '../draft';
import { text } from '../locales/text';
import { PLAN_NAMES, type PlanName } from '../plans';
import { MAX_NOTE } from '../script';

/** A place in a few words: its room, its lesson, and what is not as it begins. */
export function placeName(place: string): { where: string; what: string } {
  const query = new URLSearchParams(place);
  const room = roomOf(query) ?? 'watch';
  const name = shared.value.roomNames[room];
  const page = parseSettings(query).settings.page;
  const rest = [...query].filter(([key]) => key !== 'room' && key !== 'lesson').map(([key, value]) => `${key}=${value}`);
  return { where: room === 'learn' ? text.value.inLearn(name, pageTitle(page)) : name, what: rest.join(' · ') || text.value.asItBegins };
}

/** The stops of a lesson, to be put in order. */
export function ScriptEditor({ draft, onTry }: { draft: Draft; onTry(place: string): void }) {
  const d = text.value;
  const stops = draft.stops.value;
  const list = useRef<HTMLOListElement>(null);
  /** The stop whose button was pressed: it keeps the focus where it goes. */
  const moved = useSignal<{ id: number; by: 1 | -1 } | null>(null);
  useLayoutEffect(() => {
    if (!moved.value) return;
    const { id, by } = moved.value;
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>(`[data-stop="${id}"] .stop-move`);
    const [up, down] = buttons ?? [];
    const [wanted, other] = by < 0 ? [up, down] : [down, up];
    if (wanted?.disabled) other?.focus();
    else wanted?.focus();
    moved.value = null;
  });
  const plans: { value: PlanName | 'none'; label: string }[] = [
    { value: 'none', label: d.noPlan },
    ...PLAN_NAMES.map((value) => ({ value, label: d.plans[value] })),
  ];
  return (
    <section class="group">
      <h3>{d.script}</h3>
      <p class="hint">{d.scriptLead}</p>
      <Select
        label={d.plan}
        options={plans}
        value={draft.plan.value ?? 'none'}
        onChange={(value) => draft.load(value === 'none' ? null : value, d.notes)}
      />
      <p>
        <a href={`teaching.html#${d.planAnchor}`} target="_blank" rel="noopener">
          {d.planBook}
        </a>
      </p>
      <ol class="stops" ref={list}>
        {stops.map((stop, i) => (
          <StopRow
            key={stop.id}
            stop={stop}
            at={i + 1}
            last={i === stops.length - 1}
            draft={draft}
            onTry={onTry}
            onMove={(by) => {
              moved.value = { id: stop.id, by };
              draft.move(stop.id, by);
            }}
          />
        ))}
      </ol>
      <div class="draw-tools">
        <button type="button" disabled={stops.length >= MAX_STOPS} onClick={() => draft.add(draft.chosen.value)}>
          {draft.place.value === 'here' ? d.addHere : d.addChosen}
        </button>
        {stops.length > 0 && (
          <button type="button" onClick={() => draft.clear()}>
            {d.clear}
          </button>
        )}
      </div>
      {stops.length >= MAX_STOPS && <p class="hint">{d.full(MAX_STOPS)}</p>}
    </section>
  );
}

interface StopProps {
  stop: DraftStop;
  at: number;
  last: boolean;
  draft: Draft;
  onTry(place: string): void;
  onMove(by: 1 | -1): void;
}

function StopRow({ stop, at, last, draft, onTry, onMove }: StopProps) {
  const d = text.value;
  const { where, what } = placeName(stop.place);
  return (
    <li data-stop={stop.id}>
      <div class="stop-head">
        <p>
          <b>{d.stopName(at, where)}</b> <span class="hint">{what}</span>
        </p>
        <div class="stop-tools">
          <button type="button" class="quiet labelled" aria-label={d.tryStop(at)} onClick={() => onTry(stop.place)}>
            {d.go}
          </button>
          <button
            type="button"
            class="quiet stop-move"
            aria-label={d.up(at)}
            title={d.up(at)}
            disabled={at === 1}
            onClick={() => onMove(-1)}
          >
            ↑
          </button>
          <button
            type="button"
            class="quiet stop-move"
            aria-label={d.down(at)}
            title={d.down(at)}
            disabled={last}
            onClick={() => onMove(1)}
          >
            ↓
          </button>
          <button type="button" class="quiet" aria-label={d.remove(at)} title={d.remove(at)} onClick={() => draft.remove(stop.id)}>
            ×
          </button>
        </div>
      </div>
      <input
        type="text"
        aria-label={d.note(at)}
        placeholder={d.notePlaceholder}
        maxLength={MAX_NOTE}
        value={stop.note}
        onChange={(event) => draft.note(stop.id, event.currentTarget.value)}
      />
    </li>
  );
}
