import { z } from "zod";
import { Minor } from "../money.ts";
import type { Unit } from "../views.ts";

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

/** Why another price than the catalog's. */
export const overrideReasons = ["price-match", "damaged", "wrong-label", "agreed"] as const;

/** What can be weighed or measured, and the most of it on one line, in thousandths: 1,000. */
export const units = ["kg", "l", "m"] as const satisfies readonly Unit[];
export const MAX_MILLI = 1_000_000;
/** The longest run of characters that a scanner may send; the longest that is read. */
export const MAX_SCAN = 4_096;
export const MAX_CODE = 300;
/** A note on a line or a sale. */
export const MAX_NOTE = 120;

export const Quantity = z.int().min(1).max(MAX_QUANTITY);
export const Milli = z.int().min(1).max(MAX_MILLI);
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

/** So many tenders a shop may name of its own: each is a button with a key on the pay screen. */
export const MAX_OTHER_TENDERS = 6;

/** A name as it stands in an account: no colon, no double space. */
export const TenderName = z
  .string()
  .max(40)
  .regex(/^[\p{L}\p{N}](?:[ ._-]?[\p{L}\p{N}])*$/u, "not a name of a tender");

/** By another way that the shop has: a bank transfer, a voucher. */
export const OtherTender = z.strictObject({
  tender: z.literal("other"),
  name: TenderName,
  reference: z.string().max(80).nullable(),
});
