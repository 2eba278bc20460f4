import { useSyncExternalStore } from "react";
import { useSettings } from "../../store/settings-store.ts";

/** From these sizes on, in CSS pixels at the till's own zoom. */
const MEDIUM = 1_300;
const WIDE = 1_800;
const HIGH = 960;

type KeyGrid = Readonly<{ rows: number; columns: number; isWide: boolean }>;

/**
 * 4 × 4 keys at 1024, 6 × 4 at 1366, 7 × 7 at 1920; by the room that the zoom leaves. A wide screen
 * has a column beside them, too.
 */
export function useKeyGrid(): KeyGrid {
  const factor = useSettings(({ zoom }) => Number(zoom)) / 100;
  const width = useSyncExternalStore(listen, () => window.innerWidth) / factor;
  const height = useSyncExternalStore(listen, () => window.innerHeight) / factor;
  const isWide = width >= WIDE;
  return {
    rows: height >= HIGH ? 7 : 4,
    columns: isWide ? 7 : width >= MEDIUM ? 6 : 4,
    isWide,
  };
}

function listen(onChange: () => void): () => void {
  window.addEventListener("resize", onChange);
  return () => {
    window.removeEventListener("resize", onChange);
  };
}
