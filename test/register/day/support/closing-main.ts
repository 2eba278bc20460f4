import { CountId } from "../../../../contract/ids.ts";
import { Currency, money } from "../../../../contract/money.ts";
import { openRegister } from "../../../../register/register.ts";
import { demoShop } from "../../../../sandbox/demo-shop.ts";
import { openFileSecrets } from "../../../../register/file-secrets.ts";
import { join } from "node:path";

/** Opens, counts and closes days of no sale for ever, and says each Z, until it is killed. */
const [folder = "", seed = ""] = process.argv.slice(2);
let ids = 0;
const register = openRegister({
  folder,
  config: { ...demoShop, day: { ...demoShop.day, startFloatMinor: null } },
  products: [],
  cards: null,
  now: Date.now,
  newId: (prefix) => `${prefix}_${seed}-${(ids += 1)}`,
  log: { info: () => 0, warn: () => 0, error: () => 0 },
  secrets: openFileSecrets(join(folder, "secrets")),
});
const nothing = money(0, Currency.parse("EUR"));

function act(command: string, input: unknown): Readonly<Record<string, unknown>> {
  const userId = "user_jonas" as (typeof demoShop.people.users)[number]["userId"];
  const outcome = register.handle({ caller: "tool", userId, name: "" }, command, input);
  if (!outcome.ok) throw new Error(`${command}: ${outcome.refusal}`);
  return outcome.value as unknown as Readonly<Record<string, unknown>>;
}

for (;;) {
  const { session } = act("day.view", {});
  if (session === null) act("day.open-session", { denominations: [], fromSafe: nothing });
  const { countId } = act("day.count", { denominations: [] });
  const close = { countId: CountId.parse(countId), toSafe: nothing };
  const { zNumber } = act("day.close", { close });
  process.stdout.write(`${String(zNumber)}\n`);
}
