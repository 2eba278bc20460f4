import { describe, expect, it } from "vitest";
import { Currency, money } from "../../../contract/money.ts";
import type { ActivityFact } from "../../../contract/people-views.ts";
import { activityFactWords } from "../../../renderer/format/activity-facts.ts";
import { emvValueWords, emvWords } from "../../../renderer/format/emv-words.ts";

const euros = (minor: number) => money(minor, Currency.parse("EUR"));

describe("activityFactWords", () => {
  it.each<readonly [ActivityFact, string]>([
    [{ kind: "amount", amount: euros(2_450) }, "24.50"],
    [{ kind: "over-short", amount: euros(-200) }, "over/short −2.00"],
    [{ kind: "text", text: "1 × House Espresso" }, "1 × House Espresso"],
    [{ kind: "reason", reason: "replaced-by-cash" }, "replaced by cash"],
    [{ kind: "reason", reason: "the till was sticky" }, "the till was sticky"],
    [{ kind: "command", name: "day.move-cash" }, "Move cash in or out"],
    [{ kind: "command", name: "a command of tomorrow" }, "a command of tomorrow"],
    [{ kind: "setting", name: "taxes" }, "taxes"],
    [{ kind: "setting", name: "of-tomorrow" }, "of-tomorrow"],
    [{ kind: "user-change", change: "disabled" }, "has left"],
    [{ kind: "role", role: "manager" }, "Manager"],
    [{ kind: "at-machine" }, "at the machine"],
    [{ kind: "wrong-pins", number: 2 }, "2 wrong PINs"],
    [{ kind: "copy", number: 1 }, "COPY 1"],
    [{ kind: "z", number: 7 }, "Z 7"],
  ])("says %j as %s", (fact, words) => {
    expect(activityFactWords(fact)).toBe(words);
  });
});

describe("emvValueWords", () => {
  it("says what Stripe says by a word, and keeps the card's own names and numbers", () => {
    expect(emvWords("verified-by")).toBe("Verified by");
    expect(emvValueWords("verified-by", "offline_pin")).toBe("PIN, offline");
    expect(emvValueWords("account", "of_tomorrow")).toBe("of_tomorrow");
    expect(emvValueWords("application", "signature")).toBe("signature");
  });
});
