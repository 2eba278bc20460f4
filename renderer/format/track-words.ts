import { t } from "../i18n/t.ts";

/** The four steps of every card payment, and what each has to tell. */
export const trackWords = {
  written: t("track.written"),
  onReader: t("track.onReader"),
  card: t("track.card"),
  verified: t("track.verified"),
  outcomeUnknown: t("track.outcomeUnknown"),
  onItsWay: t("track.onItsWay"),
  notConfirmed: t("track.notConfirmed"),
  notShown: t("track.notShown"),
  notKnown: t("track.notKnown"),
  declinedByBank: t("track.declinedByBank"),
  declined: t("track.declined"),
  noneCharged: t("track.noneCharged"),
  inProcess: t("track.inProcess"),
  noneSeen: t("track.noneSeen"),
  noneFor: (span: string) => t("track.noneFor", { span }),
  notPresented: t("track.notPresented"),
  askedToCancel: t("track.askedToCancel"),
  asking: t("track.asking"),
  beingCaptured: t("track.beingCaptured"),
  captured: t("track.captured"),
  neverAsked: t("track.neverAsked"),
  cancelled: t("track.cancelled"),
};
