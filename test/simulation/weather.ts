import { createRandom } from "../support/random.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export type Weather = ReturnType<typeof createWeather>;

/** Chance, from the seed alone; after `calmDown` nothing bad begins any more. */
export function createWeather(seed: number, clock: VirtualClock) {
  const random = createRandom(seed);
  // Neighbouring seeds begin alike: their first numbers are thrown away.
  for (let round = 0; round < 8; round += 1) random(2);
  /** How often trouble strikes, in a thousand: some seeds are fair, some are foul. */
  const level = [0, 20, 50, 110][random(4)] ?? 0;
  let isCalm = false;
  let lastEffectMs = clock.now();

  const between = (fromMs: number, toMs: number) => fromMs + random(toMs - fromMs + 1);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[random(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };

  return {
    random,
    between,
    pick,
    level,
    hasTrouble: level > 0,
    /** Whether trouble strikes here, `times` as often as usual. */
    strikes: (times = 1) => !isCalm && random(1_000) < level * times,
    latencyMs: () => (!isCalm && random(1_000) < level ? between(200, 4_000) : between(4, 60)),
    /** Trouble that is under way works until then. */
    worksUntil(atMs: number): void {
      lastEffectMs = Math.max(lastEffectMs, atMs);
    },
    lastEffectMs: () => lastEffectMs,
    isCalm: () => isCalm,
    calmDown(): void {
      isCalm = true;
      lastEffectMs = Math.max(lastEffectMs, clock.now());
    },
  };
}
