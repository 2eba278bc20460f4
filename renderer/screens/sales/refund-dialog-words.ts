/** What the refund dialog says. */
export const refundDialogWords = {
  title: (amount: string, currency: string) => `Refund ${amount} ${currency}`,
  kept: (receipt: string) =>
    `Sale ${receipt} and its entries stay in the ledger as they are. The refund gets entries of its own.`,
  to: "Goes back to",
  card: "the card it was paid with",
  when: "At the customer’s bank",
  days: "in 5 to 10 days",
  nothingYet: "All of it, once. Nothing is sent before you hold.",
  back: "Back",
  hold: "Hold to refund",
  held: "Keep holding",
} as const;
