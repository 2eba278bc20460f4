import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { LinkRegion } from "../../../../renderer/screens/payment/link-region.tsx";
import { paymentView } from "../../support/payment-fixtures.ts";

const url = "https://relay.example/pay/AAAAAAAAAAAAAAAAAAAAAA";

function shownIn(window: object): string {
  vi.stubGlobal("window", window);
  const link = { url, sessionId: null };
  const payment = paymentView({ phase: "waiting", link });
  return renderToStaticMarkup(createElement(LinkRegion, { payment, link, isHeld: false }));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test("the customer's page is opened from a browser, by a key, too", () => {
  expect(shownIn({})).toMatch(new RegExp(`<a[^>]*href="${url}"[^>]*aria-keyshortcuts="O"`));
});

test("the desktop window, which opens no page, shows its code and address and offers no more", () => {
  const shown = shownIn({ till: {} });
  expect(shown).toContain(url);
  expect(shown).not.toContain("<a ");
});
