import { CircleX } from "lucide-react";
import { t } from "../i18n/t.ts";

/** A bug in a screen. The register is another program: a fresh page shows what it kept. */
export function CrashScreen({ message }: Readonly<{ message: string }>) {
  return (
    <main className="alone" role="alert">
      <CircleX className="large" aria-hidden="true" />
      <h1>{t("crash.title")}</h1>
      <p>{t("crash.advice")}</p>
      <p className="mono dim">{`screen-bug: ${message}`}</p>
      <button
        type="button"
        className="button"
        autoFocus
        onClick={() => {
          window.location.reload();
        }}
      >
        {t("crash.load")}
      </button>
    </main>
  );
}
