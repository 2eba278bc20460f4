import type { DayView } from "../../contract/day-views.ts";
import type { SaleView } from "../../contract/views.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Clock, Emit, Logger, NewId, RegisterConfig } from "../ports.ts";
import type { Payments } from "../payments/payments.ts";
import type { DraftSales } from "../sales/draft-sales.ts";
import type { ParkDeps } from "../sales/park-sale.ts";
import type { ParkedSales } from "../sales/parked-sales.ts";
import type { ReceiptNames } from "../sales/sale-views.ts";
import type { DeviceKey } from "../signing/device-key.ts";
import type { DayBook } from "./day-book.ts";
import type { DayParts } from "./day-handlers.ts";
import { dayView } from "./day-view.ts";

type Books = Readonly<{
  db: Database;
  config: RegisterConfig;
  shop: RegisterConfig["shop"];
  now: Clock;
  newId: NewId;
  ledger: Ledger;
  day: DayBook;
  drafts: DraftSales;
  parked: ParkedSales;
  payments: Payments;
  deviceKey: DeviceKey;
  log: Logger;
  names: ReceiptNames;
  isPaying: (saleId: string) => boolean;
  isTraining: () => boolean;
  partsOf: (saleId: string) => readonly unknown[];
}>;

type Voices = Readonly<{ emit: Emit; witness: () => void; publishSales: () => SaleView }>;

export type OpenDay = DayParts & ParkDeps & Readonly<{ view: () => DayView }>;

/** Puts the day and its drawer together: what their commands need, and how they are told. */
export function openDay(books: Books, voices: Voices): OpenDay {
  const { config, names, parked } = books;
  const parts = {
    ...books,
    ...voices,
    dayConfig: config.day,
    nameOf: names.clerkName,
    parkedCount: parked.count,
  };
  const view = () => dayView(parts);
  return { ...parts, view, dayChanged: () => voices.emit({ event: "day-changed", view: view() }) };
}
