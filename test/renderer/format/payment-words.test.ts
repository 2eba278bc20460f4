import { describe, expect, it } from "vitest";
import { relayRefusals } from "../../../contract/relay-protocol.ts";
import { attentionWords } from "../../../renderer/format/attention-words.ts";
import { cardWords, readWords } from "../../../renderer/format/card-words.ts";
import { declineWords } from "../../../renderer/format/decline-words.ts";
import { endReasonWords } from "../../../renderer/format/end-reason-words.ts";

describe("declineWords", () => {
  const generic = declineWords(null);

  it("says the same for lost, stolen, fraudulent and all that is not named", () => {
    const secret = ["lost_card", "stolen_card", "fraudulent", "pickup_card", "merchant_blacklist"];
    for (const code of [...secret, "generic_decline", "do_not_honor", "new_code_of_2031"]) {
      expect(declineWords(code), code).toEqual(generic);
    }
  });

  it("shows no code where it would accuse, and the code where it helps", () => {
    expect(generic.code).toBeNull();
    expect(declineWords("insufficient_funds").code).toBe("insufficient_funds");
  });

  it("tells what the customer can do about it", () => {
    expect(declineWords("expired_card").title).toBe("This card has expired");
    expect(declineWords("incorrect_pin")).toMatchObject({ title: "The PIN was not right" });
    expect(declineWords("online_or_offline_pin_required").quote).toContain("insert");
  });

  it("is not fooled by names that every object has", () => {
    expect(declineWords("constructor")).toEqual(generic);
    expect(declineWords("__proto__")).toEqual(generic);
  });

  it("never lets the clerk say a word that accuses", () => {
    const codes = ["stolen_card", "insufficient_funds", "expired_card", "card_not_supported"];
    for (const code of codes) {
      const { title, advice, quote } = declineWords(code);
      expect(`${title} ${advice} ${quote}`).not.toMatch(/stolen|lost|fraud|suspicious|police/i);
    }
  });
});

describe("endReasonWords", () => {
  it("has words for every refusal of the relay", () => {
    for (const code of relayRefusals) expect(endReasonWords(code), code).not.toBeNull();
  });

  it("explains nothing where the clerk ended it", () => {
    expect(endReasonWords(null)).toBeNull();
    expect(endReasonWords("requested")).toBeNull();
    expect(endReasonWords("toString")).toBeNull();
  });
});

describe("attentionWords", () => {
  it("says something for a misfit it does not know, too", () => {
    expect(attentionWords("amount-differs")).toContain("another amount");
    expect(attentionWords("other-differs")).toContain("does not fit");
  });
});

describe("cardWords", () => {
  it("names brand and last four, and less where less is known", () => {
    expect(cardWords({ brand: "visa", last4: "4242" })).toBe("Visa ends 4242");
    expect(cardWords({ brand: "newbrand", last4: "0001" })).toBe("newbrand ends 0001");
    expect(cardWords({ brand: null, last4: "0001" })).toBe("Card ends 0001");
    expect(cardWords({ brand: null, last4: null })).toBe("Card");
  });
});

describe("readWords", () => {
  it("says what the customer did", () => {
    expect(readWords("contactless_emv")).toBe("Tap");
    expect(readWords("contact_emv")).toBe("Insert");
    expect(readWords("magnetic_stripe_track2")).toBe("Swipe");
    expect(readWords(null)).toBeNull();
  });
});
