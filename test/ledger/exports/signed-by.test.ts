import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { openDeviceKey } from "../../../register/signing/device-key.ts";
import { closeDay, openDayWorld, openDrawer } from "../../support/day.ts";
import { memorySecrets } from "../../support/memory-secrets.ts";
import { beans } from "../../support/world.ts";

const program = resolve(import.meta.dirname, "../../../ledger/main.ts");

it("an export says which key signed which Z, so that a reader knows what to ask the relay for", () => {
  const secrets = memorySecrets();
  const { world } = openDayWorld({}, { secrets });
  for (let day = 1; day <= 2; day += 1) {
    openDrawer(world);
    world.sell(beans);
    closeDay(world);
  }
  world.register.close();
  const { keyId } = openDeviceKey(secrets);
  const out = join(world.folder, "book.jsonl");
  const args = ["export", "--data", world.folder, "--format", "json-lines", "--out", out];
  const told = spawnSync(process.execPath, [program, ...args, "--json"], { encoding: "utf8" });
  expect(JSON.parse(told.stdout)).toMatchObject({ signedBy: [{ keyId, fromZ: 1, toZ: 2 }] });
  const { stdout } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
  expect(stdout).toContain(`Z 1 to 2: signed by key ${keyId}`);
});
