import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { z } from "zod";

const program = resolve(import.meta.dirname, "../../ledger/main.ts");
const Verdict = z.object({
  ok: z.boolean(),
  entries: z.number(),
  headSeq: z.number(),
  headHash: z.string(),
  fault: z.string().nullable(),
});

/** What `npm run ledger -- verify` says of a register's folder. */
export function verifyFolder(folder: string): z.infer<typeof Verdict> {
  const args = [program, "verify", "--json", "--data", folder];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (stdout === "") throw new Error(`verify said nothing: ${stderr}`);
  return Verdict.parse(JSON.parse(stdout));
}
