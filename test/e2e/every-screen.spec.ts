import type { Page } from "@playwright/test";
import { judge, judgeContrast } from "../support/axe.ts";
import type { Demo } from "../support/demo.ts";
import type { Screen } from "../screenshots/screen.ts";
import { screens } from "../screenshots/screens.ts";
import { sellMorning } from "../screenshots/sell-morning.ts";
import { waitingScreens } from "../screenshots/split-screens.ts";
import { test } from "./till.ts";

test.describe("axe finds nothing", () => {
  // Without movement each screen stands still while it is judged.
  test.use({ hasTouch: true, contextOptions: { reducedMotion: "reduce" } });
  // A whole shift in one test: each screen is reached from the one before.
  test.setTimeout(900_000);

  test("in any screen in any state, light and dark", async ({ till: { page, demo } }) => {
    await sellMorning(demo);
    await judgeAll(screens, page, demo);
  });

  test.describe("while captures wait", () => {
    test.use({ voidWindowMs: 600_000 });

    test("in what can still be done to a sale", async ({ till: { page, demo } }) => {
      await judgeAll(waitingScreens, page, demo);
    });
  });
});

async function judgeAll(all: readonly Screen[], page: Page, demo: Demo): Promise<void> {
  for (const { name, show } of all) {
    const shown = (await show(page, demo)) ?? page;
    await shown.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await judge(shown, name);
    // What stands where is the same in the dark: only its colours differ.
    await shown.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await judgeContrast(shown, `${name}, dark`);
  }
}
