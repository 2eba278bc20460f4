import { scrambleHex } from "../world.ts";

/** Numbers that follow from a text: the same text gives the same year. */
export type Random = {
  /** From 0 up to and without 1. */
  readonly next: () => number;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  readonly isHit: (chance: number) => boolean;
  readonly oneOf: <const T>(items: readonly [T, ...T[]]) => T;
};

/** A linear congruential generator with the constants of Numerical Recipes; good enough for trade. */
export function createRandom(text: string): Random {
  let state = Number.parseInt(scrambleHex(text, 8), 16);
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    isHit: (chance) => next() < chance,
    oneOf: (items) => items[between(0, items.length - 1)] ?? items[0],
  };
}
