/** Numbers and results after Stripe's page on testing Terminal; network codes are ISO 8583. */
export type Decline = {
  /** The error's `code`. */
  readonly code: "card_declined" | "expired_card" | "incorrect_cvc" | "processing_error";
  readonly declineCode: string;
  readonly message: string;
  readonly adviceCode: "confirm_card_data" | "do_not_try_again" | "try_again_later";
  readonly networkCode: string;
};

export type TestCard = {
  readonly number: string;
  readonly brand: string;
  readonly network: string;
  readonly funding: "credit" | "debit" | "prepaid";
  readonly country: string;
  readonly decline: Decline | null;
};

const declined = "Your card was declined.";

export const declines = {
  generic: {
    code: "card_declined",
    declineCode: "generic_decline",
    message: declined,
    adviceCode: "try_again_later",
    networkCode: "05",
  },
  insufficientFunds: {
    code: "card_declined",
    declineCode: "insufficient_funds",
    message: "Your card has insufficient funds.",
    adviceCode: "try_again_later",
    networkCode: "51",
  },
  lost: {
    code: "card_declined",
    declineCode: "lost_card",
    message: declined,
    adviceCode: "do_not_try_again",
    networkCode: "41",
  },
  stolen: {
    code: "card_declined",
    declineCode: "stolen_card",
    message: declined,
    adviceCode: "do_not_try_again",
    networkCode: "43",
  },
  expired: {
    code: "expired_card",
    declineCode: "expired_card",
    message: "Your card has expired.",
    adviceCode: "do_not_try_again",
    networkCode: "54",
  },
  processingError: {
    code: "processing_error",
    declineCode: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
    adviceCode: "try_again_later",
    networkCode: "96",
  },
} as const satisfies Record<string, Decline>;

type Kind = Pick<TestCard, "brand" | "funding">;

function card(number: string, kind: Kind, decline: Decline | null = null): TestCard {
  return { number, ...kind, network: kind.brand, country: "US", decline };
}

const credit = (brand: string): Kind => ({ brand, funding: "credit" });
const debit = (brand: string): Kind => ({ brand, funding: "debit" });

export const testCards: readonly TestCard[] = [
  card("4242424242424242", credit("visa")),
  card("4000056655665556", debit("visa")),
  card("5555555555554444", credit("mastercard")),
  card("5200828282828210", debit("mastercard")),
  card("5105105105105100", { brand: "mastercard", funding: "prepaid" }),
  card("378282246310005", credit("amex")),
  card("371449635398431", credit("amex")),
  card("6011111111111117", credit("discover")),
  card("6011000990139424", credit("discover")),
  card("3056930009020004", credit("diners")),
  card("36227206271667", credit("diners")),
  card("3566002020360505", credit("jcb")),
  card("6200000000000005", credit("unionpay")),
  card("4000000000000002", credit("visa"), declines.generic),
  card("4000000000009995", credit("visa"), declines.insufficientFunds),
  card("4000000000009987", credit("visa"), declines.lost),
  card("4000000000009979", credit("visa"), declines.stolen),
  card("4000000000000069", credit("visa"), declines.expired),
  card("4000000000000119", credit("visa"), declines.processingError),
];

export const DEFAULT_CARD = "4242424242424242";

export function findTestCard(number: string): TestCard | undefined {
  return testCards.find((each) => each.number === number.replaceAll(" ", ""));
}
