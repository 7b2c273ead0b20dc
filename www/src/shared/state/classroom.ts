/** How the page is used in class: presented or not, what is hidden, and how far its script has come. One for all rooms. */
import { signal } from '@preact/signals';
import { type ClassSettings, writeClass } from './class-settings';
import { type ControlName, isPresented } from './controls';

/** A stop of a lesson: a place of this page, and what the class is to think about there. */
export interface Stop {
  /** The settings of a room as an address has them, with its name. Never an address of another page. */
  place: string;
  /** In the words of its writer; of a plan of the page, the name that every language has for it. */
  note: string | { readonly plan: string };
}

export interface ClassScript {
  /** As links have it. */
  text: string;
  stops: readonly Stop[];
}

/** A stop's note, given the notes of the plans in the language in use. */
export function noteIn(stop: Stop, notes: Readonly<Record<string, string>>): string {
  return typeof stop.note === 'string' ? stop.note : (notes[stop.note.plan] ?? '');
}

export class Classroom {
  readonly present = signal(false);
  readonly hide = signal<readonly ControlName[]>([]);
  /** Whether what is hidden is shown all the same, because the visitor asked. */
  readonly unhidden = signal(false);
  readonly script = signal<ClassScript | null>(null);
  /** From 1. */
  readonly stop = signal(1);
  /** Whether the screen is dark, so that the class looks at the teacher. */
  readonly blank = signal(false);
  /** Whether the teacher's panel is open. */
  readonly panel = signal(false);

  /** Takes over what an address asks for, with its script as it was read. */
  read(settings: ClassSettings, script: ClassScript | null): void {
    this.present.value = settings.present;
    this.hide.value = settings.hide;
    this.unhidden.value = false;
    this.script.value = script;
    this.stop.value = Math.min(settings.stop, script?.stops.length ?? 1);
  }

  /** Whether a control is to be neither seen nor used. */
  hides(name: ControlName): boolean {
    return !this.unhidden.value && this.hide.value.includes(name);
  }

  /** Whether a control is on the page. One that a presentation leaves out can still be used by its key. */
  shows(name: ControlName): boolean {
    return !this.hides(name) && (!this.present.value || isPresented(name));
  }

  /** The stop so many on; null at the ends, and without a script. */
  move(by: number): Stop | null {
    const stop = this.script.value?.stops[this.stop.value - 1 + by] ?? null;
    if (stop) this.stop.value += by;
    return stop;
  }

  leave(): void {
    this.blank.value = false;
    this.present.value = false;
  }

  write(query: URLSearchParams): void {
    const script = this.script.value?.text ?? '';
    writeClass({ present: this.present.value, hide: this.hide.value, script, stop: this.stop.value }, query);
  }
}

export const classroom = new Classroom();
