import { useSettings } from "../store/settings-store.ts";
import { usualTuning, type ScanTuning } from "./scan-burst.ts";

/** A slow scanner's longest pause. Fast hands are as fast, so that it has to be chosen. */
const SLOW_GAP_MS = 80;

/** How this screen's scanner is read, as it was set. */
export function scanTuning(): ScanTuning {
  const { scannerKeys: keys, scannerPace } = useSettings.getState();
  const longestGapMs = scannerPace === "slow" ? SLOW_GAP_MS : usualTuning.longestGapMs;
  return { ...usualTuning, longestGapMs, keys };
}
