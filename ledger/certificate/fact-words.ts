import { isTimelineCode, readFact, type TimelineCode } from "../../contract/timeline.ts";

/** What was seen of a payment, for the page of its certificate: that page speaks English alone. */
const words: Readonly<Record<TimelineCode, string>> = {
  started: "Written before anything left",
  "another-card": "Another card, try",
  "cancel-requested": "Cancel requested",
  "void-requested": "Void requested",
  "raise-requested": "Larger hold requested",
  "tip-asked": "Tip on the slip asked for",
  "replaced-by-cash": "Replaced by cash",
  "accepted-as-it-is": "Accepted as it is",
  "page-made": "Page made",
  "hold-unordered": "Hold without an order, lost at (ms UTC)",
  "on-reader": "Amount on the reader",
  "card-in-process": "A card is being processed",
  "sight-lost": "Unknown",
  "reader-ended": "The reader",
  "intent-read": "PaymentIntent",
  "page-read": "Checkout, PaymentIntent",
  dispute: "Dispute",
  "early-fraud-warning": "Early fraud warning",
  review: "Review",
};

/** Refusals are told by their codes, which have a page each. */
export function factWords(what: string): string {
  const { code, value } = readFact(what);
  if (!isTimelineCode(code)) return what;
  return value === null ? words[code] : `${words[code]}: ${value}`;
}
