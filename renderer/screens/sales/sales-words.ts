import { formatItems } from "../../format/format-count.ts";

/** What the list of sales says. */
export const salesWords = {
  attention: {
    title: "Needs attention",
    refund: (amount: string, receipt: string) =>
      `Refund of ${amount} for ${receipt} did not reach the card`,
    refused: "The relay refuses an instruction of this till",
  },
  title: "Sales",
  newestFirst: "newest first",
  list: "Completed sales",
  items: formatItems,
  tender: { cash: "Cash", card: "Card", "store-credit": "Store credit", other: "Other" },
  committed: "Committed",
  refunded: "Refunded",
  refundedAmount: (amount: string) => `refunded ${amount}`,
  verified: "Verified by Stripe",
  showReceipt: "Receipt",
  refund: "Refund",
  refunds: "Refunds",
  whatHappened: (number: number, count: number) =>
    count === 1 ? "What happened" : `What happened, payment ${number} of ${count}`,
  noEffect: "no effect",
  ids: (number: number, count: number) =>
    count === 1 ? "Ids" : `Ids, payment ${number} of ${count}`,
  charge: "Charge",
  copyIntentId: "Copy stripe_payment_intent_id",
  copied: "Copied",
  notCopied: "Not copied: mark it and press Ctrl C",
  loadMore: "Show older sales",
  emptyTitle: "No sales yet",
  emptyAdvice: "A sale stands here as soon as it is paid.",
  startSale: "Start a sale",
  choose: "Choose a sale on the left.",
  receipt: (number: string, day: string, time: string) => `Receipt ${number}, ${day}, ${time}`,
  inLedger: "In the ledger",
  entries: "Ledger entries",
  entry: (seq: number) => `Entry ${seq}`,
  account: "Account",
  debit: "Debit",
  credit: "Credit",
  balanced: "Balanced",
  noMoney: "Entries that move no money",
} as const;
