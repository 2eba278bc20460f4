import { z } from "zod";
import { assert } from "../../contract/assert.ts";
import { Discount, MAX_LINES, MAX_QUANTITY } from "../../contract/commands.ts";
import { LineId, ProductId, SaleId } from "../../contract/ids.ts";
import { Minor } from "../../contract/money.ts";
import { VoidedLine } from "../../ledger/entries/sales.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { NewId } from "../ports.ts";
import { openDraftSteps, type DraftSteps } from "./draft-steps.ts";
import type { DraftSale } from "./price-sale.ts";

const StoredDraft = z.strictObject({
  saleId: SaleId,
  lines: z
    .array(
      z.strictObject({
        lineId: LineId,
        productId: ProductId,
        name: z.string(),
        detail: z.string(),
        unitMinor: Minor.min(0),
        taxCode: z.string(),
        quantity: z.int().min(1).max(MAX_QUANTITY),
        discount: Discount.nullable(),
      }),
    )
    .max(MAX_LINES),
  discount: Discount.nullable(),
  voided: z.array(VoidedLine).optional(),
  wasParked: z.boolean().optional(),
});

export type DraftSales = ReturnType<typeof openDraftSales>;

/**
 * The sale that is being made is a row: a crash keeps it. Each change keeps the content before it
 * as a step, so that it can be taken back. There is exactly one open draft at any time.
 */
export function openDraftSales(db: Database, newId: NewId) {
  const sql = prepareDrafts(db);
  const steps = openDraftSteps(db);

  function current(): DraftSale {
    const content = sql.selectOpen.get();
    assert(content !== undefined, "there is always one open draft");
    return parse(content);
  }

  function openNew(): DraftSale {
    const draft: DraftSale = { saleId: SaleId.parse(newId("sale")), lines: [], discount: null };
    sql.insertDraft.run(draft.saleId, JSON.stringify(draft));
    return draft;
  }

  return {
    current,
    ...draftWriter(sql, steps),
    canUndo: steps.hasAny,
    /** At the first start there is no draft yet. */
    ensureOpen: () => (sql.selectOpen.get() === undefined ? openNew() : current()),
    /** The sale is in the ledger: its draft goes; one is open afterwards. */
    removeCompleted(saleId: SaleId): void {
      sql.deleteDraft.run(saleId);
      if (sql.selectOpen.get() === undefined) openNew();
    },
    byId(saleId: string): DraftSale | undefined {
      const content = sql.selectById.get(saleId);
      return content === undefined ? undefined : parse(content);
    },
    /** Set aside while their payment is unknown, oldest first. */
    held: (): readonly DraftSale[] => sql.selectHeld.all().map(parse),
    hold(saleId: SaleId): DraftSale {
      sql.updateState.run("held", saleId);
      return openNew();
    },
    /** The open draft, which must be empty, makes way for one that was set aside. */
    takeUp(saleId: SaleId): void {
      sql.deleteDraft.run(current().saleId);
      sql.updateState.run("open", saleId);
    },
  };
}

/** Writes the content of drafts, and what it was before. */
function draftWriter(sql: ReturnType<typeof prepareDrafts>, steps: DraftSteps) {
  /** As it is, with no step to take back. */
  const replace = (draft: DraftSale): void =>
    void sql.updateDraft.run(JSON.stringify(StoredDraft.parse(draft)), draft.saleId);
  return {
    replace,
    save(draft: DraftSale): void {
      steps.keep(draft.saleId);
      replace(draft);
    },
    /** What the draft was before its last change. */
    lastStep(saleId: SaleId): DraftSale | undefined {
      const content = steps.last(saleId);
      return content === undefined ? undefined : parse(content);
    },
    /** The last change is taken back, to what the caller made of `lastStep`. */
    stepBack(draft: DraftSale): void {
      steps.dropLast(draft.saleId);
      replace(draft);
    },
  };
}

function prepareDrafts(db: Database) {
  const select = "SELECT content FROM draft_sale WHERE";
  return {
    selectOpen: db.prepare<[], string>(`${select} state = 'open'`).pluck(),
    selectById: db.prepare<[string], string>(`${select} sale_id = ?`).pluck(),
    selectHeld: db
      .prepare<[], string>(
        `${select} state = 'held' AND sale_id NOT IN (SELECT sale_id FROM parked_sale) ORDER BY rowid`,
      )
      .pluck(),
    insertDraft: db.prepare("INSERT INTO draft_sale (sale_id, content) VALUES (?, ?)"),
    updateDraft: db.prepare("UPDATE draft_sale SET content = ? WHERE sale_id = ?"),
    updateState: db.prepare("UPDATE draft_sale SET state = ? WHERE sale_id = ?"),
    deleteDraft: db.prepare("DELETE FROM draft_sale WHERE sale_id = ?"),
  };
}

function parse(content: string): DraftSale {
  return StoredDraft.parse(JSON.parse(content));
}
