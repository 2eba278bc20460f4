import { describe, expect, it } from "vitest";
import { LineId, SaleId } from "../../../contract/ids.ts";
import type { SaleView } from "../../../contract/views.ts";
import { nextSelectedLine } from "../../../renderer/store/changed-line.ts";

/** Only ids and quantities count here; the rest of the view is left out. */
function sale(lines: Readonly<Record<string, number>>, saleId = "sale_1"): SaleView {
  const views = Object.entries(lines).map(([name, quantity]) => ({
    lineId: LineId.parse(`line_${name}`),
    quantity,
  }));
  return { saleId: SaleId.parse(saleId), lines: views } as unknown as SaleView;
}

const line = (name: string) => LineId.parse(`line_${name}`);

describe("nextSelectedLine", () => {
  it("marks the line that was added", () => {
    expect(nextSelectedLine(sale({ a: 1 }), sale({ a: 1, b: 1 }), line("a"))).toBe(line("b"));
  });

  it("marks the line that has one more piece, wherever it stands", () => {
    const before = sale({ a: 1, b: 1, c: 1 });
    expect(nextSelectedLine(before, sale({ a: 2, b: 1, c: 1 }), line("c"))).toBe(line("a"));
  });

  it("keeps the mark when something else changed", () => {
    expect(nextSelectedLine(sale({ a: 1, b: 1 }), sale({ a: 1, b: 1 }), line("a"))).toBe(line("a"));
  });

  it("marks the line that moves up when the marked one goes, else the last", () => {
    const before = sale({ a: 1, b: 1, c: 1 });
    expect(nextSelectedLine(before, sale({ a: 1, c: 1 }), line("b"))).toBe(line("c"));
    expect(nextSelectedLine(before, sale({ a: 1, b: 1 }), line("c"))).toBe(line("b"));
    expect(nextSelectedLine(sale({ a: 1 }), sale({}), line("a"))).toBeNull();
  });

  it("begins anew with another sale", () => {
    expect(nextSelectedLine(sale({ a: 1 }), sale({}, "sale_2"), line("a"))).toBeNull();
  });
});
