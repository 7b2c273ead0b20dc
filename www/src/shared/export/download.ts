/** Hands a file to the visitor. Nothing leaves the browser. */
export function download(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the file by then; before that, some would save an empty one.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
