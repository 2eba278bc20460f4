import { z } from "zod";

const id = <Name extends string>(prefix: string, name: Name) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[A-Za-z0-9-]{1,60}$`), `not a ${name}`)
    .brand(name);

export const SaleId = id("sale", "SaleId");
export type SaleId = z.infer<typeof SaleId>;
export const LineId = id("line", "LineId");
export type LineId = z.infer<typeof LineId>;
export const ProductId = id("prod", "ProductId");
export type ProductId = z.infer<typeof ProductId>;
export const UserId = id("user", "UserId");
export type UserId = z.infer<typeof UserId>;
export const RegisterId = id("reg", "RegisterId");
export type RegisterId = z.infer<typeof RegisterId>;
/** One attempt to take one amount by one tender; also the idempotency key all the way to Stripe. */
export const PaymentId = id("pay", "PaymentId");
export type PaymentId = z.infer<typeof PaymentId>;
/** One refund of one payment; also its idempotency key at Stripe. */
export const RefundId = id("refund", "RefundId");
export type RefundId = z.infer<typeof RefundId>;
