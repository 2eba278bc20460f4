/** What the strip says beside the parts' own words. */
export const statusWords = {
  strip: "Status",
  till: "Till status",
  tillReady: "Till ready",
  tillRestarting: "Till restarting",
  lastGood: "Last good",
  advice: "What to do",
} as const;
