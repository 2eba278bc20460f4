import { t } from "../i18n/t.ts";

/** What the clerk reads, and what they may say to a customer with others in the queue. */
export type DeclineWords = Readonly<{
  title: string;
  advice: string;
  quote: string;
  /** Stripe's code, where it may stand on a screen that the customer can see. */
  code: string | null;
}>;

type Words = Omit<DeclineWords, "code">;

const generic: Words = {
  title: t("decline.generic.title"),
  advice: t("decline.generic.advice"),
  quote: t("decline.generic.quote"),
};

const limit: Words = {
  title: t("decline.limit.title"),
  advice: t("decline.limit.advice"),
  quote: t("decline.limit.quote"),
};

const pin: Words = {
  title: t("decline.pin.title"),
  advice: t("decline.pin.advice"),
  quote: t("decline.pin.quote"),
};

const insert: Words = {
  title: t("decline.insert.title"),
  advice: t("decline.insert.advice"),
  quote: t("decline.insert.quote"),
};

const unreachable: Words = {
  title: t("decline.unreachable.title"),
  advice: t("decline.unreachable.advice"),
  quote: t("decline.unreachable.quote"),
};

const unsupported: Words = {
  title: t("decline.unsupported.title"),
  advice: t("decline.unsupported.advice"),
  quote: t("decline.unsupported.quote"),
};

/**
 * The only codes that are told apart. Lost, stolen, fraudulent and all that is not named here share
 * one sentence and show no code: the clerk must not learn it, and the customer not be accused.
 */
const told: Readonly<Record<string, Words>> = {
  insufficient_funds: {
    title: t("decline.insufficient_funds.title"),
    advice: t("decline.insufficient_funds.advice"),
    quote: t("decline.insufficient_funds.quote"),
  },
  expired_card: {
    title: t("decline.expired_card.title"),
    advice: t("decline.expired_card.advice"),
    quote: t("decline.expired_card.quote"),
  },
  incorrect_pin: pin,
  invalid_pin: pin,
  pin_try_exceeded: {
    title: t("decline.pin_try_exceeded.title"),
    advice: t("decline.pin_try_exceeded.advice"),
    quote: t("decline.pin_try_exceeded.quote"),
  },
  offline_pin_required: insert,
  online_or_offline_pin_required: insert,
  card_velocity_exceeded: limit,
  withdrawal_count_limit_exceeded: limit,
  card_not_supported: unsupported,
  currency_not_supported: unsupported,
  issuer_not_available: unreachable,
  processing_error: unreachable,
  reenter_transaction: unreachable,
  try_again_later: unreachable,
};

export function declineWords(code: string | null): DeclineWords {
  const known = code !== null && Object.hasOwn(told, code) ? told[code] : undefined;
  return known ? { ...known, code } : { ...generic, code: null };
}
