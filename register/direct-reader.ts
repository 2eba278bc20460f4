import type { RegisterEvent } from "../contract/commands.ts";
import type { ReaderCart, ReaderWindows } from "../contract/reader-window.ts";
import type { SaleView, ShopView } from "../contract/views.ts";
import type { Books } from "./books.ts";
import {
  collectDirect,
  recordFinished,
  recordLost,
  recordStep,
} from "./payments/direct-payment.ts";
import { openReaderSetting } from "./payments/reader-setting.ts";
import { createReaderWindow } from "./payments/reader-window.ts";
import { isOpen, type Payment } from "./payments/payment-state.ts";
import type { AnswerDeps } from "./payments/relay-answers.ts";
import type { DirectReader, Emit, Logger, RelayLine } from "./ports.ts";
import type { PaidRefunds } from "./refunds/pay-refund.ts";
import { survivingDisk } from "./surviving-disk.ts";
import type { CardsOptions } from "./register-options.ts";
import type { Connection } from "./sync/connection-state.ts";
import { createReaderKeeper } from "./sync/reader-keeper.ts";
import { readersView } from "./sync/reader-view.ts";
import type { Answered } from "./sync/sync.ts";

type ReaderRefunds = PaidRefunds["atReaders"];

type Parts = Readonly<{
  books: Books;
  options: CardsOptions | null;
  emit: Emit;
  line: RelayLine;
  connection: () => Connection;
  statusChanged: () => void;
  refunds: Pick<ReaderRefunds, "finished" | "lost">;
  /** Known only once the payments' own parts are put together. */
  payments: () => Readonly<{ deps: AnswerDeps; ask: (payment: Payment) => void }>;
}>;

export type DirectParts = ReturnType<typeof createDirectReader>;

/** Puts together what drives a reader without the relay: the window, its keeper, the setting. */
export function createDirectReader(parts: Parts) {
  const { books, options, emit, line, connection, statusChanged } = parts;
  const settings = openReaderSetting(books, options?.way ?? "direct");
  const changed = () => {
    emit({ event: "readers-changed", view: readersView(keeper.facts()) });
    statusChanged();
  };
  const lookUp = (payment: Payment | null) => {
    if (payment !== null) parts.payments().ask(payment);
  };
  const window = createReaderWindow(books, {
    opened: () => keeper.windowOpened(),
    lostRefund: (refundId) => parts.refunds.lost(refundId),
    lost: (paymentId) => lookUp(recordLost(parts.payments().deps, paymentId)),
    heard(message) {
      const { deps } = parts.payments();
      if (message.type === "payment-step") recordStep(deps, message);
      else if (message.type === "refund-finished") parts.refunds.finished(message);
      else if (message.type === "reader-finished") lookUp(recordFinished(deps, message));
      else keeper.heard(message);
    },
    changed,
  });
  const isPaying = () => books.payments.notFinal().some(({ phase }) => phase === "waiting");
  const keeper = createReaderKeeper({
    ...{ window, settings, line, connection, isPaying, changed },
    now: books.now,
  });
  const direct: DirectReader = {
    way: keeper.way,
    isReady: keeper.isReady,
    collect: window.collect,
    isAt: window.isAt,
    isCardInProcess: window.isCardInProcess,
    afterwards: window.afterwards,
    cancel: window.cancel,
    collectRefund: window.collectRefund,
    cancelRefund: (refundId) => void window.send({ type: "cancel-refund", refundId }),
  };
  let isStopped = false;
  return {
    ...{ window, keeper, settings, direct },
    windows: guardedWindows(books.log, window.open, () => isStopped),
    stop: () => {
      isStopped = true;
    },
    answered: (answer: Answered): void => {
      if (answer.type === "client-secret") {
        lookUp(collectDirect(parts.payments().deps, answer));
      } else keeper.answered(answer);
    },
    /** The cart on our own reader follows the open sale, but not while somebody pays for it. */
    follow: ({ event, view }: RegisterEvent): void => {
      if (event !== "sale-changed" || !keeper.isReady()) return;
      if (!books.payments.ofSale(view.saleId).some(isOpen)) window.show(cartOf(books.shop, view));
    },
  };
}

/** Null, a clear screen, for a sale without lines. */
function cartOf(shop: ShopView, sale: SaleView): ReaderCart | null {
  if (sale.lines.length === 0) return null;
  const { discount, taxes, total } = sale;
  const lines = sale.lines.map((line) => ({
    description: line.name,
    amountMinor: line.total.minor,
    quantity: line.quantity,
  }));
  const off =
    discount === null
      ? []
      : [{ description: "Discount", amountMinor: 0 - discount.amount.minor, quantity: 1 }];
  // Where prices include the tax it is no row of its own.
  const added = shop.taxMode === "exclusive" ? taxes.map(({ tax }) => tax.minor) : [];
  return {
    currency: shop.currency,
    lines: [...lines, ...off],
    taxMinor: added.reduce((sum, minor) => sum + minor, 0),
    totalMinor: total.minor,
  };
}

/**
 * What a page says may write: a disk that refuses then must not end the till. After a stop the
 * database is closed, and a page that says or ends something then says it to nobody.
 */
function guardedWindows(
  log: Logger,
  open: ReaderWindows["open"],
  isStopped: () => boolean,
): ReaderWindows {
  return {
    open: (send) => {
      const link = open(send);
      const receive = survivingDisk(log, link.receive);
      const close = survivingDisk(log, link.close);
      return {
        receive: (message) => {
          if (!isStopped()) receive(message);
        },
        close: () => {
          if (!isStopped()) close();
        },
      };
    },
  };
}
