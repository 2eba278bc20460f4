import type { TimelineItem } from "../../contract/payment-views.ts";
import { isTimelineCode, readFact, type TimelineCode } from "../../contract/timeline.ts";
import { codeText, t } from "../i18n/t.ts";
import { attentionWords } from "./attention-words.ts";
import { endReasonWords } from "./end-reason-words.ts";
import { formatTime } from "./format-time.ts";
import { ownReasonWords } from "./own-reason-words.ts";

/** What was seen, as people say it. What a book of before there were codes says stays as it is. */
export function whatWords(what: string): string {
  const { code, value } = readFact(what);
  if (!isTimelineCode(code)) return endReasonWords(code)?.title ?? what;
  return t(`timeline.${code}`, { value: value === null ? "" : valueWords(code, value) });
}

function valueWords(code: TimelineCode, value: string): string {
  if (code === "hold-unordered") return formatTime(Number(value));
  if (code === "accepted-as-it-is") return attentionWords(value);
  return codeText("timelineValue", value);
}

/** The payment's own id stands beside the timeline, once. Stripe's codes and ids are nobody's words. */
export function detailWords({ what, detail }: TimelineItem, ownIds: readonly string[]): string {
  if (readFact(what).code === "void-requested") return ownReasonWords(detail);
  if (readFact(what).code === "replaced-by-cash") return detail;
  const parts = detail.split(", ").filter((part) => part !== "" && !ownIds.includes(part));
  return parts.map((part) => codeText("readBy", part)).join(", ");
}
