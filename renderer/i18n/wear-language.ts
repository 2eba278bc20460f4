import { language } from "./language.ts";
import { loadScriptFont } from "./script-fonts.ts";
import { t } from "./t.ts";

/** Tells the page its language and the way it is written. */
export function wearLanguage(): void {
  const { documentElement } = document;
  documentElement.lang = language;
  documentElement.dir = t("language.direction");
  // A till without it still shows the system's own type: nothing waits for the files.
  loadScriptFont(language).catch(console.error);
}
