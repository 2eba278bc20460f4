import { join } from "node:path";
import type { RegisterEvent } from "../contract/commands.ts";
import type { CustomerDisplays } from "../contract/display-views.ts";
import type { ReaderWindows } from "../contract/reader-window.ts";
import { openLedger, type Recorded } from "../ledger/ledger.ts";
import type { SaleCompleted } from "../ledger/ledger-entry.ts";
import { registerMigrations } from "../ledger/storage/migrations/migrations.ts";
import { migrate } from "../ledger/storage/migrate.ts";
import {
  guarded,
  holdFolder,
  openDatabase,
  type Database,
} from "../ledger/storage/open-database.ts";
import { openWitness, type Witness } from "../ledger/witness.ts";
import { openBooks, type Books } from "./books.ts";
import { createCards, type Cards } from "./cards.ts";
import { guardHandle } from "./copies/guard-handle.ts";
import { openCopies, type Copies } from "./copies/open-copies.ts";
import { createClockWatch } from "./day/clock-watch.ts";
import { openDay } from "./day/open-day.ts";
import { createCustomerDisplays } from "./display/customer-displays.ts";
import { createDoor, type Handle } from "./door.ts";
import { openHolds } from "./holds/holds.ts";
import { ensureWritable } from "./ensure-writable.ts";
import { createHandlers } from "./handlers.ts";
import type { Emit, Logger } from "./ports.ts";
import { openPeople } from "./people/open-people.ts";
import { proveTail } from "./prove-tail.ts";
import type { RegisterOptions } from "./register-options.ts";
import { receiptView } from "./sales/sale-views.ts";
import { salesCommands } from "./sales/sales-commands.ts";
import { openUpkeep } from "./upkeep.ts";
import { openTransfer } from "./transfer/transfer.ts";
import { createCertificates } from "./payments/certificates.ts";
import { customersAt } from "./payments/customers-at.ts";
import { followExchange } from "./refunds/exchanges.ts";
import { openPaidRefunds } from "./refunds/open-paid-refunds.ts";
import { openStoreCredit } from "./store-credit/open-store-credit.ts";
import { draftView, laneViews, registerView } from "./views.ts";

export type Register = Readonly<{
  handle: Handle;
  /** Hears every event from now on; the answer stops it. */
  onEvent: (listener: (event: RegisterEvent) => void) => () => void;
  /** The second door, for the page that drives the reader; it has no command of the till. */
  readerWindows: ReaderWindows;
  /** The third door, for what the customer sees and how; nothing comes in by it. */
  customerDisplays: CustomerDisplays;
  close: () => void;
}>;

/**
 * Opens the register of a folder and proves its book before the first sale. Throws TroubleError
 * with a code when the folder, the disk, the database or the ledger is not as it must be.
 */
export function openRegister(options: RegisterOptions): Register {
  const { folder } = options;
  ensureWritable(folder);
  const closers = [holdFolder(join(folder, "lock"))];
  const close = () =>
    closers
      .splice(0)
      .reverse()
      .forEach((closeOne) => closeOne());
  try {
    const db = openDatabase(join(folder, "register.db"));
    closers.push(() => db.close());
    const witness = guarded(folder, () => openWitness(join(folder, "witness")));
    closers.push(witness.close);
    const register = openRegisterOver(options, { db, witness });
    closers.push(register.stop);
    const { handle, onEvent, readerWindows, customerDisplays } = register;
    return { handle, onEvent, readerWindows, customerDisplays, close };
  } catch (error) {
    close();
    throw error;
  }
}

type Kept = Readonly<{ db: Database; witness: Witness }>;

/** The register over a database and a witness that are open: a folder's, or a test's in memory. */
export function openRegisterOver(options: RegisterOptions, { db, witness }: Kept) {
  const { log } = options;
  migrate(db, registerMigrations);
  const ledger = openLedger(db, options.now);
  return guarded(db.name, () => {
    proveTail({ db, ledger, witness, registerId: options.config.registerId, log });
    return compose(options, db, () => recordHead({ witness, ledger, log }));
  });
}

/** The sale is committed before this; a side file that fails is reported and never undoes it. */
function recordHead({
  witness,
  ledger,
  log,
}: Readonly<{
  witness: Witness;
  ledger: ReturnType<typeof openLedger>;
  log: Logger;
}>): void {
  try {
    witness.record(ledger.head());
  } catch (error) {
    log.error("the side file did not take the head", { error: String(error) });
  }
}

