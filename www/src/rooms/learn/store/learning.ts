/** The state of room Learn and everything that can be done to it. Views read its signals and call its methods. */
import { computed, signal } from '@preact/signals';
import { EngineError } from '../../../../../pkg/src/types';
import { type Formula, type NotationName, TABLES } from '../../../shared/notation/symbols';
import { classroom } from '../../../shared/state/classroom';
import type { EngineHost } from '../../../shared/state/engine-host';
import { Notices, type Remedy } from '../../../shared/state/notices';
import { cycleNotation, notation } from '../../../shared/state/preferences';
import type { Problem } from '../../../shared/state/settings';
import { Store } from '../../../shared/state/store';
import type { TermName } from '../glossary';
import { CHECK, type Lesson, type LessonContext, stepsOf } from '../lesson';
import { numbered, type Specimen, stepOf, valuesOf } from '../notation/numbers';
import { eraseTools, lessonNumber, PAGES, type PageName, type Settings, writeSettings } from '../settings';
import type { LoadTools } from '../tools/tool';
import { isTool } from '../tools/tools';
import { Checks } from './checks';
import { ExamplePoint } from './example-point';
import { Experiment } from './experiment';
import { Progress } from './progress';
import { type FileProblem, merged, parseProgressFile, type SavedProgress } from './progress-file';
import { RunPool } from './run-pool';
import { type Score, Scores, totalOf } from './scores';
import { SelfCheck } from './self-check';
import { Tools } from './tools';

export type OpenLesson = (room: LessonContext) => Lesson;

interface Opened {
  lesson: Lesson;
  check: SelfCheck;
  steps: readonly string[];
  experiments: readonly { job: { cancel(): void; phase: { peek(): string } } }[];
}

export class Learning extends Store {
  readonly settings;
  readonly progress = new Progress();
  readonly scores = new Scores();
  readonly checks = new Checks();
  readonly notices = new Notices();
  readonly engineNotices;
  /** The backends, for the line that says which of them computes. */
  readonly status;
  readonly lit = signal<string | null>(null);
  /** The term for which the glossary was opened. */
  readonly sought = signal<TermName | null>(null);
  readonly tools;
  readonly examplePoint;
  /** The point on the stage of the open lesson; undefined where it has none of its own. */
  readonly ownValues = computed<Specimen | null | undefined>(() => {
    const { page } = this.settings.value;
    // The debugger puts in its own
    return page === 'debugger' ? null : this.lesson(lessonNumber(page))?.values?.value;
  });
  /** Whose numbers the formulas of the page show, where they show any. */
  private readonly specimen = computed(() =>
    this.ownValues.value === undefined ? this.examplePoint.specimen.value : this.ownValues.value,
  );
  private readonly pool;
  private readonly opened = new Map<number, Opened>();
  /** The lessons of which all that can be had is there: a lesson is shown with its goals, or without them once they cannot be had. */
  private readonly ready = signal<ReadonlySet<number>>(new Set());
  private current: Lesson | null = null;
  private inside = false;

  constructor(
    host: EngineHost,
    settings: Settings,
    private readonly lessons: readonly OpenLesson[],
    loadTools: LoadTools,
    /** The address that the page was opened with. */
    query: URLSearchParams,
  ) {
    super();
    // The page's, which another room may have chosen since the address was read
    this.settings = signal({ ...settings, notation: notation.value });
    this.engineNotices = host.notices;
    this.status = host.status;
    this.pool = new RunPool(host);
    this.examplePoint = new ExamplePoint(this.pool, (error) => this.notices.tellError(error, 'retry'));
    this.tools = new Tools(
      loadTools,
      { host, pool: this.pool, failed: (error) => this.notices.tellError(error, 'retry') },
      query,
      settings.page,
      (problems) => this.notices.tellProblems(problems),
    );
    this.onDispose(() => {
      this.leave();
      this.tools.dispose();
      this.pool.dispose();
    });
    // Nothing is computed by this: a lesson asks the engine when it is entered
    for (const number of lessons.keys()) this.open(number + 1);
  }

  enter(problems: readonly Problem[]): void {
    this.notices.tellProblems(problems);
    if (this.settings.value.notation !== notation.value) this.write(notation.value);
    this.inside = true;
    this.arrive();
  }

