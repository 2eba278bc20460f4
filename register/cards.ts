import type { SaleId } from "../contract/ids.ts";
import type { RegisterEvent } from "../contract/commands.ts";
import type { PaymentView, StatusView } from "../contract/payment-views.ts";
import type { ReaderWindows } from "../contract/reader-window.ts";
import type { ToRelay } from "../contract/relay-protocol.ts";
import type { SaleView } from "../contract/views.ts";
import type { Recorded } from "../ledger/ledger.ts";
import type { SaleCompleted } from "../ledger/ledger-entry.ts";
import type { Books } from "./books.ts";
import type { Copies } from "./copies/open-copies.ts";
import type { Holds } from "./holds/holds.ts";
import { attentionItems } from "./payments/attention.ts";
import { CLOCK_TOLERANCE_MS } from "./day/day-view.ts";
import { cancel } from "./payments/card-payments.ts";
import type { Payment } from "./payments/payment-state.ts";
import { paymentView } from "./payments/payment-views.ts";
import { CHECK_EVERY_MS, createPaymentWatch, type PaymentWatch } from "./payments/payment-watch.ts";
import { applyMail, recordHint, recordRefused, type AnswerDeps } from "./payments/relay-answers.ts";
import { recordPayLink } from "./payments/start-link.ts";
import type { Emit, RelayLine } from "./ports.ts";
import type { CardsOptions } from "./register-options.ts";
import { createDirectReader, type DirectParts } from "./direct-reader.ts";
import { chooseReader, knownConnection, offline } from "./sync/connection-state.ts";
import type { ReaderCommandDeps } from "./sync/reader-commands.ts";
import { readerStatus, type ReaderFacts } from "./sync/reader-view.ts";
import { createSync, type RelayListener, type Sync } from "./sync/sync.ts";
import type { CreditSpends } from "./store-credit/spend-credit.ts";
import type { PaidRefunds } from "./refunds/pay-refund.ts";
import { survivingDisk } from "./surviving-disk.ts";
import { draftView, laneViews, saleDetail, type CardViews } from "./views.ts";

const TICK_MS = 1_000;

export type Cards = CardViews &
  Readonly<{
    deps: AnswerDeps;
    readers: ReaderCommandDeps;
    readerWindows: ReaderWindows;
    /** For what follows the sale beside the screens: the reader's own. */
    follow: (event: RegisterEvent) => void;
    flush: () => void;
    start: () => void;
    stop: () => void;
  }>;

type Parts = Readonly<{
  books: Books;
  options: CardsOptions | null;
  emit: Emit;
  saleCompleted: (recorded: Recorded<SaleCompleted>) => void;
  copies: Pick<Copies, "hear" | "offline">;
  credit: Pick<CreditSpends, "hear" | "offline">;
  paidRefunds: Pick<PaidRefunds, "hear" | "online" | "offline" | "applyElsewhere" | "atReaders">;
  holds: Pick<Holds, "hear">;
}>;

/** Puts card payments together: their commands, the line to the relay, and the watch over both. */
export function createCards(parts: Parts): Cards {
  const { books, options, emit, saleCompleted } = parts;
  const { registerId, tipCapBasisPoints } = books.config;
  const askedAtMs = new Map<string, number>();
  const connection = () => sync?.connection() ?? offline;
  const wanted = () => ({
    connection: options?.connection ?? "",
    readerId: reader.settings.get().readerId ?? options?.readerId ?? null,
  });
  const line: RelayLine = {
    isOnline: () => connection().state === "online",
    send: (message: ToRelay) => sync?.send(message) ?? false,
    reader: () => chooseReader(connection(), wanted()),
    connection: () => knownConnection(connection(), options?.connection),
    relayNowMs: () => books.now() + connection().aheadMs,
  };
  const statusChanged = () => emit({ event: "status-changed", view: views.status() });
  const reader = createDirectReader({
    ...{ books, options, emit, line, connection, statusChanged },
    refunds: parts.paidRefunds.atReaders,
    payments: () => ({ deps, ask: watch.ask }),
  });
  const nextOf = (id: string) => (askedAtMs.get(id) ?? books.now()) + CHECK_EVERY_MS;
  const nextCheckAtMs = (paymentId: string) => (line.isOnline() ? nextOf(paymentId) : null);
  const views: CardViews = {
    view: (payment) => paymentView(payment, nextCheckAtMs(payment.paymentId)),
    nextCheckAtMs,
    status: () => statusView(books, reader.keeper.facts(), options !== null),
  };
  const deps: AnswerDeps = {
    ...{ ...books, line, direct: reader.direct, registerId, tipCapBasisPoints },
    ...{ saleCompleted, ...announcements(books, emit, views) },
  };
  const watch = createPaymentWatch(deps, askedAtMs);
  const flush = () => sync?.flush();
  const listener = listenerOf(deps, watch, { ...parts, reader, flush });
  const sync = options && openLine(books, options, listener);
  let timer: NodeJS.Timeout | undefined;
  return {
    ...{ ...views, deps, readerWindows: reader.windows, follow: reader.follow },
    readers: { ...reader, payments: books.payments, isOnline: line.isOnline },
    flush,
    start() {
      watch.recover();
      sync?.start();
      const tick = survivingDisk(books.log, () => {
        reader.window.tick();
        reader.keeper.tick();
        watch.tick((paymentId) => void cancel(deps, { paymentId }));
      });
      timer = setInterval(tick, TICK_MS);
    },
    stop() {
      reader.stop();
      clearInterval(timer);
      sync?.stop();
    },
  };
}

