import type { Input, Outcome } from "../../contract/commands.ts";
import type { RefundId } from "../../contract/ids.ts";
import { Currency, money } from "../../contract/money.ts";
import type { FromReaderWindow } from "../../contract/reader-window.ts";
import { ok, refuse } from "../../contract/result.ts";
import { START_WITHIN_MS } from "../payments/card-payments.ts";
import { CHECK_EVERY_MS, UNANSWERED_MS } from "../payments/payment-watch.ts";
import { WALK_AWAY_MS } from "../payments/payment-views.ts";
import { isAsking, type Asking, type AtReader } from "../payments/refund-state.ts";
import { refundView } from "../payments/refunds.ts";
import type { PaidRefundDeps } from "./paid-refund-deps.ts";

export type ReaderRefundDeps = Pick<
  PaidRefundDeps,
  "db" | "refunds" | "line" | "direct" | "now" | "refundChanged"
>;
type Finished = Extract<FromReaderWindow, { type: "refund-finished" }>;

const asking = ({ refunds }: Pick<ReaderRefundDeps, "refunds">): readonly Asking[] =>
  refunds.requested().filter(isAsking);

/** Why no reader can ask for the card now; null where one can. A refund, too, is never queued. */
export function refusalAtReader(deps: Pick<ReaderRefundDeps, "line" | "direct" | "refunds">) {
  const { line, direct } = deps;
  if (!line.isOnline()) return "relay-offline";
  if (line.reader() === null) return "no-reader";
  if (asking(deps).length > 0) return "reader-asks-for-card";
  const { way, isReady } = direct();
  return way() === "direct" && !isReady() ? "reader-not-connected" : null;
}

/** What is kept of the reader in the refund's row; in the transaction of its entry. */
export function atReader(
  { line, direct }: Pick<ReaderRefundDeps, "line" | "direct">,
  { readerId, chargeId }: Readonly<{ readerId: string; chargeId: string }>,
): AtReader {
  const readerLabel = line.reader()?.label ?? readerId;
  const via = direct().way();
  const rest = { isAccepted: false, isHandedOver: false, endRequestedAtMs: null, letGo: null };
  return { readerId, readerLabel, via, chargeId, ...rest };
}

/** After the commit. What cannot be sent is not sent later: it is ended. */
export function startAtReader(deps: ReaderRefundDeps, refundId: RefundId): void {
  const refund = deps.refunds.byId(refundId);
  if (!isAsking(refund)) return;
  const { paymentId, amountMinor, currency, reader } = refund;
  const isSent = deps.line.send({
    type: "start-reader-refund",
    id: `start-${refundId}`,
    ...{ refundId, paymentId, via: reader.via, readerId: reader.readerId },
    amount: money(amountMinor, Currency.parse(currency)),
    validUntilMs: deps.line.relayNowMs() + START_WITHIN_MS,
  });
  if (!isSent) requestEnd(deps, refund);
}

function save(deps: ReaderRefundDeps, refund: Asking, change: Partial<AtReader>): Asking {
  const changed = { ...refund, reader: { ...refund.reader, ...change } };
  deps.db.transaction(() => deps.refunds.save(changed)).immediate();
  return changed;
}

/** The clerk's cancel, and whatever else makes nobody wait for it. The relay says how it ended. */
function requestEnd(deps: ReaderRefundDeps, refund: Asking): Asking {
  const { reader, refundId } = refund;
  const isAtWindow = reader.via === "direct" && reader.isHandedOver;
  const ended = save(deps, refund, {
    endRequestedAtMs: deps.now(),
    // Our window never began, and from this commit on it never will.
    letGo: reader.via === "direct" && !isAtWindow ? "refund-cancelled" : reader.letGo,
  });
  if (isAtWindow) deps.direct().cancelRefund(refundId);
  tellEnd(deps, ended);
  deps.refundChanged(refund.saleId);
  return ended;
}