  leave(): void {
    this.inside = false;
    this.examplePoint.training.cancel();
    this.depart();
  }

  /** Opens a page: a lesson, the questions, the table. */
  go(page: PageName): void {
    if (page === this.settings.value.page) return;
    this.depart();
    this.lit.value = null;
    this.sought.value = null;
    this.settings.value = { ...this.settings.value, page, scene: 1 };
    if (this.inside) this.arrive();
  }

  /** Other settings, all at once, with those of a tool. */
  read(settings: Settings, problems: readonly Problem[], query: URLSearchParams): void {
    this.notices.tellProblems(problems);
    if (this.inside) this.depart();
    this.lit.value = null;
    if (isTool(settings.page)) this.tools.read(settings.page, query);
    this.settings.value = settings;
    if (this.inside) this.arrive();
  }

  /** The parts of the page that is open. */
  scenes(): number {
    return this.lesson(lessonNumber(this.settings.value.page))?.scenes.length ?? 1;
  }

  /** To the next scene or the one before, from lesson to lesson. */
  turn(by: 1 | -1): void {
    const { page, scene } = this.settings.value;
    const next = Math.min(scene, this.scenes()) + by;
    if (next >= 1 && next <= this.scenes()) {
      this.settings.value = { ...this.settings.value, scene: next };
      return;
    }
    this.move(by);
    // Whoever goes back comes from the end
    if (by < 0 && this.settings.value.page !== page) this.settings.value = { ...this.settings.value, scene: this.scenes() };
  }

  /** The page so many on, stopping at the ends. */
  move(by: number): void {
    const at = PAGES.indexOf(this.settings.value.page) + by;
    const page = PAGES[at];
    if (page) this.go(page);
  }

  write(name: NotationName): void {
    notation.value = name;
    this.settings.value = { ...this.settings.value, notation: name };
  }

  /** Writes the room's settings into an address, and those of the tool that is open. */
  address(query: URLSearchParams): void {
    const { page } = this.settings.value;
    writeSettings(this.settings.value, query);
    // A tool whose code is still on its way has not read its settings from the address yet
    const tool = isTool(page) ? this.tools.open.value[page] : null;
    if (tool === undefined) return;
    eraseTools(query);
    tool?.write(query);
  }

  /** Formulas with numbers in place of symbols, or with symbols again. */
  showNumbers(numbers: boolean): void {
    this.settings.value = { ...this.settings.value, numbers };
    this.askForNumbers();
  }

  /** A formula as it is to be set now. `own` is the point that the place has numbers of, in place of the page's. */
  tex(formula: Formula, own?: Specimen | null): string {
    const { notation: name, numbers } = this.settings.value;
    const base = TABLES[name];
    if (!numbers) return formula(base);
    const specimen = own === undefined ? this.specimen.value : own;
    return formula(specimen ? numbered(base, valuesOf(specimen), stepOf(formula)) : base);
  }

  cycleNotation(back: boolean): void {
    cycleNotation(back);
    this.write(notation.value);
  }

  /** A lesson as it was left; null where there is none of this number. */
  lesson(number: number): Lesson | null {
    return this.opened.get(number)?.lesson ?? null;
  }

  /** To the glossary, at this term. */
  seek(term: TermName): void {
    this.go('glossary');
    this.sought.value = term;
  }

  /** Of each step of a lesson whether it has been done; null where there is none of this number. */
  stepsDone(number: number): readonly boolean[] | null {
    return this.opened.get(number)?.steps.map((step) => this.progress.has(number, step)) ?? null;
  }

  /** How the predictions of a lesson have fared. */
  predictionsOf(number: number): Score {
    return totalOf(this.scores.all.value, number);
  }

  /** How the questions of its self-checks were answered. */
  questionsOf(number: number): Score {
    return totalOf(this.checks.record.value.answers, number);
  }

  /** All that is kept of what the visitor has learned. */
  saved(): SavedProgress {
    return { done: this.progress.done.value, scores: this.scores.all.value, checks: this.checks.record.value };
  }

