import type { MouseEvent } from "react";

/** A pointer's press leaves the focus where typing goes on; Tab still reaches every button. */
export function keepFocus(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest("button")) event.preventDefault();
}
