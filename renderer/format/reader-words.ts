import type { ReaderTrouble } from "../../contract/reader-views.ts";
import { t } from "../i18n/t.ts";

export type ReaderTroubleWords = Readonly<{ cause: string; advice: string }>;

const troubles: Readonly<Record<ReaderTrouble, ReaderTroubleWords>> = {
  "no-window": {
    cause: t("readerTrouble.no-window.cause"),
    advice: t("readerTrouble.no-window.advice"),
  },
  "load-failed": {
    cause: t("readerTrouble.load-failed.cause"),
    advice: t("readerTrouble.load-failed.advice"),
  },
  "lease-held": {
    cause: t("readerTrouble.lease-held.cause"),
    advice: t("readerTrouble.lease-held.advice"),
  },
  "in-use": {
    cause: t("readerTrouble.in-use.cause"),
    advice: t("readerTrouble.in-use.advice"),
  },
  "no-token": {
    cause: t("readerTrouble.no-token.cause"),
    advice: t("readerTrouble.no-token.advice"),
  },
  "no-reader": {
    cause: t("readerTrouble.no-reader.cause"),
    advice: t("readerTrouble.no-reader.advice"),
  },
  network: {
    cause: t("readerTrouble.network.cause"),
    advice: t("readerTrouble.network.advice"),
  },
  "reader-trouble": {
    cause: t("readerTrouble.reader-trouble.cause"),
    advice: t("readerTrouble.reader-trouble.advice"),
  },
  "reader-outdated": {
    cause: t("readerTrouble.reader-outdated.cause"),
    advice: t("readerTrouble.reader-outdated.advice"),
  },
  busy: {
    cause: t("readerTrouble.busy.cause"),
    advice: t("readerTrouble.busy.advice"),
  },
  "cards-offline": {
    cause: t("readerTrouble.cards-offline.cause"),
    advice: t("readerTrouble.cards-offline.advice"),
  },
  unknown: {
    cause: t("readerTrouble.unknown.cause"),
    advice: t("readerTrouble.unknown.advice"),
  },
};

const notYet = {
  cause: (name: string) => t("readerNotYet.cause", { name }),
  advice: t("readerNotYet.advice"),
};

export function readerTroubleWords(
  trouble: ReaderTrouble | null,
  name: string,
): ReaderTroubleWords {
  if (trouble !== null) return troubles[trouble];
  return { cause: notYet.cause(name), advice: notYet.advice };
}
