import { z } from "zod";
import { RefundElsewhere } from "../../contract/refund-protocol.ts";
import { HoldUnordered, PaymentReading, RefundReading } from "../../contract/relay-protocol.ts";

/** The body of a mail as it is kept; the same union that the protocol sends. */
export const MailBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("payment-reading"), reading: PaymentReading }),
  z.strictObject({ kind: z.literal("refund-reading"), reading: RefundReading }),
  RefundElsewhere,
  HoldUnordered,
]);
