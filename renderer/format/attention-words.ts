import { t } from "../i18n/t.ts";

/** What does not fit, in the register's codes; each means: not paid as far as the till may say. */
const misfits: Readonly<Record<string, string>> = {
  "attempt-differs": t("misfit.attempt-differs"),
  "register-differs": t("misfit.register-differs"),
  "currency-differs": t("misfit.currency-differs"),
  "amount-differs": t("misfit.amount-differs"),
  "tip-over-cap": t("misfit.tip-over-cap"),
  "sale-differs": t("misfit.sale-differs"),
  "hold-expiring": t("misfit.hold-expiring"),
  "hold-lost": t("misfit.hold-lost"),
  "capture-refused": t("misfit.capture-refused"),
  "void-refused": t("misfit.void-refused"),
  "void-too-late": t("misfit.void-too-late"),
  "received-too-little": t("misfit.received-too-little"),
};

const other = {
  said: t("misfitOther.said"),
};

export function attentionWords(code: string): string {
  return misfits[code] ?? other.said;
}
