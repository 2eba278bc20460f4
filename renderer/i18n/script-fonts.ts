/** Type for languages that our Latin font cannot write: files of our own, read when one is worn. */
const scriptFonts: Readonly<Record<string, () => Promise<unknown>>> = {
  ar: () => import("@fontsource-variable/noto-sans-arabic/index.css"),
  ja: () => import("@fontsource-variable/noto-sans-jp/index.css"),
};

export async function loadScriptFont(language: string): Promise<void> {
  await scriptFonts[language]?.();
}
