import { beforeEach, describe, expect, it } from "vitest";
import { refuseScan, scanAnywhere } from "../../../renderer/actions/navigate.ts";
import { dismissTimesOrNotice, search } from "../../../renderer/actions/search.ts";
import { carryBy } from "../../../renderer/api.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { isCovered, useUi, type WaitingAct } from "../../../renderer/store/ui-store.ts";
import { createFakeTill, registerOf, saleOf } from "../support/fake-till.ts";

const sale = saleOf("sale_1");
const code = "4006381333931";

function openTill() {
  const till = createFakeTill(sale);
  till.answers["sales.scan"] = () => ({ ok: true, value: sale });
  carryBy(till.transport);
  useRegister.setState({ view: registerOf(sale) });
  useUi.setState({ place: "sale", panel: null, notice: null, approving: null, times: 1 });
  return till;
}

describe("a scan where a PIN is asked for", () => {
  let settled = 0;
  const approving: WaitingAct = { command: "day.no-sale", input: {}, settle: () => (settled += 1) };
  beforeEach(() => (settled = 0));

  it("adds nothing and leaves the manager's question open", async () => {
    const { asked } = openTill();
    useUi.setState({ approving });
    await scanAnywhere(code);
    expect(asked).toEqual([]);
    expect(settled).toBe(0);
    const notice = { kind: "not-added", code: "needs-approval", what: code };
    expect(useUi.getState()).toMatchObject({ approving, notice });
  });

  it("says at the locked till that it is locked, whose keys nothing under the lock takes", () => {
    openTill();
    const view = registerOf(sale);
    useUi.setState({ approving });
    useRegister.setState({ view: { ...view, seat: { ...view.seat, clerk: null } } });
    refuseScan(code);
    expect(useUi.getState().notice).toEqual({ kind: "not-added", code: "locked", what: code });
    expect(isCovered()).toBe(false);
  });
});

describe("3 × before a scan", () => {
  // What follows sooner is a scanner's pace, and in a code a star is a sign.
  beforeEach(() => new Promise((resolve) => setTimeout(resolve, 50)));

  it.each(["3*", "3×", "3 ×"])("%s makes it three, once", async (typed) => {
    const { inputs } = openTill();
    await search(typed);
    expect(useUi.getState().times).toBe(3);
    await scanAnywhere(code);
    await scanAnywhere(code);
    expect(inputs).toMatchObject([{ quantity: 3 }, { quantity: 1 }]);
  });

  it("goes by Esc, which then dismisses what was said", async () => {
    openTill();
    const notice = { kind: "cleared" } as const;
    useUi.setState({ notice });
    await search("12*");
    dismissTimesOrNotice();
    expect(useUi.getState()).toMatchObject({ times: 1, notice });
    dismissTimesOrNotice();
    expect(useUi.getState().notice).toBeNull();
  });
});
