import { describe, expect, it } from "vitest";
import { CreditAccountId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import type { CreditHistoryView } from "../../../contract/store-credit-views.ts";
import { nextHistory } from "../../../renderer/actions/credit-history.ts";
import { eur } from "../support/fake-till.ts";

const accountId = CreditAccountId.parse("credit_1");

function page(
  source: "till" | "shop",
  ids: readonly string[],
  change: Partial<CreditHistoryView> = {},
): CreditHistoryView {
  const moves = ids.map((movementId) => ({
    ...{ movementId, kind: "spent" as const, amount: money(-5, eur), atMs: 0, clerk: "Mara" },
    ...{ registerNumber: 2, isHere: true, saleId: null, receiptNumber: null, by: null },
  }));
  return { accountId, source, isAsked: false, before: null, moves, next: null, ...change };
}

const idsOf = (history: CreditHistoryView | null) =>
  history?.moves.map(({ movementId }) => movementId);

describe("nextHistory", () => {
  it("lets the shop's list take the place of this till's part, never the other way round", () => {
    const till = page("till", ["a"], { isAsked: true });
    const shop = page("shop", ["b", "a"]);
    expect(nextHistory(null, till)).toBe(till);
    expect(nextHistory(till, shop)).toBe(shop);
    // The relay was faster than the answer to the command.
    expect(nextHistory(shop, till)).toBeNull();
  });

  it("puts an older page behind the one that it follows, once", () => {
    const next = { source: "shop", number: 7 } as const;
    const first = page("shop", ["c", "b"], { next });
    const older = page("shop", ["a"], { before: next });
    const both = nextHistory(first, older);
    expect(idsOf(both)).toEqual(["c", "b", "a"]);
    expect(both?.next).toBeNull();
    expect(nextHistory(both, older)).toBeNull();
  });

  it("takes no page that is only on its way, and none of another list", () => {
    const next = { source: "shop", number: 7 } as const;
    const first = page("shop", ["c"], { next });
    expect(nextHistory(first, page("shop", [], { before: next, isAsked: true }))).toBeNull();
    const other = { source: "till", number: 7 } as const;
    expect(nextHistory(first, page("till", ["a"], { before: other }))).toBeNull();
  });
});
