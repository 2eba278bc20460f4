import type { Page } from "@playwright/test";
import { windowAt } from "../e2e/hosts/window-host.ts";
import { searchField } from "../support/till-page.ts";
import { expect, test } from "./desktop.ts";

const elsewhere = "https://attacker.example/";

function permission(page: Page, name: string): Promise<string> {
  return page.evaluate(async (asked) => {
    const status = await navigator.permissions.query({ name: asked as PermissionName });
    return status.state;
  }, name);
}

/** What comes of a request, as the page sees it. */
function fetched(page: Page, url: string): Promise<string> {
  return page.evaluate(
    (address) =>
      fetch(address).then(
        (answer) => answer.text(),
        () => "refused",
      ),
    url,
  );
}

test.describe("the bounds of the windows", () => {
  test("hold them on their own pages", async ({ till, reader }) => {
    for (const page of [till, reader]) {
      const before = page.url();
      const asked = page.waitForRequest(elsewhere);
      await page.evaluate((url) => {
        window.location.href = url;
      }, elsewhere);
      await asked;
      expect(await page.evaluate(() => window.location.href)).toBe(before);
    }
    await expect(searchField(till)).toBeFocused();
  });

  test("may load their own page again, as the reader's does after a start without network", async ({
    reader,
  }) => {
    const loaded = reader.waitForEvent("load");
    await reader.evaluate(() => window.location.reload());
    await loaded;
    expect(await reader.evaluate(() => "readerDoor" in window)).toBe(true);
  });

  test("open nothing beside them; the demo's reader goes to the system's browser", async ({
    app,
    till,
    readerPage,
  }) => {
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { openedOutside: opened });
      shell.openExternal = (url) => {
        opened.push(url);
        return Promise.resolve();
      };
    });
    const windows = app.windows().length;
    const answers = await till.evaluate(
      (urls) => urls.map((url) => window.open(url)),
      [elsewhere, readerPage],
    );
    expect(answers).toEqual([null, null]);
    const opened = () =>
      app.evaluate(() => (globalThis as unknown as { openedOutside: string[] }).openedOutside);
    await expect.poll(opened).toEqual([readerPage]);
    expect(app.windows()).toHaveLength(windows);
  });

  test("run no script but their own", async ({ till, complaints }) => {
    const ran = await till.evaluate(async () => {
      const inline = document.createElement("script");
      inline.textContent = "window.ranInline = true";
      document.body.append(inline);
      // A debugger's own evaluation may use eval; a timer's is the page's.
      const evaluated = await new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve((0, eval)("'ran'"));
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      });
      return { inline: "ranInline" in window, evaluated, isSecure: isSecureContext };
    });
    expect(ran).toEqual({ inline: false, evaluated: "EvalError", isSecure: true });
    expect(await fetched(till, elsewhere)).toBe("refused");
    const violations = complaints.splice(0).join("\n");
    expect(violations).toContain("Executing inline script violates");
    expect(violations).toContain(`Connecting to '${elsewhere}' violates`);
  });

  test("grant the till nothing that a page must ask for", async ({
    till,
    readerPage,
    complaints,
  }) => {
    for (const name of ["geolocation", "notifications", "camera", "local-network-access"]) {
      expect([name, await permission(till, name)]).toEqual([name, "denied"]);
    }
    expect(await fetched(till, readerPage)).toBe("refused");
    expect(complaints.splice(0).join("\n")).toContain(`Connecting to '${readerPage}' violates`);
  });

  test("grant the reader's window the shop's network and nothing else", async ({
    reader,
    readerPage,
  }) => {
    expect(await permission(reader, "geolocation")).toBe("denied");
    expect(await permission(reader, "notifications")).toBe("denied");
    expect(await permission(reader, "local-network-access")).toBe("granted");
    expect(await fetched(reader, readerPage)).toBe("the sandbox");
    expect(await fetched(reader, elsewhere)).toBe("refused");
  });

  test("give each window a session of its own; the till's alone is kept", async ({
    app,
    start,
    till,
    reader,
  }) => {
    for (const page of [till, reader]) {
      await page.evaluate(() => localStorage.setItem("theme-of", window.location.host));
      expect(await page.evaluate(() => localStorage.length)).toBeGreaterThan(0);
    }
    await app.close();
    const again = await start();
    const kept = async (name: "till" | "reader") => {
      const page = await windowAt(again, name);
      return page.evaluate(() => localStorage.getItem("theme-of"));
    };
    expect(await kept("till")).toMatch(/^till/);
    expect(await kept("reader")).toBeNull();
  });
});
