import type { DisplayStep } from "../../contract/display-views.ts";

/** What a customer reads: whole sentences, no word of the shop's own trade. */
export const displayWords = {
  isDemo: "Demo",
  demo: "Demo. Nothing here is real money.",
  welcome: "Welcome",
  paused: "One moment, please",
  sale: "Your purchase",
  toPay: "To pay",
  total: "Total",
  paid: "Paid",
  change: "Your change",
  thanks: "Thank you",
  tip: (amount: string) => `Tip ${amount}, thank you`,
  each: (amount: string) => `${amount} each`,
  was: (amount: string) => `was ${amount}`,
  saved: (amount: string) => `You save ${amount}`,
  taxIncluded: (tax: string, amount: string) => `${tax} included ${amount}`,
  taxAdded: (tax: string, amount: string) => `${tax} ${amount}`,
};

/** What to do, in two sizes of type. */
export const stepWords: Readonly<Record<DisplayStep, readonly [say: string, more: string]>> = {
  wait: ["One moment", "the card reader is getting ready"],
  present: ["Please tap, insert or swipe", "on the reader in front of you"],
  processing: ["One moment", "your card is being checked"],
  checking: ["Please wait", "we are checking your payment; do not pay again"],
  declined: ["That card was not accepted", "nothing was charged; please try another card"],
  cancelling: ["One moment", "the payment is being cancelled"],
};
