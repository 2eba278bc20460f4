import type { ReactNode } from "react";

/** Permanent stripes and words around everything while the money is not real. */
export function DemoFrame({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <div className="framed">
      <section className="flag" aria-label="Demo">
        <b>DEMO</b> Nothing here is real money.
      </section>
      {children}
    </div>
  );
}
