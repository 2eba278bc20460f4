import type { Field } from "./type-into.ts";

/** Free space between the field and the keys under it, in pixels. */
const GAP = 24;

/**
 * Lifts the screen so far that the field stands over the keyboard, however high that grows; the
 * answer lets it down again.
 */
export function makeRoom(field: Field, keyboard: HTMLElement | null): () => void {
  const { style, dataset } = document.documentElement;
  let lifted = 0;
  const lift = () => {
    const top = keyboard?.getBoundingClientRect().top ?? window.innerHeight;
    const bottom = field.getBoundingClientRect().bottom + lifted;
    lifted = Math.max(0, Math.ceil(bottom + GAP - top));
    style.setProperty("--lift", `${lifted}px`);
  };
  dataset["keyboard"] = "on";
  const grown = new ResizeObserver(lift);
  if (keyboard !== null) grown.observe(keyboard);
  lift();
  return () => {
    grown.disconnect();
    style.removeProperty("--lift");
    delete dataset["keyboard"];
  };
}
