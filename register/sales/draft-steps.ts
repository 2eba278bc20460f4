import type { SaleId } from "../../contract/ids.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

/** How many changes can be taken back. */
const MAX_STEPS = 50;

export type DraftSteps = ReturnType<typeof openDraftSteps>;

/** What drafts were before their changes, so that these can be taken back one by one. */
export function openDraftSteps(db: Database) {
  const insertStep = db.prepare(
    "INSERT INTO draft_step (sale_id, content) SELECT sale_id, content FROM draft_sale WHERE sale_id = ?",
  );
  const deleteOldSteps = db.prepare<{ saleId: string; most: number }>(
    `DELETE FROM draft_step WHERE sale_id = :saleId AND step NOT IN (
       SELECT step FROM draft_step WHERE sale_id = :saleId ORDER BY step DESC LIMIT :most)`,
  );
  const selectStep = db.prepare<[string], { step: number; content: string }>(
    "SELECT step, content FROM draft_step WHERE sale_id = ? ORDER BY step DESC LIMIT 1",
  );
  const deleteStep = db.prepare("DELETE FROM draft_step WHERE step = ?");

  return {
    /** Keeps the draft's content as it is now. */
    keep(saleId: SaleId): void {
      insertStep.run(saleId);
      deleteOldSteps.run({ saleId, most: MAX_STEPS });
    },
    /** The content kept last. */
    last: (saleId: SaleId): string | undefined => selectStep.get(saleId)?.content,
    dropLast(saleId: SaleId): void {
      const step = selectStep.get(saleId);
      if (step !== undefined) deleteStep.run(step.step);
    },
    hasAny: (saleId: SaleId): boolean => selectStep.get(saleId) !== undefined,
  };
}
