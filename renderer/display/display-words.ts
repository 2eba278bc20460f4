import type { DisplayStep } from "../../contract/display-views.ts";
import { t } from "../i18n/t.ts";

/** What a customer reads: whole sentences, no word of the shop's own trade. */
export const displayWords = {
  isDemo: t("display.isDemo"),
  demo: t("display.demo"),
  welcome: t("display.welcome"),
  paused: t("display.paused"),
  sale: t("display.sale"),
  toPay: t("display.toPay"),
  code: t("display.code"),
  scan: t("display.scan"),
  page: (host: string) => t("display.page", { host }),
  total: t("display.total"),
  paid: t("display.paid"),
  change: t("display.change"),
  thanks: t("display.thanks"),
  tip: (amount: string) => t("display.tip", { amount }),
  each: (amount: string) => t("display.each", { amount }),
  insteadOf: (amount: string) => t("display.insteadOf", { amount }),
  was: (amount: string) => t("display.was", { amount }),
  saved: (amount: string) => t("display.saved", { amount }),
  taxIncluded: (tax: string, amount: string) => t("display.taxIncluded", { tax, amount }),
  taxAdded: (tax: string, amount: string) => t("display.taxAdded", { tax, amount }),
};

/** What to do, in two sizes of type. */
export const stepWords: Readonly<Record<DisplayStep, Readonly<{ say: string; more: string }>>> = {
  wait: { say: t("displayStep.wait.say"), more: t("displayStep.wait.more") },
  present: { say: t("displayStep.present.say"), more: t("displayStep.present.more") },
  processing: { say: t("displayStep.processing.say"), more: t("displayStep.processing.more") },
  checking: { say: t("displayStep.checking.say"), more: t("displayStep.checking.more") },
  declined: {
    say: t("displayStep.declined.say"),
    more: t("displayStep.declined.more"),
  },
  cancelling: { say: t("displayStep.cancelling.say"), more: t("displayStep.cancelling.more") },
};
