import { ok, refuse } from "../contract/result.ts";
import type { Recorded } from "../ledger/ledger.ts";
import type { SaleCompleted } from "../ledger/ledger-entry.ts";
import { backupHandlers } from "./backup/backup-handlers.ts";
import type { Books } from "./books.ts";
import type { Cards } from "./cards.ts";
import { dayHandlers } from "./day/day-handlers.ts";
import type { OpenDay } from "./day/open-day.ts";
import type { Displays } from "./display/customer-displays.ts";
import type { Handlers } from "./door.ts";
import type { Emit } from "./ports.ts";
import { holdHandlers, type Holds } from "./holds/holds.ts";
import { attentionItems } from "./payments/attention.ts";
import { cancel, charge, check, retry } from "./payments/card-payments.ts";
import { addTip } from "./payments/late-tip.ts";
import { raiseHold } from "./payments/raise-hold.ts";
import { serveNext, takeUp } from "./payments/lanes.ts";
import { giveUp, takeBack, takeCash } from "./payments/split.ts";
import { takeOther } from "./payments/take-other.ts";
import { accept, letHoldGo, voidSale } from "./payments/void-hold.ts";
import type { People } from "./people/open-people.ts";
import { peopleHandlers } from "./people/people-handlers.ts";
import { startLink } from "./payments/start-link.ts";
import type { Certificates } from "./payments/certificates.ts";
import { replaceByCash } from "./payments/replace-by-cash.ts";
import { wholeRefund } from "./payments/refund-sale.ts";
import { parkingHandlers } from "./sales/parking-handlers.ts";
import { payCash } from "./sales/pay-cash.ts";
import { reprintReceipt } from "./sales/reprint-receipt.ts";
import type { salesCommands } from "./sales/sales-commands.ts";
import { chooseReader, discoverReaders, setWay } from "./sync/reader-commands.ts";
import type { Transfer } from "./transfer/transfer.ts";
import { transferHandlers } from "./transfer/transfer-handlers.ts";
import type { Upkeep } from "./upkeep.ts";
import type { StoreCredit } from "./store-credit/open-store-credit.ts";
import { beginExchange, canExchangePay, endExchange } from "./refunds/exchanges.ts";
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
  emit: Emit;
  holds: Holds;
  displays: Pick<Displays, "wear">;
  transfer: Transfer;
  upkeep: Upkeep;
  sales: ReturnType<typeof salesCommands>;
  certificates: Certificates;
  saleCompleted: (recorded: Recorded<SaleCompleted>) => void;
  witness: () => void;
}>;

/** The index of the register: each command of the contract and who answers it. */
export function createHandlers(parts: Parts): Handlers {
  return {
    ...sellingHandlers(parts),
    ...paymentHandlers(parts),
    ...splitHandlers(parts),
    ...readerHandlers(parts),
    ...readingHandlers(parts),
    ...peopleHandlers(parts.people),
    ...dayHandlers(parts.day),
    ...parkingHandlers(parts.day),
    ...holdHandlers(parts.holds),
    ...storeCreditHandlers(parts.credit.deps, parts.credit.spends, parts.cards.deps),
    ...exchangeHandlers(parts),
    "refunds.find": (_who, input) => parts.paidRefunds.find(input),
    "refunds.quote": (_who, input) => parts.paidRefunds.quote(input),
    "refunds.pay": (who, input) => parts.paidRefunds.pay(who, input),
    "refunds.cancel": (_who, input) => parts.paidRefunds.atReaders.cancel(input),
    "display.wear": (_who, input) => ok(parts.displays.wear(input)),
    ...backupHandlers(parts.upkeep.backups),
    ...transferHandlers({ catalog: parts.books.catalog, transfer: parts.transfer }),
  };
}

function sellingHandlers({ books, cards, sales, saleCompleted }: Parts) {
  return {
    "sales.add": (who, input) => sales.add(who, input),
    "sales.scan": (who, input) => sales.scan(who, input),
    "sales.set-quantity": (who, input) => sales.setQuantity(who, input),
    "sales.remove-line": (who, input) => sales.removeLine(who, input),
    "sales.discount-line": (who, input) => sales.discountLine(who, input),
    "sales.discount": (who, input) => sales.discount(who, input),
    "sales.clear": (who, input) => sales.clear(who, input),
    "sales.undo": (who, input) => sales.undo(who, input),
    "sales.pay-cash": (who, input) => {
      const canPay = (asked: typeof input) => canExchangePay(books, asked);
      const paid = payCash({ ...books, saleCompleted, canExchangePay: canPay }, who, input);
      // The holds of its other parts are ordered now.
      cards.flush();
      return paid;
    },
    "sales.set-measure": (who, input) => sales.setMeasure(who, input),
    "sales.override-price": (who, input) => sales.overridePrice(who, input),
    "sales.set-note": (who, input) => sales.setNote(who, input),
    "sales.set-customer": (who, input) => sales.setCustomer(who, input),
    "customers.find": (_who, { text, limit }) => ok(books.drafts.customers.find(text, limit)),
    "customers.erase": (_who, { customerId }) =>
      books.drafts.customers.erase(customerId)
        ? ok(books.drafts.customers.byId(customerId))
        : refuse("customer-not-found", customerId),
  } satisfies Partial<Handlers>;
}

