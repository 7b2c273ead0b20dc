/** The site's files as the build lists them for the service worker, and the messages that it takes from the page. */

/** A file of the site, as stamp.mjs lists it. */
export interface SiteFile {
  /** From the page, with its version where it has one. */
  path: string;
  /** Lower-case hexadecimal, of the content. */
  sha256: string;
  /** The address never changes its content. */
  fixed: boolean;
  /** Without it the page does not open on the CPU. */
  first: boolean;
  /** Only of use where there is WebGPU. */
  gpu: boolean;
  /** Of use only with relaxed SIMD, or only without it; null: either way. */
  relaxed: boolean | null;
}

/** One build of the site. */
export interface Site {
  /** Of everything but the page's HTML: what files are asked for with. */
  version: string;
  /** Of everything. */
  build: string;
  files: SiteFile[];
}

/** Asks the worker to keep all the rest, with or without the WebGPU module. */
export interface KeepMessage {
  version: string;
  gpu: boolean;
}
