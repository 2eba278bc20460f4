import { invalidRequest } from "../api-error.ts";
import type { World } from "../world.ts";
import type { TestCard } from "./test-cards.ts";
import { declines, findTestCard, readerTraits } from "./test-cards.ts";

function card(number: string, brand: string, traits: Partial<TestCard> = {}): TestCard {
  const plain = { network: brand, funding: "credit", country: "IE", decline: null } as const;
  return { number, ...readerTraits, brand, ...plain, ...traits };
}

/** Cards of nobody, for the live world: no bank ever gave these numbers out. */
export const liveCards: readonly TestCard[] = [
  card("4111111111111111", "visa"),
  card("4012888888881881", "visa", { decline: declines.insufficientFunds }),
  card("5454545454545454", "mastercard"),
  card("5399999999999999", "mastercard", { decline: declines.generic }),
  card("4444333322221111", "visa", { funding: "debit", verification: "offline-pin-retry" }),
];

export function cardsIn({ mode }: World, tests: readonly TestCard[]): readonly TestCard[] {
  return mode === "live" ? [...liveCards, ...tests] : tests;
}

/** The card that somebody holds out. In the live world the networks refuse every test card. */
export function cardOnHand({ mode }: World, number: string): TestCard {
  const digits = number.replaceAll(" ", "");
  const test = findTestCard(digits);
  const live = liveCards.find((each) => each.number === digits);
  if (mode === "test" && test !== undefined) return test;
  if (mode === "live" && live !== undefined) return live;
  if (mode === "live" && test !== undefined) {
    return { ...test, verification: "none", decline: declines.testCardInLiveMode };
  }
  throw invalidRequest(
    mode === "live" ? "That is not a card of the live world." : "That is not a test card.",
  );
}
