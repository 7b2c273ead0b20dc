/** Links to other places of this page. */

/** Whether the browser handles a click itself, such as one that opens another tab. */
export function isModified(event: MouseEvent): boolean {
  return event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

/** Follows links whose address is a query alone, `?…`, without loading the page again: a reload would lose what the rooms hold. */
export function followLinks(root: HTMLElement, go: (place: string) => void): void {
  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="?"]') : null;
    const place = link?.getAttribute('href');
    if (!place || event.defaultPrevented || isModified(event)) return;
    event.preventDefault();
    go(place);
  });
}
