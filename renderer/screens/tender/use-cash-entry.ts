import { useState } from "react";
import { digitsValue, nextDigits, type DigitKey } from "../../format/digits-entry.ts";
import { useUi } from "../../store/ui-store.ts";

/** A preset amount (exact, a note) is replaced by the next digit; a typed one goes on. */
type Given = Readonly<{ digits: string; isPreset: boolean }>;

export type CashEntry = Readonly<{
  digits: string;
  givenMinor: number;
  type: (key: DigitKey) => void;
  choose: (minor: number) => void;
}>;

export function useCashEntry(): CashEntry {
  const [given, setGiven] = useState<Given>(() => ({
    digits: useUi.getState().givenDigits,
    isPreset: true,
  }));
  const type = (key: DigitKey) => {
    setGiven(({ digits, isPreset }) => {
      const from = isPreset && key !== "delete" ? "" : digits;
      return { digits: nextDigits(from, key), isPreset: false };
    });
  };
  const choose = (minor: number) => {
    setGiven({ digits: String(minor), isPreset: true });
  };
  return { digits: given.digits, givenMinor: digitsValue(given.digits), type, choose };
}
