import type { Command, DoorRefusal, Refusal } from "../../contract/commands.ts";
import { t } from "../i18n/t.ts";

/** What the screens can be told instead of an answer, beside the contract's own refusals. */
export type CarrierTrouble = "connection-lost" | "till-bug";

export type RefusalCode = Refusal<Command> | DoorRefusal | CarrierTrouble;

/** What happened, then what was kept and what to do. The code stands behind it on every screen. */
export type RefusalWords = Readonly<{ title: string; advice: string }>;

/** A code without its two texts does not compile. */
export function refusalWords(code: RefusalCode): RefusalWords {
  return { title: t(`refusal.${code}.title`), advice: t(`refusal.${code}.advice`) };
}
