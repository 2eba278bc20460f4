import { test as base, expect, type Page } from "@playwright/test";
import { startDemo, type Demo } from "../../support/demo.ts";
import { complaintsOf } from "../../support/page-complaints.ts";
import { searchField } from "../../support/till-page.ts";

/** What carries the register; the project of playwright.config.ts chooses. */
export const hosts = ["browser shell", "stand-in", "electron"] as const;
export type Host = (typeof hosts)[number];

/**
 * The demo store, just started, in the host of this run, and the till's page, ready for the first
 * scan. A spec that uses only this runs in every host: `demo` has the same Stripe, relay and data
 * folder behind it, and kills or awaits the register wherever it lives. What only the browser
 * shell has (`demo.url`, `demo.port`, a second tab) is not for these specs.
 */
export type HostedTill = Readonly<{ page: Page; demo: Demo; host: Host }>;

export const test = base.extend<{ host: Host; killAt: string; till: HostedTill }>({
  host: ["browser shell", { option: true }],
  /** The step at which the register or the relay dies, once. */
  killAt: ["", { option: true }],
  till: async ({ page, host, killAt }, use) => {
    const complaints = complaintsOf(page);
    const demo = await startDemo({ killAt });
    try {
      await page.goto(demo.url);
      await expect(searchField(page)).toBeFocused();
      await use({ page, demo, host });
    } finally {
      await demo.stop();
    }
    expect(complaints).toEqual([]);
  },
});
export { expect };
