import type { EmvLine } from "../../contract/views.ts";
import { codeText, t } from "../i18n/t.ts";

/** What stands before a line that a card's network wants on the paper. */
export function emvWords(line: EmvLine): string {
  return t(`emv.${line}`);
}

/** Names and numbers stay as the card has them; what Stripe says by a word of its own is said in ours. */
export function emvValueWords(line: EmvLine, value: string): string {
  if (line === "account") return codeText("emvAccount", value);
  return line === "verified-by" ? codeText("emvVerified", value) : value;
}
