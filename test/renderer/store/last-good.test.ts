import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { followLastGood, useLastGood, wellParts } from "../../../renderer/store/last-good-store.ts";
import { useNetwork } from "../../../renderer/store/network-store.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { registerOf, saleOf } from "../support/fake-till.ts";

const view = registerOf(saleOf("sale_1"));
const T0_MS = 1_795_000_000_000;

describe("when a part was last good", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: T0_MS });
    useRegister.setState({ ...useRegister.getInitialState(), view, connection: "connected" }, true);
    useNetwork.setState({ isOnline: true });
    followLastGood();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is the moment in which the network went, until it goes again", () => {
    expect(useLastGood.getState().network).toBeNull();
    useNetwork.setState({ isOnline: false });
    vi.advanceTimersByTime(5_000);
    expect(useLastGood.getState().network).toBe(T0_MS);
    useNetwork.setState({ isOnline: true });
    vi.advanceTimersByTime(5_000);
    useNetwork.setState({ isOnline: false });
    expect(useLastGood.getState().network).toBe(T0_MS + 10_000);
  });

  it("is noted for a reader that goes, and for one whose register restarts", () => {
    const reader = { ...view.status.reader, state: "offline" as const };
    useRegister.setState({ view: { ...view, status: { ...view.status, reader } } });
    expect(useLastGood.getState().reader).toBe(T0_MS);
    useRegister.setState({ view });
    vi.advanceTimersByTime(1_000);
    useRegister.setState({ connection: "restarting" });
    expect(useLastGood.getState().reader).toBe(T0_MS + 1_000);
  });

  it("is the last time at which nothing was unsent", () => {
    useRegister.setState({ view: { ...view, status: { ...view.status, unsent: 2 } } });
    vi.advanceTimersByTime(3_000);
    useRegister.setState({ view: { ...view, status: { ...view.status, unsent: 3 } } });
    expect(useLastGood.getState().unsent).toBe(T0_MS);
  });
});

it("a register that restarts has no reader that is well, and its book as it was", () => {
  expect(wellParts({ connection: "connected", view }, true).reader).toBe(true);
  expect(wellParts({ connection: "restarting", view }, true)).toMatchObject({
    ...{ reader: false, unsent: true },
  });
});
