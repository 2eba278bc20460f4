import { z } from "zod";

/** True only for what the schema accepts as it stands. */
export type Accepts = (value: unknown) => boolean;

/**
 * A schema's yes, made beforehand: most entries are right, and asking zod for each would cost a
 * sale as much as sealing it. What is not known here by name is asked of zod; a no is only a doubt,
 * and the caller lets zod say what is wrong.
 */
export function acceptorOf(schema: z.core.$ZodType): Accepts {
  return acceptorOfPart(schema) ?? ((value) => z.safeParse(schema, value).success);
}

function acceptorOfPart(schema: z.core.$ZodType): Accepts | undefined {
  if (schema instanceof z.ZodObject) return ofObject(schema);
  if (schema instanceof z.ZodArray) return ofArray(schema);
  if (schema instanceof z.ZodNumber) return ofInteger(schema);
  if (schema instanceof z.ZodString) return ofText(schema);
  if (schema instanceof z.ZodEnum) return oneOf(schema.options);
  if (schema instanceof z.ZodLiteral) return oneOf([...schema.values]);
  if (schema instanceof z.ZodDiscriminatedUnion) return ofUnion(schema);
  if (schema instanceof z.ZodNullable) {
    const accepts = acceptorOf(schema.unwrap());
    return (value) => value === null || accepts(value);
  }
  if (schema instanceof z.ZodOptional) {
    const accepts = acceptorOf(schema.unwrap());
    return (value) => value === undefined || accepts(value);
  }
  return undefined;
}

function oneOf(words: readonly unknown[]): Accepts {
  const known = new Set(words);
  return (value) => known.has(value);
}

/** Strict objects; a rule of their own is asked once their members are right. */
function ofObject(schema: z.ZodObject): Accepts | undefined {
  const rules = rulesOf(schema, []);
  if (schema.def.catchall?._zod.def.type !== "never" || rules === undefined) return undefined;
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  const members = Object.entries(shape).map(([key, part]) => ({ key, accepts: acceptorOf(part) }));
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const given = value as Readonly<Record<string, unknown>>;
    let known = 0;
    for (const { key, accepts } of members) {
      const part = given[key];
      if (!accepts(part)) return false;
      if (part !== undefined) known += 1;
    }
    for (const key in given) if (given[key] !== undefined) known -= 1;
    return known === 0 && passes(rules, value);
  };
}

function ofArray(schema: z.ZodArray): Accepts | undefined {
  const rules = rulesOf(schema, ["min_length"]);
  if (rules === undefined) return undefined;
  const least = Math.max(0, ...rules.map(({ minimum = 0 }) => minimum));
  const accepts = acceptorOf(schema.element);
  return (value) =>
    Array.isArray(value) && value.length >= least && value.every(accepts) && passes(rules, value);
}

function ofInteger(schema: z.ZodNumber): Accepts | undefined {
  const rules = rulesOf(schema, ["greater_than", "less_than"]);
  if (rules === undefined || schema.format !== "safeint") return undefined;
  if (!rules.every(({ check, inclusive }) => check === OWN_RULE || inclusive)) return undefined;
  const [least, most] = [schema.minValue ?? -Infinity, schema.maxValue ?? Infinity];
  return (value) =>
    Number.isSafeInteger(value) &&
    Number(value) >= least &&
    Number(value) <= most &&
    passes(rules, value);
}

function ofText(schema: z.ZodString): Accepts | undefined {
  const rules = rulesOf(schema, ["min_length", "max_length", "string_format"]);
  if (rules === undefined) return undefined;
  const [least, most] = [schema.minLength ?? 0, schema.maxLength ?? Infinity];
  const patterns = rules.flatMap(({ pattern }) => pattern ?? []);
  const formats = rules.filter(({ check }) => check === "string_format");
  if (formats.length !== patterns.length || patterns.some(({ global }) => global)) return undefined;
  return (value) =>
    typeof value === "string" &&
    value.length >= least &&
    value.length <= most &&
    patterns.every((pattern) => pattern.test(value)) &&
    passes(rules, value);
}

type Rule = Readonly<{
  check: string;
  minimum?: number;
  inclusive?: boolean;
  pattern?: RegExp;
  /** What `refine` was given. */
  fn?: (value: unknown) => unknown;
}>;

/** How zod names a rule that `refine` or `superRefine` made; only the first tells its function. */
const OWN_RULE = "custom";

/** A part's own rules; undefined where one is not among the known. */
function rulesOf(
  schema: z.ZodArray | z.ZodNumber | z.ZodObject | z.ZodString,
  known: readonly string[],
): readonly Rule[] | undefined {
  const rules = (schema.def.checks ?? []).map((check): Rule => check._zod.def);
  const isKnown = ({ check, fn }: Rule) =>
    check === OWN_RULE ? fn !== undefined : known.includes(check);
  return rules.every(isKnown) ? rules : undefined;
}

function passes(rules: readonly Rule[], value: unknown): boolean {
  for (const { fn } of rules) if (fn !== undefined && !fn(value)) return false;
  return true;
}

/** Each kind by the word that tells them apart. */
function ofUnion(schema: z.ZodDiscriminatedUnion): Accepts | undefined {
  const { discriminator } = schema.def;
  const kinds = new Map<unknown, Accepts>();
  for (const option of schema.options) {
    if (!(option instanceof z.ZodObject)) return undefined;
    const literal: unknown = option.shape[discriminator];
    if (!(literal instanceof z.ZodLiteral)) return undefined;
    for (const word of literal.values) kinds.set(word, acceptorOf(option));
  }
  return (value) => {
    if (typeof value !== "object" || value === null) return false;
    const word = (value as Readonly<Record<string, unknown>>)[discriminator];
    return kinds.get(word)?.(value) ?? false;
  };
}
