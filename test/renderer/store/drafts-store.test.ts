import { beforeEach, describe, expect, it } from "vitest";
import type { ComparedView } from "../../../contract/day-views.ts";
import {
  changeCount,
  countOf,
  forgetComparison,
  forgetCount,
  useDrafts,
} from "../../../renderer/store/drafts-store.ts";

const count = (sessionId: string | null) => countOf(useDrafts.getState(), sessionId);

describe("a count in the making", () => {
  beforeEach(forgetCount);

  it("stays while its screen is away, and belongs to its session alone", () => {
    changeCount("session_1", { isCounting: true, sheet: { 500: "3" } });
    changeCount("session_1", { sheet: { 500: "3", 5: "12" } });
    expect(count("session_1")).toMatchObject({ isCounting: true, sheet: { 500: "3", 5: "12" } });
    expect(count("session_2")).toMatchObject({ isCounting: false, sheet: {} });
    changeCount(null, { fromSafe: "50.00" });
    expect(count(null)).toMatchObject({ fromSafe: "50.00", sheet: {} });
  });

  it("begins anew once it was handed in and left, and not before", () => {
    changeCount("session_1", { sheet: { 500: "3" } });
    forgetComparison();
    expect(count("session_1").sheet).toEqual({ 500: "3" });
    const compared = { countId: "count_1" } as ComparedView;
    changeCount("session_1", { compared });
    forgetComparison();
    expect(count("session_1")).toMatchObject({ compared: null, sheet: {}, isCounting: false });
  });
});
