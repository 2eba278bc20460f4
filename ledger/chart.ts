/** The chart of accounts, in the colon form that hledger and Beancount readers know. */
export const accounts = {
  drawerCash: "assets:drawer:cash",
  safe: "assets:safe",
  /** Where cash is banked to, and payouts arrive. */
  bank: "assets:bank",
  /** Approved, not yet captured: Stripe holds it at the customer's bank. */
  cardAuthorised: (connection: string) => `assets:card:${connection}:authorised`,
  /** Captured: Stripe owes it to the shop, until a payout. */
  cardClearing: (connection: string) => `assets:card:${connection}:clearing`,
  /** Left Stripe, not yet at the bank. */
  payoutsInTransit: (connection: string) => `assets:payouts:${connection}`,
  /** Withdrawn by a dispute that is not decided. */
  disputed: (connection: string) => `assets:disputes:${connection}`,
  otherTender: (name: string) => `assets:tenders:${name}`,
  /** Goods are gone, but the authorisation was lost: somebody must collect or write off. */
  uncollected: "assets:uncollected",
  sales: (taxCode: string) => `income:sales:${taxCode}`,
  discounts: (taxCode: string) => `income:discounts:${taxCode}`,
  refunds: (taxCode: string) => `income:refunds:${taxCode}`,
  taxPayable: (taxCode: string, basisPoints: number) => `liabilities:tax:${taxCode}:${basisPoints}`,
  tipsPayable: "liabilities:tips",
  /** Captured by a payment that was replaced: on its way back to the customer. */
  toReturn: "liabilities:to-return",
  /** Taken for sales that are not complete: owed back until they are. */
  partPaid: "liabilities:part-paid",
  /** What the shop owes its customers in goods. */
  storeCredit: "liabilities:store-credit",
  rounding: "expenses:rounding",
  /** Debit where a drawer was short, credit where it was over. */
  overShort: "expenses:over-short",
  pettyCash: "expenses:petty-cash",
  goodwill: "expenses:goodwill",
  fees: (connection: string) => `expenses:fees:${connection}`,
  disputesLost: (connection: string) => `expenses:disputes:${connection}`,
  /** The owner's own money in the drawer. */
  float: "equity:float",
} as const;

/** A part of an account's name that a shop, a connection or a tax names. */
const word = "[^:]+";
const chart = Object.values(accounts).map((account) =>
  typeof account === "string" ? account : (account as (...names: string[]) => string)(word, word),
);
const inChart = new RegExp(`^(?:${chart.join("|")})$`);

/** Whether the chart has an account of this name. */
export function isChartAccount(account: string): boolean {
  return inChart.test(account);
}
