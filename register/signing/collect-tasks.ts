import type { RegisterEvent } from "../../contract/commands.ts";
import { canonical } from "../../ledger/hash-chain.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { SigningTasks } from "./signing-tasks.ts";

type Deps = Readonly<{
  db: Database;
  ledger: Ledger;
  tasks: SigningTasks;
  /** Whether the sale is still being made, or set aside. */
  isDraft: (saleId: string) => boolean;
}>;

/**
 * What a signing device must be told of each sale: begin at its first item, finish when it stands
 * in the ledger, cancel when it is given up.
 */
export function collectTasks({ db, ledger, tasks, isDraft }: Deps) {
  /** From the entries since the last look, so that no crash between a sale and its task matters. */
  function collect(): void {
    const head = ledger.head().seq;
    const cursor = tasks.cursor();
    if (cursor === head) return;
    db.transaction(() => {
      // A device that is new signs from now on, not the past.
      const sales = cursor === undefined ? [] : ledger.since("sale-completed", cursor + 1);
      for (const { entry, hash } of sales) {
        const { saleId, receiptCount, totalMinor, currency } = entry;
        tasks.put("finish", saleId, canonical({ receiptCount, totalMinor, currency, hash }));
      }
      const ended = tasks.begun().filter((saleId) => !isDraft(saleId));
      for (const saleId of ended) tasks.put("cancel", saleId, "{}");
      tasks.moveCursor(head);
    }).immediate();
  }

  function follow(event: RegisterEvent): void {
    if (event.event !== "sale-changed") return;
    const { saleId, lines } = event.view;
    const isBegun = tasks.begun().includes(saleId);
    if (lines.length > 0 && !isBegun) tasks.put("begin", saleId, "{}");
    if (lines.length === 0 && isBegun) tasks.put("cancel", saleId, "{}");
  }
  return { collect, follow };
}
