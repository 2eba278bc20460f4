import type { HoldEndView } from "../../../contract/hold-views.ts";
import { t } from "../../i18n/t.ts";

export const holdsWords = {
  title: t("history.holds"),
  about: t("holds.about"),
  credit: t("sales.tender.store-credit"),
  read: t("report.refresh"),
  reading: t("holds.reading"),
  held: t("holds.held"),
  late: t("holds.late"),
  lateAbout: t("holds.lateAbout"),
  none: t("holds.none"),
  noneAdvice: t("holds.noneAdvice"),
  till: t("holds.till"),
  what: t("history.what"),
  heard: t("holds.heard"),
  never: t("holds.never"),
  online: t("holds.online"),
  gone: t("holds.gone"),
  amount: t("history.amount"),
  over: t("holds.over"),
  kinds: { credit: t("holds.kinds.credit"), refund: t("holds.kinds.refund") },
  release: t("holds.letGo"),
  accept: t("holds.standFor"),
};

const refusals: Readonly<Record<NonNullable<HoldEndView["refusal"]>, string>> = {
  "hold-not-found": t("holds.notFound"),
  "hold-ended": t("holds.ended"),
  "register-online": t("holds.registerOnline"),
};

/** What came of a manager's wish. */
export function holdEndWords({ phase, refusal }: HoldEndView): string {
  if (refusal !== null) return refusals[refusal];
  if (phase === "asked") return t("holds.asked");
  return phase === "accepted" ? t("holds.accepted") : t("holds.released");
}
