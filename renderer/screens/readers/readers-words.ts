import type { PickableReader, ReadersView } from "../../../contract/reader-views.ts";

/** What the reader screen says. */
export const readersWords = {
  title: "Card reader",
  subtitle: (register: string) => `${register}. What is chosen here stays on this till.`,
  look: "Look again",
  looking: "Looking…",
  way: "Way to the reader",
  ways: { direct: "This till drives it", relay: "Through the relay" },
  wayAbout: {
    direct:
      "The till speaks to the reader over the shop’s own network. It shows the cart and answers " +
      "at once. No other till can use it meanwhile.",
    relay:
      "Stripe speaks to the reader over the internet, as the relay asks it to. Tills can share " +
      "one reader, and the till need not be in its network.",
  },
  list: "Readers",
  none: "No reader is registered at Stripe for this shop.",
  own: "This till’s reader",
  noneChosen: "None is chosen.",
  use: "Use",
  tryAgain: "Try again",
  about:
    "A payment that is under way ends where it began: choose another reader or way when it has " +
    "ended. What became of a payment is always asked of Stripe, never of the reader.",
} as const;

const models: Readonly<Record<string, string>> = {
  bbpos_wisepos_e: "BBPOS WisePOS E",
  simulated_wisepos_e: "Simulated WisePOS E",
  stripe_s700: "Stripe Reader S700",
  simulated_stripe_s700: "Simulated Reader S700",
  stripe_s710: "Stripe Reader S710",
  verifone_P400: "Verifone P400",
};

export function modelName(deviceType: string): string {
  return models[deviceType] ?? deviceType.replaceAll("_", " ");
}

/** One word for a row: what keeps the clerk from it, or that it works. */
export function rowState(
  reader: PickableReader,
  view: ReadersView,
): Readonly<{ word: string; tone: "plain" | "good" | "warn" }> {
  const isChosen = reader.readerId === view.chosenId;
  if (reader.isConnected) return { word: "Connected", tone: "good" };
  if (reader.heldBy !== null) return { word: `In use by ${reader.heldBy}`, tone: "warn" };
  if (isChosen && view.way === "relay") return { word: "Chosen", tone: "good" };
  if (isChosen && view.isConnecting) return { word: "Connecting…", tone: "plain" };
  if (isChosen) return { word: "Not connected", tone: "warn" };
  if (reader.status === "offline") return { word: "Stripe calls it offline", tone: "warn" };
  return { word: reader.isFound === true ? "Found" : "", tone: "plain" };
}
