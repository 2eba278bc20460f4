/** What the X report says. */
export const reportWords = {
  title: "X report",
  subtitle: (moment: string, register: string) => `${moment}, ${register}. It changes nothing.`,
  refresh: "Read again",
  zReports: "Z reports",
  sales: (count: number) => (count === 1 ? "Sale, 1" : `Sales, ${count}`),
  discounts: "Discounts",
  rounding: "Rounding",
  taken: "Taken",
  tenders: { cash: "Cash", card: "Card", "store-credit": "Store credit", other: "Other" },
  refunds: "Refunds to cards",
  tips: "Tips on cards",
  afterRefunds: "Taken, less refunds",
  byTender: "By tender",
  byTax: "Tax",
  net: "Net",
  tax: "Tax",
  rate: "Rate",
  drawer: "Drawer",
  cashExpected: "cash expected",
  about:
    "An X report reads the ledger as it stands and changes nothing. Each figure is added up from " +
    "the entries named at its foot.",
  itemsSold: "Items sold",
  salesCount: "Sales",
  covers: (first: number, last: number) => `Ledger entries ${first} to ${last}, chain head`,
  coversNothing: "No entries yet today, chain head",
} as const;
