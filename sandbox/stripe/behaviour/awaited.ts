import type Stripe from "stripe";
import { idOf } from "../id-of.ts";

type Reader = Stripe.Terminal.Reader;

const forCustomers = [
  "process_payment_intent",
  "collect_payment_method",
  "process_setup_intent",
  "refund_payment",
  "collect_inputs",
] as const;
export type AwaitedType = (typeof forCustomers)[number];

/** What the customer is asked for, or null while the reader asks for nothing. */
export function awaitedType(reader: Reader): AwaitedType | null {
  const { action } = reader;
  if (action?.status !== "in_progress") return null;
  return forCustomers.find((type) => type === action.type) ?? null;
}

/** The payment a reader waits for a card with. */
export function awaitedIntentId(reader: Reader): string | null {
  const type = awaitedType(reader);
  if (type !== "process_payment_intent" && type !== "collect_payment_method") return null;
  return idOf(reader.action?.[type]?.payment_intent) || null;
}

/** How the till wants a card to be asked for; nothing where it asks for none. */
export function cardConfig({ action }: Reader) {
  const { process_payment_intent: process, collect_payment_method: collect } = action ?? {};
  return process?.process_config ?? collect?.collect_config ?? {};
}

/** The types do not have it yet: Stripe opens mail and telephone orders to a shop on request. */
type Typed = { readonly moto?: boolean };

/** Shown in the action where the card is not there and its details are typed in. */
export const typedConfig = (isTyped: boolean): Typed => (isTyped ? { moto: true } : {});

/** Whether the reader asks for a card's details instead of the card. */
export function wantsTypedCard({ action }: Reader): boolean {
  const { process_payment_intent: process, process_setup_intent: save } = action ?? {};
  const config = process?.process_config ?? save?.process_config ?? {};
  return (config as Typed).moto === true;
}

/** Whether the command put a cross on the screen. */
export function mayCustomerCancel(reader: Reader): boolean {
  const { process_setup_intent: save, refund_payment: refund } = reader.action ?? {};
  const configs = [cardConfig(reader), save?.process_config, refund?.refund_payment_config];
  return configs.some((config) => config?.enable_customer_cancellation === true);
}
