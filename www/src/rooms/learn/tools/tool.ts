/** A page of room Learn with a program of its own: the debugger, break it, fork. Its code is fetched when it is opened. */
import type { ComponentType } from 'preact';
import type { EngineHost } from '../../../shared/state/engine-host';
import type { Shortcut } from '../../../shared/state/keys';
import type { Problem } from '../../../shared/state/settings';
import type { RunPool } from '../store/run-pool';
import type { ToolName } from './tools';

export interface Tool {
  View: ComponentType;
  /** Its own keys; they come before those of the room. */
  shortcuts: readonly Shortcut[];
  /** What its help sheet says, in the visitor's language. */
  help(): { title: string; text: readonly string[] };
  /** The visitor has come: what the page shows is asked for. */
  enter(): void;
  /** Whatever runs here pauses. */
  leave(): void;
  /** It is not opened again: whatever it has running ends, and what is its own in the engine is freed. */
  dispose(): void;
  /** Writes its settings into an address; reads them through signals. */
  write(query: URLSearchParams): void;
}

/** What a tool may use of the room. */
export interface Workshop {
  host: EngineHost;
  pool: RunPool;
  /** Tells the visitor what went wrong, and offers to try again: then the tool is entered anew. */
  failed(error: unknown): void;
}

/** Opens a tool with the settings of an address, empty where the page was not opened with it. */
export type OpenTool = (workshop: Workshop, query: URLSearchParams) => { tool: Tool; problems: readonly Problem[] };

/** How the code of each tool is had. Rejects where it cannot be fetched. */
export type LoadTools = Readonly<Record<ToolName, () => Promise<OpenTool>>>;
