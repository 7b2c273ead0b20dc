/** Work to be done before the screen is next drawn; the same work asked for twice is done once. */
const waiting = new Set<() => void>();

export function nextFrame(work: () => void): void {
  if (waiting.size === 0) requestAnimationFrame(flush);
  waiting.add(work);
}

function flush(): void {
  const work = [...waiting];
  waiting.clear();
  for (const one of work) one();
}
