import { describe, expect, it } from "vitest";
import { readCode } from "../../../register/catalog/read-code.ts";

const scaleLabels = [
  { prefix: "21", itemDigits: 5, holds: "price" },
  { prefix: "22", itemDigits: 5, holds: "measure" },
] as const;
const read = (code: string) => readCode(code, { scaleLabels, exponent: 2 });
const said = (code: string) => {
  const answer = read(code);
  return answer.ok ? answer.value : answer.refusal;
};
const GS = "\u001d";
const gtin = "0104006381333931";
const barcodes = ["04006381333931", "4006381333931"];

describe("readCode", () => {
  it("takes a number with and without leading zeros for the same article", () => {
    expect(said("012345678905")).toEqual({
      barcodes: ["012345678905", "0012345678905", "00012345678905"],
    });
    expect(said("SKU-7")).toEqual({ barcodes: ["SKU-7"] });
  });

  it("reads a price and a weight from labels of the shop's scale, and no other prefix", () => {
    expect(said("2112345012346")).toEqual({ barcodes: ["2112345"], priceMinor: 1_234 });
    expect(said("2212345012503")).toEqual({ barcodes: ["2212345"], milli: 1_250 });
    expect(said("2312345012340")).toMatchObject({ barcodes: ["2312345012340", "02312345012340"] });
  });

  it("reads article, weight, batch and expiry from GS1, however the symbol is carried", () => {
    const lot = { batch: "AB12", expiresOn: "2026-12-31" };
    const weighed = { barcodes, milli: 1_250, unit: "kg", lot };
    expect(said(`]d2${gtin}1726123110AB12${GS}3103001250`)).toEqual(weighed);
    expect(said(`]C1${gtin}3103001250${GS}1726123110AB12`)).toEqual(weighed);
    expect(said("(01)04006381333931(3103)001250(17)261231(10)AB12")).toEqual(weighed);
    expect(said("https://shop.example/a/01/04006381333931/10/AB12?3103=001250&17=261231")).toEqual(
      weighed,
    );
  });

  it("reads price and count, and the last day of a month without a day", () => {
    expect(said(`${gtin}39221234`)).toEqual({ barcodes, priceMinor: 1_234 });
    expect(said(`${gtin}3012`)).toEqual({ barcodes, pieces: 12 });
    expect(said(`${gtin}15280200`)).toEqual({ barcodes, lot: { expiresOn: "2028-02-29" } });
    expect(said(`${gtin}17269999`)).toEqual({ barcodes });
  });

  it.each([
    ["0 bytes", "", "unreadable-code"],
    ["only spaces", "   ", "unreadable-code"],
    ["4,096 characters", "8".repeat(4_096), "code-too-long"],
    ["a GS1 symbol of nothing", "]d2", "unreadable-code"],
    ["an unknown identifier", `]d288${"8".repeat(40)}`, "unreadable-code"],
    ["a cut-off article", "]C10104006381", "unreadable-code"],
    ["a serial number without an article", "]d221ABC", "unreadable-code"],
    ["an article with a wrong check digit", "]d20104006381333932", "bad-check-digit"],
    ["a link with a wrong check digit", "https://id.gs1.org/01/04006381333932", "bad-check-digit"],
    ["a price label with a wrong check digit", "2112345012345", "bad-check-digit"],
  ])("B33: answers %s by a code of its own", (_, code, refusal) => {
    expect(said(code)).toBe(refusal);
  });

  it("B33: is bounded, whatever identifiers a symbol strings together", () => {
    for (let seed = 1; seed <= 3_000; seed += 1) {
      let state = seed;
      const next = (most: number) => (state = (state * 48_271) % 2_147_483_647) % most;
      const signs = `0123456789${GS}()%/?=&;AZ]`;
      const tail = Array.from({ length: next(280) }, () => signs[next(signs.length)]).join("");
      const heads = [`]d2${gtin}`, "]C1", "https://a.b/01/04006381333931"];
      const answer = read(`${heads.at(seed % 3)}${tail}`);
      if (answer.ok) expect(JSON.stringify(answer.value).length).toBeLessThan(500);
      else
        expect(["unreadable-code", "code-too-long", "bad-check-digit"]).toContain(answer.refusal);
    }
  });
});
