import { t } from "../i18n/t.ts";

/** All Intl formats of the screens are made from it. */
export const locale = t("language.locale");

/** Stands between a number and its unit, so that they never part at a line's end. */
export const NBSP = "\u00a0";

/** Figures carry a real minus sign, as wide as a digit. */
export const MINUS = "\u2212";
