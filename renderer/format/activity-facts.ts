import type { ActivityFact } from "../../contract/people-views.ts";
import { codeText, t } from "../i18n/t.ts";
import { actWords } from "./act-words.ts";
import { formatAmount } from "./format-money.ts";
import { ownReasonWords } from "./own-reason-words.ts";
import { roleWords } from "./role-words.ts";

/** What the log of risky acts says of one act, beside its kind and who did it. */
export function activityFactWords(fact: ActivityFact): string {
  if ("number" in fact) return numberWords(fact);
  if ("amount" in fact) return amountWords(fact);
  if ("name" in fact) return nameWords(fact);
  switch (fact.kind) {
    case "text":
      return fact.text;
    case "reason":
      return ownReasonWords(fact.reason);
    case "user-change":
      return t(`userChange.${fact.change}`);
    case "role":
      return roleWords[fact.role];
    case "at-machine":
      return t("fact.at-machine");
  }
}

type With<Key extends string> = Extract<ActivityFact, Readonly<Record<Key, unknown>>>;

function numberWords({ kind, number }: With<"number">): string {
  switch (kind) {
    case "wrong-pins":
      return t("people.wrongPins", { count: number });
    case "copy":
      return t("receipt.copy", { number });
    case "z":
      return t("fact.z", { number });
  }
}

function amountWords({ kind, amount }: With<"amount">): string {
  const figure = formatAmount(amount);
  return kind === "amount" ? figure : t("fact.over-short", { amount: figure });
}

function nameWords({ kind, name }: With<"name">): string {
  return kind === "command" ? actWords(name) : codeText("setting", name);
}
