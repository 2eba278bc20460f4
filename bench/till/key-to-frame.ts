import type { Page } from "playwright";

/** One press and what tells that its effect is on the screen: a text that an element then holds. */
export type Act = Readonly<{ key: string; selector: string; text: string }>;

/** Longer than this nothing is waited for: then the press did nothing. */
const MOST_MS = 10_000;

/** Milliseconds from the key's own timestamp to the end of the first frame in which the text stands. */
export async function timeToFrame(
  page: Page,
  { key, ...shown }: Act,
  press: () => Promise<void> = () => page.keyboard.press(key),
): Promise<number> {
  await page.evaluate(startMeasuring, {
    ...shown,
    last: key.split("+").at(-1) ?? key,
    mostMs: MOST_MS,
  });
  await press();
  const ms = await page.evaluate(measured);
  if (ms === undefined) throw new Error(`${key} did not show "${shown.text}": ${await said(page)}`);
  return ms;
}

/** What the till says instead. */
async function said(page: Page): Promise<string> {
  const texts = await page.locator(".notice, h1").allInnerTexts();
  return texts.join(" | ").replaceAll("\n", " ");
}

type Window = typeof globalThis & { measured?: Promise<number | undefined> };
type Asked = Readonly<{ selector: string; text: string; last: string; mostMs: number }>;

/** In the page. A message that is posted in a frame's callback arrives once the frame is drawn. */
function startMeasuring({ selector, text, last, mostMs }: Asked): void {
  const page = globalThis as Window;
  page.measured = new Promise((resolve) => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== last) return;
      window.removeEventListener("keydown", listen, { capture: true });
      const since = () => performance.now() - event.timeStamp;
      const drawn = new MessageChannel();
      drawn.port1.onmessage = () => {
        drawn.port1.close();
        resolve(since());
      };
      const look = () => {
        const isShown = document.querySelector(selector)?.textContent.includes(text);
        if (isShown) drawn.port2.postMessage(null);
        else if (since() > mostMs) resolve(undefined);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    window.addEventListener("keydown", listen, { capture: true });
  });
}

function measured(): Promise<number | undefined> | undefined {
  return (globalThis as Window).measured;
}
