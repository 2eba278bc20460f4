import type { CertificateFault } from "../../../contract/certificate-views.ts";
import { t } from "../../i18n/t.ts";

/** What the certificate of a payment says. */
export const certificateWords = {
  open: t("certificate.open"),
  title: t("certificate.title"),
  verified: (links: number) => t("certificate.verified", { links }),
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

const faults: Readonly<Record<CertificateFault["code"], (seq: number) => string>> = {
  "no-entry": () => t("certificate.fault.no-entry"),
  entry: (seq) => t("certificate.fault.entry", { seq }),
  "witness-ahead": (seq) => t("certificate.fault.witness-ahead", { seq }),
  "witness-differs": (seq) => t("certificate.fault.witness-differs", { seq }),
};

/** What is wrong with it, and at which entry. */
export function notVerifiedWords({ code, seq }: CertificateFault): string {
  return t("certificate.notVerified", { reason: faults[code](seq) });
}
