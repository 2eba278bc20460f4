import { z } from "zod";
import { assert } from "../../contract/assert.ts";
import { Discount, MAX_LINES, MAX_QUANTITY } from "../../contract/commands.ts";
import { LineId, ProductId, SaleId } from "../../contract/ids.ts";
import { Minor } from "../../contract/money.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { NewId } from "../ports.ts";
import type { DraftSale } from "./price-sale.ts";

/** How many changes can be taken back. */
const MAX_STEPS = 50;

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
});

export type DraftSales = ReturnType<typeof openDraftSales>;

/**
 * The sale that is being made is a row: a crash keeps it. Each change keeps the content before it
 * as a step, so that it can be taken back. There is exactly one open draft at any time.
 */
export function openDraftSales(db: Database, newId: NewId) {
  const selectDraft = db.prepare<[], string>("SELECT content FROM draft_sale").pluck();
  const insertDraft = db.prepare("INSERT INTO draft_sale (sale_id, content) VALUES (?, ?)");
  const updateDraft = db.prepare("UPDATE draft_sale SET content = ? WHERE sale_id = ?");
  const deleteDraft = db.prepare("DELETE FROM draft_sale WHERE sale_id = ?");
  const insertStep = db.prepare(
    "INSERT INTO draft_step (sale_id, content) SELECT sale_id, content FROM draft_sale WHERE sale_id = ?",
  );
  const deleteOldSteps = db.prepare(
    "DELETE FROM draft_step WHERE step <= (SELECT max(step) FROM draft_step) - ?",
  );
  const selectStep = db.prepare<[string], { step: number; content: string }>(
    "SELECT step, content FROM draft_step WHERE sale_id = ? ORDER BY step DESC LIMIT 1",
  );
  const deleteStep = db.prepare("DELETE FROM draft_step WHERE step = ?");

  function current(): DraftSale {
    const content = selectDraft.get();
    assert(content !== undefined, "there is always one open draft");
    return StoredDraft.parse(JSON.parse(content));
  }

  function openNew(): DraftSale {
    const draft: DraftSale = { saleId: SaleId.parse(newId("sale")), lines: [], discount: null };
    insertDraft.run(draft.saleId, JSON.stringify(draft));
    return draft;
  }

  function save(draft: DraftSale): void {
    insertStep.run(draft.saleId);
    deleteOldSteps.run(MAX_STEPS);
    updateDraft.run(JSON.stringify(StoredDraft.parse(draft)), draft.saleId);
  }

  /** Puts the content of the last step back; false when there is none. */
  function undo(saleId: SaleId): boolean {
    const step = selectStep.get(saleId);
    if (step === undefined) return false;
    updateDraft.run(step.content, saleId);
    deleteStep.run(step.step);
    return true;
  }

  return {
    current,
    save,
    undo,
    canUndo: (saleId: SaleId) => selectStep.get(saleId) !== undefined,
    /** At the first start there is no draft yet. */
    ensureOpen: () => (selectDraft.get() === undefined ? openNew() : current()),
    /** The sale is in the ledger: its draft goes, and an empty one is open. */
    replaceCompleted(saleId: SaleId): DraftSale {
      deleteDraft.run(saleId);
      return openNew();
    },
  };
}
