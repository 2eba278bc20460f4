import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { strictJson } from "../../../server/inbox/strict-json.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = (text: string) => {
  const read = strictJson(bytes(text));
  return read.ok ? "ok" : read.refusal;
};

describe("strictJson", () => {
  it("B7: refuses a second id in one object, however it is spelt, and at any depth", () => {
    expect(refusal('{"id":1,"id":2}')).toBe("duplicate-id");
    expect(refusal('{"id":1,"\\u0069\\u0064" : 2}')).toBe("duplicate-id");
    expect(refusal('{"a":[{"id":1,"b":{"id":2},"id":3}]}')).toBe("duplicate-id");
  });

  it("takes the same id in several objects, and what only looks like a key", () => {
    expect(refusal('{"id":1,"a":{"id":2},"b":[{"id":3},{"id":4}]}')).toBe("ok");
    expect(refusal('{"id":"id","a":"\\"id\\": \\"id\\":","b":"}{"}')).toBe("ok");
  });

  it("B7: refuses __proto__, also escaped, and nesting past its bound", () => {
    expect(refusal('{"__proto__":{}}')).toBe("forbidden-key");
    expect(refusal('{"a":{"\\u005f_proto__":1}}')).toBe("forbidden-key");
    expect(refusal(`${"[".repeat(64)}${"]".repeat(64)}`)).toBe("ok");
    expect(refusal(`${"[".repeat(65)}${"]".repeat(65)}`)).toBe("too-deep");
    expect(refusal(`{"a":"${"[".repeat(500)}"}`)).toBe("ok");
  });

  it("reads every JSON that a machine writes as that machine reads it", () => {
    const isPlain = (text: string) => !text.includes("__proto__");
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }).filter(isPlain), (text) => {
        const read = strictJson(bytes(text));
        const value: unknown = JSON.parse(text);
        expect(read).toEqual({ ok: true, value });
      }),
    );
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        expect(typeof strictJson(any).ok).toBe("boolean");
      }),
    );
  });
});