function tellEnd({ line }: ReaderRefundDeps, { refundId, paymentId, reader }: Asking): void {
  line.send({
    type: "end-reader-refund",
    id: `end-${refundId}`,
    ...{ refundId, paymentId },
    ...(reader.letGo !== null && { letGo: reader.letGo }),
  });
}

/** The relay has the reader: by the direct way our own window begins now. */
function accepted(deps: ReaderRefundDeps, refundId: string): void {
  const refund = deps.refunds.byId(refundId);
  if (!isAsking(refund) || refund.reader.endRequestedAtMs !== null) return;
  const { reader, amountMinor, currency } = refund;
  const isDirect = reader.via === "direct";
  const handed = save(deps, refund, { isAccepted: true, isHandedOver: isDirect });
  const { chargeId } = reader;
  const collect = { refundId: refund.refundId, chargeId, amountMinor, currency };
  if (isDirect && !deps.direct().collectRefund(collect)) {
    requestEnd(deps, save(deps, handed, { isHandedOver: false }));
  } else deps.refundChanged(refund.saleId);
}

const letGoOf = ({ hint, code }: Finished): string | null => {
  if (hint === "cancelled") return "refund-cancelled";
  if (hint === "not-started") return "refund-never-started";
  return hint === "declined" ? (code ?? "declined") : null;
};

/** Our window's reader has let go: the relay looks what there is. */
function finished(deps: ReaderRefundDeps, message: Finished): void {
  const refund = deps.refunds.byId(message.refundId);
  if (!isAsking(refund)) return;
  const letGo = letGoOf(message)?.slice(0, 80) ?? refund.reader.letGo;
  tellEnd(deps, save(deps, refund, { letGo, endRequestedAtMs: deps.now() }));
}

/** Once a second, while the relay hears. */
function tick(deps: ReaderRefundDeps): void {
  const { line, now } = deps;
  if (!line.isOnline()) return;
  for (const refund of asking(deps)) {
    const { endRequestedAtMs, isAccepted } = refund.reader;
    const ageMs = now() - refund.requestedAtMs;
    const isLeft = ageMs > WALK_AWAY_MS || (!isAccepted && ageMs > UNANSWERED_MS);
    if (endRequestedAtMs === null && isLeft) requestEnd(deps, refund);
    else if (endRequestedAtMs !== null && now() - endRequestedAtMs >= CHECK_EVERY_MS) {
      requestEnd(deps, refund);
    }
  }
}

function cancel(
  deps: ReaderRefundDeps,
  { refundId }: Input<"refunds.cancel">,
): Outcome<"refunds.cancel"> {
  const refund = deps.refunds.byId(refundId);
  if (!isAsking(refund)) return refuse("refund-not-open");
  if (!deps.line.isOnline()) return refuse("cards-offline");
  return ok(refundView(requestEnd(deps, refund)));
}

const startId = /^start-(refund_.+)$/;

/**
 * Refunds whose card is asked for at a reader. Whatever makes the till lose sight of one ends it: a
 * reconnect resolves, it never starts. How it ended comes by mail, as of any refund.
 */
export function createReaderRefunds(deps: ReaderRefundDeps) {
  const endAll = () => asking(deps).forEach((refund) => void requestEnd(deps, refund));
  const named = ({ id }: Readonly<{ id: string }>) => startId.exec(id)?.[1];
  return {
    cancel: (input: Input<"refunds.cancel">) => cancel(deps, input),
    accepted(answer: Readonly<{ id: string }>): void {
      const refundId = named(answer);
      if (refundId !== undefined) accepted(deps, refundId);
    },
    refused(answer: Readonly<{ id: string }>): void {
      const refund = deps.refunds.byId(named(answer) ?? "");
      if (isAsking(refund)) requestEnd(deps, refund);
    },
    finished: (message: Finished) => finished(deps, message),
    /** The page that was at it went: what its reader does now nobody knows. */
    lost(refundId: RefundId): void {
      const refund = deps.refunds.byId(refundId);
      if (isAsking(refund)) requestEnd(deps, refund);
    },
    online: endAll,
    recover: endAll,
    tick: () => tick(deps),
  };
}
