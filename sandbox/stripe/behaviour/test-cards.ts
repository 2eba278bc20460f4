/** Numbers and results after Stripe's page on testing Terminal; network codes are ISO 8583. */
export type Decline = {
  /** The error's `code`. */
  readonly code:
    | "authentication_required"
    | "card_declined"
    | "expired_card"
    | "incorrect_cvc"
    | "processing_error";
  readonly declineCode: string;
  readonly message: string;
  readonly adviceCode: "confirm_card_data" | "do_not_try_again" | "try_again_later";
  readonly networkCode: string;
};

/** How the bank wants to know that it is the cardholder; a retry refuses the tap first. */
export type Verification =
  "none" | "offline-pin" | "online-pin" | "offline-pin-retry" | "online-pin-retry";

export type TestCard = {
  readonly number: string;
  /** Stripe's own name for it, as in `simulatorConfiguration`. */
  readonly name: string;
  readonly type: "card_present" | "interac_present";
  readonly brand: string;
  readonly network: string;
  readonly funding: "credit" | "debit" | "prepaid";
  readonly country: string;
  readonly decline: Decline | null;
  readonly verification: Verification;
  /** A network that cannot hold money: what is authorised is captured. */
  readonly isSingleMessage: boolean;
};

const declined = "Your card was declined.";

export function refusal(declineCode: string, networkCode: string): Decline {
  return {
    code: "card_declined",
    declineCode,
    message: declined,
    adviceCode: "try_again_later",
    networkCode,
  };
}

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
  callIssuer: refusal("call_issuer", "01"),
  incorrectPin: refusal("incorrect_pin", "55"),
  withdrawalLimit: refusal("withdrawal_count_limit_exceeded", "65"),
  pinTries: refusal("pin_try_exceeded", "75"),
  offlinePinRequired: refusal("offline_pin_required", "65"),
  onlineOrOfflinePinRequired: refusal("online_or_offline_pin_required", "1A"),
  cardNotSupported: refusal("card_not_supported", "57"),
  testCardInLiveMode: refusal("testmode_decline", "05"),
  processingError: {
    code: "processing_error",
    declineCode: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
    adviceCode: "try_again_later",
    networkCode: "96",
  },
} as const satisfies Record<string, Decline>;

type Kind = Pick<TestCard, "brand" | "funding"> & Partial<TestCard>;

/** What only matters where a card is held to a reader. */
export const readerTraits = {
  name: "",
  type: "card_present",
  verification: "none",
  isSingleMessage: false,
} as const;

function card(number: string, name: string, kind: Kind): TestCard {
  const plain = { network: kind.brand, country: "US", decline: null };
  return { number, ...readerTraits, name, ...plain, ...kind };
}

const credit = (brand: string): Kind => ({ brand, funding: "credit" });
const debit = (brand: string): Kind => ({ brand, funding: "debit" });
const visa = credit("visa");
const eftpos = { network: "eftpos_au", country: "AU" };

/** What a reader's simulator knows, in the order of Stripe's page. */
export const testCards: readonly TestCard[] = [
  card("4242424242424242", "visa", visa),
  card("4000056655665556", "visa_debit", debit("visa")),
  card("5555555555554444", "mastercard", credit("mastercard")),
  card("5200828282828210", "mastercard_debit", debit("mastercard")),
  card("5105105105105100", "mastercard_prepaid", { brand: "mastercard", funding: "prepaid" }),
  card("378282246310005", "amex", credit("amex")),
  card("371449635398431", "amex2", credit("amex")),
  card("6011111111111117", "discover", credit("discover")),
  card("6011000990139424", "discover2", credit("discover")),
  card("3056930009020004", "diners", credit("diners")),
  card("36227206271667", "diners_14digits", credit("diners")),
  card("3566002020360505", "jcb", credit("jcb")),
  card("6200000000000005", "unionpay", credit("unionpay")),
  card("4506445006931933", "interac", {
    ...debit("interac"),
    type: "interac_present",
    country: "CA",
    isSingleMessage: true,
  }),
  card("6280000360000978", "eftpos_au_debit", {
    ...debit("eftpos_au"),
    ...eftpos,
    isSingleMessage: true,
  }),
  card("4000050360000001", "eftpos_au_visa_debit", {
    ...debit("visa"),
    ...eftpos,
    isSingleMessage: true,
  }),
  card("5555050360000080", "eftpos_au_mastercard_debit", {
    ...debit("mastercard"),
    ...eftpos,
    isSingleMessage: true,
  }),
  card("4000002500001001", "cartes_bancaires_visa_debit", {
    ...debit("visa"),
    network: "cartes_bancaires",
    country: "FR",
  }),
  card("5555552500001001", "cartes_bancaires_mastercard_debit", {
    ...debit("mastercard"),
    network: "cartes_bancaires",
    country: "FR",
  }),
  card("4711009900000316877", "girocard_debit", { ...debit("girocard"), country: "DE" }),
  card("4001007020000002", "offline_pin_cvm", { ...visa, verification: "offline-pin" }),
  card("4000008260000075", "offline_pin_sca_retry", {
    ...visa,
    country: "GB",
    verification: "offline-pin-retry",
  }),
  card("4001000360000005", "online_pin_cvm", { ...visa, verification: "online-pin" }),
  card("4000002760000008", "online_pin_sca_retry", { ...visa, verification: "online-pin-retry" }),
  card("4000000000000002", "charge_declined", { ...visa, decline: declines.generic }),
  card("4000000000009995", "charge_declined_insufficient_funds", {
    ...visa,
    decline: declines.insufficientFunds,
  }),
  card("4000000000009987", "charge_declined_lost_card", { ...visa, decline: declines.lost }),
  card("4000000000009979", "charge_declined_stolen_card", { ...visa, decline: declines.stolen }),
  card("4000000000000069", "charge_declined_expired_card", { ...visa, decline: declines.expired }),
  card("4000000000000119", "charge_declined_processing_error", {
    ...visa,
    decline: declines.processingError,
  }),
  card("4000000000005126", "refund_fail", visa),
  // Stripe has these for payments without a reader only: trouble follows when all seems well.
  card("4000000000000259", "create_dispute", visa),
  card("4000000000002685", "create_dispute_product_not_received", visa),
  card("4000000000001976", "create_dispute_inquiry", visa),
  card("4000000000005423", "create_issuer_fraud_record", visa),
  card("4000000000009235", "risk_level_elevated", visa),
];

export const DEFAULT_CARD = "4242424242424242";
export const DEFAULT_INTERAC_CARD = "4506445006931933";

export function findTestCard(number: string): TestCard | undefined {
  return testCards.find((each) => each.number === number.replaceAll(" ", ""));
}
