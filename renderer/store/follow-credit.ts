import type { ReceiptView, RegisterView } from "../../contract/views.ts";
import { chooseCredit, forgetCredit } from "../actions/credit.ts";
import { useCredit } from "./credit-store.ts";
import { useTender } from "./tender-store.ts";
import { useUi } from "./ui-store.ts";

/** The relay's yes completes the sale, and no answer of a command shows it. */
export function showPaidByCredit(receipt: ReceiptView): void {
  const { place, taking } = useUi.getState();
  const isShown = place === "tender" || place === "sale";
  if (!isShown || useCredit.getState().spend?.saleId !== receipt.saleId) return;
  // Cash after a part by credit shows its own answer: twice, it would bring back who has gone on.
  if (taking === null) useUi.setState({ place: "change", paid: receipt, panel: null });
  forgetCredit();
}

/**
 * At the start, or after a lost connection: an attempt that the relay has not answered locks the
 * sale, so it is shown where it can be cancelled. One that ended meanwhile is over.
 */
export function resumeSpend({ creditSpend, lastReceipt }: RegisterView): void {
  const { spend, account } = useCredit.getState();
  if (creditSpend !== null) {
    const { accountId } = creditSpend;
    if (account?.accountId !== accountId) {
      void chooseCredit({ accountId, name: "", balance: null, available: null });
    }
    useCredit.setState({ spend: creditSpend });
    useTender.setState({ panel: "credit" });
    useUi.setState({ place: "tender", panel: null, paid: null });
    return;
  }
  if (spend?.phase !== "asked") return;
  if (lastReceipt?.saleId === spend.saleId) showPaidByCredit(lastReceipt);
  else useCredit.setState({ spend: null });
}
