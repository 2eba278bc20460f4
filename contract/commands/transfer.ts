import { z } from "zod";
import { ProductId } from "../ids.ts";
import { exportFormats, type JobView, type TransferFilesView } from "../transfer-views.ts";
import type { ProductView } from "../views.ts";
import { view } from "./command.ts";

/** A name inside the register's own folders. No path can be said, so none can lead elsewhere. */
const FileName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u, "not a file name");

/** The IANA time zone by which an export writes dates. */
export const TimeZone = z
  .string()
  .refine(
    (zone) => zone === "UTC" || Intl.supportedValuesOf("timeZone").includes(zone),
    "not a time zone",
  );

export const importEncodings = ["utf-8", "utf-16le", "windows-1252", "iso-8859-15"] as const;

/** The catalog, and what goes in and out as files. One long job at a time, beside the selling. */
export const transferCommands = {
  /** All variants of a product's article; the product alone has none. */
  "catalog.variants": {
    input: z.strictObject({ productId: ProductId }),
    output: view<readonly ProductView[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
  "transfer.files": {
    input: z.strictObject({}),
    output: view<TransferFilesView>(),
    refusals: [],
    from: ["till", "tool"],
  },
  /**
   * Reads a CSV file of the folder `import`. `apply: false` only reports. A file with one bad line
   * changes nothing. `missing` says what becomes of products that the file does not name.
   */
  "transfer.import-products": {
    input: z.strictObject({
      fileName: FileName,
      apply: z.boolean(),
      encoding: z.enum(importEncodings),
      missing: z.enum(["keep", "retire"]),
    }),
    output: view<JobView>(),
    refusals: ["job-running", "file-not-found"],
    from: ["till", "tool"],
  },
  /** Writes the ledger, or the catalog, as a file of the folder `exports`. */
  "transfer.export": {
    input: z.strictObject({ format: z.enum(exportFormats), timeZone: TimeZone }),
    output: view<JobView>(),
    refusals: ["job-running"],
    from: ["till", "tool"],
  },
  /** The job that runs, or the last one since the start; null when there was none. */
  "transfer.job": {
    input: z.strictObject({}),
    output: view<JobView | null>(),
    refusals: [],
    from: ["till", "tool"],
  },
  "transfer.cancel": {
    input: z.strictObject({ jobId: z.string().max(80) }),
    output: view<JobView>(),
    refusals: ["job-not-running"],
    from: ["till", "tool"],
  },
} as const;
