import type { Page } from "@playwright/test";

/**
 * What a person at the screen can read or hear: texts, and the names, titles and placeholders of what
 * is shown. Language names, codes and ids stand in elements that say so by their class.
 */
export async function visibleTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const said = ["aria-label", "title", "placeholder", "alt", "aria-description"];
    const isHidden = (element: Element) => !element.checkVisibility({ visibilityProperty: true });
    const isData = (element: Element) => element.closest(".mono, .code, kbd, [lang]:not(html)");
    const texts: string[] = [];
    for (const element of document.querySelectorAll("body *")) {
      if (isHidden(element) || isData(element) || element.closest("svg, style, script")) continue;
      for (const node of element.childNodes) {
        if (node instanceof Text) texts.push(node.data);
      }
      for (const name of said) texts.push(element.getAttribute(name) ?? "");
    }
    return texts.map((text) => text.trim()).filter((text) => text !== "");
  });
}

/** Words of Latin letters that are no name, id, unit or key; each with the text in which it stands. */
export function foreignWords(texts: readonly string[], known: readonly string[]): string[] {
  const names = known.filter((name) => name !== "").sort((a, b) => b.length - a.length);
  return [...new Set(texts)].filter((text) => {
    let rest = text;
    for (const name of names) rest = rest.replaceAll(name, " ");
    return /[A-Za-z]{2,}/.test(rest.replaceAll(ids, " ").replaceAll(terms, " "));
  });
}

/** Stripe's and our ids, fingerprints, addresses, and the names of Stripe's objects and statuses. */
const ids =
  /https?:\S+|\b\w+_[\w-]+|[0-9a-f]{16,}|\b(?:PaymentIntent|Checkout|succeeded|processing|canceled)\b/g;

/** What every language writes so: keys, units, brands, and the names of things of this trade. */
const terms =
  /(?<![A-Za-z])(?:Alt|Ctrl|Shift|Esc|Enter|Del|Home|End|PgUp|PgDn|Tab|kg|ml|Stripe|Tillside|Terminal|WisePOS E|Visa|Mastercard|PIN|QR|ID|AID|EUR|USB|JSON|HTML|URL|Webhook|webhook)(?![A-Za-z])/g;
