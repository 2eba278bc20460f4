import { useEffect } from "react";
import { nextBurst, noBurst, scannedCode } from "./scan-burst.ts";

/**
 * Hears a keyboard-wedge scanner on any screen, without a focused field. It listens before all
 * others, so that the Enter at a code's end never confirms what happens to be on the screen. A
 * focused text field takes its characters itself.
 */
export function useScanner(onScan: (code: string) => void): void {
  useEffect(() => {
    let burst = noBurst;
    const listen = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement) {
        burst = noBurst;
        return;
      }
      const code = event.key === "Enter" ? scannedCode(burst, event.timeStamp) : null;
      burst = nextBurst(burst, event.key, event.timeStamp);
      if (code === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onScan(code);
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => {
      window.removeEventListener("keydown", listen, { capture: true });
    };
  }, [onScan]);
}
