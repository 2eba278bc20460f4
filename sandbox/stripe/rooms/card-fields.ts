import { noSuch } from "../api-error.ts";
import type { CardEntry } from "../behaviour/card-methods.ts";
import { namedEntry } from "../behaviour/card-methods.ts";
import { numberNamed } from "../behaviour/online-cards.ts";
import { builtLater } from "../params/built-later.ts";
import type { Values } from "../params/param.ts";
import { integer, missing, optional, text } from "../params/param.ts";
import type { World } from "../world.ts";

export const cardFields = {
  ...builtLater("networks"),
  cvc: optional(text(4)),
  exp_month: optional(integer(1)),
  exp_year: optional(integer(1)),
  number: optional(text(30)),
  token: optional(text()),
};

/** A card by its number, or by the name of a test token. */
export function cardEntry(
  world: World,
  card: Partial<Values<typeof cardFields>> | undefined,
): CardEntry {
  if (card === undefined) throw missing("card");
  if (card.token !== undefined) {
    const number = numberNamed(card.token);
    if (number !== undefined) return namedEntry(world, number);
    throw noSuch("token", card.token, { param: "card[token]", inPath: false });
  }
  const { number, exp_month: expMonth, exp_year: year } = card;
  if (number === undefined) throw missing("card[number]");
  if (expMonth === undefined) throw missing("card[exp_month]");
  if (year === undefined) throw missing("card[exp_year]");
  return { number, expMonth, expYear: year < 100 ? 2000 + year : year, cvc: card.cvc ?? null };
}
