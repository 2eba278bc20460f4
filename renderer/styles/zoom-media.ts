/** The condition of each media rule as its file has it. */
const written = new WeakMap<CSSMediaRule, string>();

/**
 * Enlarges the page as a browser's own zoom does: CSS zoom draws everything larger, and rules for
 * small windows must then count the room that is left, which media queries do not know of.
 * `percent` is 100 to 200.
 */
export function zoomPage(percent: number): void {
  const factor = percent / 100;
  document.documentElement.style.zoom = String(factor);
  document.documentElement.style.setProperty("--page-zoom", String(factor));
  for (const sheet of Array.from(document.styleSheets)) {
    for (const rule of Array.from(sheet.cssRules)) {
      if (rule instanceof CSSMediaRule) scale(rule, factor);
    }
  }
}

function scale(rule: CSSMediaRule, factor: number): void {
  const condition = written.get(rule) ?? rule.media.mediaText;
  written.set(rule, condition);
  const scaled = condition.replace(
    /(\d+(?:\.\d+)?)px/g,
    (_, px: string) => `${Number(px) * factor}px`,
  );
  if (rule.media.mediaText !== scaled) rule.media.mediaText = scaled;
}
