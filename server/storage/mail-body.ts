import { z } from "zod";
import { ConcernReading } from "../../contract/payment-concerns.ts";
import { RefundElsewhere } from "../../contract/refund-protocol.ts";
import { HoldUnordered, PaymentReading, RefundReading } from "../../contract/relay-protocol.ts";

/** The body of a mail as it is kept; the same union that the protocol sends. */
export const MailBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("payment-reading"), reading: PaymentReading }),
  z.strictObject({ kind: z.literal("refund-reading"), reading: RefundReading }),
  z.strictObject({ kind: z.literal("concern-reading"), reading: ConcernReading }),
  RefundElsewhere,
  HoldUnordered,
]);