/** Looks at the clock; a book that another contradicts takes no entry, whatever the time. */
function clockLook(
  { uptime }: Pick<RegisterOptions, "uptime">,
  books: Books,
  copies: Pick<Copies, "divergence">,
): () => void {
  if (uptime === undefined) return () => undefined;
  const watch = createClockWatch({ ...books, uptime });
  return () => {
    if (copies.divergence() === null) watch.look();
  };
}

function startViews({ seat }: ReturnType<typeof openPeople>, day: ReturnType<typeof openDay>) {
  return { seat: seat.view(), day: day.view() };
}

type Heralds = Readonly<{ books: Books; emit: Emit; cards: Pick<Cards, "nextCheckAtMs"> }>;

/** What all screens are told of a sale that is on the disk. */
function announceSale({ books, emit, cards }: Heralds, recorded: Recorded<SaleCompleted>): void {
  emit({ event: "sale-completed", view: receiptView(books.names, recorded) });
  emit({ event: "sale-changed", view: draftView(books, books.drafts.current()) });
  emit({ event: "lanes-changed", view: laneViews(books, cards.nextCheckAtMs) });
}

/** The register's one voice: whoever listens hears each event, until it stops. */
function createVoice() {
  const listeners = new Set<(event: RegisterEvent) => void>();
  return {
    tell: (event: RegisterEvent) => listeners.forEach((listener) => listener(event)),
    onEvent: (listener: (event: RegisterEvent) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function compose(options: RegisterOptions, db: Database, witness: () => void) {
  const books = openBooks(db, options);
  const { tell, onEvent } = createVoice();
  const emit: Emit = (event) => {
    tell(event);
    cards.follow(event);
  };
  const saleCompleted = (recorded: Recorded<SaleCompleted>) => {
    copies.settle();
    announceSale({ books, emit, cards }, recorded);
  };
  const copies = openCopies({
    books,
    witness,
    send: (message) => cards.deps.line.send(message),
    onDiverged: (divergence) => options.onDiverged?.(divergence),
  });
  const ticks = options.ticks && { ticks: options.ticks };
  const parts = { books, emit, line: () => cards.deps.line, ...ticks };
  const publishSales = () => cards.deps.publishSales();
  const credit = openStoreCredit({ ...parts, saleCompleted, publishSales, copies });
  const paidRefunds = openPaidRefunds({
    ...parts,
    witness: () => copies.settle(),
    flush: () => cards.flush(),
    direct: () => cards.deps.direct,
    refundChanged: (saleId) => cards.deps.refundChanged(saleId),
  });
  const holds = openHolds(parts);
  const cards = createCards({
    ...{ books, options: options.cards, emit, saleCompleted, copies },
    ...{ credit: credit.spends, paidRefunds: paidRefunds.refunds, holds },
  });
  const seated = { folder: options.folder, isCustomerAtReader: customersAt(books) };
  const people = openPeople(books, { emit, ...ticks, ...seated });
  const sales = salesCommands({ ...books, emit });
  const day = openDay(books, { emit, witness: copies.settle, publishSales });
  const transfer = openTransfer({ ...books, folder: options.folder, emit, witness: copies.settle });
  const lookAtClock = clockLook(options, books, copies);
  const upkeep = openUpkeep({ books, options, copies, emit, lookAtClock });
  for (const part of [credit, paidRefunds, cards, copies]) part.start();
  const displays = createCustomerDisplays(registerView(books, cards, startViews(people, day)));
  [upkeep.follow, displays.hear, followExchange({ ...books, emit })].forEach(onEvent);
  for (const part of [upkeep, people]) part.start();
  const handled = {
    ...{ books, cards, credit, paidRefunds: paidRefunds.refunds, holds, people, day },
    ...{ sales, transfer, upkeep, saleCompleted, emit, displays, witness: copies.settle },
    certificates: createCertificates({ ...books, folder: options.folder }),
  };
  const running = [upkeep, transfer, people, paidRefunds, credit, copies, cards];
  const handlers = createHandlers(handled);
  const door = createDoor({ ...options, ...people, handlers, lookAtClock });
  return {
    handle: guardHandle(door, { copies, ...options }),
    stop: () => running.forEach((part) => part.stop()),
    readerWindows: cards.readerWindows,
    customerDisplays: displays,
    onEvent,
  };
}
