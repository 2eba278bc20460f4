import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { TroubleError } from "../../contract/trouble.ts";
import { openForReading } from "../storage/open-database.ts";
import { certificatePage } from "./certificate-page.ts";
import { makeCertificate } from "./make-certificate.ts";

type Options = Readonly<{ data: string; html?: true; out?: string }>;

/** `certificate` of the program `ledger`. Ends with 0 where verified, 1 where not, 2 for no such id. */
export function addCertificateCommand(program: Command, now: () => number): void {
  program
    .command("certificate <id>")
    .description("all that is known of a payment or a refund, proven now")
    .option("--data <folder>", "the register's folder", "demo-data")
    .option("--html", "a page to read instead of JSON")
    .option("--out <file>", "where to; by default standard output")
    .action((id: string, { data, html, out }: Options) => {
      const path = join(data, "register.db");
      if (!existsSync(path)) {
        const why = `no register.db in ${data}; name it by --data`;
        throw new TroubleError("folder-not-writable", why);
      }
      const db = openForReading(path);
      const parts = { db, witnessPath: join(data, "witness"), nowMs: now() };
      const certificate = makeCertificate(parts, id);
      db.close();
      if (certificate === null) {
        process.stderr.write(`payment-not-found: ${id}\n`);
        process.exitCode = 2;
        return;
      }
      const text = html
        ? certificatePage(certificate)
        : `${JSON.stringify(certificate, null, 2)}\n`;
      if (out === undefined) process.stdout.write(text);
      else writeFileSync(out, text);
      process.exitCode = certificate.verified.isVerified ? 0 : 1;
    });
}
