import type { SaleView, TakenView } from "../../contract/views.ts";
import { formatAmount } from "../format/format-money.ts";
import { paidWords } from "../format/paid-words.ts";
import { nextSplit, type Split } from "../format/split-shares.ts";
import { t } from "../i18n/t.ts";
import { useTender, type TenderPanel } from "../store/tender-store.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";
import { forgetCredit } from "./credit.ts";
import { askRisk } from "./risk.ts";

export function showTenderPanel(panel: TenderPanel): void {
  useTender.setState({ panel });
}

/** Another account each time: the one before was another customer's. */
export function showCredit(): void {
  forgetCredit();
  useTender.setState({ panel: "credit", owed: null });
}

/** One of the tenders that the shop named itself. */
export function showNamed(named: string): void {
  useTender.setState({ panel: "named", named, reference: "", owed: null });
}

/** The next tender takes a part of what is left; null takes all of it. */
export function splitSale(split: Split | null): void {
  useUi.setState({ givenDigits: "" });
  useTender.setState({ split, panel: "cash" });
}

/** Another tender begins, or the tender is left: the change of the one before has been given. */
export function forgetTender(): void {
  useTender.setState({ panel: "cash", named: null, split: null, owed: null });
}

/** A part was taken: what is left is split among one fewer. */
export function noteParts(before: SaleView, after: SaleView): void {
  if (before.saleId !== after.saleId) forgetTender();
  else if (after.taken.length > before.taken.length) {
    useTender.setState(({ split }) => ({ split: nextSplit(split), panel: "cash" }));
  }
}

/** The newest part that is not already on its way back. */
export function lastPart({ taken }: SaleView): TakenView | undefined {
  return taken.findLast(({ isReturning }) => !isReturning);
}

/** Cash, store credit and the shop's own tenders go back at once; a card's hold once Stripe has shown that it is gone. */
export function askTakeBack({ saleId }: SaleView, part: TakenView): void {
  const { partId, tender } = part;
  askRisk({
    title: t("split.takeBackTitle"),
    kept: tender.tender === "card" ? t("split.cardGoesBack") : t("split.goesBack"),
    facts: [[paidWords(tender), formatAmount(tender.amount)]],
    reasons: [t("split.otherWay"), t("split.wrongAmount"), t("split.changedMind")],
    hold: t("split.takeBack"),
    figure: formatAmount(tender.amount),
    act: async (reason) => {
      const answer = await askAllowed("payments.take-back", { saleId, partId, reason });
      useTender.setState({ owed: null });
      return answer.ok ? null : answer.refusal;
    },
  });
}

/** The goods stay here, and all that was taken goes back. */
export function askGiveUp({ saleId, taken, left, total }: SaleView): void {
  askRisk({
    title: t("split.giveUpTitle"),
    kept: t("split.giveUpKept"),
    facts: taken.map(({ tender }) => [paidWords(tender), formatAmount(tender.amount)]),
    reasons: [t("split.changedMind"), t("split.cannotPay")],
    hold: t("split.giveUp"),
    figure: formatAmount({ ...total, minor: total.minor - left.minor }),
    act: async (reason) => {
      const answer = await askAllowed("sales.give-up", { saleId, reason });
      if (!answer.ok) return answer.refusal;
      useUi.setState({ place: "sale", paying: null, panel: null });
      return null;
    },
  });
}
