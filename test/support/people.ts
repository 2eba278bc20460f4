import type { Command, Input, Outcome, Who } from "../../contract/commands.ts";
import { UserId } from "../../contract/ids.ts";
import { demoClerk, demoShop } from "../../sandbox/demo-shop.ts";
import { openWorld, type World } from "./world.ts";

export const mara = { userId: demoClerk.userId, pin: "1111" } as const;
export const jonas = { userId: UserId.parse("user_jonas"), pin: "2222" } as const;
export const ida = { userId: UserId.parse("user_ida"), pin: "3333" } as const;

type Given = NonNullable<Parameters<typeof openWorld>[0]>;
type People = typeof demoShop.people;

/** A shop's till as the house sets it, with a counter that a test can turn. */
export function openPeopleWorld(people: Partial<People> = {}, given: Given = {}) {
  const counter = { ms: 0 };
  const config = { people: { ...demoShop.people, rights: {}, ...people }, ...given.config };
  const world = openWorld({ ...given, config, ticks: () => counter.ms });
  return { world, counter };
}

/** Every entry's type from the first on, as the log of risky acts and the chain tell. */
export function typesOf(world: World): string[] {
  return world
    .act("people.activity", { beforeSeq: null, limit: 100 })
    .map(({ what }) => what)
    .reverse();
}

/** Calls as a tool of this machine, in the name of a user. */
export function asTool<C extends Command>(
  world: World,
  userId: Who["userId"],
  call: Readonly<{ command: C; input: Input<C> }>,
): Outcome<C> {
  const who: Who = { caller: "tool", userId, name: "" };
  return world.register.handle(who, call.command, call.input) as Outcome<C>;
}