  /** Adds what a file holds to what is here. Returns what is wrong with the file; null where nothing is. */
  takeProgress(file: string): FileProblem | null {
    const found = parseProgressFile(file);
    if (typeof found === 'string') return found;
    this.keep(merged(this.saved(), found));
    return null;
  }

  /** As on the first visit. */
  forget(): void {
    this.keep({ done: new Set(), scores: new Map(), checks: { visits: new Map(), answers: new Map() } });
  }

  private keep({ done, scores, checks }: SavedProgress): void {
    this.progress.put(done);
    this.scores.put(scores);
    this.checks.put(checks);
  }

  /** Whether a lesson can be shown. */
  isReady(number: number): boolean {
    return this.ready.value.has(number);
  }

  /** The self-check of a lesson, once its questions are there; null before. */
  check(number: number): SelfCheck | null {
    const check = this.opened.get(number)?.check ?? null;
    return check && check.drawn.value.length > 0 ? check : null;
  }

  /** What has been done of a lesson; null where there is none of this number. */
  doneOf(number: number): { done: number; all: number } | null {
    const steps = this.stepsDone(number);
    return steps && { done: steps.filter(Boolean).length, all: steps.length };
  }

  remedy(remedy: Remedy): void {
    if (remedy === 'reload') {
      location.reload();
      return;
    }
    this.notices.clearRemedied();
    this.depart();
    this.arrive();
  }

  private open(number: number): void {
    const open = this.lessons[number - 1];
    if (!open) return;
    const experiments: Opened['experiments'][number][] = [];
    const lesson = open({
      pool: this.pool,
      lit: this.lit,
      failed: (error) => this.notices.tellError(error, 'retry'),
      predicted: (...ids) => computed(() => !classroom.shows('learn.predictions') || ids.every((id) => this.progress.has(number, id))),
      experiment: (trial) => {
        const made = new Experiment(
          trial,
          (error) => this.notices.tellError(error, null),
          (right) => {
            this.progress.mark(number, trial.id);
            this.scores.count(`${number}.${trial.id}`, right);
          },
        );
        experiments.push(made);
        return made;
      },
    });
    const { teaching } = lesson;
    const answered = () => this.progress.mark(number, CHECK);
    const check = new SelfCheck(number, this.checks, () => teaching.text.value, answered);
    this.opened.set(number, { lesson, check, steps: stepsOf(lesson), experiments });
    this.watch(number, lesson);
  }

  private arrive(): void {
    const { page } = this.settings.value;
    if (isTool(page)) {
      void this.tools.enter(page);
      return;
    }
    const number = lessonNumber(page);
    if (!Number.isInteger(number)) return;
    const lesson = this.lesson(number);
    if (!lesson) return;
    this.current = lesson;
    lesson.enter();
    void this.teach(number);
    this.askForNumbers();
  }

  /** Fetches what a lesson teaches beside its scenes, and draws its questions. */
  private async teach(number: number): Promise<void> {
    const { lesson, check } = this.opened.get(number) ?? {};
    try {
      await lesson?.teaching.load();
      if (this.current === lesson) check?.begin();
    } catch (error) {
      if (this.current === lesson) this.notices.tellError(new EngineError('network', String(error)), 'retry');
    }
    this.ready.value = new Set([...this.ready.peek(), number]);
  }

  private askForNumbers(): void {
    if (this.settings.value.numbers && this.inside && this.ownValues.value === undefined) this.examplePoint.begin();
  }

  private depart(): void {
    this.current?.leave?.();
    this.current = null;
    this.tools.leave();
    for (const { experiments } of this.opened.values()) {
      for (const { job } of experiments) if (job.phase.peek() === 'running') job.cancel();
    }
  }

  /** Notices when something has been done on a stage. */
  private watch(number: number, lesson: Lesson): void {
    for (const block of lesson.scenes.flatMap(({ blocks }) => blocks)) {
      if (block.kind === 'task') {
        this.effect(() => {
          if (block.done.value) this.progress.mark(number, block.id);
        });
      }
      if (block.kind === 'fill') {
        this.effect(() => {
          if (block.derivation.whole.value) this.progress.mark(number, block.id);
        });
      }
    }
  }
}
