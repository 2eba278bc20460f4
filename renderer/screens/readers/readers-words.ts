import type { PickableReader, ReadersView } from "../../../contract/reader-views.ts";
import { t } from "../../i18n/t.ts";

/** What the reader screen says. */
export const readersWords = {
  title: t("readers.title"),
  subtitle: (register: string) => t("readers.subtitle", { register }),
  look: t("readers.look"),
  looking: t("readers.looking"),
  way: t("readers.way"),
  ways: { direct: t("readers.ways.direct"), relay: t("readers.ways.relay") },
  wayAbout: {
    direct: t("readers.wayAbout.direct"),
    relay: t("readers.wayAbout.relay"),
  },
  list: t("readers.list"),
  none: t("readers.none"),
  own: t("readers.own"),
  noneChosen: t("readers.noneChosen"),
  use: t("readers.use"),
  connected: t("readers.connected"),
  inUseBy: (register: string) => t("readers.inUseBy", { register }),
  chosen: t("readers.chosen"),
  connecting: t("readers.connecting"),
  notConnected: t("readers.notConnected"),
  offline: t("readers.offline"),
  found: t("readers.found"),
  tryAgain: t("readers.tryAgain"),
  about: t("readers.about"),
};

const models: Readonly<Record<string, string>> = {
  bbpos_wisepos_e: "BBPOS WisePOS E",
  simulated_wisepos_e: t("readers.simulated", { model: "WisePOS E" }),
  stripe_s700: "Stripe Reader S700",
  simulated_stripe_s700: t("readers.simulated", { model: "Stripe Reader S700" }),
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
  if (reader.isConnected) return { word: readersWords.connected, tone: "good" };
  if (reader.heldBy !== null) return { word: readersWords.inUseBy(reader.heldBy), tone: "warn" };
  if (isChosen && view.way === "relay") return { word: readersWords.chosen, tone: "good" };
  if (isChosen && view.isConnecting) return { word: readersWords.connecting, tone: "plain" };
  if (isChosen) return { word: readersWords.notConnected, tone: "warn" };
  if (reader.status === "offline") return { word: readersWords.offline, tone: "warn" };
  return { word: reader.isFound === true ? readersWords.found : "", tone: "plain" };
}
