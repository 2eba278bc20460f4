/**
 * What a test's browser goes without: it asks a network that tests do not have, or it paints what
 * nobody sees. A page of its own for the suggestions of the address bar took a quarter of the time
 * of a whole run. The last switch wins, so this one says again what Playwright's own switches off
 * and a test depends on.
 */
export const withoutFeatures = `--disable-features=${[
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
  "Translate",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "WebUIOmniboxPopup",
].join(",")}`;
