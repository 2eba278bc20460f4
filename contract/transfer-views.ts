/** What can be wrong with a line of an imported file. Each has its part in docs/catalog.md. */
export const importFaults = [
  "empty-file",
  "file-too-large",
  "wrong-encoding",
  "unclosed-quote",
  "row-too-long",
  "too-many-columns",
  "too-many-products",
  "missing-column",
  "duplicate-column",
  "missing-value",
  "bad-text",
  "formula",
  "bad-price",
  "unknown-tax",
  "bad-barcode",
  "bad-flag",
  "duplicate-sku",
  "duplicate-barcode",
  "barcode-taken",
] as const;
export type ImportFault = (typeof importFaults)[number];

/** `line` counts from 1 as an editor does; `column` is null where the whole line is at fault. */
export type ImportProblem = Readonly<{
  line: number;
  column: string | null;
  fault: ImportFault;
  detail: string;
}>;

/** What an import found, and what it did or would do. One problem is enough to change nothing. */
export type ImportReport = Readonly<{
  products: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Taken out of sale. */
  retired: number;
  /** The first hundred, in the order of the file. */
  problems: readonly ImportProblem[];
  problemCount: number;
  /** Columns of the file that mean nothing here. */
  ignoredColumns: readonly string[];
}>;

export const exportFormats = [
  "csv",
  "sales-csv",
  "json-lines",
  "hledger",
  "beancount",
  "catalog-csv",
] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const jobKinds = ["import-products", "check-products", "export"] as const;
export type JobKind = (typeof jobKinds)[number];

/**
 * Long work. `refused`: what was given is not right, see the report. `failed`: the machine said no,
 * `detail` holds the code. In both nothing was kept, and neither is a cancelled job's file.
 */
export type JobView = Readonly<{
  jobId: string;
  kind: JobKind;
  state: "running" | "done" | "cancelled" | "refused" | "failed";
  /** How far, in the unit's count; `total` is what `done` goes to. */
  done: number;
  total: number;
  unit: "bytes" | "entries" | "products";
  startedAtMs: number;
  /** The file read, or the file written, in the register's own folders. */
  fileName: string;
  report: ImportReport | null;
  detail: string | null;
}>;

export type TransferFileView = Readonly<{ fileName: string; bytes: number }>;

/** What lies in the register's folders `import` and `exports`. */
export type TransferFilesView = Readonly<{
  imports: readonly TransferFileView[];
  exports: readonly TransferFileView[];
}>;
