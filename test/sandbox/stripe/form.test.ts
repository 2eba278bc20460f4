import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalForm, parseForm } from "../../../sandbox/stripe/http/form.ts";

describe("parseForm", () => {
  it("reads brackets as nested maps and keeps the index of items", () => {
    const form = parseForm("a=1&b[c][d]=x%20y&list[0]=p&list[1]=q&empty=");
    expect(form.get("a")).toBe("1");
    expect(form.get("b")).toEqual(new Map([["c", new Map([["d", "x y"]])]]));
    expect(form.get("list")).toEqual(
      new Map([
        ["0", "p"],
        ["1", "q"],
      ]),
    );
    expect(form.get("empty")).toBe("");
  });

  it("gives items without an index the next one, and keeps the fields of one item together", () => {
    expect(parseForm("a[]=x&a[]=y").get("a")).toEqual(
      new Map([
        ["0", "x"],
        ["1", "y"],
      ]),
    );
    expect(parseForm("i[][n]=1&i[][m]=2&i[][n]=3").get("i")).toEqual(
      new Map([
        [
          "0",
          new Map([
            ["n", "1"],
            ["m", "2"],
          ]),
        ],
        ["1", new Map([["n", "3"]])],
      ]),
    );
  });

  it.each(["a=1&a[b]=2", "a[b]=2&a=1", "a[b=1", "[a]=1", "=1", "a=%zz", "a=%ff"])(
    "refuses %s",
    (text) => {
      expect(() => parseForm(text)).toThrow(/Invalid/);
    },
  );

  it("refuses what is nested too deeply, and too many fields", () => {
    expect(() => parseForm(`a${"[b]".repeat(20)}=1`)).toThrow(/nested too deeply/);
    expect(() => parseForm("a=1&".repeat(1001))).toThrow(/Too many/);
  });

  it("takes __proto__ as a name like any other", () => {
    const form = parseForm("__proto__[polluted]=1");
    expect(form.get("__proto__")).toEqual(new Map([["polluted", "1"]]));
    expect("polluted" in {}).toBe(false);
  });

  it("gives back every text that was encoded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(parseForm(`a=${encodeURIComponent(text)}`).get("a")).toBe(text);
      }),
    );
  });
});

describe("canonicalForm", () => {
  it("is the same for the same parameters in another order", () => {
    const one = parseForm("a=1&b[c]=2&b[d]=3");
    const other = parseForm("b[d]=3&a=1&b[c]=2");
    expect(canonicalForm(one)).toBe(canonicalForm(other));
    expect(canonicalForm(one)).not.toBe(canonicalForm(parseForm("a=1&b[c]=3&b[d]=2")));
  });
});
