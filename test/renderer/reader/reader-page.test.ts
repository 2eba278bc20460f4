import type { ErrorResponse } from "@stripe/terminal-js";
import { describe, expect, it } from "vitest";
import { PaymentId } from "../../../contract/ids.ts";
import type { ToReaderWindow } from "../../../contract/reader-window.ts";
import { collect, connect, errorOf, intent, openPage, paymentId } from "./support/open-page.ts";

describe("the reader page connects", () => {
  it("to the reader it was told, and to no reader that is in use", async () => {
    const seen: unknown[] = [];
    const page = openPage({
      connectReader: (_reader: never, options: never) => {
        seen.push(options);
        return { error: { message: "Reader is currently in use." } };
      },
    });
    await page.hear(connect);
    expect(seen).toEqual([{ fail_if_in_use: true }]);
    expect(page.said.at(-1)).toMatchObject({ state: "not-connected", problem: "in-use" });
  });

  it("says that the SDK cannot be loaded, and has its page loaded again", async () => {
    const page = openPage({}, () => false);
    await page.hear(connect);
    expect(page.said.at(-1)).toMatchObject({ state: "load-failed", problem: "load-failed" });
    expect(page.reloads()).toBe(1);
  });

  it("waits for the SDK no longer than it may, and goes on with one that comes late", async () => {
    const late = Promise.withResolvers<boolean>();
    const page = openPage({}, () => late.promise);
    await page.hear(connect);
    expect(page.states()).toEqual(["loading"]);
    await page.pass(20_000);
    expect(page.said.at(-1)).toMatchObject({ state: "load-failed", problem: "load-failed" });
    expect(page.reloads()).toBe(1);
    late.resolve(true);
    await page.hear({ type: "hello" });
    expect(page.states().at(-1)).toBe("connected");
  });

  it("again after a loss, at longer and longer intervals, and finds the reader anew", async () => {
    const page = openPage();
    await page.hear(connect);
    expect(page.states()).toEqual(["loading", "connecting", "connected"]);
    page.lose();
    page.props()?.onUnexpectedReaderDisconnect?.({});
    await page.pass(1_000);
    expect(page.states().slice(-3)).toEqual(["not-connected", "connecting", "connected"]);
    expect(page.called.filter((name) => name === "discoverReaders")).toHaveLength(2);
  });

  it("keeps no reader that came to it only after it was told to let go", async () => {
    let connected: (answer: object) => void = () => undefined;
    const page = openPage({
      connectReader: () => new Promise((resolve) => (connected = resolve)),
    });
    await page.hear(connect, { type: "disconnect" });
    const before = page.called.length;
    connected({ reader: {} });
    await page.hear({ type: "hello" });
    expect(page.called.slice(before)).toEqual(["disconnectReader"]);
    expect(page.states().at(-1)).toBe("not-connected");
  });

  it("gives the SDK no token where the register has none", async () => {
    const page = openPage();
    await page.hear(connect);
    const token = expect(page.props()?.onFetchConnectionToken()).rejects.toThrow("no connection");
    const wanted = page.said.find(({ type }) => type === "connection-token-wanted");
    const id = wanted?.type === "connection-token-wanted" ? wanted.id : "";
    await page.hear({ type: "connection-token", id, secret: null });
    await token;
  });
});

