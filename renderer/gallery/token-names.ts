/** Every custom property that the style sheets set on the root, by name, each once. */
export function tokenNames(): readonly string[] {
  const rules = Array.from(document.styleSheets).flatMap(({ cssRules }) => Array.from(cssRules));
  const ofRoot = rules.filter(
    (rule): rule is CSSStyleRule =>
      rule instanceof CSSStyleRule && rule.selectorText.split(",").some((one) => one === ":root"),
  );
  const names = ofRoot.flatMap(({ style }) => Array.from(style));
  return [...new Set(names.filter((name) => name.startsWith("--")))];
}
