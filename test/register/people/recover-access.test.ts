import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MAX_WRONG_PINS } from "../../../register/people/users.ts";
import { jonas, openPeopleWorld } from "../../support/people.ts";
import { readEntries } from "../../support/read-entries.ts";

/** Wrong PINs have locked the only manager; then somebody puts a file into the till's folder. */
function restartWith(file: string) {
  const { world, counter } = openPeopleWorld({ startsAs: null });
  for (let count = 0; count < MAX_WRONG_PINS; count += 1) {
    counter.ms += 600_000;
    world.refusal("people.sign-in", { ...jonas, pin: "9999" });
  }
  expect(world.refusal("people.sign-in", jonas)).toBe("user-locked");
  world.register.close();
  const path = join(world.folder, "unlock-user.json");
  writeFileSync(path, file);
  const { world: after } = openPeopleWorld({ startsAs: null }, { folder: world.folder });
  const changes = readEntries(after.folder).filter(({ type }) => type === "user-changed");
  return { after, changes, isKept: existsSync(path) };
}

describe("a file that unlocks a user", () => {
  it("lets the only manager in again, and the book says that it came from the machine", () => {
    const { after, changes, isKept } = restartWith(JSON.stringify({ userId: jonas.userId }));
    expect(after.refusal("people.sign-in", jonas)).toBe("ok");
    expect(changes).toMatchObject([{ change: "unlocked", via: "host", userId: jonas.userId }]);
    expect(isKept).toBe(false);
    const log = after.act("people.activity", { beforeSeq: null, limit: 5 });
    expect(log.map(({ facts }) => facts)).toContainEqual([
      { kind: "user-change", change: "unlocked" },
      { kind: "at-machine" },
    ]);
  });

  it("gives a new PIN where the old one is forgotten, which stands nowhere", () => {
    const order = { userId: jonas.userId, pin: "48151623" };
    const { after, changes } = restartWith(JSON.stringify(order));
    expect(after.refusal("people.sign-in", jonas)).toBe("wrong-pin");
    expect(after.refusal("people.sign-in", order)).toBe("ok");
    expect(changes.map((entry) => "change" in entry && entry.change)).toEqual(["unlocked", "pin"]);
    expect(JSON.stringify(readEntries(after.folder))).not.toContain(order.pin);
  });

  it.each(["", "user_jonas", '{"userId":"user_nobody"}', '{"userId":"user_jonas","pin":"1"}'])(
    "B29 opens nothing and stays where it says %j",
    (file) => {
      const { after, changes, isKept } = restartWith(file);
      expect(after.refusal("people.sign-in", jonas)).toBe("user-locked");
      expect([changes, isKept]).toEqual([[], true]);
    },
  );
});
