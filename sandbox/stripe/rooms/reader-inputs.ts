import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { dropCollected } from "../behaviour/collect-card.ts";
import { endInputs, timeoutInputs } from "../behaviour/collect-inputs.ts";
import { command, logReader, readerOf, startAction } from "../behaviour/reader-commands.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import type { Values } from "../params/param.ts";
import { flag, hash, listOf, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";

type Reader = Stripe.Terminal.Reader;
type Input = Stripe.Terminal.Reader.Action.CollectInputs.Input;

const choice = hash({
  id: text(50),
  style: optional(oneOf(["primary", "secondary"])),
  text: text(30),
});

const inputFields = {
  custom_text: hash({
    description: optional(text(500)),
    skip_button: optional(text(14)),
    submit_button: optional(text(30)),
    title: text(40),
  }),
  required: optional(flag()),
  selection: optional(hash({ choices: listOf(choice, 50) })),
  toggles: optional(
    listOf(
      hash({
        default_value: optional(oneOf(["disabled", "enabled"])),
        description: optional(text(50)),
        title: optional(text(50)),
      }),
    ),
  ),
  type: oneOf(["email", "numeric", "phone", "selection", "signature", "text"]),
};

const inputsParams = { inputs: listOf(hash(inputFields), 5), metadata: metadata() };

type AskedInput = Values<typeof inputsParams>["inputs"][number];

/** Asks the customer for up to five things, one screen after the other. */
function collectInputs(call: Call, params: Values<typeof inputsParams>): Reader {
  const { world } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  const inputs = params.inputs.map(shownInput);
  call.answerDelayMs = command(world, reader, () => {
    dropCollected(world, reader.id);
    startAction(world, reader, {
      type: "collect_inputs",
      collect_inputs: { inputs, metadata: mergedMetadata({}, params.metadata) },
    });
    const detail = params.inputs.map(({ type }) => type).join(", ");
    logReader(world, reader.id, { what: "collect_inputs", detail });
  });
  return reader;
}

function shownInput(asked: AskedInput): Input {
  const { custom_text: words, selection, toggles, type } = asked;
  if ((type === "selection") !== (selection !== undefined)) {
    throw invalidRequest("`selection` is needed for inputs of type selection, and only there.", {
      param: "inputs[selection]",
    });
  }
  return {
    custom_text: {
      description: words.description ?? null,
      skip_button: words.skip_button ?? null,
      submit_button: words.submit_button ?? null,
      title: words.title,
    },
    required: asked.required ?? false,
    toggles:
      toggles?.map((toggle) => ({
        default_value: toggle.default_value ?? null,
        description: toggle.description ?? null,
        title: toggle.title ?? null,
        value: null,
      })) ?? null,
    type,
    ...emptyValue(asked),
  };
}

function emptyValue({ selection, type }: AskedInput): Partial<Input> {
  if (selection === undefined) return { [type]: { value: null } };
  const choices = selection.choices.map(({ id, style, text: words }) => ({
    id,
    style: style ?? null,
    text: words,
  }));
  return { selection: { choices, id: null, text: null } };
}

const succeedParams = { skip_non_required_inputs: optional(oneOf(["all", "none"])) };

/** Answers every input with a sample, or skips those that need no answer. */
function succeed(call: Call, params: Values<typeof succeedParams>): Reader {
  const reader = readerOf(call.world, call.ids[0] ?? "");
  endInputs(call.world, reader, { doesSkip: params.skip_non_required_inputs === "all" });
  return reader;
}

function timeout(call: Call): Reader {
  const reader = readerOf(call.world, call.ids[0] ?? "");
  timeoutInputs(call.world, reader);
  return reader;
}

const helpers = "/v1/test_helpers/terminal/readers/:id";
const method = "POST";
const returns = "terminal.reader";

export const readerInputRoutes: readonly Route[] = [
  endpoint({
    ...{ method, path: "/v1/terminal/readers/:id/collect_inputs", returns },
    params: inputsParams,
    handle: collectInputs,
  }),
  endpoint({
    ...{ method, path: `${helpers}/succeed_input_collection`, returns },
    params: succeedParams,
    handle: succeed,
  }),
  endpoint({
    ...{ method, path: `${helpers}/timeout_input_collection`, returns },
    params: {},
    handle: timeout,
  }),
];
