import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { InvariantError } from "../../contract/assert.ts";
import { MAX_MESSAGE_BYTES, type RegisterEvent } from "../../contract/commands.ts";
import { ProductId, SaleId } from "../../contract/ids.ts";
import { letIn, openBridge, refusedBridge } from "../support/bridge-client.ts";
import { closeShells, errors, newRegister, openShell } from "../support/shell.ts";

afterEach(closeShells);

describe("the browser shell's bridge", () => {
  it("says hello, answers by id, and tells every page of a change", async () => {
    const shell = await openShell();
    const first = await openBridge(shell);
    const second = await openBridge(shell);
    expect(await first.next(() => true)).toMatchObject({ hello: "tillside", version: 1 });
    const { sale } = await first.value("register.view", {});
    const [product] = await first.value("catalog.search", { text: "espresso", limit: 1 });
    const productId = product?.productId ?? ProductId.parse("the demo sells no espresso");
    await first.value("sales.add", { saleId: sale.saleId, productId, quantity: 2 });
    const event = await second.next((message) => "event" in message);
    expect(event).toMatchObject({ event: "sale-changed", view: { itemCount: 2 } });
  });

  it("refuses a wrong Origin, Host, cookie or path before the connection opens", async () => {
    const shell = await openShell();
    const { port } = shell;
    const Cookie = await letIn(shell);
    const Origin = `http://127.0.0.1:${port}`;
    const refusals = [
      await refusedBridge(port, { Cookie, Origin: "http://attacker.example" }),
      await refusedBridge(port, { Cookie }),
      await refusedBridge(port, { Cookie, Origin, Host: "attacker.example" }),
      await refusedBridge(port, { Origin }),
      await refusedBridge(port, { Origin, Cookie: `tillside-${port}=guess` }),
      await refusedBridge(port, { Cookie, Origin }, "/elsewhere"),
    ];
    expect(refusals).toEqual([
      { status: 403, code: "wrong-origin" },
      { status: 403, code: "wrong-origin" },
      { status: 403, code: "wrong-host" },
      { status: 401, code: "wrong-token" },
      { status: 401, code: "wrong-token" },
      { status: 404, code: "page-not-found" },
    ]);
  });

  it("answers bad-message to what is no request, and goes on with the connection", async () => {
    const client = await openBridge(await openShell());
    const bad = [
      "",
      "{",
      "null",
      "[]",
      '"sales.add"',
      "{}",
      '{"id":0,"command":"register.view","input":{}}',
      '{"id":1.5,"command":"register.view","input":{}}',
      '{"id":1,"command":7,"input":{}}',
      `{"id":1,"command":"${"x".repeat(101)}","input":{}}`,
      '{"id":1,"command":"register.view","input":{},"who":{"caller":"tool"}}',
      Buffer.from('{"id":1,"command":"register.view","input":{}}'),
    ];
    for (const text of bad) {
      client.send(text);
      const answer = await client.next((message) => "refused" in message || "id" in message);
      expect(answer).toMatchObject({ refused: "bad-message" });
    }
    expect(await client.call("register.view", {})).toMatchObject({ ok: true });
  });

  it("passes the door's refusals on: unknown commands, wrong input, 30,000 levels of nesting", async () => {
    const client = await openBridge(await openShell());
    const outcomeOf = async (id: number, text: string) => {
      client.send(text);
      return client.next((message) => "id" in message && message.id === id);
    };
    expect(await outcomeOf(1, '{"id":1,"command":"day.erase","input":{}}')).toMatchObject({
      outcome: { refusal: "unknown-command" },
    });
    expect(await outcomeOf(2, '{"id":2,"command":"toString","input":{}}')).toMatchObject({
      outcome: { refusal: "unknown-command" },
    });
    expect(
      await outcomeOf(3, '{"id":3,"command":"sales.add","input":{"quantity":"2"}}'),
    ).toMatchObject({ outcome: { refusal: "bad-input" } });
    const nested = "[".repeat(30_000) + "]".repeat(30_000);
    expect(await outcomeOf(4, `{"id":4,"command":"sales.add","input":${nested}}`)).toMatchObject({
      outcome: { refusal: "bad-input" },
    });
  });

  it("refuses a caller that may not call, by who the carrier says it is", async () => {
    const client = await openBridge(await openShell({ caller: "reader" }));
    expect(await client.call("register.view", {})).toMatchObject({ refusal: "not-allowed" });
  });

  it("closes with 1009 what sends more than a message may hold, and serves the others", async () => {
    const shell = await openShell();
    const greedy = await openBridge(shell);
    const other = await openBridge(shell);
    greedy.send("x".repeat(MAX_MESSAGE_BYTES + 1));
    expect(await greedy.closed).toBe(1009);
    expect(await other.call("register.view", {})).toMatchObject({ ok: true });
  });

  it("tells of a bug its id alone and keeps the details in the log", async () => {
    const handle = () => {
      throw new InvariantError("a secret detail");
    };
    const client = await openBridge(
      await openShell({ register: { ...newRegister(), handle, onEvent: () => () => undefined } }),
    );
    client.send('{"id":9,"command":"register.view","input":{}}');
    const answer = await client.next((message) => "id" in message);
    expect(answer).toEqual({ id: 9, bug: expect.stringMatching(/^bug_/) as string });
    expect(errors).toEqual(["a command met a bug"]);
  });

  it("stops telling a page that is gone", async () => {
    const listeners = new Set<unknown>();
    const onEvent = (listener: unknown) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    };
    const client = await openBridge(await openShell({ register: { ...newRegister(), onEvent } }));
    expect(listeners.size).toBe(1);
    client.close();
    await client.closed;
    await eventually(() => expect(listeners.size).toBe(0));
  });

  it("cuts a page off that does not read, before it holds more than a few megabytes", async () => {
    let tell: (event: RegisterEvent) => void = () => undefined;
    const onEvent = (listener: typeof tell) => {
      tell = listener;
      return () => (tell = () => undefined);
    };
    const register = newRegister();
    const shell = await openShell({ register: { ...register, onEvent } });
    const client = await openBridge(shell);
    const { sale } = await client.value("register.view", {});
    client.pause();
    const view = { ...sale, saleId: SaleId.parse(`sale_${"x".repeat(60)}`) };
    let toldBytes = 0;
    const event = { event: "sale-changed", view } as const;
    const isCut = client.closed.then(() => true);
    while (toldBytes < 64 * 1024 * 1024) {
      for (let count = 0; count < 1_000; count += 1) tell(event);
      toldBytes += 1_000 * JSON.stringify(event).length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    client.resume();
    expect(await isCut).toBe(true);
  });

  it("holds sixteen pages and refuses the next with too-many-connections", async () => {
    const shell = await openShell();
    const Cookie = await letIn(shell);
    const clients = await Promise.all(
      Array.from({ length: 16 }, () => openBridge(shell, { Cookie })),
    );
    const Origin = `http://127.0.0.1:${shell.port}`;
    expect(await refusedBridge(shell.port, { Cookie, Origin })).toEqual({
      status: 503,
      code: "too-many-connections",
    });
    clients[0]?.close();
    await clients[0]?.closed;
    const again = await openBridge(shell, { Cookie });
    expect(await again.call("register.view", {})).toMatchObject({ ok: true });
  });
});
