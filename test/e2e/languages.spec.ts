import { judge } from "../support/axe.ts";
import { textsOf } from "../support/language-texts.ts";
import { addByName } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

for (const code of ["ja", "ar"]) {
  const say = textsOf(code);

  test.describe(`a till that speaks ${code}`, () => {
    test.use({ contextOptions: { reducedMotion: "reduce" } });

    test("keeps the sale, and sells for cash in two keys; axe finds nothing", async ({
      till: { page },
    }) => {
      await addByName(page, "flat white");
      await page.keyboard.press("Alt+s");
      await judge(page, "the settings in English");
      await page.getByText(say("language.name"), { exact: true }).click();
      const root = page.locator("html");
      await expect(root).toHaveAttribute("lang", code);
      await expect(root).toHaveAttribute("dir", say("language.direction"));
      await expect(page.getByRole("button", { name: say("sale.clear") })).toBeVisible();
      await judge(page, "the sale");
      await page.keyboard.press("F12");
      await expect(page.getByRole("heading", { name: say("tender.title") })).toBeVisible();
      await judge(page, "the tender");
      await page.keyboard.press("F9");
      await page.keyboard.press("Enter");
      await expect(page.getByText(say("change.title")).first()).toBeVisible();
      await judge(page, "the change");
    });

    test("puts the pad and its figures in the order of every keyboard", async ({
      till: { page },
    }) => {
      await addByName(page, "flat white");
      await page.evaluate((chosen) => {
        localStorage.setItem("tillside-language", chosen);
      }, code);
      await page.reload();
      await expect(page.getByRole("button", { name: say("sale.clear") })).toBeVisible();
      await page.keyboard.press("F12");
      const seven = await page.getByRole("button", { name: "7", exact: true }).boundingBox();
      const nine = await page.getByRole("button", { name: "9", exact: true }).boundingBox();
      expect(seven?.x).toBeLessThan(nine?.x ?? 0);
    });
  });
}
