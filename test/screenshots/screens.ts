import type { Page } from "@playwright/test";
import { button } from "../support/till-page.ts";
import { cardScreens, unknownScreens } from "./card-screens.ts";
import { dayScreens } from "./day-screens.ts";
import { officeScreens } from "./office-screens.ts";
import type { Screen } from "./screen.ts";
import { splitScreens } from "./split-screens.ts";
import { sellScreens } from "./sell-screens.ts";

/**
 * Every screen in every state, in an order in which each is reached from the one before: a shift
 * from its first sale to its Z, and the next day's troubles.
 */
export const screens: readonly Screen[] = [
  ...sellScreens,
  ...officeScreens,
  ...splitScreens,
  ...cardScreens,
  ...dayScreens,
  { name: "next-day", show: openNextDay },
  ...unknownScreens,
];

async function openNextDay(page: Page): Promise<void> {
  await page.keyboard.press("Alt+4");
  await page.getByRole("textbox", { name: "How many: 50.00", exact: true }).fill("3");
  await page.getByLabel("From the safe").fill("150");
  await button(page, "Open drawer").click();
  await button(page, "Count and close").waitFor();
  await page.keyboard.press("Alt+1");
  await button(page, "Pay").waitFor();
}
