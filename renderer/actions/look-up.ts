import { ReceiptNumber } from "../../contract/refund-protocol.ts";
import type { PaidRefundView, SaleLookupView } from "../../contract/refund-views.ts";
import { api } from "../api.ts";
import { useLookup } from "../store/lookup-store.ts";
import { useUi } from "../store/ui-store.ts";

/** Whether the text is a receipt's number as it is printed, of whatever till. */
export function isReceiptNumber(text: string): boolean {
  return ReceiptNumber.safeParse(text.trim()).success;
}

/** Asks the relay for a receipt of another till; it answers by an event. */
export async function lookUp(text: string): Promise<void> {
  const receiptNumber = text.trim();
  if (!isReceiptNumber(receiptNumber)) return;
  useLookup.setState({ ...useLookup.getInitialState(), receiptNumber }, true);
  await ask(receiptNumber);
}

/** The register is another one now, and knows nothing of what the last one was waiting for. */
export async function lookUpAgain(): Promise<void> {
  const { receiptNumber, state, refusal } = useLookup.getState();
  if (receiptNumber !== null && state === "asked" && refusal === null) await ask(receiptNumber);
}

async function ask(receiptNumber: string): Promise<void> {
  const answer = await api("refunds.find", { receiptNumber });
  if (useLookup.getState().receiptNumber !== receiptNumber) return;
  if (answer.ok) followLookup(answer.value);
  else useLookup.setState({ refusal: answer.refusal });
}

export function forgetLookup(): void {
  if (useLookup.getState().receiptNumber === null) return;
  useLookup.setState(useLookup.getInitialState(), true);
}

export function followLookup({ receiptNumber, state, sale }: SaleLookupView): void {
  const shown = useLookup.getState();
  if (shown.receiptNumber !== receiptNumber) return;
  // What is shown stays while it is asked for once more.
  if (state !== "asked") useLookup.setState({ state, sale, refusal: null });
}

export function openLookedUpRefund(): void {
  const { sale } = useLookup.getState();
  if (sale !== null && sale.refundable.minor > 0) useUi.setState({ refundingId: sale.saleId });
}

/** Of the sale that is shown: what came of it, and then what is left. */
export function followLookedUpRefund(refund: PaidRefundView): void {
  const { sale, receiptNumber, refund: before } = useLookup.getState();
  if (sale === null || receiptNumber === null || sale.saleId !== refund.saleId) return;
  // The answer that it is asked may come after the event of its end.
  if (before?.refundId === refund.refundId && refund.phase === "asked") return;
  useLookup.setState({ refund });
  if (refund.phase !== "asked") void ask(receiptNumber);
}
