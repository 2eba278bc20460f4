import { t } from "../i18n/t.ts";

/** Refusals of what is paid in parts, voided, or put right in the book. */
export const partRefusalWords = {
  "part-paid": {
    title: t("refusal.part-paid.title"),
    advice: t("refusal.part-paid.advice"),
  },
  "under-taken": {
    title: t("refusal.under-taken.title"),
    advice: t("refusal.under-taken.advice"),
  },
  "more-than-left": {
    title: t("refusal.more-than-left.title"),
    advice: t("refusal.more-than-left.advice"),
  },
  "not-a-cash-amount": {
    title: t("refusal.not-a-cash-amount.title"),
    advice: t("refusal.not-a-cash-amount.advice"),
  },
  "part-used": {
    title: t("refusal.part-used.title"),
    advice: t("refusal.part-used.advice"),
  },
  "part-not-found": {
    title: t("refusal.part-not-found.title"),
    advice: t("refusal.part-not-found.advice"),
  },
  "part-captured": {
    title: t("refusal.part-captured.title"),
    advice: t("refusal.part-captured.advice"),
  },
  "nothing-taken": {
    title: t("refusal.nothing-taken.title"),
    advice: t("refusal.nothing-taken.advice"),
  },
  "not-voidable": {
    title: t("refusal.not-voidable.title"),
    advice: t("refusal.not-voidable.advice"),
  },
  "void-too-late": {
    title: t("refusal.void-too-late.title"),
    advice: t("refusal.void-too-late.advice"),
  },
  "void-in-progress": {
    title: t("refusal.void-in-progress.title"),
    advice: t("refusal.void-in-progress.advice"),
  },
  "no-attention": {
    title: t("refusal.no-attention.title"),
    advice: t("refusal.no-attention.advice"),
  },
  "not-balanced": {
    title: t("refusal.not-balanced.title"),
    advice: t("refusal.not-balanced.advice"),
  },
  "nothing-to-correct": {
    title: t("refusal.nothing-to-correct.title"),
    advice: t("refusal.nothing-to-correct.advice"),
  },
  "correction-used": {
    title: t("refusal.correction-used.title"),
    advice: t("refusal.correction-used.advice"),
  },
};
