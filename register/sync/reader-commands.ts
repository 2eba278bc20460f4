import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { Payments } from "../payments/payments.ts";
import type { ReaderSettings } from "../payments/reader-setting.ts";
import type { ReaderKeeper } from "./reader-keeper.ts";
import { readersView } from "./reader-view.ts";

export type ReaderCommandDeps = Readonly<{
  keeper: ReaderKeeper;
  settings: ReaderSettings;
  payments: Payments;
  isOnline: () => boolean;
}>;

export function discoverReaders({
  keeper,
  isOnline,
}: ReaderCommandDeps): Outcome<"readers.discover"> {
  if (!isOnline()) return refuse("cards-offline");
  keeper.discover();
  return ok(readersView(keeper.facts()));
}

export function chooseReader(
  deps: ReaderCommandDeps,
  { userId }: Who,
  { readerId }: Input<"readers.choose">,
): Outcome<"readers.choose"> {
  const { keeper, settings } = deps;
  const { readers, chosenId } = readersView(keeper.facts());
  if (!readers.some((reader) => reader.readerId === readerId)) {
    return refuse("unknown-reader", readerId);
  }
  if (isAtReader(deps)) return refuse("payment-in-progress");
  settings.save({ ...settings.get(), readerId }, userId);
  // Chosen again: the clerk wants it tried now.
  if (readerId !== chosenId || !keeper.isReady()) keeper.turn();
  return ok(readersView(keeper.facts()));
}

export function setWay(
  deps: ReaderCommandDeps,
  { userId }: Who,
  { way }: Input<"readers.set-way">,
): Outcome<"readers.set-way"> {
  const { keeper, settings } = deps;
  if (isAtReader(deps)) return refuse("payment-in-progress");
  if (way !== settings.get().way) {
    settings.save({ ...settings.get(), way }, userId);
    keeper.turn();
  }
  return ok(readersView(keeper.facts()));
}

/** A payment on the reader, or after a decline about to be: it ends where it began. */
function isAtReader({ payments }: ReaderCommandDeps): boolean {
  return payments.notFinal().some(({ phase }) => phase === "waiting" || phase === "declined");
}
