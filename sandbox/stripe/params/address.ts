import type Stripe from "stripe";
import type { Param, Values } from "./param.ts";
import { hash, text, unsettable } from "./param.ts";

const fields = {
  city: unsettable(text()),
  country: unsettable(text(2)),
  line1: unsettable(text()),
  line2: unsettable(text()),
  postal_code: unsettable(text()),
  state: unsettable(text()),
};

type AddressChange = Values<typeof fields>;

export function address(): Param<AddressChange> {
  return hash(fields);
}

export function addressOf(change: AddressChange | null | undefined): Stripe.Address | null {
  if (!change) return null;
  return {
    city: change.city ?? null,
    country: change.country ?? null,
    line1: change.line1 ?? null,
    line2: change.line2 ?? null,
    postal_code: change.postal_code ?? null,
    state: change.state ?? null,
  };
}

const billingFields = {
  address: unsettable(hash(fields)),
  email: unsettable(text(512)),
  name: unsettable(text()),
  phone: unsettable(text(40)),
  tax_id: unsettable(text()),
};

type BillingChange = Values<typeof billingFields>;

export function billingDetails(): Param<BillingChange> {
  return hash(billingFields);
}

export function billingDetailsOf(
  change: BillingChange | undefined,
  before?: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod.BillingDetails {
  const now = change ?? ({} as Partial<BillingChange>);
  function kept<T>(value: T | null | undefined, old: T | null | undefined): T | null {
    return value === undefined ? (old ?? null) : value;
  }
  return {
    address: now.address === undefined ? (before?.address ?? null) : addressOf(now.address),
    email: kept(now.email, before?.email),
    name: kept(now.name, before?.name),
    phone: kept(now.phone, before?.phone),
    tax_id: kept(now.tax_id, before?.tax_id),
  };
}
