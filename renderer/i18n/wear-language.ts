import { language } from "./language.ts";
import { t } from "./t.ts";

/** Tells the page its language and the way it is written. */
export function wearLanguage(): void {
  const { documentElement } = document;
  documentElement.lang = language;
  documentElement.dir = t("language.direction");
}
