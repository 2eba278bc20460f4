import { useEffect, useState } from "react";
import { nowMs } from "../format/wall-clock.ts";

/** Often enough that no second is skipped to the eye. */
const TICK_MS = 250;

/** The time, again and again, for what counts seconds. */
export function useNow(): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(nowMs());
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}
