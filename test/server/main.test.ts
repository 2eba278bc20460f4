import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import type { RelayConfigInput } from "../../server/config.ts";
import { startRelayProcess } from "./support/relay-process.ts";
import { deviceTokens, openSurroundings, startOf } from "./support/relay-world.ts";
import { openTill } from "./support/till-client.ts";

const program = resolve(import.meta.dirname, "../../server/main.ts");

/** Runs the relay where it is expected to end by itself. */
async function run(config: RelayConfigInput) {
  const path = join(config.data, "relay.json");
  writeFileSync(path, JSON.stringify(config));
  const child = spawn(process.execPath, [program, "--config", path, "--json"]);
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { exitCode: child.exitCode, line: JSON.parse(out) as unknown, err };
}

describe("the relay as a program", () => {
  it("ends with 1 and a code where its key is of the other mode", async () => {
    const { config } = await openSurroundings();
    const [main] = config.connections;
    const connections = main ? [{ ...main, mode: "live" as const }] : [];
    const ended = await run({ ...config, connections });
    expect(ended).toMatchObject({ exitCode: 1, line: { trouble: { code: "key-mode-mismatch" } } });
    expect(ended.err).not.toContain(main?.secretKey);
  });

  it("ends with 1 and a code where its port is taken", async () => {
    const { config } = await openSurroundings();
    const taken = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void taken.close());
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const ended = await run({ ...config, till: { host: "127.0.0.1", port } });
    expect(ended).toMatchObject({ exitCode: 1, line: { trouble: { code: "port-in-use" } } });
  });

  it("ends with 0 on SIGTERM, with a socket open and a payment waiting", async () => {
    const around = await openSurroundings();
    const relay = await startRelayProcess(around.config);
    const till = await openTill({ ...relay, token: deviceTokens.reg_1, registerId: "reg_1" });
    await till.ask(startOf(around, "pay_1"));
    expect(await relay.stop()).toBe(0);
    await till.closed;
  });
});
