import type { overrideReasons } from "../../../contract/commands.ts";
import type { Unit } from "../../../contract/views.ts";
import { overrideReasonWords } from "../../format/line-words.ts";
import { t } from "../../i18n/t.ts";

export type OverrideReason = (typeof overrideReasons)[number];

/** What the panels for price, weight, variants, notes, customer and parked sales say. */
export const sellingWords = {
  price: t("selling.price"),
  pricePer: (unit: Unit | undefined) =>
    unit ? t("selling.pricePer.priceOf1", { unit }) : t("selling.pricePer.priceOfOne"),
  setPrice: t("selling.setPrice"),
  enterPrice: t("selling.enterPrice"),
  samePrice: t("selling.samePrice"),
  whatPrice: (name: string) => t("selling.whatPrice", { name }),
  listPrice: (price: string) => t("selling.listPrice", { price }),
  reason: t("selling.reason"),
  reasons: overrideReasonWords,
  weight: t("selling.weight"),
  howMuch: (name: string, unit: Unit) => t("selling.howMuch", { name, unit }),
  enterWeight: t("selling.enterWeight"),
  add: t("selling.add"),
  setWeight: t("selling.setWeight"),
  perUnit: (price: string, unit: Unit) => t("selling.perUnit", { price, unit }),
  variants: t("selling.variants"),
  chooseVariant: (name: string) => t("selling.chooseVariant", { name }),
  expires: (date: string) => t("selling.expires", { date }),
  batch: (batch: string) => t("selling.batch", { batch }),
  notes: t("selling.notes"),
  lineNote: (name: string) => t("selling.lineNote", { name }),
  saleNote: t("selling.saleNote"),
  customer: t("selling.customer"),
  customerName: t("selling.customerName"),
  email: t("selling.email"),
  known: t("selling.known"),
  keep: t("selling.keep"),
  erased: t("selling.erased"),
  remove: t("selling.remove"),
  notesHint: t("selling.notesHint"),
  park: t("selling.park"),
  parked: t("selling.parked"),
  parkedCount: (count: number) => t("selling.parkedCount", { count }),
  parkedAs: t("selling.parkedAs"),
  toLookAt: t("selling.toLookAt"),
  unnamed: t("selling.unnamed"),
  rename: t("selling.rename"),
  keepName: t("selling.keep"),
  back: t("risk.back"),
  parkAs: t("selling.parkAs"),
  nothingParked: t("selling.nothingParked"),
  nothingParkedAdvice: t("selling.nothingParkedAdvice"),
  recall: t("selling.recall"),
  openFirst: t("selling.openFirst"),
  giveUp: t("selling.giveUp"),
  parkedHint: t("selling.parkedHint"),
  chooseParked: t("selling.chooseParked"),
  noPark: t("selling.noPark"),
} as const;
