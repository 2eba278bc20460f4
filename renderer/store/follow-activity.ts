import { api } from "../api.ts";
import { useRegister } from "./register-store.ts";

/** One word to the register for all touches of such a time: its locks wait a minute at least. */
const TOLD_EVERY_MS = 5_000;

/**
 * Tells the register that somebody types or points here, for as long as the window lives: a count
 * that is typed for minutes asks it nothing, and is no idle till.
 */
export function followActivity(page: EventTarget): void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  const touch = ({ timeStamp }: Event) => {
    const seat = useRegister.getState().view?.seat;
    const isMeant = seat !== undefined && seat.clerk !== null && seat.autoLockMs !== null;
    if (!isMeant || timeStamp - toldAtMs < TOLD_EVERY_MS) return;
    toldAtMs = timeStamp;
    void api("people.touch", {});
  };
  for (const kind of ["keydown", "pointerdown", "wheel"]) {
    page.addEventListener(kind, touch, { capture: true, passive: true });
  }
}
