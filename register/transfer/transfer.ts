import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { exponentOf } from "../../contract/money.ts";
import { refuse } from "../../contract/result.ts";
import type { ExportFormat, JobView } from "../../contract/transfer-views.ts";
import type { ShopView } from "../../contract/views.ts";
import { exportLedger, ledgerFormats } from "../../ledger/exports/export-ledger.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { openListedRows } from "../catalog/listed-rows.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Clock, Emit, Logger, NewId } from "../ports.ts";
import { exportCatalog } from "./export-catalog.ts";
import { importProducts } from "./import-products.ts";
import type { Job, Progress } from "./job.ts";
import { createJobs } from "./jobs.ts";
import { openTransferFiles } from "./transfer-files.ts";

type Deps = Readonly<{
  db: Database;
  shop: ShopView;
  ledger: Ledger;
  now: Clock;
  newId: NewId;
  log: Logger;
  /** The register's folder; files go in and out through two folders of it. */
  folder: string;
  emit: Emit;
  catalog: Catalog;
  /** What a job appended to the ledger is to be witnessed. */
  witness: () => void;
}>;

export type Transfer = ReturnType<typeof openTransfer>;

/** Files in and out: what may be asked for, and the job that does it. */
export function openTransfer(deps: Deps) {
  const { db, shop, ledger, folder, emit } = deps;
  const files = openTransferFiles(folder);
  const rows = openLedgerRows(db);
  const listedRows = openListedRows(db);
  const jobs = createJobs({
    ...deps,
    changed(view) {
      if (isImported(view)) {
        deps.witness();
        emit({ event: "catalog-changed", view: deps.catalog.keys() });
      }
      emit({ event: "job-changed", view });
    },
  });
  const terms = {
    exponent: exponentOf(shop.currency),
    taxCodes: shop.taxClasses.map(({ code }) => code),
  };

  function importList(
    who: Who,
    input: Input<"transfer.import-products">,
  ): Outcome<"transfer.import-products"> {
    const { fileName, apply } = input;
    const path = files.importPath(fileName);
    if (path === undefined) return refuse("file-not-found", fileName);
    const entry = { type: "configuration-changed", what: "catalog", userId: who.userId } as const;
    const applied = (digest: string) => void ledger.append({ ...entry, digest });
    return jobs.start({
      kind: apply ? "import-products" : "check-products",
      unit: "bytes",
      fileName,
      run: () => importProducts({ ...deps, terms, applied }, { ...input, path }),
    });
  }

  function exportJob(format: ExportFormat, timeZone: string) {
    if (format === "catalog-csv") {
      const path = files.exportPath("catalog.csv");
      const work = () => exportCatalog({ rows: listedRows, currency: shop.currency, path });
      return { fileName: "catalog.csv", unit: "products", run: () => written(work) } as const;
    }
    const headSeq = ledger.head().seq;
    const fileName = `ledger-${headSeq}.${ledgerFormats[format].ending}`;
    const path = files.exportPath(fileName);
    const order = { rowsAfter: rows.after, headSeq, format, timeZone, path };
    return { fileName, unit: "entries", run: () => written(() => exportLedger(order)) } as const;
  }

  return {
    files: files.list,
    importList,
    startExport: ({ format, timeZone }: Input<"transfer.export">): Outcome<"transfer.export"> =>
      jobs.start({ kind: "export", ...exportJob(format, timeZone) }),
    job: jobs.view,
    cancel: ({ jobId }: Input<"transfer.cancel">): Outcome<"transfer.cancel"> => jobs.cancel(jobId),
    stop: () => jobs.stop(),
  };
}

function isImported({ kind, state }: JobView): boolean {
  return kind === "import-products" && state === "done";
}

function* written(work: () => Generator<Progress, void>): Job {
  yield* work();
  return { state: "done", report: null };
}
