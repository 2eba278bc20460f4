import { TriangleAlert } from "lucide-react";
import { useRegister } from "../store/register-store.ts";
import { t } from "../i18n/t.ts";

/** Stays for as long as the till does not answer, and goes by itself. */
export function RestartBanner() {
  const isRestarting = useRegister((state) => state.connection === "restarting");
  if (!isRestarting) return null;
  return (
    <div className="banner" role="alert">
      <TriangleAlert aria-hidden="true" />
      <b>{t("frame.restarting")}</b>
      <span className="rest">{t("frame.restartingAdvice")}</span>
      <span className="code">connection-lost</span>
    </div>
  );
}
