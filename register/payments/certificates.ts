import { join } from "node:path";
import type { Input, Outcome } from "../../contract/commands.ts";
import { ok, refuse } from "../../contract/result.ts";
import { certificatePage } from "../../ledger/certificate/certificate-page.ts";
import { makeCertificate } from "../../ledger/certificate/make-certificate.ts";
import { writeFile } from "../../ledger/exports/write-file.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Clock } from "../ports.ts";

type Deps = Readonly<{
  db: Database;
  now: Clock;
  /** The register's folder, in which the witness stands. */
  folder: string;
}>;

export type Certificates = ReturnType<typeof createCertificates>;

/** Certificates of payments: read, and written into the folder of exports by names of our own. */
export function createCertificates({ db, now, folder }: Deps) {
  const exportPath = (name: string) => join(folder, "exports", name);
  const make = (id: string) =>
    makeCertificate({ db, witnessPath: join(folder, "witness"), nowMs: now() }, id);
  return {
    view({ id }: Input<"payments.certificate">): Outcome<"payments.certificate"> {
      const certificate = make(id);
      return certificate === null ? refuse("payment-not-found", id) : ok(certificate);
    },
    write({ id }: Input<"payments.export-certificate">): Outcome<"payments.export-certificate"> {
      const certificate = make(id);
      if (certificate === null) return refuse("payment-not-found", id);
      const name = `certificate-${certificate.paymentId}`;
      const files = { json: `${name}.json`, html: `${name}.html` };
      put(exportPath(files.json), `${JSON.stringify(certificate, null, 2)}\n`);
      put(exportPath(files.html), certificatePage(certificate));
      return ok(files);
    },
  };
}

/** Whole or not at all. */
function put(path: string, text: string): void {
  Array.from(writeFile(path, [{ text, progress: null }]));
}
