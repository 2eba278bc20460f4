import { TriangleAlert } from "lucide-react";
import { useRegister } from "../store/register-store.ts";

/** Stays for as long as the till does not answer, and goes by itself. */
export function RestartBanner() {
  const isRestarting = useRegister((state) => state.connection === "restarting");
  if (!isRestarting) return null;
  return (
    <div className="banner" role="alert">
      <TriangleAlert aria-hidden="true" />
      <b>Till is restarting, your sale is kept.</b>
      <span className="rest">It goes on by itself in a moment.</span>
      <span className="code">connection-lost</span>
    </div>
  );
}
