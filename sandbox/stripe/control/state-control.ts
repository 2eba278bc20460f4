import { z } from "zod";
import { invalidRequest } from "../api-error.ts";
import { newAccount } from "../rooms/account.ts";
import type { SeededTrade } from "../seed/seed-year.ts";
import { seedYear } from "../seed/seed-year.ts";
import type { State } from "../state.ts";
import { emptyState } from "../state.ts";
import { scramble } from "../world.ts";
import type { World } from "../world.ts";
import type { ControlDeps } from "./control-deps.ts";

export const SeedYear = z.strictObject({
  sales: z.int().min(1).max(200_000).default(36_500),
});

export type StateControl = {
  /** Forgets everything but the seed. */
  readonly resetState: () => void;
  /** Puts a saved state in the place of this one. */
  readonly loadState: (state: State) => void;
  /** Whether there were payments before. */
  readonly hasTrade: () => boolean;
  /** Lays down a year of trade that ends today. */
  readonly seedYear: (how?: z.input<typeof SeedYear>) => SeededTrade;
};

export function stateControl({ world }: ControlDeps): StateControl {
  return {
    resetState: () => {
      const { seed, account, clock } = world.state;
      // What the clock was set forward by is forgotten, too: the account is opened afterwards.
      Object.assign(clock, { offsetMs: 0, frozenAtMs: null });
      const shop = { name: account.business_profile?.name ?? "", createdAtMs: world.now() };
      replaceState(world, emptyState(seed, newAccount(account.id, shop)));
    },
    hasTrade: () => world.state.charges.order.length > 0,
    loadState: (state) => replaceState(world, state),
    seedYear: (how = {}) => {
      if (world.state.charges.order.length > 0) {
        throw invalidRequest("There is trade here already; a year is laid into an empty sandbox.");
      }
      const seeded = seedYear(world, SeedYear.parse(how).sales);
      world.changed();
      return seeded;
    },
  };
}

export function accountId(seed: string): string {
  return `acct_1${scramble(`account/${seed}`, 15)}`;
}

/** A saved state may come from before some room was built: that room begins empty. */
function replaceState(world: World, next: State): void {
  const whole = { ...emptyState(next.seed, next.account), ...next };
  world.outgoing.splice(0);
  Object.assign(world.state, whole);
  world.changed();
}
