import { dialog, press, title, type Stop } from "./stops.ts";

/** The day's end. */
export const closing: readonly Stop[] = [
  {
    name: "the drawer",
    go: (page, say) =>
      press("Alt+4")(page).then(() =>
        page.getByRole("button", { name: say("day.cashOut") }).waitFor(),
      ),
  },
  {
    name: "cash out, to be approved",
    go: async (page, say) => {
      await page.getByRole("button", { name: say("day.cashOut") }).click();
      await page.getByLabel(say("day.how")).last().fill("20");
      await page.getByLabel(say("day.reason")).fill("12");
      await page.getByRole("button", { name: say("day.move") }).click();
      await dialog(page).waitFor();
    },
  },
  {
    name: "the lock",
    go: async (page, say) => {
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
      await page.keyboard.press("F8");
      await title(page, say("pin.lockedTitle")).waitFor();
    },
  },
  {
    name: "the count",
    go: async (page, say) => {
      await page.getByRole("button", { name: /^Jonas/ }).click();
      await page.getByLabel(say("pin.pin"), { exact: true }).fill("2222");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: say("day.count") }).click();
      const fields = page.locator(".count-sheet input, table input");
      for (const field of await fields.all()) await field.fill("0");
    },
  },
  {
    name: "the comparison",
    go: async (page, say) => {
      await page.getByRole("button", { name: say("day.submit") }).click();
      await page.getByRole("table", { name: say("day.compared") }).waitFor();
    },
  },
  {
    name: "the Z",
    go: async (page, say) => {
      const close = say("day.closeDay").replace("{{zNumber}}", "");
      await page.getByRole("button", { name: close }).click();
      await page.getByRole("table", { name: say("z.byTax") }).waitFor();
    },
  },
  {
    name: "the people and their acts",
    go: async (page, say) => {
      await page.keyboard.press("Alt+5");
      await title(page, say("people.title")).waitFor();
      await page.locator(".log li").nth(2).waitFor();
    },
  },
];
