import { codeText } from "../i18n/t.ts";

/** What the till gave as a reason by itself; what somebody typed stays as it was typed. */
export function ownReasonWords(reason: string): string {
  return codeText("ownReason", reason);
}
