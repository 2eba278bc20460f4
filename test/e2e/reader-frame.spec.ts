import { untilReaderReady } from "../support/card-page.ts";
import { test } from "./hosts/hosted-till.ts";

test.use({ via: "direct" });

test("a reader's page that could not be loaded comes with the next register", async ({
  till: { page, demo },
}) => {
  await untilReaderReady(page);
  const readerPage = "**/reader/index.html";
  await page.route(readerPage, (route) => route.abort("connectionrefused"));
  const lost = page.waitForEvent("requestfailed", (each) =>
    each.url().endsWith("/reader/index.html"),
  );
  await page.reload();
  await lost;
  await page.unroute(readerPage);
  await demo.killRegister();
  await untilReaderReady(page);
});
