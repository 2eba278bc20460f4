import type { Money } from "../../contract/money.ts";
import type { ReceiptView, SaleView } from "../../contract/views.ts";
import { newPartId } from "../format/new-id.ts";
import type { RefusalCode } from "../format/words.ts";
import { useTender } from "../store/tender-store.ts";
import { askToTheEnd, isTaken, receiptOf, showPaid, whileTaking } from "./take-cash.ts";

/** What the clerk took: a tender of the shop's, and the number on it, "" where it has none. */
export type NamedTaken = Readonly<{ name: string; reference: string }>;

/**
 * Takes a tender that the shop named: all that is left completes the sale, less is a part of it.
 * Answers the refusal to show, or null once it is taken.
 */
export async function takeOther(
  sale: SaleView,
  amount: Money,
  { name, reference }: NamedTaken,
): Promise<RefusalCode | null> {
  const { saleId, left } = sale;
  const tender = { tender: "other" as const, name, reference: reference.trim() || null };
  const input = { saleId, partId: newPartId(), left, amount, tender };
  return whileTaking(sale, async () => {
    const { answer, wasLost } = await askToTheEnd("payments.take-other", input);
    if (answer.ok) return showTaken(answer.value.receipt);
    if (!wasLost) return answer.refusal;
    const receipt = await receiptOf(saleId);
    // What another window took pays for the sale; this tender then stays the customer's.
    const isOurs = receipt?.tenders.some((paid) => paid.tender === "other" && paid.name === name);
    return isOurs || (await isTaken(input)) ? showTaken(receipt) : answer.refusal;
  });
}

function showTaken(receipt: ReceiptView | null): null {
  useTender.setState({ owed: null });
  return receipt === null ? null : showPaid(receipt);
}
