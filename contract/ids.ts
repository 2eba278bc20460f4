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
/** One opening of the drawer by one person, from its float to its count. */
export const SessionId = id("session", "SessionId");
export type SessionId = z.infer<typeof SessionId>;
/** One movement of cash in or out of the drawer that is no sale. */
export const MoveId = id("move", "MoveId");
export type MoveId = z.infer<typeof MoveId>;
export const CountId = id("count", "CountId");
export type CountId = z.infer<typeof CountId>;
/** One manager's yes to one act: bound to its command and input, good once. */
export const ApprovalId = id("approval", "ApprovalId");
export type ApprovalId = z.infer<typeof ApprovalId>;
/** A customer's store credit; who that is stands outside the chain. */
export const CreditAccountId = id("credit", "CreditAccountId");
export type CreditAccountId = z.infer<typeof CreditAccountId>;
/** Who a sale was for; name and e-mail stand outside the chain, so that they can be erased. */
export const CustomerId = id("customer", "CustomerId");
export type CustomerId = z.infer<typeof CustomerId>;
/** One top-up of store credit; applied once, however often it is told. */
export const TopUpId = id("topup", "TopUpId");
export type TopUpId = z.infer<typeof TopUpId>;
export const CorrectionId = id("correction", "CorrectionId");
export type CorrectionId = z.infer<typeof CorrectionId>;
/** What the relay holds for one payment or refund, so that two registers cannot spend it: its id. */
export const ReservationId = z.union([PaymentId, RefundId]);
export type ReservationId = z.infer<typeof ReservationId>;
/** A key that signs Z reports: the first 16 hex digits of SHA-256 over its public half. */
export const KeyId = z
  .string()
  .regex(/^[0-9a-f]{16}$/, "not a KeyId")
  .brand("KeyId");
export type KeyId = z.infer<typeof KeyId>;
