/** What the tools that sample can sample, and which denoiser they sample with. */

export const SUBJECTS = ['points', 'pictures'] as const;
export type Subject = (typeof SUBJECTS)[number];

export const EPSES = ['exact', 'network'] as const;
export type EpsName = (typeof EPSES)[number];
