import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * A colour on its way is nobody's colour: what moves comes to rest first, but for what never does.
 * On a touch screen a dialog is not shown before it is known whether a keyboard opens under it.
 */
export async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".scrim, .dialog")].every(
      (element) => getComputedStyle(element).opacity !== "0",
    ),
  );
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** What axe finds on the screen as it is, one line per rule. */
async function findings(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/** Goes on after a finding, so that one run lists them all. */
export async function judge(page: Page, screen: string): Promise<void> {
  await atRest(page);
  expect.soft(await findings(new AxeBuilder({ page })), screen).toEqual([]);
}

/** The colours alone, of a screen that was judged in its other theme. */
export async function judgeContrast(page: Page, screen: string): Promise<void> {
  await atRest(page);
  const axe = new AxeBuilder({ page }).withRules(["color-contrast"]);
  expect.soft(await findings(axe), screen).toEqual([]);
}
