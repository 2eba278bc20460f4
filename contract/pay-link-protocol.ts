import { z } from "zod";
import { MAX_LINES, MAX_QUANTITY } from "./commands/command.ts";
import { PaymentId, SaleId } from "./ids.ts";
import { Minor, MoneySchema } from "./money.ts";

/** One line of the sale, as the customer's page shows it; minor units of the payment's currency. */
export const PayLinkLine = z.strictObject({
  name: z.string().max(400),
  quantity: z.int().min(1).max(MAX_QUANTITY),
  totalMinor: Minor,
  /** What is no item of the sale: the page says it in its reader's language, not as `name`. */
  kind: z.enum(["discount", "taken"]).exactOptional(),
});
export type PayLinkLine = z.infer<typeof PayLinkLine>;

/** Stripe's Checkout Session behind the page, as it was read. Only an open one can be paid. */
export const PayLinkSession = z.strictObject({
  sessionId: z.string(),
  status: z.enum(["open", "complete", "expired"]),
});
export type PayLinkSession = z.infer<typeof PayLinkSession>;

const MessageId = z.string().min(1).max(80);

/** Makes a page on which the customer pays. Never queued; the answer is `pay-link`. */
export const PayLinkStart = z.strictObject({
  type: z.literal("start-link-payment"),
  id: MessageId,
  paymentId: PaymentId,
  saleId: SaleId,
  connection: z.string(),
  amount: MoneySchema,
  shopName: z.string().min(1).max(200),
  /** The sale's lines, and rows for a discount, a tax and what was taken of it beside them. */
  lines: z
    .array(PayLinkLine)
    .min(1)
    .max(MAX_LINES + 3),
  validUntilMs: z.int().min(0),
});

/** Instead of `accepted`: where the page is. Whoever has the address can pay there. */
export const PayLinkMade = z.strictObject({
  type: z.literal("pay-link"),
  id: MessageId,
  paymentId: PaymentId,
  url: z.string(),
});
