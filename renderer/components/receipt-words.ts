/** What a receipt says. */
export const receiptWords = {
  title: "Receipt",
  receipt: "Receipt",
  entry: "Ledger entry",
  subtotal: "Subtotal",
  discounts: "Discounts",
  rounding: "Cash rounding",
  change: "Change",
  net: "Net",
  tax: "Tax",
  onSale: (discount: string) => `${discount} on the sale`,
  cashGiven: "Cash given",
  tip: "Tip",
  charged: "Charged with the tip",
  total: (currency: string) => `Total ${currency}`,
  close: "Close",
} as const;
