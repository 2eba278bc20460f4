import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { After } from "../../../server/ports.ts";
import { openSqliteStorage } from "../../../server/storage/sqlite-storage.ts";
import { deviceTokens, ids, openRelayWorld, type RelayWorld } from "../support/relay-world.ts";
import { relayRows } from "../support/relay-rows.ts";
import { connect, openTill } from "../support/till-client.ts";

/** The HTTP status of an upgrade that is refused. */
async function refusedStatus(url: string, ca: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, { ca, headers });
  onTestFinished(() => socket.terminate());
  socket.on("error", () => undefined);
  const [, res] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
  return res.statusCode;
}

const socketUrl = ({ relay }: RelayWorld) => `${relay.tillUrl.replace(/^http/, "ws")}/till`;

/** So many mails for reg_1: each `read-payment` of a payment mails its reading. */
async function openWithMails(count: number) {
  const world = await openRelayWorld();
  const till = await world.till("reg_1", { acks: false });
  const { paymentId } = world.startOf("pay_1");
  await till.ask({
    type: "resolve-payment",
    paymentId,
    connection: "main",
    startedAtMs: Date.now(),
  });
  for (let seq = 1; seq <= count; seq += 1) {
    await till.hear((message) =>
      message.type === "mail" && message.seq === seq ? message : undefined,
    );
    if (seq < count) await till.ask({ type: "read-payment", paymentId });
  }
  return { world, till };
}

/** As many more mails as it takes, written by the storage itself while no relay runs. */
async function fillMailbox({ folder }: RelayWorld, count: number): Promise<void> {
  const storage = openSqliteStorage(join(folder, "relay.db"));
  const registerId = ids.register("reg_1");
  await storage.transaction(async (tx) => {
    const [first] = await tx.mailboxes.selectAfter(registerId, 0, 1);
    for (let seq = 2; seq <= count && first; seq += 1) {
      await tx.mailboxes.append(registerId, first.body, 0);
    }
  });
  await storage.close();
}

const ackedSeq = ({ folder }: RelayWorld) =>
  relayRows<{ acked_seq: number }>(folder, "SELECT acked_seq FROM mailbox")[0]?.acked_seq;

