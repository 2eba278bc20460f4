type Answer = Readonly<{ ok: boolean; refusal?: string }> | null;

/** An outcome in a word, for the log; a till that is down, or dies over it, answers nothing. */
export function said(outcome: Answer): string {
  if (outcome === null) return "dies";
  return outcome.ok ? "ok" : (outcome.refusal ?? "");
}
