import { InvariantError } from "../contract/assert.ts";

/** Debit is positive, credit negative, in minor units of `currency`. */
export type Posting = Readonly<{ account: string; currency: string; minor: number }>;

/** Without a currency: the entry's own. */
export type Post = (account: string, minor: number, currency?: string) => void;

type Typed = Readonly<{ type: string }>;

/** One line per kind of fact, so that the compiler misses none. */
export type Posters<Entry extends Typed> = {
  readonly [Type in Entry["type"]]: (entry: Extract<Entry, { type: Type }>, post: Post) => void;
};

/**
 * What an entry does to the accounts, one posting per account and currency, in the order in which
 * they are first named; nothing is not posted. The sum is zero per currency, or a bug throws.
 */
export function derivePostings<Entry extends Typed>(
  posters: Posters<Entry>,
  entry: Entry,
): readonly Posting[] {
  const own = "currency" in entry ? String(entry.currency) : "";
  const postings: { account: string; currency: string; minor: number }[] = [];
  const post: Post = (account, minor, currency = own) => {
    const same = postings.find((one) => one.account === account && one.currency === currency);
    if (same === undefined) postings.push({ account, currency, minor });
    else same.minor += minor;
  };
  (posters[entry.type as Entry["type"]] as (entry: Entry, post: Post) => void)(entry, post);
  assertBalanced(entry.type, postings);
  return postings.filter(({ minor }) => minor !== 0);
}

/** Few postings have one currency each: a sum per posting is quicker than a table of sums. */
function assertBalanced(type: string, postings: readonly Posting[]): void {
  for (const { currency, minor } of postings) {
    let sum = 0;
    for (const other of postings) if (other.currency === currency) sum += other.minor;
    if (sum !== 0 || !Number.isSafeInteger(minor)) {
      throw new InvariantError(`postings of ${type} sum to ${sum} ${currency}`);
    }
  }
}
