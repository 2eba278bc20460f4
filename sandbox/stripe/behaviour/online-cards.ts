import type { Decline, TestCard } from "./test-cards.ts";
import { liveCards } from "./live-cards.ts";
import { declines, findTestCard, readerTraits } from "./test-cards.ts";

/** How much a bank wants to hear of its customer before it pays without a card present. */
type ThreeDs = "supported" | "unless-saved" | "always";
export type Risk = "normal" | "elevated" | "highest" | "blocked";

type Shown = "number" | "brand" | "network" | "funding" | "country" | "decline";

/** A test card as it behaves where somebody types its number in. */
export type OnlineCard = Pick<TestCard, Shown> & {
  readonly threeDs: ThreeDs;
  readonly risk: Risk;
  readonly cvcCheck: "pass" | "fail";
  /** Attaching it to a customer is refused already, as the bank is asked then. */
  readonly isRefusedEarly: boolean;
};

type Traits = Partial<Omit<OnlineCard, "number">>;

function visa(number: string, traits: Traits): OnlineCard {
  const kind = { brand: "visa", network: "visa", funding: "credit", country: "US" } as const;
  return { ...readerTraits, ...plain, number, ...kind, decline: null, ...traits };
}

const plain = {
  threeDs: "supported",
  risk: "normal",
  cvcCheck: "pass",
  isRefusedEarly: false,
} as const;

const incorrectCvc: Decline = {
  code: "incorrect_cvc",
  declineCode: "incorrect_cvc",
  message: "Your card's security code is incorrect.",
  adviceCode: "confirm_card_data",
  networkCode: "N7",
};

export const blockedByRadar: Decline = {
  code: "card_declined",
  declineCode: "fraudulent",
  message: "Your card was declined.",
  adviceCode: "do_not_try_again",
  networkCode: "",
};

/** Cards that only make sense where no card is present, after Stripe's page on testing. */
const special: readonly OnlineCard[] = [
  visa("4000000000003220", { threeDs: "always" }),
  visa("4000002760003184", { threeDs: "always" }),
  visa("4000002500003155", { threeDs: "unless-saved" }),
  visa("4000000000003055", {}),
  visa("4000008400001629", { threeDs: "always", decline: declines.generic }),
  visa("4000008260003178", { threeDs: "always", decline: declines.insufficientFunds }),
  visa("4000000000000127", { cvcCheck: "fail", decline: incorrectCvc, isRefusedEarly: true }),
  visa("4000000000000101", { cvcCheck: "fail" }),
  visa("4000000000000341", { decline: declines.generic }),
  visa("4100000000000019", { risk: "blocked" }),
  visa("4000000000004954", { risk: "highest" }),
  visa("4000000000009235", { risk: "elevated" }),
  visa("4000000000005126", {}),
  visa("4000000000007726", {}),
  visa("4000000000000077", {}),
  visa("4000000000000259", {}),
  visa("4000000000002685", {}),
  visa("4000000000001976", {}),
  visa("4000000000005423", {}),
  visa("4000003720000278", { country: "IE" }),
  visa("4000008260000000", { country: "GB" }),
];

export function findOnlineCard(number: string): OnlineCard | undefined {
  const digits = number.replaceAll(/[ -]/g, "");
  const found = special.find((each) => each.number === digits);
  if (found !== undefined) return found;
  const card = findTestCard(digits) ?? liveCards.find((each) => each.number === digits);
  // Interac is a card that only a reader can take.
  if (card === undefined || card.brand === "interac") return undefined;
  return { ...card, ...plain, isRefusedEarly: card.decline !== null };
}

export function isLiveNumber(number: string): boolean {
  return liveCards.some((each) => each.number === number);
}

/** `pm_card_…` and `tok_…` of Stripe's test mode: the part behind the prefix, and the number. */
const named: Readonly<Record<string, string>> = {
  visa: "4242424242424242",
  visa_debit: "4000056655665556",
  mastercard: "5555555555554444",
  mastercard_debit: "5200828282828210",
  mastercard_prepaid: "5105105105105100",
  amex: "378282246310005",
  discover: "6011111111111117",
  diners: "3056930009020004",
  jcb: "3566002020360505",
  unionpay: "6200000000000005",
  ie: "4000003720000278",
  gb: "4000008260000000",
  visa_chargeDeclined: "4000000000000002",
  chargeDeclined: "4000000000000002",
  visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  chargeDeclinedInsufficientFunds: "4000000000009995",
  visa_chargeDeclinedLostCard: "4000000000009987",
  chargeDeclinedLostCard: "4000000000009987",
  visa_chargeDeclinedStolenCard: "4000000000009979",
  chargeDeclinedStolenCard: "4000000000009979",
  chargeDeclinedExpiredCard: "4000000000000069",
  chargeDeclinedIncorrectCvc: "4000000000000127",
  chargeDeclinedProcessingError: "4000000000000119",
  chargeCustomerFail: "4000000000000341",
  cvcCheckFail: "4000000000000101",
  threeDSecure2Required: "4000000000003220",
  threeDSecureRequired: "4000000000003220",
  threeDSecureRequiredChargeDeclined: "4000008400001629",
  threeDSecureOptional: "4000000000003055",
  authenticationRequired: "4000002760003184",
  authenticationRequiredOnSetup: "4000002500003155",
  authenticationRequiredSetupForOffSession: "4000002500003155",
  authenticationRequiredChargeDeclinedInsufficientFunds: "4000008260003178",
  radarBlock: "4100000000000019",
  riskLevelHighest: "4000000000004954",
  riskLevelElevated: "4000000000009235",
  refundFail: "4000000000005126",
  pendingRefund: "4000000000007726",
  bypassPending: "4000000000000077",
  createDispute: "4000000000000259",
  createDisputeProductNotReceived: "4000000000002685",
  createDisputeInquiry: "4000000000001976",
  createIssuerFraudRecord: "4000000000005423",
};

/** The number behind a name of Stripe's test mode: `pm_card_visa`, `tok_amex`. */
export function numberNamed(name: string): string | undefined {
  const key = /^(?:pm_card_|tok_)(\w+)$/.exec(name)?.[1] ?? "";
  return Object.hasOwn(named, key) ? named[key] : undefined;
}

/** The check digit that catches a mistyped number (ISO/IEC 7812, Luhn). */
export function hasCheckDigit(number: string): boolean {
  const sum = Array.from(number)
    .reverse()
    .reduce((total, letter, at) => {
      const doubled = at % 2 === 1 ? Number(letter) * 2 : Number(letter);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return /^\d{12,19}$/.test(number) && sum % 10 === 0;
}
