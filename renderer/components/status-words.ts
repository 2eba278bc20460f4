import { t } from "../i18n/t.ts";

/** What the strip says beside the parts' own words. */
export const statusWords = {
  strip: t("strip.strip"),
  till: t("strip.till"),
  tillReady: t("strip.tillReady"),
  tillRestarting: t("strip.tillRestarting"),
  lastGood: t("strip.lastGood"),
  advice: t("strip.advice"),
};
