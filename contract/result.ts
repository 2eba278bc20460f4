/** An expected no. `refusal` is a code of the contract; `detail` says which value, for people. */
export type Refused<Code extends string = string> = Readonly<{
  ok: false;
  refusal: Code;
  detail?: string;
}>;

/** Crosses module borders for refusals only; trouble becomes a state, a bug throws. */
export type Result<Value, Code extends string> =
  Readonly<{ ok: true; value: Value }> | Refused<Code>;

export function ok<Value>(value: Value): Readonly<{ ok: true; value: Value }> {
  return { ok: true, value };
}

export function refuse<Code extends string>(refusal: Code, detail?: string): Refused<Code> {
  return detail === undefined ? { ok: false, refusal } : { ok: false, refusal, detail };
}