describe("the till's door", () => {
  it("B22: refuses no token, a wrong one, and one in the address, with 401", async () => {
    const world = await openRelayWorld({ hasWebhooks: false });
    const { caPem } = world.relay;
    const token = deviceTokens.reg_1;
    const bearer = { authorization: `Bearer ${token}` };
    const url = socketUrl(world);
    expect(await refusedStatus(url, caPem)).toBe(401);
    const wrong = { authorization: "Bearer device-token-of-register-9" };
    expect(await refusedStatus(url, caPem, wrong)).toBe(401);
    expect(await refusedStatus(url, caPem, { authorization: `Basic ${token}` })).toBe(401);
    expect(await refusedStatus(`${url}?token=${token}`, caPem)).toBe(401);
    expect(await refusedStatus(`${url}?x`, caPem, bearer)).toBe(401);
    expect(await refusedStatus(`${url}/other`, caPem, bearer)).toBe(404);
  });

  it("B22: closes with 4401 where the token is another register's than hello says", async () => {
    const world = await openRelayWorld({ hasWebhooks: false });
    const options = { ...world.relay, token: deviceTokens.reg_2, registerId: "reg_1" };
    const till = await openTill(options);
    expect(await till.closed).toBe(4401);
    expect(till.heard).toMatchObject([{ type: "goodbye", code: "not-your-token" }]);
  });

  it("closes the first socket with 4409 when the register opens a second", async () => {
    const world = await openRelayWorld({ hasWebhooks: false });
    const first = await world.till();
    await first.hear((message) => (message.type === "welcome" ? message : undefined));
    const second = await world.till();
    expect(await first.closed).toBe(4409);
    await second.hear((message) => (message.type === "welcome" ? message : undefined));
  });

  it("ends a socket that is half open within two pings", async () => {
    const pings: (() => void)[] = [];
    const after: After = (_delayMs, act) => {
      pings.push(act);
      return () => undefined;
    };
    const world = await openRelayWorld({ hasWebhooks: false, after });
    const { caPem: ca } = world.relay;
    const headers = { authorization: `Bearer ${deviceTokens.reg_1}` };
    const deaf = new WebSocket(socketUrl(world), { ca, headers, autoPong: false });
    onTestFinished(() => deaf.terminate());
    await once(deaf, "open");
    const [ping] = pings;
    const pinged = once(deaf, "ping");
    ping?.();
    await pinged;
    const closed = once(deaf, "close");
    ping?.();
    expect((await closed)[0]).toBe(1006);
  });

  it("welcomes with the connections and the readers that Stripe lists", async () => {
    const world = await openRelayWorld();
    const till = await world.till();
    const welcome = await till.hear((message) =>
      message.type === "welcome" ? message : undefined,
    );
    const [connection] = welcome.connections;
    expect(connection).toMatchObject({ name: "main", mode: "test", currency: "EUR" });
    expect(connection?.readers).toMatchObject([{ readerId: world.readerId, label: "Counter" }]);
  });

  it("welcomes with no readers where Stripe cannot be reached", async () => {
    const world = await openRelayWorld({ hasWebhooks: false });
    world.sandbox.control.addFault({
      on: { path: "/v1/terminal/readers*" },
      do: "cut-before",
      times: null,
    });
    const till = await world.till();
    const welcome = await till.hear((message) =>
      message.type === "welcome" ? message : undefined,
    );
    expect(welcome.connections).toMatchObject([{ name: "main", readers: [] }]);
  });

  it("says goodbye to what is not a message, to another version, and to haste", async () => {
    const world = await openRelayWorld({ hasWebhooks: false });
    const options = { ...world.relay, token: deviceTokens.reg_1, registerId: "reg_1" };
    const hello = { type: "hello", protocol: 1, registerId: "reg_1", cursor: 0 };
    const frames = [
      "{",
      JSON.stringify({ ...hello, protocol: 2 }),
      JSON.stringify({ ...hello, token: "in the frame" }),
      JSON.stringify({ type: "read-payment", id: "1", paymentId: "pay_1" }),
      Buffer.from([1, 2, 3]),
    ];
    for (const frame of frames) {
      const socket = connect(options);
      await once(socket, "open");
      const heard = once(socket, "message");
      socket.send(frame);
      const [data] = (await heard) as [Buffer];
      expect(JSON.parse(data.toString("utf8"))).toMatchObject({ type: "goodbye" });
      const [code] = (await once(socket, "close")) as [number];
      expect(code).toBe(4400);
    }
  });
});

describe("a register's mailbox", () => {
  it("keeps what was not acked and sends it again, gapless, after the cursor", async () => {
    const { world, till } = await openWithMails(4);
    till.say({ type: "ack", seq: 1 });
    await till.close();
    const again = await world.till("reg_1", { cursor: 2, acks: false });
    for (const seq of [3, 4]) {
      await again.hear((message) =>
        message.type === "mail" && message.seq === seq ? message : undefined,
      );
    }
    expect(again.mails().map(({ seq }) => seq)).toEqual([3, 4]);
    // The cursor stands for the acks that were lost.
    expect(ackedSeq(world)).toBe(2);
  });

  it("refuses an ack of what was never sent, one that goes back, and a cursor ahead", async () => {
    const { world, till } = await openWithMails(2);
    till.say({ type: "ack", seq: 9 });
    expect(await till.closed).toBe(4400);
    const second = await world.till("reg_1", { acks: false });
    await second.hear((message) =>
      message.type === "mail" && message.seq === 2 ? message : undefined,
    );
    second.say({ type: "ack", seq: 2 });
    second.say({ type: "ack", seq: 2 });
    second.say({ type: "ack", seq: 1 });
    expect(await second.closed).toBe(4400);
    const goodbye = second.heard.find(({ type }) => type === "goodbye");
    expect(goodbye).toMatchObject({ code: "ack-behind" });
    const third = await world.till("reg_1", { cursor: 3 });
    expect(await third.closed).toBe(4400);
    expect(third.heard).toMatchObject([{ type: "goodbye", code: "cursor-ahead" }]);
  });

  it("sends a mailbox of a thousand in order to a register that acks", async () => {
    const { world, till } = await openWithMails(1);
    await till.close();
    await world.stop();
    await fillMailbox(world, 1_000);
    const next = await world.restart();
    const again = await next.till("reg_1", { cursor: 0 });
    await again.hear((message) =>
      message.type === "mail" && message.seq === 1_000 ? message : undefined,
    );
    expect(again.mails().map(({ seq }) => seq)).toEqual(
      Array.from({ length: 1_000 }, (_, index) => index + 1),
    );
  });
});
