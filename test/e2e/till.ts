import { test as base, expect, type Page } from "@playwright/test";
import { startDemo, type Demo } from "../support/demo.ts";
import { searchField } from "../support/till-page.ts";

/** The demo store, just started, and its page, let in and ready for the first scan. */
export type Till = Readonly<{ page: Page; demo: Demo }>;

/** A register that restarts is out of reach for a moment, and Chromium says so in its console. */
const unreachable = /\/bridge' failed|net::ERR_CONNECTION_/;

export const test = base.extend<{ till: Till; killAt: string }>({
  /** The step at which the register or the relay dies, once. */
  killAt: ["", { option: true }],
  till: async ({ page, killAt }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    // Violations of the page's policy are reported here, too.
    page.on("console", (message) => {
      if (message.type() === "error" && !unreachable.test(message.text())) {
        complaints.push(message.text());
      }
    });
    const demo = await startDemo({ killAt });
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
