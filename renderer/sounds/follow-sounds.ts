import { useRegister } from "../store/register-store.ts";
import { useUi } from "../store/ui-store.ts";
import { heardBetween, type Heard } from "./heard-between.ts";
import { playSound } from "./play-sound.ts";

/** Says by sound what the screens show, for as long as the window lives. */
export function followSounds(): void {
  let before = heard();
  const listen = () => {
    const after = heard();
    const sound = heardBetween(before, after);
    before = after;
    if (sound !== null) playSound(sound);
  };
  useRegister.subscribe(listen);
  useUi.subscribe(listen);
}

function heard(): Heard {
  const { view } = useRegister.getState();
  const { paying, notice } = useUi.getState();
  return { sale: view?.sale ?? null, payment: paying?.payment ?? null, notice };
}
