import type { Field } from "./type-into.ts";

/** Free space between the field and the keys under it, in pixels. */
const GAP = 24;

/** Lifts the screen so far that the field stands over the keyboard; the answer lets it down again. */
export function makeRoom(field: Field, keyboard: HTMLElement | null): () => void {
  const { style, dataset } = document.documentElement;
  const top = keyboard?.getBoundingClientRect().top ?? window.innerHeight;
  const hidden = field.getBoundingClientRect().bottom + GAP - top;
  style.setProperty("--lift", `${Math.max(0, Math.ceil(hidden))}px`);
  dataset["keyboard"] = "on";
  return () => {
    style.removeProperty("--lift");
    delete dataset["keyboard"];
  };
}
