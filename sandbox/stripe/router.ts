import { ApiError } from "./api-error.ts";
import type { ObjectName, Steps } from "./expand.ts";
import { expandInto, stepsOf } from "./expand.ts";
import type { RawMap } from "./http/form.ts";
import type { Fields, Values } from "./params/param.ts";
import { listOf, optional, readFields, text } from "./params/param.ts";
import type { Cause, World } from "./world.ts";

export type Method = "GET" | "POST" | "DELETE";

/** One request on its way through a room. */
export type Call = {
  readonly world: World;
  readonly cause: Cause;
  readonly version: string;
  /** What stood at the `:id`s of the path, in order. */
  readonly ids: readonly string[];
  /** A room sets it when the answer has to wait for a reader's acknowledgement. */
  answerDelayMs: number;
};

type Endpoint<F extends Fields> = {
  readonly method: Method;
  /** `/v1/charges/:id` */
  readonly path: string;
  readonly params: F;
  readonly returns: ObjectName;
  readonly isList?: boolean;
  readonly handle: (call: Call, params: Values<F>) => object;
};

/** Parameters are read first; only `run` changes anything. */
export type Route = {
  readonly method: Method;
  readonly segments: readonly string[];
  readonly prepare: (raw: RawMap, version: string) => { run: (call: Call) => object };
};

const expandParam = optional(listOf(text(), 20));

/** Adds `expand` to the parameters and hands out copies, so that no answer can change the state. */
export function endpoint<F extends Fields>(spec: Endpoint<F>): Route {
  const { method, path, params, returns, isList = false, handle } = spec;
  const fields: F & { expand: typeof expandParam } = { ...params, expand: expandParam };
  return {
    method,
    segments: path.split("/"),
    prepare: (raw, version) => {
      const values = readFields(fields, raw, { at: "", version });
      const wanted = expandParam.read(raw.get("expand"), "expand", version) ?? [];
      const opened = wanted.map((item) => stepsOf(item, returns, isList));
      return {
        run: (call) => {
          const answer = structuredClone(handle(call, values as Values<F>));
          opened.forEach((steps) => openIn(call.world, answer, steps));
          return answer;
        },
      };
    },
  };
}

function openIn(world: World, answer: object, steps: Steps): void {
  const targets: unknown[] =
    "data" in answer && Array.isArray(answer.data) ? answer.data : [answer];
  targets.forEach((target) => expandInto(world.state, target, steps));
}

export type Found = { readonly route: Route; readonly ids: readonly string[] };

/** Finds the route of a request; literal segments win over `:id`. */
export function createRouter(routes: readonly Route[]) {
  return function find(method: string, path: string): Found {
    const segments = path.split("/");
    const fitting = routes
      .filter((route) => route.method === method && fits(route.segments, segments))
      .sort((a, b) => wildcards(a) - wildcards(b))[0];
    if (fitting === undefined) throw unrecognized(method, path);
    const ids = segments.filter((_, at) => fitting.segments[at]?.startsWith(":") === true);
    return { route: fitting, ids };
  };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, at) =>
      part.startsWith(":") ? segments[at] !== "" : part === segments[at],
    )
  );
}

function wildcards(route: Route): number {
  return route.segments.filter((part) => part.startsWith(":")).length;
}

function unrecognized(method: string, path: string): ApiError {
  return new ApiError(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}
