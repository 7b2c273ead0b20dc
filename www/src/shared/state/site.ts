/** The site's version (see stamp.mjs); null in a page that was not built. */
export const siteVersion = (): string | null => document.documentElement.getAttribute('data-version');

/** The address of a file of the site, by its path from the page, with the site's version. */
export function siteUrl(path: string): URL {
  const url = new URL(path, document.baseURI);
  const version = siteVersion();
  // A cache must not pair files of two versions: a model's card and its weights, pictures and their labels.
  if (version !== null) url.search = `?v=${version}`;
  return url;
}
