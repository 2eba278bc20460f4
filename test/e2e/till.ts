import { test as base, expect, type Page } from "@playwright/test";
import { startDemo, type Demo } from "../support/demo.ts";
import { complaintsOf } from "../support/page-complaints.ts";
import { searchField } from "../support/till-page.ts";

/** The demo store, just started, and its page, let in and ready for the first scan. */
export type Till = Readonly<{ page: Page; demo: Demo }>;

export const test = base.extend<{ till: Till; killAt: string; voidWindowMs: number }>({
  /** The step at which the register or the relay dies, once. */
  killAt: ["", { option: true }],
  /** How long a completed card sale can be voided. */
  voidWindowMs: [0, { option: true }],
  till: async ({ page, killAt, voidWindowMs }, use) => {
    const complaints = complaintsOf(page);
    const demo = await startDemo({ killAt, voidWindowMs });
    try {
      await page.goto(demo.url);
      await expect(searchField(page)).toBeFocused();
      await use({ page, demo });
    } finally {
      await demo.stop();
    }
    expect(complaints).toEqual([]);
  },
});
export { expect };
