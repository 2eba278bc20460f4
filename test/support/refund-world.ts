import type { Input } from "../../contract/commands.ts";
import { LineId, RefundId } from "../../contract/ids.ts";
import type {
  PaidRefundView,
  RefundableSaleView,
  SaleLookupView,
} from "../../contract/refund-views.ts";
import type { ReceiptView } from "../../contract/views.ts";
import { euros } from "./day.ts";
import type { FakeRelay } from "./fake-relay.ts";
import { until } from "./credit-world.ts";
import type { World } from "./world.ts";

type Pay = Input<"refunds.pay">;

/** A refund of pieces to cash: line number and quantity each. */
export function refundOf(
  sale: Pick<RefundableSaleView, "saleId" | "lines"> | Pick<ReceiptView, "saleId" | "lines">,
  minor: number,
  { id = "1", pieces = [[0, 1]] as readonly (readonly [line: number, quantity: number])[] } = {},
): Pay {
  return {
    refundId: RefundId.parse(`refund_${id}`),
    saleId: sale.saleId,
    lines: pieces.map(([line, quantity]) => ({
      lineId: sale.lines[line]?.lineId ?? LineId.parse("line_none"),
      quantity,
    })),
    to: { tender: "cash" },
    total: euros(minor),
    reason: "faulty",
  };
}

/** A fake relay says yes to the refund that it was asked to hold last. */
export function holdLast(relay: FakeRelay): void {
  const asked = relay.all("reserve-refund").at(-1);
  if (asked === undefined) throw new Error("no refund was to be held");
  const { id, reservationId } = asked;
  relay.say({ type: "refund-held", id, reservationId });
}

/** What Stripe says of a refund, as the relay mails it. */
export function tellRefund(
  relay: FakeRelay,
  status: "pending" | "succeeded" | "failed",
  failureReason: string | null = null,
): void {
  const order = relay.all("refund-payment").at(-1);
  if (order === undefined) throw new Error("no refund was ordered");
  const { refundId, paymentId, amount } = order;
  const stripeRefundId = `re_${refundId}`;
  const refund = { stripeRefundId, status, amountMinor: amount.minor, currency: "eur" };
  const when = { readAtMs: 0, source: "webhook" as const, refusedCode: null };
  const reading = { refundId, paymentId, ...when, refund: { ...refund, failureReason } };
  relay.mail({ kind: "refund-reading", reading });
}

/** How a refund ended, waiting for it. */
export async function paidBack(world: World, asked: PaidRefundView): Promise<PaidRefundView> {
  if (asked.phase !== "asked") return asked;
  const ended = () =>
    world.events
      .flatMap((told) => (told.event === "paid-refund-changed" ? [told.view] : []))
      .findLast(({ refundId }) => refundId === asked.refundId);
  await until(world, () => (ended()?.phase ?? "asked") !== "asked");
  return ended() ?? asked;
}

export const payBack = (world: World, input: Pay): Promise<PaidRefundView> =>
  paidBack(world, world.act("refunds.pay", input));

/** Looks a receipt up and waits for what the relay says. */
export async function lookUp(world: World, receiptNumber: string): Promise<SaleLookupView> {
  const before = world.events.length;
  const asked = world.act("refunds.find", { receiptNumber });
  if (asked.state !== "asked") return asked;
  const told = () =>
    world.events
      .slice(before)
      .flatMap((event) => (event.event === "sale-looked-up" ? [event.view] : []));
  await until(world, () => told().length > 0);
  const [view = asked] = told();
  return view;
}

export async function found(world: World, receiptNumber: string): Promise<RefundableSaleView> {
  const { sale } = await lookUp(world, receiptNumber);
  if (sale === null) throw new Error(`${receiptNumber} was not found`);
  return sale;
}
