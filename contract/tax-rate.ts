import type { Money } from "./money.ts";

/**
 * A rate of tax. `rateBasisPoints` 2300 is 23 %. A rate that is finer than a basis point says itself
 * in `ratePpm`, millionths of what it is reckoned on, and `rateBasisPoints` is then that, rounded
 * down: 9.975 % is 997 and 99750. A rate of whole basis points has no `ratePpm`.
 */
export type Rate = Readonly<{ rateBasisPoints: number; ratePpm?: number | undefined }>;

/** `code` is what a ticket line carries ("A"). */
export type TaxRate = Readonly<{ code: string }> & Rate;

/** One of a class's several taxes; `isCompound`: reckoned on the price and the taxes before it. */
export type ClassTax = TaxRate & Readonly<{ isCompound?: true }>;

/** Where a class has several taxes, they are named apart, and its own rate is the sum of theirs. */
export type TaxClass = TaxRate & Readonly<{ taxes?: readonly ClassTax[] }>;

/** `net` is what the tax was reckoned on. */
export type TaxView = TaxRate & Readonly<{ net: Money; tax: Money }>;

/** What a rate in `ppmOf` is a share of. */
export const PPM = 1_000_000;
export const PPM_PER_BASIS_POINT = 100;

/** The whole rate in millionths: 23 % is 230000. */
export function ppmOf({ rateBasisPoints, ratePpm }: Rate): number {
  return ratePpm ?? rateBasisPoints * PPM_PER_BASIS_POINT;
}

/** The one spelling of a rate of so many millionths. */
export function rateOfPpm(ppm: number): Readonly<{ rateBasisPoints: number; ratePpm?: number }> {
  const rateBasisPoints = Math.floor(ppm / PPM_PER_BASIS_POINT);
  return {
    rateBasisPoints,
    ...(rateBasisPoints * PPM_PER_BASIS_POINT !== ppm && { ratePpm: ppm }),
  };
}

/** Whether a rate is spelled in the one way, so that a tax has one name in every sum. */
export function isOneSpelling(rate: Rate): boolean {
  const { rateBasisPoints, ratePpm } = rateOfPpm(ppmOf(rate));
  return rateBasisPoints === rate.rateBasisPoints && ratePpm === rate.ratePpm;
}

/** The rate alone, of whatever has one; not a member more than it is spelled with. */
export function rateOf(taxed: Rate): ReturnType<typeof rateOfPpm> {
  return rateOfPpm(ppmOf(taxed));
}

/** How a rate stands in names and on paper: 23 % is 2300, 9.975 % is 997.5. Never reckoned with. */
export function basisPointsOf(rate: Rate): number {
  return ppmOf(rate) / PPM_PER_BASIS_POINT;
}

/** What makes a tax the same tax in a sum or a list: "A 2300", "QST 997.5". */
export function taxKey(code: string, rate: Rate): string {
  return `${code} ${basisPointsOf(rate)}`;
}
