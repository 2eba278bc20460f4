import type { Hold, LateSpend, StandingHold } from "../../contract/hold-protocol.ts";
import type { HoldEndView, HoldsView } from "../../contract/hold-views.ts";
import { money, type Currency, type Money } from "../../contract/money.ts";
import { api } from "../api.ts";
import { formatAmount } from "../format/format-money.ts";
import type { RefusalCode } from "../format/words.ts";
import { t } from "../i18n/t.ts";
import { useHolds } from "../store/holds-store.ts";
import { askAllowed } from "./approve.ts";
import { askRisk } from "./risk.ts";

/** Asks the relay, which alone knows; the list that is shown stays until it has answered. */
export async function readHolds(): Promise<void> {
  const answer = await api("holds.list", {});
  if (answer.ok) useHolds.setState({ isAsked: true, refusal: null });
  else useHolds.setState({ isAsked: false, refusal: answer.refusal });
}

export function followHolds(view: HoldsView): void {
  useHolds.setState({ view, isAsked: false, refusal: null });
}

/** The relay has decided: the list is another one now. */
export function followHoldEnd(end: HoldEndView): void {
  useHolds.setState({ end });
  void readHolds();
}

/** What is held in money; pieces of a sale by what they cost. */
export function heldAmount(hold: Hold, shop: Currency): Money {
  if (hold.kind === "credit") return money(hold.amountMinor, hold.currency);
  return money(
    hold.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    shop,
  );
}

/** Lets go of what a till holds that is gone; it may yet come back and have spent it. */
export function askRelease(
  { reservationId, registerId, hold }: StandingHold,
  shop: Currency,
): void {
  const figure = formatAmount(heldAmount(hold, shop));
  askRisk({
    title: t("holds.releaseTitle"),
    kept: t("holds.releaseKept"),
    facts: [
      [t("holds.till"), registerId],
      [t(`holds.kinds.${hold.kind}`), figure],
    ],
    reasons: [t("holds.tillLost"), t("holds.tillBroken"), t("holds.customerWaits")],
    hold: t("holds.release"),
    figure,
    act: async (reason) => endOf(await askAllowed("holds.release", { reservationId, reason })),
  });
}

/** Somebody looked at it and stands for it: it is not listed any more. */
export function askAccept(late: LateSpend, shop: Currency): void {
  const { reservationId, registerId, hold, overMinor } = late;
  const { currency } = heldAmount(hold, shop);
  const figure = formatAmount(money(overMinor, currency));
  askRisk({
    title: t("holds.acceptTitle"),
    kept: t("holds.acceptKept"),
    facts: [
      [t("holds.till"), registerId],
      [t("holds.over"), figure],
    ],
    reasons: [],
    hold: t("holds.accept"),
    figure,
    act: async () => endOf(await askAllowed("holds.accept-late", { reservationId })),
  });
}

type Ended = Readonly<{ ok: true; value: HoldEndView } | { ok: false; refusal: RefusalCode }>;

/** Asked for is not done: what the relay makes of it comes as an event. */
function endOf(answer: Ended): RefusalCode | null {
  if (!answer.ok) return answer.refusal;
  const { end } = useHolds.getState();
  const isToldAlready = end?.reservationId === answer.value.reservationId && end.phase !== "asked";
  if (!isToldAlready) useHolds.setState({ end: answer.value });
  return null;
}
