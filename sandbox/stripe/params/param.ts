import type { ErrorBody } from "../api-error.ts";
import { invalidRequest, notBuilt } from "../api-error.ts";
import type { Raw, RawMap } from "../http/form.ts";

/** Reads one parameter, or says no as Stripe does. `at` is its name as Stripe writes it: a[b][c]. */
export type Param<T> = {
  readonly read: (raw: Raw | undefined, at: string, version: string) => T;
};

export type Fields = Readonly<Record<string, Param<unknown>>>;

export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Param<infer T> ? T : never;
};

/** Unknown names are refused before missing ones, and all of them are named. */
export function readFields<F extends Fields>(fields: F, raw: RawMap, from: Origin): Values<F> {
  const unknown = [...raw.keys()].filter((key) => !Object.hasOwn(fields, key));
  const first = unknown[0];
  if (first !== undefined) {
    const names = unknown.map((key) => nameUnder(from.at, key)).join(", ");
    const plural = unknown.length > 1 ? "s" : "";
    throw invalidRequest(`Received unknown parameter${plural}: ${names}`, {
      code: "parameter_unknown",
      param: nameUnder(from.at, first),
    });
  }
  const entries = Object.entries(fields).map(([key, param]) => [
    key,
    param.read(raw.get(key), nameUnder(from.at, key), from.version),
  ]);
  return Object.fromEntries(entries) as Values<F>;
}

export type Origin = { at: string; version: string };

function nameUnder(at: string, key: string): string {
  return at === "" ? key : `${at}[${key}]`;
}

export function missing(at: string): Error {
  return invalidRequest(`Missing required param: ${at}.`, {
    code: "parameter_missing",
    param: at,
  });
}

export function invalid(message: string, at: string, code?: ErrorBody["code"]): Error {
  return invalidRequest(message, { code, param: at });
}

/** A scalar that is there and not empty. */
function textOf(raw: Raw | undefined, at: string, kind: string): string {
  if (raw === undefined) throw missing(at);
  if (typeof raw !== "string") throw invalid(`Invalid ${kind}: {...}`, at);
  if (raw !== "") return raw;
  throw invalid(
    `You passed an empty string for '${at}'. We assume empty values are an attempt to unset a parameter; ` +
      `however '${at}' cannot be unset. You should remove '${at}' from your request or supply a non-empty value.`,
    at,
    "parameter_invalid_empty",
  );
}

export function text(maxLength = 5000): Param<string> {
  return {
    read: (raw, at) => {
      const value = textOf(raw, at, "string");
      if (value.length <= maxLength) return value;
      throw invalid(`Invalid string: ${at} must be at most ${maxLength} characters`, at);
    },
  };
}

/** Whole numbers in plain digits; `1.0`, `1e3` and blanks are not. */
export function integer(least = Number.MIN_SAFE_INTEGER): Param<number> {
  return {
    read: (raw, at) => {
      const value = textOf(raw, at, "integer");
      const number = Number(value);
      if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(number)) {
        throw invalid(`Invalid integer: ${value}`, at, "parameter_invalid_integer");
      }
      if (number >= least) return number;
      throw invalid(
        `This value must be greater than or equal to ${least}.`,
        at,
        "parameter_invalid_integer",
      );
    },
  };
}

export function flag(): Param<boolean> {
  return {
    read: (raw, at) => {
      const value = textOf(raw, at, "boolean");
      if (value === "true" || value === "false") return value === "true";
      throw invalid(`Invalid boolean: ${value}`, at);
    },
  };
}

/** `later` are values that Stripe has and no room reads yet: they are refused in our own words. */
export function oneOf<const T extends string>(
  values: readonly T[],
  later: readonly string[] = [],
): Param<T> {
  return {
    read: (raw, at) => {
      const value = textOf(raw, at, "string");
      const found = values.find((allowed) => allowed === value);
      if (found !== undefined) return found;
      if (later.includes(value)) throw notBuilt(`${at}=${value}`, at);
      throw invalid(`Invalid ${at}: must be one of ${values.join(", ")}`, at);
    },
  };
}

export function hash<F extends Fields>(fields: F): Param<Values<F>> {
  return {
    read: (raw, at, version) => {
      if (raw === undefined) throw missing(at);
      if (typeof raw === "string") throw invalid("Invalid object", at);
      return readFields(fields, raw, { at, version });
    },
  };
}

export function listOf<T>(item: Param<T>, max = 100): Param<T[]> {
  return {
    read: (raw, at, version) => {
      if (raw === undefined) throw missing(at);
      if (typeof raw === "string" || [...raw.keys()].some((key) => !/^\d+$/.test(key))) {
        throw invalid("Invalid array", at);
      }
      if (raw.size > max) throw invalid(`Array too long: at most ${max} items`, at);
      return [...raw].map(([key, value]) => item.read(value, `${at}[${key}]`, version));
    },
  };
}

export function optional<T>(param: Param<T>): Param<T | undefined> {
  return {
    read: (raw, at, version) => (raw === undefined ? undefined : param.read(raw, at, version)),
  };
}

/** An empty string unsets the value: it is read as null. */
export function unsettable<T>(param: Param<T>): Param<T | null | undefined> {
  return {
    read: (raw, at, version) => (raw === "" ? null : optional(param).read(raw, at, version)),
  };
}

/** A parameter of Stripe's that no room reads yet. */
export function later(): Param<undefined> {
  return {
    read: (raw, at) => {
      if (raw === undefined) return undefined;
      throw notBuilt(`the parameter \`${at}\``, at);
    },
  };
}
