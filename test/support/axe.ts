import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What axe finds on the screen as it is, one line per rule. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/** Goes on after a finding, so that one run lists them all. */
export async function judge(page: Page, screen: string): Promise<void> {
  expect.soft(await findings(page), screen).toEqual([]);
}
