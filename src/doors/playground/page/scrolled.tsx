/** What is wider than a phone scrolls by itself, not the page. */

import type { ComponentChildren } from 'preact';

/** A frame that scrolls sideways, with the keyboard too. */
export function Scrolled({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and a section is a landmark
    <div
      class="scrolled"
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
      tabIndex={0}
    >
      {children}
    </div>
  );
}
