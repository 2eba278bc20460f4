import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { ParkedSaleView } from "../../contract/parking-views.ts";
import { UserId } from "../../contract/ids.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { SaleView, ShopView } from "../../contract/views.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Clock } from "../ports.ts";
import type { DraftSales } from "./draft-sales.ts";
import type { ParkedSales } from "./parked-sales.ts";
import { priceSale } from "./price-sale.ts";
import { saleView } from "./sale-views.ts";
import { voidedEntry } from "./voided-lines.ts";

/** A list that nobody can look through helps nobody. */
const MAX_PARKED = 200;

export type ParkDeps = Readonly<{
  db: Database;
  shop: ShopView;
  ledger: Ledger;
  drafts: DraftSales;
  parked: ParkedSales;
  now: Clock;
  isPaying: (saleId: string) => boolean;
  isTraining: () => boolean;
  partsOf: (saleId: string) => readonly unknown[];
  nameOf: (userId: string) => string;
  publishSales: () => SaleView;
  /** Tells the screens how many sales are parked now. */
  dayChanged: () => void;
}>;

/** The open sale is set aside as it is, and an empty one opens. */
export function parkSale(
  deps: ParkDeps,
  who: Who,
  { saleId, label }: Input<"sales.park">,
): Outcome<"sales.park"> {
  const { db, drafts, parked, now } = deps;
  const draft = drafts.current();
  if (draft.saleId !== saleId) return refuse("sale-not-open");
  if (draft.lines.length === 0) return refuse("sale-empty");
  if (deps.isPaying(saleId)) return refuse("payment-in-progress");
  // What was taken of it stands with it: it is completed, or given up.
  if (deps.partsOf(saleId).length > 0) return refuse("part-paid");
  if (deps.isTraining()) return refuse("training");
  if (parked.count() >= MAX_PARKED) return refuse("too-many-parked", `at most ${MAX_PARKED}`);
  db.transaction(() => {
    drafts.hold(saleId);
    parked.add({ saleId, label, userId: who.userId, atMs: now() });
  }).immediate();
  return moved(deps);
}

/** A parked sale is the open one again, at the prices it was parked with. */
export function recallSale(
  deps: ParkDeps,
  { saleId }: Input<"sales.recall">,
): Outcome<"sales.recall"> {
  const { db, drafts, parked } = deps;
  if (!parked.has(saleId)) return refuse("sale-not-parked");
  // Practised away, it would be gone, and nobody would have paid.
  if (deps.isTraining()) return refuse("training");
  if (drafts.current().lines.length > 0) return refuse("sale-not-empty");
  db.transaction(() => {
    parked.remove(saleId);
    drafts.takeUp(saleId);
    drafts.replace({ ...drafts.current(), wasParked: true });
  }).immediate();
  return moved(deps);
}

function moved({ publishSales, dayChanged }: ParkDeps): Readonly<{ ok: true; value: SaleView }> {
  dayChanged();
  return ok(publishSales());
}

export function renameParked(
  deps: ParkDeps,
  { saleId, label }: Input<"sales.rename-parked">,
): Outcome<"sales.rename-parked"> {
  const { db, parked } = deps;
  if (!parked.has(saleId)) return refuse("sale-not-parked");
  db.transaction(() => parked.rename(saleId, label)).immediate();
  return ok(parkedViews(deps));
}

export function parkedViews(deps: ParkDeps): readonly ParkedSaleView[] {
  const { shop, drafts, parked, nameOf } = deps;
  return parked.all().flatMap(({ saleId, label, userId, atMs }) => {
    const draft = drafts.byId(saleId);
    if (draft === undefined) return [];
    const state = {
      canUndo: drafts.canUndo(draft.saleId),
      parts: [],
      customer: drafts.customerOf(draft),
    };
    const sale = saleView(shop, draft, state);
    return [{ sale, label, by: nameOf(userId), userId: UserId.parse(userId), atMs }];
  });
}

/** Given up: the entry says by whom and why, and moves nothing. */
export function voidParked(
  deps: ParkDeps,
  { userId }: Who,
  { saleId, reason }: Input<"sales.void-parked">,
): Outcome<"sales.void-parked"> {
  const { db, shop, ledger, drafts, parked } = deps;
  const draft = parked.has(saleId) ? drafts.byId(saleId) : undefined;
  if (draft === undefined) return refuse("sale-not-parked");
  const { totalMinor } = priceSale(shop, draft);
  const lineCount = draft.lines.length;
  db.transaction(() => {
    const voided = voidedEntry(shop, draft, userId);
    if (voided !== undefined) ledger.append(voided);
    ledger.append({ type: "sale-voided", saleId, userId, reason, lineCount, totalMinor });
    drafts.removeCompleted(saleId);
  }).immediate();
  deps.dayChanged();
  return ok(parkedViews(deps));
}