function paymentHandlers({ books, cards, paidRefunds }: Parts) {
  const { deps } = cards;
  return {
    "payments.charge": (who, input) => charge(deps, who, input),
    "payments.start-link": (who, input) => startLink(deps, who, input),
    "payments.raise": (who, input) => raiseHold(deps, who, input),
    "payments.retry": (_who, input) => retry(deps, input),
    "payments.cancel": (_who, input) => cancel(deps, input),
    "payments.check": (_who, input) => check(deps, input),
    "payments.replace-by-cash": (who, input) =>
      replaceByCash({ ...deps, names: books.names }, who, input),
    "payments.serve-next": (_who, input) => serveNext(deps, input),
    "sales.take-up": (_who, input) => takeUp(deps, input),
    "payments.refund": (who, input) => {
      const whole = wholeRefund(deps, input);
      const asked = whole.ok ? paidRefunds.pay(who, whole.value) : whole;
      if (!asked.ok) return asked;
      const detail = saleDetail(books, cards, input.saleId);
      return detail === null ? refuse("sale-not-found", input.saleId) : ok(detail);
    },
  } satisfies Partial<Handlers>;
}

function splitHandlers({ books, cards, witness, saleCompleted }: Parts) {
  const { partsOf, isAttempting, names } = books;
  const deps = { ...cards.deps, partsOf, isAttempting, witness, flush: cards.flush };
  const flushed = <Answer extends Readonly<{ ok: boolean }>>(answer: Answer): Answer => {
    witness();
    cards.flush();
    return answer;
  };
  return {
    "payments.take-cash": (who, input) => takeCash(deps, who, input),
    "payments.take-other": (who, input) =>
      flushed(takeOther({ ...deps, names, saleCompleted }, who, input)),
    "payments.take-back": (who, input) => takeBack(deps, who, input),
    "sales.give-up": (who, input) => giveUp(deps, who, input),
    "payments.void": (who, input) => {
      const voided = flushed(voidSale(deps, who, input));
      if (!voided.ok) return voided;
      deps.refundChanged(input.saleId);
      const detail = saleDetail(books, cards, input.saleId);
      return detail === null ? refuse("sale-not-found", input.saleId) : ok(detail);
    },
    "payments.add-tip": (who, input) => flushed(addTip(deps, who, input)),
    "payments.let-go": (who, input) => flushed(letHoldGo(deps, who, input)),
    "payments.accept": (who, input) => flushed(accept(deps, who, input)),
    "payments.tasks": () => ok(books.payments.tasks().map(cards.view)),
  } satisfies Partial<Handlers>;
}

function exchangeHandlers({ books, emit, paidRefunds }: Parts) {
  const deps = { ...books, emit, quote: paidRefunds.quote, receiptOf: paidRefunds.receiptOf };
  return {
    "exchange.begin": (_who, input) => beginExchange(deps, input),
    "exchange.end": (_who, input) => endExchange(deps, input),
  } satisfies Partial<Handlers>;
}

function readerHandlers({ cards: { readers } }: Parts) {
  return {
    "readers.discover": () => discoverReaders(readers),
    "readers.choose": (who, input) => chooseReader(readers, who, input),
    "readers.set-way": (who, input) => setWay(readers, who, input),
  } satisfies Partial<Handlers>;
}

function readingHandlers({ books, cards, people, day, certificates }: Parts) {
  const { catalog, ledger } = books;
  return {
    "register.view": () =>
      ok(registerView(books, cards, { seat: people.seat.view(), day: day.view() })),
    "catalog.keys": () => ok(catalog.keys()),
    "catalog.search": (_who, { text, limit }) => ok(catalog.search(text, limit)),
    "catalog.article": (_who, { productId }) => {
      const product = catalog.byId(productId);
      if (product === undefined) return refuse("unknown-product", productId);
      return ok({ product, variants: catalog.variants(productId) });
    },
    "sales.find": (_who, input) => ok(books.findSales(input).map((sale) => summaryOf(books, sale))),
    "receipts.reprint": (who, input) => reprintReceipt(books, who, input),
    "sales.list": (_who, { beforeSeq, limit }) => {
      const completed = ledger.latest("sale-completed", beforeSeq ?? NEWEST, limit);
      return ok(completed.map((sale) => summaryOf(books, sale)));
    },
    "payments.certificate": (_who, input) => certificates.view(input),
    "payments.export-certificate": (_who, input) => certificates.write(input),
    "attention.list": () => ok(attentionItems(books)),
    "sales.detail": (_who, { saleId }) => {
      const detail = saleDetail(books, cards, saleId);
      return detail === null ? refuse("sale-not-found", saleId) : ok(detail);
    },
  } satisfies Partial<Handlers>;
}
