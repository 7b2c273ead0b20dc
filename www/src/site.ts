/** The address of a file of the site, by its path from the page, with the site's version (see stamp.mjs). */
export function siteUrl(path: string): URL {
  const url = new URL(path, document.baseURI);
  const version = document.documentElement.dataset['version'];
  // A cache must not pair files of two versions: a model's card and its weights, pictures and their labels.
  if (version !== undefined) url.search = `?v=${version}`;
  return url;
}