function openLine(books: Books, { openSocket }: CardsOptions, listener: RelayListener): Sync {
  const { db, outbox, now, log, config } = books;
  return createSync({ db, outbox, registerId: config.registerId, openSocket, now, log }, listener);
}

type Heard = Pick<Parts, "copies" | "credit" | "paidRefunds" | "holds"> &
  Readonly<{ reader: DirectParts; flush: () => void }>;

function listenerOf(
  deps: AnswerDeps,
  watch: PaymentWatch,
  { copies, credit, paidRefunds, holds, reader, flush }: Heard,
): RelayListener {
  const offline = survivingDisk(deps.log, () => {
    watch.offline();
    credit.offline();
    paidRefunds.offline();
  });
  return {
    apply: (body) =>
      body.kind === "refund-elsewhere" ? paidRefunds.applyElsewhere(body) : applyMail(deps, body),
    online() {
      reader.keeper.online();
      watch.online();
      paidRefunds.online();
    },
    offline() {
      copies.offline();
      offline();
    },
    copies: copies.hear,
    reserved(answer) {
      credit.hear(answer);
      // A sale that it completed has ordered its captures.
      flush();
    },
    refunds: paidRefunds.hear,
    holds: holds.hear,
    hint: (hint) => recordHint(deps, hint),
    answered: survivingDisk(deps.log, (answer) => {
      if (answer.type === "accepted") paidRefunds.atReaders.accepted(answer);
      reader.answered(answer);
    }),
    payLink: survivingDisk(deps.log, (made) => recordPayLink(deps, made)),
    refused(refused) {
      reader.keeper.refused(refused);
      paidRefunds.atReaders.refused(refused);
      const unknown = recordRefused(deps, refused);
      if (unknown !== null) watch.ask(unknown);
    },
    statusChanged: deps.statusChanged,
  };
}

function statusView({ outbox }: Books, facts: ReaderFacts, hasRelay: boolean): StatusView {
  const { state, lastGoodMs, aheadMs } = facts.connection;
  const isOff = state === "online" && Math.abs(aheadMs) > CLOCK_TOLERANCE_MS;
  return {
    relay: { state: hasRelay ? state : "none", lastGoodMs },
    reader: readerStatus(facts),
    unsent: outbox.count(),
    clockOffMs: isOff ? 0 - aheadMs : 0,
  };
}

/** What screens are told, after a commit. */
function announcements(books: Books, emit: Emit, views: CardViews) {
  const statusChanged = () => emit({ event: "status-changed", view: views.status() });
  // Told only where it changed: most payments need nobody.
  let lastTold = "[]";
  const attentionChanged = () => {
    const view = attentionItems(books);
    const told = JSON.stringify(view);
    if (told === lastTold) return;
    lastTold = told;
    emit({ event: "attention-changed", view });
  };
  const lanesChanged = () =>
    emit({ event: "lanes-changed", view: laneViews(books, views.nextCheckAtMs) });
  return {
    statusChanged,
    publishSales(): SaleView {
      const sale = draftView(books, books.drafts.current());
      emit({ event: "sale-changed", view: sale });
      lanesChanged();
      return sale;
    },
    publish(payment: Payment): PaymentView {
      const shown = views.view(payment);
      emit({ event: "payment-changed", view: shown });
      if (books.drafts.held().some(({ saleId }) => saleId === payment.saleId)) lanesChanged();
      statusChanged();
      attentionChanged();
      return shown;
    },
    refundChanged(saleId: SaleId): void {
      const detail = saleDetail(books, views, saleId);
      if (detail !== null) emit({ event: "sale-detail-changed", view: detail });
      statusChanged();
      attentionChanged();
    },
  };
}
