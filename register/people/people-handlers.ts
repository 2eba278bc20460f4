import { ok } from "../../contract/result.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { Handlers } from "../door.ts";
import { activityView, riskyTypes } from "./activity.ts";
import { approve, userCommands, type PeopleDeps } from "./people-commands.ts";

/** Who is who, and who may do what. */
export function peopleHandlers(deps: PeopleDeps) {
  const { ledger, users, seat, checkPin } = deps;
  const commands = userCommands(deps);
  return {
    "people.list": () => commands.list(),
    "people.sign-in": (_who, { userId, pin }) => {
      const known = checkPin(userId, pin);
      return known.ok ? ok(seat.signIn(known.value)) : known;
    },
    "people.lock": () => ok(seat.lock("asked")),
    // Asking for it was the touch.
    "people.touch": () => ok(seat.view()),
    "people.approve": (who, input) => approve(deps, who, input),
    "people.add": (who, input) => commands.add(who, input),
    "people.change": (who, input) => commands.change(who, input),
    "people.set-pin": (who, input) => commands.setPin(who, input),
    "people.unlock": (who, input) => commands.unlock(who, input),
    "people.activity": (_who, { beforeSeq, limit }) => {
      const before = beforeSeq ?? Number.MAX_SAFE_INTEGER;
      const newest = riskyTypes
        .flatMap((type): readonly Recorded[] => ledger.latest(type, before, limit))
        .sort((a, b) => b.seq - a.seq)
        .slice(0, limit);
      return ok(newest.map((recorded) => activityView(recorded, users.nameOf)));
    },
  } satisfies Partial<Handlers>;
}
