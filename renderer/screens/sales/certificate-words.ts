import { t } from "../../i18n/t.ts";

/** What the certificate of a payment says. */
export const certificateWords = {
  open: t("certificate.open"),
  title: t("certificate.title"),
  verified: (links: number) => t("certificate.verified", { links }),
  notVerified: (reason: string) => t("certificate.notVerified", { reason }),
  payment: t("certificate.payment"),
  states: t("certificate.states"),
  counted: (counted: number, all: number) => t("certificate.counted", { all, counted }),
  refunds: t("certificate.refunds"),
  charges: t("certificate.charges"),
  reader: t("certificate.reader"),
  events: t("certificate.events"),
  none: t("certificate.none"),
  entries: t("certificate.entries"),
  head: t("certificate.head"),
  witness: t("certificate.witness"),
  copy: t("certificate.copy"),
  copied: t("certificate.copied"),
  notCopied: t("certificate.notCopied"),
  export: t("certificate.export"),
  exported: (json: string, html: string) => t("certificate.exported", { json, html }),
  close: t("certificate.close"),
} as const;
