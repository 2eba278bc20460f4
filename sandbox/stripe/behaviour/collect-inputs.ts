import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import type { World } from "../world.ts";
import { awaitedType } from "./awaited.ts";
import { fail, show, succeed } from "./end-action.ts";
import { keepFile } from "./keep-file.ts";
import { logReader } from "./reader-commands.ts";

type Reader = Stripe.Terminal.Reader;
type Input = Stripe.Terminal.Reader.Action.CollectInputs.Input;

/** What a customer gave to one input; null for skipped. Of a signature, that there is one. */
export type Given = string | null;

type Toggled = NonNullable<Input["toggles"]>[number]["value"];

const samples: Readonly<Record<string, string>> = {
  email: "jenny.rosen@example.com",
  numeric: "4242",
  phone: "+353871234567",
  text: "Thank you",
};

/** The customer answered. Without answers samples are taken, or what may be skipped is. */
export function endInputs(
  world: World,
  reader: Reader,
  how: {
    doesSkip?: boolean;
    given?: readonly Given[];
    /** For each input, how its switches stand; left out, as the shop set them. */
    toggled?: readonly (readonly Toggled[])[];
  },
): void {
  const asked = openInputs(reader);
  const values = asked.map((input, at) => {
    const isSkipped = how.doesSkip === true && input.required !== true;
    const sample = input.selection?.choices[0]?.id ?? samples[input.type] ?? "";
    return how.given === undefined ? (isSkipped ? null : sample) : (how.given[at] ?? null);
  });
  // All of it is looked at before any of it is written: an answer that is refused can be mended.
  asked.forEach((input, at) => check(input, values[at] ?? null));
  asked.forEach((input, at) => answer(world, input, [values[at] ?? null, how.toggled?.[at] ?? []]));
  logReader(world, reader.id, { what: "inputs given", detail: "" });
  succeed(world, reader);
  show(world, reader, { kind: "approved", message: "Thank you" });
}

function check({ type, required, selection }: Input, value: Given): void {
  if (value === null && required === true) {
    throw invalidRequest(`An input of type ${type} is required.`);
  }
  if (value === null || selection === undefined) return;
  if (!selection.choices.some(({ id }) => id === value)) {
    throw invalidRequest(`There is no choice ${value}.`);
  }
}

function answer(
  world: World,
  input: Input,
  [value, toggled]: readonly [Given, readonly Toggled[]],
): void {
  input.skipped = value === null;
  if (value === null) return;
  (input.toggles ?? []).forEach((toggle, at) => {
    toggle.value = toggled[at] ?? toggle.default_value ?? "disabled";
  });
  if (input.selection !== undefined) choose(input.selection, value);
  else if (input.type === "signature") input.signature = { value: signatureFile(world) };
  else Object.assign(input, { [input.type]: { value } });
}

/** The same stroke for everybody: what is drawn on a glass that is none. */
const STROKE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><path d="M10 40q25-50 40 0t40-5 40-5 50-5" fill="none" stroke="#000" stroke-width="3"/></svg>';

function signatureFile(world: World): string {
  const said = { filename: "signature.svg", purpose: "customer_signature", type: "svg" };
  return keepFile(world, { ...said, title: null, contents: STROKE, keepSeconds: null }).id;
}

function choose(selection: NonNullable<Input["selection"]>, id: string): void {
  const chosen = selection.choices.find((each) => each.id === id);
  selection.id = chosen?.id ?? null;
  selection.text = chosen?.text ?? null;
}

/** Nobody answered in time. */
export function timeoutInputs(world: World, reader: Reader): void {
  openInputs(reader);
  fail(world, reader, {
    code: "timeout",
    message: "The customer did not provide the input in time.",
  });
  show(world, reader, { kind: "failed", message: "Nobody answered" });
}

function openInputs(reader: Reader): Input[] {
  if (awaitedType(reader) === "collect_inputs") return reader.action?.collect_inputs?.inputs ?? [];
  throw invalidRequest("The reader is not collecting inputs.");
}
