/** The ways from room Watch to the tools of room Learn that answer what has just been seen. */
import type { WatchSettings } from './settings';

export const TOOLS = ['debugger', 'fork', 'break'] as const;
export type Tool = (typeof TOOLS)[number];

/**
 * The query of an address that opens a tool on pictures of the same model, from the same noise. Each tool has steps and samplers of
 * its own, so no more is carried over than both have. `t`: where Fork freezes its run; at 0 nothing is drawn any more, and it takes
 * its own.
 */
export function placeOf(tool: Tool, { model, seed, clip }: WatchSettings, t: number): URLSearchParams {
  const query = new URLSearchParams({ room: 'learn', lesson: tool, stage: 'pictures', model, seed: String(seed) });
  if (tool === 'debugger' && !clip) query.set('clip', 'off');
  if (tool === 'fork' && t > 0) query.set('t', String(t));
  return query;
}
