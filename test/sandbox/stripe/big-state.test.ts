import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { ClientRequest, IncomingMessage } from "node:http";
import { get, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import { createIntent, openStripeWorld } from "./support/stripe-world.ts";

/** Each of them is about 15 KB in a saved state. */
const PAYMENTS = 2_000;
const MEGABYTE = 1024 * 1024;
const headers = { "x-tillside-sandbox": "1" };

/** Keeps no file: saving one comes at a time of its own, and would be measured with the rest. */
let world: StripeWorld;

const stateUrl = ({ sandbox }: StripeWorld) => `${sandbox.url}/_sandbox/state`;

/** Begins to ask for the state, and reads no more of it than a first piece. */
async function beginToRead(): Promise<{ asked: ClientRequest; answer: IncomingMessage }> {
  const asked = get(stateUrl(world), { headers });
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  answer.pause();
  await once(answer, "readable");
  return { asked, answer };
}

/** What is in use. Buffers go a turn after the objects that held them. */
async function heldBytes(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  for (let round = 0; round < 3; round += 1) {
    collectGarbage();
    await nextTurn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Puts the state that is being sent in the place of another world's. */
async function putInto(to: StripeWorld, answer: IncomingMessage): Promise<void> {
  const put = request(stateUrl(to), { method: "PUT", headers });
  const answered = once(put, "response") as Promise<[IncomingMessage]>;
  await pipeline(answer, put);
  const [{ statusCode }] = await answered;
  expect(statusCode).toBe(200);
}

async function lengthOf(answer: IncomingMessage): Promise<number> {
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) length += chunk.length;
  return length;
}

describe("the state of some thousand payments", () => {
  beforeAll(async () => {
    world = await openStripeWorld();
    for (let nth = 0; nth < PAYMENTS; nth += 1) {
      await createIntent(world.stripe, {
        confirm: true,
        payment_method: "pm_card_visa",
        allowed_payment_method_types: ["card"],
        capture_method: "automatic",
      });
    }
  });
  afterAll(() => world.close());

  it("is not held while somebody reads it slowly, and payments go on meanwhile", async () => {
    const before = await heldBytes();
    const { answer } = await beginToRead();
    const heldForIt = (await heldBytes()) - before;
    const made = await createIntent(world.stripe);
    const length = await lengthOf(answer);
    expect(length).toBeGreaterThan(20 * MEGABYTE);
    expect(heldForIt).toBeLessThan(length / 10);
    expect(world.sandbox.books().paymentIntents.map(({ id }) => id)).toContain(made.id);
  });

  it("is of one moment: what comes while it is sent is not in it", async () => {
    const before = world.sandbox.books();
    const { answer } = await beginToRead();
    await createIntent(world.stripe);
    const second = await openStripeWorld({ seed: "another" });
    try {
      await putInto(second, answer);
      expect(second.sandbox.books()).toEqual(before);
    } finally {
      await second.close();
    }
  });

  it("may be left half read: nothing of it stays, and the next one gets it whole", async () => {
    const { asked, answer } = await beginToRead();
    const left = once(asked, "close");
    answer.on("error", () => undefined);
    asked.destroy();
    await left;
    const { answer: whole } = await beginToRead();
    expect(await lengthOf(whole)).toBeGreaterThan(20 * MEGABYTE);
  });

  it("is kept in a file and read from it, the same", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tillside-big-state-"));
    const stateFile = join(folder, "state.json");
    try {
      const keeping = await openStripeWorld({ stateFile });
      await putInto(keeping, (await beginToRead()).answer);
      await keeping.close();
      const opened = await openStripeWorld({ stateFile });
      expect(opened.sandbox.books()).toEqual(world.sandbox.books());
      await opened.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
