import type { RegisterEvent } from "../../contract/commands.ts";
import { SaleId } from "../../contract/ids.ts";
import type { EntryOf } from "../../ledger/ledger-entry.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Logger, SigningAnswer, SigningDevice } from "../ports.ts";
import { collectTasks } from "./collect-tasks.ts";
import { openSigningTasks, type SigningTask } from "./signing-tasks.ts";

type Deps = Readonly<{
  db: Database;
  ledger: Ledger;
  device: SigningDevice;
  isDraft: (saleId: string) => boolean;
  log: Logger;
}>;

export type Signing = ReturnType<typeof openSigning>;

/** The longest that a device's words may be in an entry. */
const MAX_DETAIL = 2_000;

/**
 * Speaks to a signing device, one question at a time, in the order of what happened. Selling never
 * waits for it: what it cannot be told now is queued on the disk, and what it says becomes an entry.
 */
export function openSigning(deps: Deps) {
  const { db, device } = deps;
  const tasks = openSigningTasks(db);
  const { collect, follow } = collectTasks({ ...deps, tasks });
  let isTelling = false;
  let isStopped = false;

  function tell(): void {
    if (isTelling || isStopped) return;
    collect();
    const task = tasks.next();
    if (task === undefined) return;
    isTelling = true;
    void ask(task).then((wasReached) => {
      isTelling = false;
      if (wasReached) tell();
    });
  }

  async function ask(task: SigningTask): Promise<boolean> {
    try {
      const answer = await device[task.act](task.saleId, task.payload);
      if (!isStopped) settle(task, answer);
      return true;
    } catch (error) {
      if (!isStopped) queue(task, String(error));
      return false;
    }
  }

  function settle(task: SigningTask, answer: SigningAnswer): void {
    db.transaction(() => {
      tasks.done(task);
      record(deps.ledger, task, answer);
    }).immediate();
  }

  /** The first failure of a task is a fact for an auditor; the next ones are the same fact. */
  function queue(task: SigningTask, detail: string): void {
    const isFirst = task.failures === 0;
    if (isFirst) deps.log.warn("the signing device was not reached", { detail });
    db.transaction(() => {
      tasks.failed(task);
      if (isFirst) record(deps.ledger, task, { state: "queued", transactionNumber: 0, detail });
    }).immediate();
  }

  return {
    follow(event: RegisterEvent): void {
      // The end of the last sale comes before the begin of the next.
      collect();
      follow(event);
      tell();
    },
    /** Asked by a clock: tries again what failed. */
    tell,
    stop: () => void (isStopped = true),
  };
}

type Said = Pick<EntryOf<"signing-device-record">, "state" | "transactionNumber" | "detail">;

function record(ledger: Ledger, { act, saleId }: SigningTask, said: Said): void {
  const { state, transactionNumber } = said;
  ledger.append({
    type: "signing-device-record",
    action: act,
    saleId: SaleId.parse(saleId),
    ...{ state, transactionNumber, detail: said.detail.slice(0, MAX_DETAIL) },
  });
}
