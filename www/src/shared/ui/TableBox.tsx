import type { ComponentChildren } from 'preact';

/** A table that scrolls sideways where it has no room. `label` says what the table shows. */
export function TableBox({ label, className = '', children }: { label: string; className?: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section class={`table-box ${className}`.trim()} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
