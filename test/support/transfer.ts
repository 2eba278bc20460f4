import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Input } from "../../contract/commands.ts";
import { UserId } from "../../contract/ids.ts";
import type { ImportReport, JobView } from "../../contract/transfer-views.ts";
import { demoShop } from "../../sandbox/demo-shop.ts";
import { openWorld, type World } from "./world.ts";

type Given = NonNullable<Parameters<typeof openWorld>[0]>;

/** A till where the manager sits: files are not a clerk's business. */
export function openTransferWorld(given: Given = {}): World {
  const people = { ...demoShop.people, startsAs: UserId.parse("user_jonas") };
  return openWorld({ ...given, config: { ...given.config, people } });
}

/** Waits for the job's last event. */
export function ended(world: World, { jobId }: JobView): Promise<JobView> {
  return new Promise((resolve) => {
    const stop = world.register.onEvent(({ event, view }) => {
      if (event !== "job-changed" || view.jobId !== jobId || view.state === "running") return;
      stop();
      resolve(view);
    });
  });
}

type Terms = Partial<Input<"transfer.import-products">>;

/** Puts a file where the register looks, and asks for it. */
export function startImport(world: World, content: string | Buffer, terms: Terms = {}): JobView {
  const fileName = terms.fileName ?? "list.csv";
  writeFileSync(join(world.folder, "import", fileName), content);
  const usual = { fileName, apply: true, encoding: "utf-8", missing: "keep" } as const;
  return world.act("transfer.import-products", { ...usual, ...terms });
}

export function importList(
  world: World,
  content: string | Buffer,
  terms?: Terms,
): Promise<JobView & { report: ImportReport }> {
  const started = startImport(world, content, terms);
  return ended(world, started) as Promise<JobView & { report: ImportReport }>;
}

/** `line column fault` of each problem. */
export const faultsOf = ({ report }: JobView) =>
  report?.problems.map(({ line, column, fault }) => `${line} ${column ?? "-"} ${fault}`);

export async function exportFile(
  world: World,
  format: Input<"transfer.export">["format"],
  timeZone = "UTC",
): Promise<string> {
  const { fileName } = await ended(world, world.act("transfer.export", { format, timeZone }));
  return join(world.folder, "exports", fileName);
}
