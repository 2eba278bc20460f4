import { formatItems } from "../../format/format-count.ts";

/** What the list of sales says. */
export const salesWords = {
  title: "Sales",
  newestFirst: "newest first",
  list: "Completed sales",
  items: formatItems,
  tender: { cash: "Cash" },
  committed: "Committed",
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
  noPostings: "This entry moves no money.",
} as const;
