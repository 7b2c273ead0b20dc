/** Names that stand in addresses. Apart from all else, since the script that preloads needs them before everything. */

export const ROOMS = ['watch', 'train', 'learn', 'act'] as const;
export type RoomName = (typeof ROOMS)[number];

/** The room that an address names: Watch where it names none. undefined: there is no such room. */
export function roomOf(query: URLSearchParams): RoomName | undefined {
  const asked = query.get('room') ?? 'watch';
  return ROOMS.find((name) => name === asked);
}

export const MODELS = ['avatars', 'digits'] as const;
export type ModelName = (typeof MODELS)[number];
export const DEFAULT_MODEL: ModelName = 'avatars';
