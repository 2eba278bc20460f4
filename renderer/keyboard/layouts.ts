import { z } from "zod";
import { rowsOf, type Row } from "./key-rows.ts";

/** Latin letters, which codes and addresses need in every language. */
export const LATIN = "en";

const layouts = {
  en: () => import("simple-keyboard-layouts/build/layouts/english.js"),
  ar: () => import("simple-keyboard-layouts/build/layouts/arabic.js"),
  ja: () => import("simple-keyboard-layouts/build/layouts/japanese.js"),
} as const;

export type LayoutName = keyof typeof layouts;

export type Layout = Readonly<{ plain: readonly Row[]; shifted: readonly Row[] }>;

function isKnown(language: string): language is LayoutName {
  return Object.hasOwn(layouts, language);
}

/** Whose letters the keyboard begins with; a language without a layout of its own types Latin. */
export function layoutFor(language: string): LayoutName {
  return isKnown(language) ? language : LATIN;
}

/** The package's types take its files for another kind of module than they are. */
const Item = z.object({
  layout: z.object({ default: z.array(z.string()), shift: z.array(z.string()) }),
});

/** Read when a finger first asks for it. */
export async function readLayout(name: LayoutName): Promise<Layout> {
  const read: Readonly<{ default: unknown }> = await layouts[name]();
  const { layout } = Item.parse(read.default);
  return { plain: rowsOf(layout.default), shifted: rowsOf(layout.shift) };
}
