import type { Who } from "../../contract/commands.ts";
import type { SaleId } from "../../contract/ids.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { SaleView, ShopView } from "../../contract/views.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { VoidedLine } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { rightOf, type RightSettings } from "../people/rights.ts";
import type { Emit } from "../ports.ts";
import type { DraftSales } from "./draft-sales.ts";
import { priceSale, type DraftLine, type DraftSale } from "./price-sale.ts";
import { dueOf } from "./parts.ts";
import { saleView, type DraftState } from "./sale-views.ts";
import { losesPieces, MAX_VOIDED, voidedBy, voidedEntry } from "./voided-lines.ts";

export type ChangerDeps = Readonly<{
  db: Database;
  shop: ShopView;
  ledger: Ledger;
  drafts: DraftSales;
  emit: Emit;
  config: Readonly<{ people: Readonly<{ rights: RightSettings }> }>;
  /** What was taken of a sale that is not complete. */
  partsOf: (saleId: string) => DraftState["parts"];
  /** While a card payment is open its sale is locked, so that the amount cannot change. */
  isPaying: (saleId: string) => boolean;
  /** Practice takes nothing off that an auditor would ask for. */
  isTraining: () => boolean;
}>;

type Act = Readonly<{ who: Who; saleId: SaleId; how: VoidedLine["how"] }>;
type ChangeRefusal = "sale-not-open" | "payment-in-progress" | "under-taken" | "needs-approval";
type Change<Code extends string> = Readonly<{
  next: (draft: DraftSale) => Result<DraftSale, Code>;
  save: (draft: DraftSale) => void;
}>;

/**
 * Reads the open draft, lets `next` decide, writes once, and tells the screens. What a change takes
 * off is kept with the draft, in the same commit; it becomes an entry when the sale is completed or
 * has nothing left, so that no key is slower for it.
 */
export function draftChanger(deps: ChangerDeps) {
  const { db, shop, drafts, emit } = deps;

  function commit<Code extends string>(
    act: Act,
    change: Change<Code>,
  ): Result<SaleView, Code | ChangeRefusal> {
    const outcome = db
      .transaction((): Result<SaleView, Code | ChangeRefusal> => {
        const draft = drafts.current();
        if (draft.saleId !== act.saleId) return refuse("sale-not-open");
        if (deps.isPaying(act.saleId)) return refuse("payment-in-progress");
        const changed = change.next(draft);
        if (!changed.ok) return changed;
        if (isUndercut(deps, changed.value)) return refuse("under-taken");
        if (!mayTakeOff(deps, act, { draft, next: changed.value })) return refuse("needs-approval");
        const after = withVoided(deps, act, { draft, next: changed.value });
        change.save(after);
        const { saleId } = act;
        const state = { canUndo: drafts.canUndo(saleId), parts: deps.partsOf(saleId) };
        return ok(saleView(shop, after, state));
      })
      .immediate();
    if (outcome.ok) emit({ event: "sale-changed", view: outcome.value });
    return outcome;
  }

  const change = <Code extends string>(act: Act, next: Change<Code>["next"]) =>
    commit(act, { next, save: (draft) => drafts.save(draft) });

  function changeLine<Code extends string>(
    { lineId, ...act }: Act & Readonly<{ lineId: string }>,
    next: (draft: DraftSale, line: DraftLine) => Result<DraftSale, Code>,
  ) {
    return change(act, (draft): Result<DraftSale, Code | "line-not-found"> => {
      const line = draft.lines.find((candidate) => candidate.lineId === lineId);
      return line === undefined ? refuse("line-not-found") : next(draft, line);
    });
  }

  /** Puts the content before the last change back. */
  const undo = (act: Act) =>
    commit(act, {
      next() {
        const before = drafts.lastStep(act.saleId);
        return before === undefined ? refuse("nothing-to-undo") : ok(before);
      },
      save: (draft) => drafts.stepBack(draft),
    });

  return { change, changeLine, undo };
}

/** Whether a draft would come to no more than was taken of it: then nothing could complete it. */
function isUndercut({ shop, partsOf }: ChangerDeps, draft: DraftSale): boolean {
  const parts = partsOf(draft.saleId);
  return parts.length > 0 && dueOf(shop, priceSale(shop, draft), parts).cashLeftMinor <= 0;
}

type Moved = Readonly<{ draft: DraftSale; next: DraftSale }>;

/** Taking something off a sale that was parked is giving it up, and needs what that needs. */
function mayTakeOff({ config }: ChangerDeps, { who }: Act, { draft, next }: Moved): boolean {
  if (draft.wasParked !== true || !losesPieces(draft, next)) return true;
  if (who.approval !== undefined) return true;
  return rightOf(config.people.rights, who.role ?? "clerk", "sales.void-parked") === "allowed";
}

/** The next draft with what it lost; the list becomes an entry where nothing else is left of it. */
function withVoided(deps: ChangerDeps, { who, how }: Act, { draft, next }: Moved): DraftSale {
  const { userId } = who;
  const isEmpty = next.lines.length === 0;
  const isParked = draft.wasParked === true || next.wasParked === true;
  const wasParked = (isParked && !isEmpty) || undefined;
  const voided = deps.isTraining() ? [] : voidedBy(draft, next, { userId, how });
  if (!isEmpty && voided.length < MAX_VOIDED) return { ...next, voided, wasParked };
  const entry = voidedEntry(deps.shop, { ...next, voided }, userId);
  if (entry !== undefined) deps.ledger.append(entry);
  return { ...next, voided: undefined, wasParked };
}
