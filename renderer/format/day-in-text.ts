/** A day that somebody typed: 2026-11-28, 28.11.2026 or 28/11/2026; from its midnight to the next. */
export function dayInText(text: string): Readonly<{ fromMs: number; toMs: number }> | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const european = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text.trim());
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]].map(Number)
    : [european?.[3], european?.[2], european?.[1]].map(Number);
  if (!year || !month || !day) return null;
  const midnight = (at: number) => new Date(year, month - 1, at).getTime();
  return { fromMs: midnight(day), toMs: midnight(day + 1) };
}
