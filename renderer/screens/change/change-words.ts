/** What the change screen says. */
export const changeWords = {
  title: "Paid in cash",
  givenFor: (given: string, paid: string) => `${given} given for ${paid}`,
  giveBack: "Give back",
  nothingBack: "Nothing to give back",
  pieces: "Notes and coins to take",
  times: (count: number) => `${count} ×`,
  receipt: "Show receipt",
  stays: "Stays until the next scan, key or sale.",
  nextSale: "Next sale",
  paid: "Paid",
  rounding: "Cash rounding",
  cashGiven: "Cash given",
  saleNumber: (number: string) => `Sale ${number}`,
} as const;
