/**
 * The address of a file of the built page (worker, modules), relative to `app/`, with the version that the page's own
 * script was loaded with, so that a cache cannot pair the files of two builds. Works in the page and in workers alike.
 */
export function asset(path: string): URL {
  const here = new URL(import.meta.url);
  const url = new URL(path, here);
  url.search = here.search;
  return url;
}
