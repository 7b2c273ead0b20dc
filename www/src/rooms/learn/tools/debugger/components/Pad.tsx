import type { ComponentChildren } from 'preact';

/** Which way an arrow key points: right, and up. */
const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface PadProps {
  label: string;
  /** A click, from 0 to 1 across and down. */
  onPick?(across: number, down: number): void;
  onArrow(right: number, up: number): void;
  children: ComponentChildren;
}

/** A picture in which something is picked: by a click, or by the arrow keys, which it has for itself while it has the focus. */
export function Pad({ label, onPick, onArrow, children }: PadProps) {
  return (
    <button
      type="button"
      class="pad"
      aria-label={label}
      onMouseDown={(event) => {
        // Whoever clicks goes on with the arrow keys through the lines: only the tabulator gives them to the picture
        event.preventDefault();
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }}
      onClick={(event) => {
        // A press of a key has no place
        if (event.detail === 0) return;
        const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
        onPick?.((event.clientX - left) / width, (event.clientY - top) / height);
      }}
      onKeyDown={(event) => {
        const way = WAYS[event.key];
        if (!way || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        onArrow(...way);
      }}
    >
      {children}
    </button>
  );
}