describe("the reader page takes a payment", () => {
  it("knows nothing of an error that stands on no list", async () => {
    const page = openPage({ collectPaymentMethod: () => errorOf("brand_new_code") });
    await page.hear(connect, collect);
    expect(page.finished()).toMatchObject([{ hint: "unknown", code: "brand_new_code" }]);
  });

  it("says declined, processes once more, or does not know: by the intent that came along", async () => {
    const outcome = async (...answers: (ErrorResponse | object)[]) => {
      const page = openPage({ processPayment: () => answers.shift() });
      await page.hear(connect, collect);
      return page.finished()[0];
    };
    const declined = errorOf("card_declined", "requires_payment_method");
    expect(await outcome(declined)).toMatchObject({ hint: "declined", code: "card_declined" });
    const cut = errorOf("network_error", "requires_confirmation");
    expect(await outcome(cut, intent)).toMatchObject({ hint: "processed" });
    expect(await outcome(errorOf("network_timeout"))).toMatchObject({ hint: "unknown" });
  });

  it("does not take a card to the bank that was read while the clerk cancelled", async () => {
    let read: (answer: object) => void = () => undefined;
    const page = openPage({
      collectPaymentMethod: () => new Promise((resolve) => (read = resolve)),
      cancelCollectPaymentMethod: () => errorOf("cancelable_already_completed"),
    });
    await page.hear(connect, collect, { type: "cancel", paymentId });
    read(intent);
    await page.hear({ type: "hello" });
    expect(page.finished()).toMatchObject([{ hint: "cancelled" }]);
    expect(page.called).not.toContain("processPayment");
  });

  it("does not call back a card that is at the bank", async () => {
    let answer: (answer: object) => void = () => undefined;
    const page = openPage({ processPayment: () => new Promise((resolve) => (answer = resolve)) });
    await page.hear(connect, collect, { type: "cancel", paymentId });
    expect(page.said.at(-1)).toMatchObject({ type: "payment-step", step: "card-in-process" });
    expect(page.called.filter((name) => name.startsWith("cancel"))).toEqual([]);
    answer(intent);
    await page.hear({ type: "hello" });
    expect(page.finished()).toMatchObject([{ hint: "processed" }]);
  });

  it("does not ask the bank once more for a payment that was cancelled meanwhile", async () => {
    let answer: (answer: object) => void = () => undefined;
    const page = openPage({ processPayment: () => new Promise((resolve) => (answer = resolve)) });
    await page.hear(connect, collect, { type: "cancel", paymentId });
    answer(errorOf("network_error", "requires_confirmation"));
    await page.hear({ type: "hello" });
    expect(page.finished()).toMatchObject([{ hint: "cancelled", code: "network_error" }]);
    expect(page.called.filter((name) => name === "processPayment")).toHaveLength(1);
  });

  it("stops a reader that asks for a card for longer than anybody waits", async () => {
    const page = openPage({ collectPaymentMethod: () => new Promise(() => undefined) });
    await page.hear(connect, collect);
    await page.pass(180_000);
    expect(page.finished()).toMatchObject([{ hint: "unknown" }]);
    expect(page.called.at(-1)).toBe("cancelCollectPaymentMethod");
  });

  it("says what it is at to a register that is new, and takes no second payment", async () => {
    const page = openPage({ collectPaymentMethod: () => new Promise(() => undefined) });
    const other = { ...collect, paymentId: PaymentId.parse("pay_2") };
    await page.hear(connect, collect, { type: "hello" }, other);
    expect(page.said).toContainEqual({ type: "opened", paymentId, refundId: null });
    expect(page.finished()).toMatchObject([{ paymentId: "pay_2", hint: "not-started" }]);
  });

  it("starts none without a reader, and gives up on one that never answers", async () => {
    const page = openPage({ processPayment: () => new Promise(() => undefined) });
    await page.hear(collect);
    expect(page.finished()).toMatchObject([{ hint: "not-started" }]);
    await page.hear(connect, collect);
    await page.pass(90_000);
    expect(page.finished().at(-1)).toMatchObject({ hint: "unknown" });
  });
});

describe("the reader page shows the cart", () => {
  it("before a payment, never during one", async () => {
    const cart: ToReaderWindow = {
      type: "cart",
      cart: { currency: "EUR", lines: [], taxMinor: 0, totalMinor: 360 },
    };
    const page = openPage({ collectPaymentMethod: () => new Promise(() => undefined) });
    await page.hear(connect, cart, collect, cart);
    expect(page.called.filter((name) => name === "setReaderDisplay")).toHaveLength(1);
  });
});
