import type { Input } from "../../contract/commands.ts";
import { api } from "../api.ts";
import type { RefusalCode } from "../format/words.ts";
import type { Answer } from "../transports/answer.ts";
import { askAllowed } from "./approve.ts";
import { goTo } from "./navigate.ts";

/** Each answers why not, or null once it is done; the day itself comes back as an event. */
type Done = Promise<RefusalCode | null>;

const refusalOf = (answer: Readonly<{ ok: true } | { ok: false; refusal: RefusalCode }>) =>
  answer.ok ? null : answer.refusal;

export async function openDrawer(input: Input<"day.open-session">): Done {
  return refusalOf(await askAllowed("day.open-session", input));
}

/** Hands the count in; only then the till says what the drawer should have held. */
export async function countAndCompare(
  input: Input<"day.count">,
): Promise<Answer<"day.compare"> | Exclude<Answer<"day.count">, { ok: true }>> {
  const count = await api("day.count", input);
  return count.ok ? api("day.compare", { countId: count.value.countId }) : count;
}

export async function moveCash(input: Input<"day.move-cash">): Done {
  return refusalOf(await askAllowed("day.move-cash", input));
}

export async function openWithoutSale(reason: string): Done {
  return refusalOf(await askAllowed("day.no-sale", { reason }));
}

export async function closeDrawer(input: Input<"day.close-session">): Done {
  return refusalOf(await askAllowed("day.close-session", input));
}

/** From here on nothing that is sold is real; the sale screen is where one practises. */
export async function startTraining(): Done {
  const refusal = refusalOf(await askAllowed("day.start-training", {}));
  if (refusal === null) goTo("sale");
  return refusal;
}

export async function endTraining(): Done {
  return refusalOf(await askAllowed("day.end-training", {}));
}

/** The Z that comes of it is shown at once. */
export async function closeDay(close: Input<"day.close-session"> | null): Done {
  const refusal = refusalOf(await askAllowed("day.close", { close }));
  if (refusal === null) goTo("z-reports");
  return refusal;
}
