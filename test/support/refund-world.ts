import type { Input } from "../../contract/commands.ts";
import { LineId, RefundId } from "../../contract/ids.ts";
import type {
  PaidRefundView,
  RefundableSaleView,
  SaleLookupView,
} from "../../contract/refund-views.ts";
import type { ReceiptView } from "../../contract/views.ts";
import { euros } from "./day.ts";
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
