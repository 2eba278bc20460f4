/**
 * For crash tests: the step at which a child is to die, from the environment, told to the first
 * start of that child only, so that the next one lives.
 */
export function killOnce(): () => Readonly<Record<string, string>> {
  let step = process.env["TILLSIDE_KILL_AT"];
  return () => {
    const told = step === undefined ? {} : { TILLSIDE_KILL_AT: step };
    step = undefined;
    return told;
  };
}
