/** Callbacks for changes of an element's size. */

/**
 * Calls `changed`, with those that have changed last, once the elements are laid out and after each change of their sizes, in the frame that follows. Within the
 * observer's own callback a change of the layout is an error, "ResizeObserver loop", which WebKit writes to the console.
 */
export function onResize(elements: Element[], changed: (entries: ResizeObserverEntry[]) => void): () => void {
  let frame = 0;
  const observer = new ResizeObserver((entries) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => changed(entries));
  });
  for (const element of elements) observer.observe(element);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  };
}
