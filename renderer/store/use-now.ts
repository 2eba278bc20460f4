import { useEffect, useState } from "react";
import { nowMs } from "../format/wall-clock.ts";

/** Often enough that no second is skipped to the eye. */
const SECONDS_TICK_MS = 250;

/** The time in ms UTC, again every `tickMs`, for what counts seconds. */
export function useNow(tickMs = SECONDS_TICK_MS): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(nowMs());
    }, tickMs);
    return () => {
      clearInterval(timer);
    };
  }, [tickMs]);
  return now;
}
