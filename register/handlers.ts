import type { Who } from "../contract/commands.ts";
import { ok, refuse } from "../contract/result.ts";
import type { RegisterView } from "../contract/views.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { accounts } from "../ledger/postings.ts";
import type { Catalog } from "./catalog/catalog.ts";
import { xReport } from "./day/x-report.ts";
import type { Handlers } from "./door.ts";
import type { Clock, RegisterConfig } from "./ports.ts";
import type { DraftSales } from "./sales/draft-sales.ts";
import { isSale, payCash } from "./sales/pay-cash.ts";
import { entryView, receiptView, saleSummary, type ReceiptNames } from "./sales/sale-views.ts";
import type { salesCommands } from "./sales/sales-commands.ts";

const NEWEST = Number.MAX_SAFE_INTEGER;

type Parts = Readonly<{
  config: RegisterConfig;
  catalog: Catalog;
  sales: ReturnType<typeof salesCommands>;
  ledger: Ledger;
  drafts: DraftSales;
  names: ReceiptNames;
  now: Clock;
  sellingDeps: Parameters<typeof payCash>[0];
}>;

/** The index of the register: each command of the contract and who answers it. */
export function createHandlers(parts: Parts): Handlers {
  const { config, catalog, sales, ledger, names, now } = parts;
  const { shop } = config;
  return {
    "register.view": (who) => ok(registerView(parts, who)),
    "catalog.keys": () => ok(catalog.keys()),
    "catalog.search": (_who, { text, limit }) => ok(catalog.search(text, limit)),
    "sales.add": (_who, input) => sales.add(input),
    "sales.scan": (_who, input) => sales.scan(input),
    "sales.set-quantity": (_who, input) => sales.setQuantity(input),
    "sales.remove-line": (_who, input) => sales.removeLine(input),
    "sales.discount-line": (_who, input) => sales.discountLine(input),
    "sales.discount": (_who, input) => sales.discount(input),
    "sales.clear": (_who, input) => sales.clear(input),
    "sales.undo": (_who, input) => sales.undo(input),
    "sales.pay-cash": (who, input) => payCash(parts.sellingDeps, who, input),
    "sales.list": (_who, { beforeSeq, limit }) => {
      const completed = ledger.latest("sale-completed", beforeSeq ?? NEWEST, limit);
      return ok(completed.map((sale) => saleSummary(names, sale)));
    },
    "sales.detail": (_who, { saleId }) => {
      const entries = ledger.entriesOf(saleId);
      const sale = entries.find(isSale);
      if (sale === undefined) return refuse("sale-not-found", saleId);
      return ok({ receipt: receiptView(names, sale), entries: entries.map(entryView) });
    },
    "day.x-report": () => {
      const drawerMinor = ledger.balance(accounts.drawerCash, shop.currency);
      const completed = ledger.since("sale-completed", 1);
      return ok(xReport(shop, { atMs: now(), head: ledger.head(), sales: completed, drawerMinor }));
    },
  };
}

function registerView({ config, ledger, names, sales, drafts }: Parts, who: Who): RegisterView {
  const { registerId, registerName, mode, shop } = config;
  const [last] = ledger.latest("sale-completed", NEWEST, 1);
  return {
    registerId,
    registerName,
    mode,
    shop,
    clerk: { userId: who.userId, name: who.name },
    sale: sales.view(drafts.current()),
    lastReceipt: last === undefined ? null : receiptView(names, last),
  };
}
