/** The link that a teacher is making: what is to be seen, where it leads, and its script. Kept while the page is open. */
import { computed, signal } from '@preact/signals';
import { PAGES, type PageName } from '../rooms/learn/settings';
import { LANGUAGES, type Language } from '../shared/i18n/language';
import { MAX_STOPS, writeClass } from '../shared/state/class-settings';
import { type ClassScript, classroom, noteIn } from '../shared/state/classroom';
import { CONTROLS, type ControlName, SEEDS, TRANSPORT } from '../shared/state/controls';
import { readPlace, withSeed } from './place';
import { isPlan, type PlanName, type PlanNote } from './plans';
import { cleanNote, type OwnStop, readClassScript, scriptOfPlan, writeScript } from './script';

/** here: the page with its settings as they are. The others: a room with its defaults. */
export type PlaceChoice = 'here' | 'watch' | 'train' | 'act' | PageName;
export const PLACE_CHOICES: readonly PlaceChoice[] = ['here', 'watch', 'train', 'act', ...PAGES];

export type LinkLanguage = Language | 'own';
export const LINK_LANGUAGES: readonly LinkLanguage[] = ['own', ...LANGUAGES];

export type Preset = 'all' | 'transport' | 'none';
export const PRESETS: readonly Preset[] = ['all', 'transport', 'none'];

/** A stop that is being edited; `id` distinguishes it from others with the same content. */
export interface DraftStop extends OwnStop {
  readonly id: number;
}

export class Draft {
  readonly place = signal<PlaceChoice>('here');
  readonly hidden = signal<ReadonlySet<ControlName>>(new Set(classroom.hide.peek()));
  readonly present = signal(classroom.present.peek());
  /** Whether all are to have the same seeds, and nothing to change them with. */
  readonly seed = signal(false);
  readonly language = signal<LinkLanguage>('own');
  readonly stops = signal<readonly DraftStop[]>([]);
  /** The plan that the stops come from, as long as they are unchanged. */
  readonly plan = signal<PlanName | null>(null);
  /** The address that the page has, its part after the question mark. */
  readonly here = signal('');
  private made = 0;

  /** Controls that a link hides: those without a tick, and with fixed seeds the ones that change them. */
  readonly hide = computed<readonly ControlName[]>(() =>
    CONTROLS.filter((name) => this.hidden.value.has(name) || (this.seed.value && SEEDS.includes(name))),
  );

  /** The script in the form of links; '' without stops, null where it is too long for one. */
  readonly script = computed<string | null>(() => {
    if (this.plan.value !== null) return this.plan.value;
    const stops = this.stops.value;
    if (stops.length === 0) return '';
    return writeScript(this.seed.value ? stops.map(({ place, note }) => ({ place: withSeed(place), note })) : stops);
  });

  /** The place chosen, as links have it. */
  readonly chosen = computed<string>(() => {
    const choice = this.place.value;
    if (choice === 'here') return readPlace(new URLSearchParams(this.here.value))?.text ?? '';
    const asked = choice === 'watch' ? '' : choice === 'train' || choice === 'act' ? `room=${choice}` : `room=learn&lesson=${choice}`;
    return readPlace(new URLSearchParams(asked))?.text ?? '';
  });

  /** Whether the place chosen uses data that a link cannot hold. */
  readonly own = computed(() => new URLSearchParams(this.chosen.value).get('data') === 'own');

  /** The link, from the address of the page without its settings; null where the script is too long. */
  link(base: string): string | null {
    const script = this.script.value;
    if (script === null) return null;
    const url = new URL(base);
    // With a script, where it leads is its first stop
    url.search = script !== '' ? '' : this.seed.value ? withSeed(this.chosen.value) : this.chosen.value;
    writeClass({ present: this.present.value, hide: this.hide.value, script, stop: 1 }, url.searchParams);
    if (this.language.value !== 'own') url.searchParams.set('lang', this.language.value);
    // A comma may stand in an address as it is; three letters in its place make a QR code larger
    return url.href.replaceAll('%2C', ',');
  }

  show(name: ControlName, shown: boolean): void {
    const hidden = new Set(this.hidden.value);
    if (shown) hidden.delete(name);
    else hidden.add(name);
    this.hidden.value = hidden;
  }

  preset(preset: Preset, of: readonly ControlName[]): void {
    for (const name of of) this.show(name, preset === 'all' || (preset === 'transport' && TRANSPORT.includes(name)));
  }

  /** The stops of a plan, in the place of what there is, with the plans' notes as `notes` has them. */
  load(plan: PlanName | null, notes: Readonly<Record<PlanNote, string>>): void {
    this.plan.value = plan;
    this.take(plan === null ? [] : scriptOfPlan(plan).stops.map((stop) => ({ place: stop.place, note: noteIn(stop, notes) })));
  }

  /** The script that the page was opened with. */
  begin(script: ClassScript, notes: Readonly<Record<PlanNote, string>>): void {
    if (isPlan(script.text)) this.load(script.text, notes);
    else this.take(script.stops.map((stop) => ({ place: stop.place, note: noteIn(stop, notes) })));
  }

  /** The script as a page opened by the link has it. */
  readClassScript(): ClassScript | null {
    const text = this.script.value;
    return text === null || text === '' ? null : (readClassScript(text)?.script ?? null);
  }

  add(place: string): void {
    if (this.stops.value.length < MAX_STOPS) this.change([...this.stops.value, this.stop(place, '')]);
  }

  note(id: number, note: string): void {
    this.change(this.stops.value.map((stop) => (stop.id === id ? { ...stop, note: cleanNote(note) } : stop)));
  }

  move(id: number, by: 1 | -1): void {
    const stops = [...this.stops.value];
    const at = stops.findIndex((stop) => stop.id === id);
    const [stop, other] = [stops[at], stops[at + by]];
    if (!stop || !other) return;
    [stops[at], stops[at + by]] = [other, stop];
    this.change(stops);
  }

  remove(id: number): void {
    this.change(this.stops.value.filter((stop) => stop.id !== id));
  }

  clear(): void {
    this.change([]);
  }

  /** Any change turns the plan into a script of its own. */
  private change(stops: readonly DraftStop[]): void {
    this.plan.value = null;
    this.stops.value = stops;
  }

  private take(stops: readonly OwnStop[]): void {
    this.stops.value = stops.map(({ place, note }) => this.stop(place, note));
  }

  private stop(place: string, note: string): DraftStop {
    this.made += 1;
    return { id: this.made, place, note };
  }
}
