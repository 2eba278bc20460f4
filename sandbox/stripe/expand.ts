import { invalidRequest } from "./api-error.ts";
import type { State } from "./state.ts";
import { findRow } from "./table.ts";

const MAX_DEPTH = 4;

/** Which fields of an object hold an id that can be opened, and what stands behind it. */
const expandable = {
  payment_intent: {
    latest_charge: "charge",
    payment_method: "payment_method",
  },
  charge: { payment_intent: "payment_intent" },
  refund: {
    charge: "charge",
    payment_intent: "payment_intent",
    payment_method: "payment_method",
  },
  "terminal.reader": {
    location: "terminal.location",
    "action.process_payment_intent.payment_intent": "payment_intent",
  },
  payment_method: {},
  "terminal.location": {},
  "terminal.connection_token": {},
  account: {},
  event: {},
  webhook_endpoint: {},
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type ObjectName = keyof typeof expandable;

const tableOf = {
  payment_intent: "paymentIntents",
  charge: "charges",
  payment_method: "paymentMethods",
  "terminal.location": "locations",
} as const satisfies Partial<Record<ObjectName, keyof State>>;

/** The fields to open one after the other: `latest_charge.payment_intent` is two steps. */
export type Steps = readonly { field: string; to: keyof typeof tableOf }[];

/** Reads the `expand` parameter against what the endpoint answers, before anything is changed. */
export function stepsOf(path: string, returns: ObjectName, isList: boolean): Steps {
  const inside = isList ? path.replace(/^data\./, "") : path;
  if (isList && inside === path) throw cannotExpand(path);
  const steps: { field: string; to: keyof typeof tableOf }[] = [];
  let rest = inside;
  let name: ObjectName = returns;
  while (rest !== "") {
    const step = stepFrom(name, rest);
    if (step === undefined || steps.length >= MAX_DEPTH) throw cannotExpand(path);
    steps.push(step);
    rest = rest.slice(step.field.length + 1);
    name = step.to;
  }
  return steps;
}

function stepFrom(name: ObjectName, path: string) {
  return Object.entries(expandable[name])
    .map(([field, to]: [string, keyof typeof tableOf]) => ({ field, to }))
    .find(({ field }) => path === field || path.startsWith(`${field}.`));
}

function cannotExpand(path: string): Error {
  return invalidRequest(`This property cannot be expanded (${path}).`, { param: "expand" });
}

/** Opens the field inside a copy that is on its way out; what is absent stays absent. */
export function expandInto(state: State, target: unknown, steps: Steps): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  const fields = step.field.split(".");
  const holder = fields.slice(0, -1).reduce(childOf, target);
  const last = fields.at(-1) ?? "";
  if (!isObject(holder)) return;
  const value = holder[last];
  if (typeof value === "string") {
    holder[last] = structuredClone(findRow<unknown>(state[tableOf[step.to]], value)) ?? value;
  }
  expandInto(state, holder[last], rest);
}

function childOf(parent: unknown, field: string): unknown {
  return isObject(parent) ? parent[field] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
