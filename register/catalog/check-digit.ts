/** Whether the last digit checks the others (GS1 General Specifications, 7.9.1). */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 1; place <= digits.length; place += 1) {
    sum += Number(digits.at(-place)) * (place % 2 === 0 ? 3 : 1);
  }
  return sum % 10 === 0;
}
