/** Tillside's mark: a ledger page with its double rule. */
export function BrandMark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect x="1" y="1" width="20" height="20" rx="5" fill="var(--ink)" />
      <path d="M5 7.2h12" stroke="var(--on-ink)" strokeWidth="2.4" />
      <path d="M5 12.6h12M5 16h12" stroke="var(--on-ink)" strokeWidth="1.4" />
    </svg>
  );
}
