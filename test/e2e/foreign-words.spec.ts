import { openBridge } from "../support/bridge-client.ts";
import { untilReaderReady } from "../support/card-page.ts";
import type { Demo } from "../support/demo.ts";
import { textsOf } from "../support/language-texts.ts";
import { sellMorning } from "../screenshots/sell-morning.ts";
import { foreignShift } from "./foreign/shift.ts";
import { foreignWords, visibleTexts } from "./foreign/foreign-words.ts";
import { expect, test } from "./till.ts";

/** What the shop itself wrote: its products, its address, its people, its taxes. */
async function namesOf(demo: Demo): Promise<readonly string[]> {
  const till = await openBridge(demo);
  const letters = "abcdefghijklmnopqrstuvwxyz".split("");
  const found = await Promise.all(
    letters.map((text) => till.value("catalog.search", { text, limit: 50 })),
  );
  const view = await till.value("register.view", {});
  const pages = await till.value("catalog.keys", {});
  till.close();
  return [...namesIn([found, view, pages]), view.status.reader.label];
}

const named = ["name", "detail", "addressLines", "taxName", "registerName", "otherTenders"];

function namesIn(value: unknown, isName = false): readonly string[] {
  if (typeof value === "string") return isName ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => namesIn(item, isName));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => namesIn(item, named.includes(key)));
}

for (const code of ["ja", "ar"]) {
  test.describe(`a till that speaks ${code}`, () => {
    test.use({ contextOptions: { reducedMotion: "reduce" } });
    // A whole shift in one test: each screen is reached from the one before.
    test.setTimeout(300_000);

    test("says nothing in English, whatever it shows", async ({ till: { page, demo } }) => {
      page.setDefaultTimeout(30_000);
      const say = textsOf(code);
      await sellMorning(demo);
      const names = [...(await namesOf(demo)), "Mara", "Jonas", "Ida", "English"];
      await untilReaderReady(page);
      await page.evaluate((chosen) => {
        localStorage.setItem("tillside-language", chosen);
      }, code);
      await page.reload();
      await page.getByText(say("sale.emptyTitle")).waitFor();
      const foreign: Record<string, readonly string[]> = {};
      for (const { name, go } of foreignShift) {
        await test.step(name, () => go(page, say, demo));
        const found = foreignWords(await visibleTexts(page), names);
        if (found.length > 0) foreign[name] = found;
      }
      expect(foreign).toEqual({});
    });
  });
}
