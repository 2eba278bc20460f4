import { judge, judgeContrast } from "../support/axe.ts";
import { screens } from "../screenshots/screens.ts";
import { sellMorning } from "../screenshots/sell-morning.ts";
import { test } from "./till.ts";

test.describe("axe finds nothing", () => {
  // Without movement each screen stands still while it is judged.
  test.use({ contextOptions: { reducedMotion: "reduce" } });
  // A whole shift in one test: each screen is reached from the one before.
  test.setTimeout(300_000);

  test("in any screen in any state, light and dark", async ({ till: { page, demo } }) => {
    await sellMorning(demo);
    for (const { name, show } of screens) {
      const shown = (await show(page, demo)) ?? page;
      await shown.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await judge(shown, name);
      // What stands where is the same in the dark: only its colours differ.
      await shown.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await judgeContrast(shown, `${name}, dark`);
    }
  });
});
