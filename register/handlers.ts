import { ok, refuse } from "../contract/result.ts";
import type { Recorded } from "../ledger/ledger.ts";
import type { SaleCompleted } from "../ledger/ledger-entry.ts";
import { backupHandlers } from "./backup/backup-handlers.ts";
import type { Books } from "./books.ts";
import type { Cards } from "./cards.ts";
import { dayHandlers } from "./day/day-handlers.ts";
import type { OpenDay } from "./day/open-day.ts";
import type { Handlers } from "./door.ts";
import { cancel, charge, check, retry, serveNext, takeUp } from "./payments/card-payments.ts";
import type { People } from "./people/open-people.ts";
import { peopleHandlers } from "./people/people-handlers.ts";
import { startLink } from "./payments/start-link.ts";
import { requestRefund } from "./payments/refund-sale.ts";
import { parkingHandlers } from "./sales/parking-handlers.ts";
import { payCash } from "./sales/pay-cash.ts";
import type { salesCommands } from "./sales/sales-commands.ts";
import { chooseReader, discoverReaders, setWay } from "./sync/reader-commands.ts";
import type { Transfer } from "./transfer/transfer.ts";
import { transferHandlers } from "./transfer/transfer-handlers.ts";
import type { Upkeep } from "./upkeep.ts";
import type { StoreCredit } from "./store-credit/open-store-credit.ts";
import type { PaidRefunds } from "./refunds/pay-refund.ts";
import { storeCreditHandlers } from "./store-credit/store-credit-handlers.ts";
import { registerView, saleDetail, summaryOf } from "./views.ts";

const NEWEST = Number.MAX_SAFE_INTEGER;

type Parts = Readonly<{
  books: Books;
  cards: Cards;
  people: People;
  day: OpenDay;
  credit: StoreCredit;
  paidRefunds: PaidRefunds;
  transfer: Transfer;
  upkeep: Upkeep;
  sales: ReturnType<typeof salesCommands>;
  saleCompleted: (recorded: Recorded<SaleCompleted>) => void;
}>;

/** The index of the register: each command of the contract and who answers it. */
export function createHandlers(parts: Parts): Handlers {
  return {
    ...sellingHandlers(parts),
    ...paymentHandlers(parts),
    ...readerHandlers(parts),
    ...readingHandlers(parts),
    ...peopleHandlers(parts.people),
    ...dayHandlers(parts.day),
    ...parkingHandlers(parts.day),
    ...storeCreditHandlers(parts.credit.deps, parts.credit.spends),
    "refunds.find": (_who, input) => parts.paidRefunds.find(input),
    "refunds.pay": (who, input) => parts.paidRefunds.pay(who, input),
    ...backupHandlers(parts.upkeep.backups),
    ...transferHandlers({ catalog: parts.books.catalog, transfer: parts.transfer }),
  };
}

function sellingHandlers({ books, sales, saleCompleted }: Parts) {
  return {
    "sales.add": (_who, input) => sales.add(input),
    "sales.scan": (_who, input) => sales.scan(input),
    "sales.set-quantity": (_who, input) => sales.setQuantity(input),
    "sales.remove-line": (_who, input) => sales.removeLine(input),
    "sales.discount-line": (_who, input) => sales.discountLine(input),
    "sales.discount": (_who, input) => sales.discount(input),
    "sales.clear": (_who, input) => sales.clear(input),
    "sales.undo": (_who, input) => sales.undo(input),
    "sales.pay-cash": (who, input) => payCash({ ...books, saleCompleted }, who, input),
  } satisfies Partial<Handlers>;
}

function paymentHandlers({ books, cards }: Parts) {
  const { deps } = cards;
  return {
    "payments.charge": (who, input) => charge(deps, who, input),
    "payments.start-link": (who, input) => startLink(deps, who, input),
    "payments.retry": (_who, input) => retry(deps, input),
    "payments.cancel": (_who, input) => cancel(deps, input),
    "payments.check": (_who, input) => check(deps, input),
    "payments.serve-next": (_who, input) => serveNext(deps, input),
    "sales.take-up": (_who, input) => takeUp(deps, input),
    "payments.refund": (who, input) => {
      const requested = requestRefund(deps, who, input);
      if (!requested.ok) return requested;
      cards.flush();
      deps.refundChanged(input.saleId);
      const detail = saleDetail(books, cards, input.saleId);
      return detail === null ? refuse("sale-not-found", input.saleId) : ok(detail);
    },
  } satisfies Partial<Handlers>;
}

function readerHandlers({ cards: { readers } }: Parts) {
  return {
    "readers.discover": () => discoverReaders(readers),
    "readers.choose": (_who, input) => chooseReader(readers, input),
    "readers.set-way": (_who, input) => setWay(readers, input),
  } satisfies Partial<Handlers>;
}

function readingHandlers({ books, cards, people, day }: Parts) {
  const { catalog, ledger } = books;
  return {
    "register.view": () =>
      ok(registerView(books, cards, { seat: people.seat.view(), day: day.view() })),
    "catalog.keys": () => ok(catalog.keys()),
    "catalog.search": (_who, { text, limit }) => ok(catalog.search(text, limit)),
    "sales.list": (_who, { beforeSeq, limit }) => {
      const completed = ledger.latest("sale-completed", beforeSeq ?? NEWEST, limit);
      return ok(completed.map((sale) => summaryOf(books, sale)));
    },
    "sales.detail": (_who, { saleId }) => {
      const detail = saleDetail(books, cards, saleId);
      return detail === null ? refuse("sale-not-found", saleId) : ok(detail);
    },
  } satisfies Partial<Handlers>;
}
