import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import type { World } from "../world.ts";
import { awaitedType } from "./awaited.ts";
import { fail, show, succeed } from "./end-action.ts";
import { logReader } from "./reader-commands.ts";

type Reader = Stripe.Terminal.Reader;
type Input = Stripe.Terminal.Reader.Action.CollectInputs.Input;

/** What a customer gave to one input; null for skipped. */
export type Given = string | null;

const SIGNATURE = "file_signature_of_the_sandbox";

const samples: Readonly<Record<string, string>> = {
  email: "jenny.rosen@example.com",
  numeric: "4242",
  phone: "+353871234567",
  signature: SIGNATURE,
  text: "Thank you",
};

/** The customer answered. Without answers samples are taken, or what may be skipped is. */
export function endInputs(
  world: World,
  reader: Reader,
  how: { doesSkip?: boolean; given?: readonly Given[] },
): void {
  const asked = openInputs(reader);
  asked.forEach((input, at) => {
    const isSkipped = how.doesSkip === true && input.required !== true;
    const sample = input.selection?.choices[0]?.id ?? samples[input.type] ?? "";
    const value = how.given === undefined ? (isSkipped ? null : sample) : (how.given[at] ?? null);
    answer(input, value);
  });
  logReader(world, reader.id, { what: "inputs given", detail: "" });
  succeed(world, reader);
  show(world, reader, { kind: "approved", message: "Thank you" });
}

function answer(input: Input, value: Given): void {
  if (value === null && input.required === true) {
    throw invalidRequest(`An input of type ${input.type} is required.`);
  }
  input.skipped = value === null;
  if (value === null) return;
  for (const toggle of input.toggles ?? []) toggle.value = toggle.default_value ?? "disabled";
  if (input.selection !== undefined) choose(input.selection, value);
  else Object.assign(input, { [input.type]: { value } });
}

function choose(selection: NonNullable<Input["selection"]>, id: string): void {
  const chosen = selection.choices.find((each) => each.id === id);
  if (chosen === undefined) throw invalidRequest(`There is no choice ${id}.`);
  selection.id = chosen.id;
  selection.text = chosen.text;
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
