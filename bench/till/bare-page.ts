import type { Browser } from "playwright";
import { timeToFrame } from "./key-to-frame.ts";

const page = `<!doctype html><p></p><script>
  const shown = document.querySelector("p");
  addEventListener("keydown", ({ key }) => { shown.textContent += key; });
</script>`;

/** The floor: a page that does nothing but show the key, in the same browser. Milliseconds each. */
export async function timeBarePage(browser: Browser, presses: number): Promise<number[]> {
  const bare = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await bare.setContent(page);
  const times: number[] = [];
  for (let press = 0; press < presses; press += 1) {
    const key = "0123456789".charAt(press % 10);
    const shown = `${await bare.locator("p").innerText()}${key}`;
    times.push(await timeToFrame(bare, { key, selector: "p", text: shown }));
  }
  await bare.close();
  return times;
}
