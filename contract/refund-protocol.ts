import { z } from "zod";
import { LineId, RefundId, RegisterId, SaleId } from "./ids.ts";
import { Minor } from "./money.ts";

/**
 * The part of register ↔ relay that keeps two tills from refunding one sale twice. The relay knows
 * sales and refunds from the copies of the registers' books. Before a register pays one back, the
 * relay holds its lines under the refund's id; the entry `refund-paid`, once copied, confirms them,
 * and an entry `reservation-released` lets them go. The register that sold is told by mail of what
 * another one holds. Nothing of this is ever queued.
 */
const RequestId = z.string().min(1).max(80);

/** `<register>-<count>`, as it is printed. */
export const ReceiptNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}-[1-9]\d{0,8}$/, "not a receipt number");

/** Pieces of one line that go back, and what the customer gets for them before cash rounding. */
const LinePart = z.strictObject({
  lineId: LineId,
  quantity: z.int().min(0),
  amountMinor: Minor.min(0),
});
export type LinePart = z.infer<typeof LinePart>;

export const LineParts = z.array(LinePart).max(500);

/** A sale as its book seals it: `content` is the canonical content of its entry. */
const SoldElsewhere = z.strictObject({
  originRegisterId: RegisterId,
  content: z.string(),
  /** What went back of it or is held, by any register. */
  refunded: LineParts,
});
export type SoldElsewhere = z.infer<typeof SoldElsewhere>;

/** Said by the register, each answered by one frame. */
export const refundsToRelay = [
  z.strictObject({ type: z.literal("find-sale"), id: RequestId, receiptNumber: ReceiptNumber }),
  /** The same id again is answered as before: it holds the lines once. */
  z.strictObject({
    type: z.literal("reserve-refund"),
    id: RequestId,
    reservationId: RefundId,
    originRegisterId: RegisterId,
    saleId: SaleId,
    lines: LineParts.min(1),
  }),
] as const;
export type RefundRequest = z.infer<(typeof refundsToRelay)[number]>;

/**
 * Why nothing is held. `sale-not-copied`: the book of the register that sold has not told of the
 * sale. `refund-over-sold`: less is left of it. `price-changed`: something went back meanwhile, so
 * the amounts do not fit. `reservation-used`: the id was released or stands for something else.
 */
export const refundHoldRefusals = [
  "sale-not-copied",
  "refund-over-sold",
  "price-changed",
  "reservation-used",
] as const;
export type RefundHoldRefusal = (typeof refundHoldRefusals)[number];

/** Said by the relay. */
export const refundsFromRelay = [
  z.strictObject({
    type: z.literal("sale-found"),
    id: RequestId,
    receiptNumber: ReceiptNumber,
    sale: SoldElsewhere.nullable(),
  }),
  z.strictObject({ type: z.literal("refund-held"), id: RequestId, reservationId: RefundId }),
  z.strictObject({
    type: z.literal("refund-refused"),
    id: RequestId,
    reservationId: RefundId,
    refusal: z.enum(refundHoldRefusals),
  }),
] as const;
export type RefundAnswer = z.infer<(typeof refundsFromRelay)[number]>;

/** Mail for the register that sold: another one holds lines of its sale, or let go of them. */
export const RefundElsewhere = z.strictObject({
  kind: z.literal("refund-elsewhere"),
  refundId: RefundId,
  saleId: SaleId,
  registerId: RegisterId,
  lines: LineParts,
  isReleased: z.boolean(),
});
export type RefundElsewhere = z.infer<typeof RefundElsewhere>;

const requests: ReadonlySet<string> = new Set<RefundRequest["type"]>([
  "find-sale",
  "reserve-refund",
]);
const answers: ReadonlySet<string> = new Set<RefundAnswer["type"]>([
  "sale-found",
  "refund-held",
  "refund-refused",
]);

export function isRefundRequest(message: Readonly<{ type: string }>): message is RefundRequest {
  return requests.has(message.type);
}

export function isRefundAnswer(frame: Readonly<{ type: string }>): frame is RefundAnswer {
  return answers.has(frame.type);
}
