import "./zod-without-eval.ts";
import "./styles/screens.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { assert } from "../contract/assert.ts";
import { App } from "./app.tsx";
import { CrashScreen } from "./components/crash-screen.tsx";
import { wearLanguage } from "./i18n/wear-language.ts";
import { followActivity } from "./store/follow-activity.ts";
import { followRegister } from "./store/follow-register.ts";
import { followDisplayLook } from "./store/follow-display-look.ts";
import { followLastGood } from "./store/last-good-store.ts";
import { followNetwork } from "./store/network-store.ts";
import { followSounds } from "./sounds/follow-sounds.ts";
import { followSettings, useSettings } from "./store/settings-store.ts";
import { zoomPage } from "./styles/zoom-media.ts";
import { chooseTransport } from "./transports/choose-transport.ts";

const element = document.getElementById("root");
assert(element, "index.html has a root");

const root = createRoot(element, {
  // React has taken the broken screen away by now; a screen that says so takes its place.
  onUncaughtError: (error) => {
    console.error(error);
    const message = error instanceof Error ? error.message : String(error);
    queueMicrotask(() => {
      root.render(<CrashScreen message={message} />);
    });
  },
});

/** The till's own: a customer's display is looked at from another distance. */
function followZoom(): void {
  const wear = () => zoomPage(Number(useSettings.getState().zoom));
  wear();
  useSettings.subscribe(({ zoom }, before) => {
    if (zoom !== before.zoom) wear();
  });
}

wearLanguage();
followSettings();
followZoom();
followSounds();
followActivity(window);
followDisplayLook(localStorage);
followNetwork();
followLastGood();
followRegister(chooseTransport(window));
root.render(
  <StrictMode>
    <App />
  </StrictMode>,
);
