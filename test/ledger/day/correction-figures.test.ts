import { describe, expect, it } from "vitest";
import { asToldBy, correctionFigures } from "../../../ledger/day/correction-figures.ts";
import { dayReport } from "../../../ledger/day/day-report.ts";
import { openShop } from "../../support/random-shop.ts";

describe("asToldBy", () => {
  it("leaves corrections out of a Z that an older register wrote, and of no other", () => {
    const shop = openShop(4);
    const isCorrected = () => shop.ledger.since("correction", 1).length > 0;
    for (let turn = 0; turn < 1_000 && !isCorrected(); turn += 1) shop.step();
    const report = dayReport(shop.day.cutAt(shop.head()));
    shop.db.close();
    const { corrections, ...older } = report;
    expect(corrections).toBeDefined();
    expect(asToldBy(older, report)).toEqual(older);
    expect(asToldBy(report, report)).toEqual(report);
  });
});

describe("correctionFigures", () => {
  it("says nothing where nothing was corrected", () => {
    expect(correctionFigures([])).toEqual({});
  });
});
