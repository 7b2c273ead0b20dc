/** The tools of the room: fetched when they are first opened, kept as they were left. */
import { signal } from '@preact/signals';
import type { Problem } from '../../../shared/state/settings';
import type { LoadTools, Tool, Workshop } from '../tools/tool';
import type { ToolName } from '../tools/tools';

export class Tools {
  readonly open = signal<Partial<Record<ToolName, Tool>>>({});
  /** Why the code of the tool that is wanted cannot be had. */
  readonly failure = signal<unknown>(null);
  private wanted: ToolName | null = null;

  constructor(
    private readonly load: LoadTools,
    private readonly workshop: Workshop,
    /** Of the address that a tool is to be opened with, and which. */
    private query: URLSearchParams,
    private first: string,
    private readonly tellProblems: (problems: readonly Problem[]) => void,
  ) {}

  /** Opens a tool. Of several calls the last wins. */
  async enter(name: ToolName): Promise<void> {
    this.wanted = name;
    this.failure.value = null;
    if (this.open.value[name] === undefined) {
      try {
        const open = await this.load[name]();
        // Asked for twice meanwhile: the first to arrive is kept
        if (this.open.value[name] === undefined) {
          const { tool, problems } = open(this.workshop, name === this.first ? this.query : new URLSearchParams());
          this.open.value = { ...this.open.value, [name]: tool };
          this.tellProblems(problems);
        }
      } catch (error) {
        if (this.wanted === name) this.failure.value = error;
        return;
      }
    }
    if (this.wanted === name) this.open.value[name]?.enter();
  }

  /** The next to be opened takes its settings from this address; one that is there is opened anew. */
  read(name: ToolName, query: URLSearchParams): void {
    this.query = query;
    this.first = name;
    const { [name]: before, ...others } = this.open.value;
    this.open.value = others;
    before?.dispose();
  }

  dispose(): void {
    this.wanted = null;
    for (const tool of Object.values(this.open.value)) tool.dispose();
    this.open.value = {};
  }

  leave(): void {
    if (this.wanted !== null) this.open.value[this.wanted]?.leave();
    this.wanted = null;
  }
}
