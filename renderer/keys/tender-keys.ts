/** Letters that the pay screen and its panels have for other acts. */
const held = "AEGLMPRSX";
const alphabet = Array.from("BCDFHIJKNOQTUVWYZ");

/**
 * A letter for each tender that the shop named, in their order: the first of its name that is free,
 * else of the alphabet. There are more letters than a shop may have tenders.
 */
export function tenderKeys(names: readonly string[]): readonly string[] {
  const keys: string[] = [];
  for (const name of names) {
    const letters = Array.from(name.toUpperCase()).filter((letter) => /^[A-Z]$/.test(letter));
    const free = [...letters, ...alphabet].find(
      (letter) => !held.includes(letter) && !keys.includes(letter),
    );
    keys.push(free ?? "");
  }
  return keys;
}
