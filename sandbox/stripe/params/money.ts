import { invalid } from "./param.ts";
import type { Param } from "./param.ts";
import { integer, text } from "./param.ts";

/** Least amounts that Stripe charges, in minor units; other currencies need half a US dollar. */
const leastAmounts: Readonly<Record<string, number>> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  aud: 50,
  cad: 50,
  chf: 50,
  nzd: 50,
  sgd: 50,
  dkk: 250,
  nok: 300,
  sek: 300,
  jpy: 50,
  czk: 1500,
  pln: 200,
  huf: 17500,
};

const MOST = 99_999_999;

const known = new Set(Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()));

export function currency(): Param<string> {
  return {
    read: (raw, at, version) => {
      const code = text().read(raw, at, version).toLowerCase();
      if (known.has(code)) return code;
      throw invalid(`Invalid currency: ${code}`, at);
    },
  };
}

export const amount = (): Param<number> => integer(1);

/** Some amounts are too small or too large for the networks. */
export function checkAmount(minor: number, code: string): void {
  const least = leastAmounts[code] ?? 1;
  if (minor < least) {
    throw invalid(
      `Amount must be at least ${least} of the smallest unit of ${code}`,
      "amount",
      "amount_too_small",
    );
  }
  if (minor > MOST) {
    throw invalid(
      `Amount must be no more than ${MOST} of the smallest unit of ${code}`,
      "amount",
      "amount_too_large",
    );
  }
}
