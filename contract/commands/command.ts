import { z } from "zod";
import { Minor } from "../money.ts";

/** Which door a command came through. The carrier fixes it; a message cannot claim it. */
export const callers = ["till", "reader", "tool"] as const;
export type Caller = (typeof callers)[number];

/** One ticket holds at most this many lines, and one line this many pieces. */
export const MAX_LINES = 500;
export const MAX_QUANTITY = 9_999;
/** A barcode, a search: anything longer is not what a scanner or a clerk sends. */
export const MAX_TEXT = 200;
/** One message over the bridge, in bytes. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

/** Reasons are chosen, not typed, so that reports can group them. */
export const discountReasons = [
  "loyalty",
  "damaged",
  "ex-display",
  "price-match",
  "goodwill",
] as const;

export const Quantity = z.int().min(1).max(MAX_QUANTITY);
export const Text = z.string().min(1).max(MAX_TEXT);
const DiscountTerms = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("percent"), basisPoints: z.int().min(1).max(10_000) }),
  z.strictObject({ kind: z.literal("amount"), minor: Minor.min(1) }),
]);
export const Discount = z.strictObject({ terms: DiscountTerms, reason: z.enum(discountReasons) });
export type Discount = z.infer<typeof Discount>;

declare const viewType: unique symbol;
export type View<Type> = { readonly [viewType]?: Type };
/** Outputs are ours, so they are typed and not parsed. */
export const view = <Type>(): View<Type> => ({});
