import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { PayLinkLine } from "../../contract/pay-link-protocol.ts";
import type { FromRelay } from "../../contract/relay-protocol.ts";
import { ok, refuse } from "../../contract/result.ts";
import { priceSale, type DraftSale } from "../sales/price-sale.ts";
import {
  refusalBeforeCharge,
  START_WITHIN_MS,
  startIdOf,
  startOf,
  till,
  writeStart,
  type CardDeps,
} from "./card-payments.ts";
import type { AnswerDeps } from "./relay-answers.ts";

/**
 * Records the attempt before anything leaves this machine, then asks the relay for the page that the
 * customer pays on. Like a charge it is sent at once or dropped, and it locks the sale.
 */
export function startLink(
  deps: CardDeps,
  who: Who,
  input: Input<"payments.start-link">,
): Outcome<"payments.start-link"> {
  const { line, shop } = deps;
  const draft = deps.drafts.current();
  const refusal = refusalBeforeCharge(deps, draft, input);
  if (refusal !== null) return refuse(refusal);
  const connection = line.connection();
  if (connection === null) return refuse("cards-offline");

  const to = { connection, readerId: null, readerLabel: "", via: "link", link: noPage } as const;
  const payment = startOf(deps, input, { who, to });
  const { paymentId, saleId } = payment;
  writeStart(deps, payment);
  line.send({
    type: "start-link-payment",
    id: startIdOf(payment),
    ...{ paymentId, saleId, connection },
    amount: input.total,
    shopName: shop.name,
    lines: linesOf(deps, draft, input.total.minor),
    validUntilMs: line.relayNowMs() + START_WITHIN_MS,
  });
  return ok(deps.publish(payment));
}

const noPage = { url: null, sessionId: null };

/** What the customer sees of the sale; what its sum differs from the amount by are rows of their own. */
function linesOf({ shop }: CardDeps, draft: DraftSale, leftMinor: number): PayLinkLine[] {
  const priced = priceSale(shop, draft);
  const lines = priced.lines.map(({ name, detail, quantity, listMinor, ownDiscountMinor }) => ({
    name: detail === "" ? name : `${name}, ${detail}`,
    quantity,
    totalMinor: listMinor - ownDiscountMinor,
  }));
  const off = 0 - priced.saleDiscountMinor;
  const sum = lines.reduce((total, { totalMinor }) => total + totalMinor, off);
  const added = priced.totalMinor - sum;
  const discount = off === 0 ? [] : [rowOf("discount", "Discount", off)];
  const tax = added === 0 ? [] : [{ name: shop.taxName, quantity: 1, totalMinor: added }];
  const taken = leftMinor - priced.totalMinor;
  const paid = taken === 0 ? [] : [rowOf("taken", "Already paid", taken)];
  return [...lines, ...discount, ...tax, ...paid];
}

function rowOf(kind: NonNullable<PayLinkLine["kind"]>, name: string, minor: number): PayLinkLine {
  return { name, quantity: 1, totalMinor: minor, kind };
}

type Made = Extract<FromRelay, { type: "pay-link" }>;

/** The relay has made the page: its address is for the customer, and the amount stands there now. */
export function recordPayLink(deps: AnswerDeps, { paymentId, url }: Made): void {
  const payment = deps.payments.byId(paymentId);
  if (!payment?.link || payment.phase !== "waiting" || payment.link.url !== null) return;
  const shown = { ...payment, link: { ...payment.link, url }, onReaderAtMs: deps.now() };
  deps.db
    .transaction(() => {
      deps.payments.save(shown);
      // Its address opens the page to whoever has it, so it is no part of what is exported.
      deps.payments.note(paymentId, { ...till(deps.now(), "page-made"), source: "relay" });
    })
    .immediate();
  deps.publish(shown);
}
