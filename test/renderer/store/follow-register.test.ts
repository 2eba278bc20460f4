import { beforeEach, describe, expect, it } from "vitest";
import { followRegister } from "../../../renderer/store/follow-register.ts";
import { usePeople } from "../../../renderer/store/people-store.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import { createFakeTill, receiptOf, registerOf, saleOf } from "../support/fake-till.ts";

/** Waits for the store to say so, by its own change. */
function registerState(holds: (state: ReturnType<typeof useRegister.getState>) => boolean) {
  return new Promise<void>((resolve) => {
    const check = () => {
      if (!holds(useRegister.getState())) return;
      stop();
      resolve();
    };
    const stop = useRegister.subscribe(check);
    check();
  });
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("followRegister", () => {
  const sale = saleOf("sale_1");
  let till: ReturnType<typeof createFakeTill>;

  beforeEach(async () => {
    useRegister.setState(useRegister.getInitialState(), true);
    useUi.setState(useUi.getInitialState(), true);
    till = createFakeTill(sale);
    followRegister(till.transport);
    till.connect();
    await registerState(({ connection }) => connection === "connected");
  });

  it("asks for the views on each connection", async () => {
    till.lose();
    expect(useRegister.getState().connection).toBe("restarting");
    till.connect();
    await registerState(({ connection }) => connection === "connected");
    expect(till.asked.filter((command) => command === "register.view")).toHaveLength(2);
    expect(till.asked.filter((command) => command === "catalog.keys")).toHaveLength(2);
  });

  it("keeps the sale on the screen while the register restarts", () => {
    till.lose();
    expect(useRegister.getState().view?.sale).toEqual(sale);
  });

  it("replaces the sale and the last receipt by what events carry", () => {
    const next = saleOf("sale_2", []);
    till.tell({ event: "sale-completed", view: receiptOf(sale) });
    till.tell({ event: "sale-changed", view: next });
    expect(useRegister.getState().view?.sale).toEqual(next);
    expect(useRegister.getState().view?.lastReceipt?.receiptNumber).toBe("2-1");
  });

  it("remembers who sat at a till that is locked, for the PIN that comes next", () => {
    const { seat } = registerOf(sale);
    till.tell({ event: "seat-changed", view: { ...seat, clerk: null } });
    till.tell({ event: "seat-changed", view: { clerk: null, autoLockMs: 1 } });
    expect(usePeople.getState().satLast).toBe(seat.clerk?.userId);
    expect(useRegister.getState().view?.seat.clerk).toBeNull();
  });

  it("leaves the tender when another window finished its sale", () => {
    useUi.setState({ place: "tender" });
    till.tell({ event: "sale-changed", view: saleOf("sale_2", []) });
    expect(useUi.getState().place).toBe("sale");
  });

  it("stays on the tender that is itself finishing the sale", () => {
    useUi.setState({ place: "tender", taking: sale });
    till.tell({ event: "sale-changed", view: saleOf("sale_2", []) });
    expect(useUi.getState().place).toBe("tender");
  });

  it("keeps what is told right after the view was answered, however late other answers are", async () => {
    const ready = registerOf(sale);
    const { reader } = ready.status;
    const status = { ...ready.status, reader: { ...reader, state: "connecting" as const } };
    useRegister.setState(useRegister.getInitialState(), true);
    till.answers["catalog.keys"] = async () => {
      await nextTurn();
      await nextTurn();
      return { ok: true, value: [] };
    };
    till.answers["register.view"] = () => {
      void nextTurn().then(() => till.tell({ event: "status-changed", view: ready.status }));
      return { ok: true, value: { ...ready, status } };
    };
    till.connect();
    await registerState(({ connection }) => connection === "connected");
    await registerState(({ view }) => view?.status.reader.state === "ready");
  });

  it("says why there is no view when the register refuses to show itself", async () => {
    useRegister.setState(useRegister.getInitialState(), true);
    till.answers["register.view"] = () => ({
      ok: false,
      refusal: "storage-failed",
      detail: "EIO",
    });
    till.connect();
    await registerState(({ failure }) => failure !== null);
    expect(useRegister.getState().failure).toEqual({ code: "storage-failed", detail: "EIO" });
  });
});
