import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { verifySignature } from "../../../server/stripe/verify-event.ts";

const nowMs = 1_800_000_000_000;
const body = Buffer.from('{"id":"evt_1"}');
const header = (secret: string) =>
  new Stripe("sk_test_unused").webhooks.generateTestHeaderString({
    payload: body.toString(),
    secret,
    timestamp: nowMs / 1_000,
  });
const verify = verifySignature(["whsec_next", "whsec_previous"], () => nowMs);

describe("verifySignature", () => {
  it("takes what any configured secret signed, and nothing else", () => {
    expect(verify(body, header("whsec_next"))).toBe("genuine");
    expect(verify(body, header("whsec_previous"))).toBe("genuine");
    expect(verify(body, header("whsec_other"))).toBe("forged");
    expect(verify(Buffer.from("{}"), header("whsec_next"))).toBe("forged");
  });

  it.each(["\u00e9".repeat(64), "", "v1", "\u0000"])(
    "fails closed where the check itself throws: v1=%j",
    (signature) => {
      expect(verify(body, `t=${nowMs / 1_000},v1=${signature}`)).toBe("forged");
    },
  );
});
