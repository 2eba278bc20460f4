import { beforeEach, describe, expect, it } from "vitest";
import { carryBy } from "../../../renderer/api.ts";
import { followActivity } from "../../../renderer/store/follow-activity.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { createFakeTill, registerOf, saleOf } from "../support/fake-till.ts";

/** A window, and what happens in it at a time. */
function openPage() {
  const page = new EventTarget();
  followActivity(page);
  const happen = (kind: string, atMs: number) => {
    const event = new Event(kind);
    Object.defineProperty(event, "timeStamp", { value: atMs });
    page.dispatchEvent(event);
  };
  return { happen };
}

function sit(isSeated = true, autoLockMs: number | null = 60_000) {
  const view = registerOf(saleOf("sale_1"));
  const { clerk } = view.seat;
  const seat = { clerk: isSeated ? clerk : null, autoLockMs };
  useRegister.setState({ view: { ...view, seat } });
}

describe("followActivity", () => {
  const { transport, asked } = createFakeTill(saleOf("sale_1"));
  beforeEach(() => {
    carryBy(transport);
    asked.length = 0;
  });

  it("tells the register of keys and the pointer, once in five seconds", () => {
    sit();
    const { happen } = openPage();
    for (let atMs = 0; atMs < 12_000; atMs += 100) happen("keydown", atMs);
    expect(asked).toEqual(["people.touch", "people.touch", "people.touch"]);
    happen("pointerdown", 20_000);
    expect(asked).toHaveLength(4);
  });

  it("says nothing where nobody sits, or no lock is set", () => {
    const { happen } = openPage();
    sit(false);
    happen("keydown", 1);
    sit(true, null);
    happen("keydown", 2);
    expect(asked).toEqual([]);
  });
});
