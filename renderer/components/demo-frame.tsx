import type { ReactNode } from "react";
import { t } from "../i18n/t.ts";

/** Permanent stripes and words around everything while the money is not real. */
export function DemoFrame({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <div className="framed">
      <section className="flag" aria-label={t("frame.demo")}>
        <b>{t("frame.demoFlag")}</b> {t("frame.demoAbout")}
      </section>
      {children}
    </div>
  );
}
