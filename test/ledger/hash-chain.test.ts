import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, chainHash, GENESIS } from "../../ledger/hash-chain.ts";

describe("canonical", () => {
  it("spells the same content the same way, whatever the order of keys", () => {
    expect(canonical({ b: [1, null, true], a: { d: "é\n", c: -5 } })).toBe(
      '{"a":{"c":-5,"d":"é\\n"},"b":[1,null,true]}',
    );
  });

  it("parses back to what it was", () => {
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: "small" },
        fc.maxSafeInteger(),
        fc.string({ unit: "grapheme" }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("node")),
        fc.dictionary(fc.string(), tie("node"), { noNullPrototype: true }),
      ),
    })).node;
    fc.assert(
      fc.property(value, (content) => {
        expect(JSON.parse(canonical(content))).toEqual(
          JSON.parse(JSON.stringify(content)) as unknown,
        );
      }),
    );
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("holds no %d", (number) => {
    expect(() => canonical({ number })).toThrow("not an integer");
  });
});

describe("chainHash", () => {
  it("seals the content and the seal before it", () => {
    const seal = chainHash(GENESIS, '{"a":1}');
    // printf '%064d\n{"a":1}' 0 | sha256sum
    expect(seal).toBe("f21735afd2cd6af4fc5804b0045cebfd545aef8396d29d030c39cb8880b45b7f");
    expect(chainHash(seal, '{"a":1}')).not.toBe(seal);
  });
});
