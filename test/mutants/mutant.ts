/** How a mutant is hunted: tests of these files, or so many storms of the simulation. */
export type Hunt = Readonly<{ tests: readonly string[] }> | Readonly<{ storms: number }>;

/** One deliberate bug: an edit of one file, and the quickest thing that must notice it. */
export type Mutant = Readonly<{
  name: string;
  file: string;
  from: string;
  to: string;
  hunt: Hunt;
}>;

export const tests = (...files: readonly string[]): Hunt => ({ tests: files });
export const storms = (count: number): Hunt => ({ storms: count });
