import { useSyncExternalStore } from "react";

const medium = window.matchMedia("(width >= 1300px)");
const wide = window.matchMedia("(width >= 1800px)");
const high = window.matchMedia("(height >= 960px)");
const queries = [medium, wide, high];

/** 4 × 4 keys at 1024, 6 × 4 at 1366, 7 × 7 at 1920. */
export function useKeyGrid(): Readonly<{ rows: number; columns: number }> {
  const columns = useSyncExternalStore(listen, () => (wide.matches ? 7 : medium.matches ? 6 : 4));
  const rows = useSyncExternalStore(listen, () => (high.matches ? 7 : 4));
  return { rows, columns };
}

function listen(onChange: () => void): () => void {
  for (const query of queries) query.addEventListener("change", onChange);
  return () => {
    for (const query of queries) query.removeEventListener("change", onChange);
  };
}
