/** What the tools that sample can have on their stage, and who says there what is noise. */

export const STAGES = ['points', 'pictures'] as const;
export type Stage = (typeof STAGES)[number];

export const EPSES = ['exact', 'network'] as const;
export type EpsName = (typeof EPSES)[number];
