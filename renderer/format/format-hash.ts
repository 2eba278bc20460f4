/** The first twelve digits in fours: enough to compare by eye, the whole stands in the ledger. */
export function formatHash(hash: string): string {
  return (hash.slice(0, 12).match(/.{1,4}/g) ?? []).join(" ");
}
