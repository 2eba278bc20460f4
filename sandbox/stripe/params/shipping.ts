import type Stripe from "stripe";
import { address, addressOf } from "./address.ts";
import type { Param, Values } from "./param.ts";
import { hash, optional, text } from "./param.ts";

const fields = {
  address: address(),
  carrier: optional(text()),
  name: text(),
  phone: optional(text(40)),
  tracking_number: optional(text()),
};

export type ShippingValues = Values<typeof fields>;

/** Where a parcel goes: nothing here sends one, it is only kept and shown. */
export function shipping(): Param<ShippingValues> {
  return hash(fields);
}

export function shippingOf(
  parcel: ShippingValues | null | undefined,
): Stripe.PaymentIntent.Shipping | null {
  const to = addressOf(parcel?.address);
  if (!parcel || to === null) return null;
  const { carrier = null, name, phone = null, tracking_number: number = null } = parcel;
  return { address: to, carrier, name, phone, tracking_number: number };
}
