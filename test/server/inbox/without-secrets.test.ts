import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutSecrets } from "../../../server/inbox/without-secrets.ts";

const stored = (value: unknown): unknown => {
  const bytes = new TextEncoder().encode(JSON.stringify(value, null, 2));
  return JSON.parse(new TextDecoder().decode(withoutSecrets(bytes)));
};

describe("withoutSecrets", () => {
  it("takes out what opens an intent or a session, and nothing else", () => {
    const event = {
      id: "evt_1",
      data: {
        object: { id: "pi_1", client_secret: "pi_1_secret_abc", next: { client_secret: 'a"\\b' } },
      },
      note: 'says "client_secret": "no member"',
    };
    expect(stored(event)).toEqual({
      id: "evt_1",
      data: {
        object: { id: "pi_1", client_secret: "[removed]", next: { client_secret: "[removed]" } },
      },
      note: 'says "client_secret": "no member"',
    });
  });

  it("leaves null secrets, and any JSON without one, as they are", () => {
    expect(stored({ client_secret: null })).toEqual({ client_secret: null });
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes("client_secret"));
        const bytes = new TextEncoder().encode(text);
        expect(withoutSecrets(bytes)).toEqual(bytes);
      }),
    );
  });
});
