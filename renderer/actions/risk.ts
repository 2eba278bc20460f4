import { useUi, type Risk } from "../store/ui-store.ts";

/** Asks before an act that costs money by mistake; nothing is sent before the hold in the dialog. */
export function askRisk(risk: Risk): void {
  useUi.setState({ risk });
}

export function closeRisk(): void {
  useUi.setState({ risk: null });
}
