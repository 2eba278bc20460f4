import { z } from "zod";
import { MAX_QUANTITY } from "../../contract/commands.ts";
import { ApprovalId, LineId } from "../../contract/ids.ts";
import { MAX_MINOR } from "../../contract/money.ts";
import { isOneSpelling } from "../../contract/tax-rate.ts";

/** What entries of several areas are made of. Amounts are minor units of the entry's currency. */
export const Amount = z.int().min(0).max(MAX_MINOR);
/** What a rate is made of, as `Rate` says; whoever holds them refines by `isOneSpelling`. */
export const rateFields = {
  rateBasisPoints: z.int().min(0).max(100_000),
  ratePpm: z.int().min(1).max(10_000_000).optional(),
};
export const oneSpelling = "a rate is in whole basis points, or in ppm beside them rounded down";
export const TaxCode = z.string().min(1).max(4);
/** Chosen or typed words; nothing personal, for the chain can never forget. */
export const Reason = z.string().min(1).max(200);
/** The manager's yes, where one was needed. */
export const Approval = ApprovalId.nullable();

/**
 * A fact of a day that is closed, recorded in the next one: it points to that day's Z and to the
 * entry that it belongs to.
 */
export const Late = z.strictObject({ zNumber: z.int().min(1), seq: z.int().min(1) });
export type Late = z.infer<typeof Late>;

/**
 * One of several taxes on the same goods; `netMinor` is what it was reckoned on: of a tax upon
 * taxes, the net and those before it.
 */
export const TaxPart = z
  .strictObject({ code: TaxCode, ...rateFields, netMinor: Amount, taxMinor: Amount })
  .refine(isOneSpelling, oneSpelling);
export type TaxPart = z.infer<typeof TaxPart>;

/** Net and tax of one tax class; `taxes` where the class has several, else it is its own one. */
export const TaxShare = z
  .strictObject({
    taxCode: z.string(),
    ...rateFields,
    netMinor: Amount,
    taxMinor: Amount,
    taxes: z.array(TaxPart).min(1).optional(),
  })
  .refine(isOneSpelling, oneSpelling);
export type TaxShare = z.infer<typeof TaxShare>;

/** What goes back of one sold line; `quantity` 0 where only a part of its price does. */
export const RefundedLine = z.strictObject({
  lineId: LineId,
  quantity: z.int().min(0).max(MAX_QUANTITY),
  amountMinor: Amount,
});
export type RefundedLine = z.infer<typeof RefundedLine>;

/** The name of a tender or a place for cash, as it stands in an account: no colon, no double space. */
export const AccountWord = z
  .string()
  .max(40)
  .regex(/^[\p{L}\p{N}](?:[ ._-]?[\p{L}\p{N}])*$/u, "not a word for an account");

/** What the canonical form can hold. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined };

export const CanonicalValue: z.ZodType<CanonicalValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.int(),
    z.boolean(),
    z.null(),
    z.array(CanonicalValue),
    z.record(z.string(), CanonicalValue),
  ]),
);
