import { Monitor, TriangleAlert } from "lucide-react";
import { useRegister } from "../store/register-store.ts";

/** Only what is true today: whether the till answers. A healthy device is neutral, not green. */
export function StatusStrip() {
  const isConnected = useRegister((state) => state.connection === "connected");
  return (
    <div className="strip" role="status" aria-label="Till status">
      {isConnected ? (
        <>
          <Monitor className="small" aria-hidden="true" />
          Till ready
        </>
      ) : (
        <span className="chip warn">
          <TriangleAlert aria-hidden="true" />
          Till restarting
        </span>
      )}
    </div>
  );
}
