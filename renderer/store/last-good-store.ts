import { create } from "zustand";
import type { RegisterView } from "../../contract/views.ts";
import { nowMs } from "../format/wall-clock.ts";
import { useNetwork } from "./network-store.ts";
import { useRegister, type RegisterState } from "./register-store.ts";

/** The parts of the strip of which the register keeps no last good time itself. */
const parts = ["network", "reader", "drawer", "unsent"] as const;
type Part = (typeof parts)[number];

/** When each part was last well, in ms UTC; null where this page has not seen it well. */
export const useLastGood = create<Readonly<Record<Part, number | null>>>()(() => ({
  ...{ network: null, reader: null, drawer: null, unsent: null },
}));

/** Notes the moment in which a part stops being well. While it is well, that moment is now. */
export function followLastGood(): void {
  let before = wellNow();
  const look = () => {
    const now = wellNow();
    const ended = parts.filter((part) => before[part] && !now[part]);
    before = now;
    if (ended.length > 0) {
      const atMs = nowMs();
      useLastGood.setState(Object.fromEntries(ended.map((part) => [part, atMs])));
    }
  };
  useRegister.subscribe(look);
  useNetwork.subscribe(look);
}

function wellNow(): Readonly<Record<Part, boolean>> {
  return wellParts(useRegister.getState(), useNetwork.getState().isOnline);
}

type Told = Pick<RegisterState, "connection"> &
  Readonly<{ view: Pick<RegisterView, "status" | "day"> | null }>;

/** Of a register that does not answer, what stands in its book stays true; its reader may have gone. */
export function wellParts(
  { connection, view }: Told,
  isOnline: boolean,
): Readonly<Record<Part, boolean>> {
  const reader = view?.status.reader.state;
  return {
    network: isOnline,
    reader: connection === "connected" && (reader === "ready" || reader === "in-use"),
    drawer: view !== null && view.day.session !== null,
    unsent: view?.status.unsent === 0,
  };
}
