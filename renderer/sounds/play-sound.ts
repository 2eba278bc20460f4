import { useSettings } from "../store/settings-store.ts";
import { tones, type Sound, type Tone } from "./tones.ts";

const FADE_S = 0.012;
let context: AudioContext | undefined;

/** Plays what is on; silent before the first touch or key, as browsers want it. */
export function playSound(sound: Sound): void {
  if (useSettings.getState().sounds === "off" || !navigator.userActivation.hasBeenActive) return;
  context ??= new AudioContext();
  for (const tone of tones[sound]) playTone(context, tone);
}

/** Soft at both ends: a tone that begins at once clicks. */
function playTone(audio: AudioContext, { hz, fromMs, forMs, gain }: Tone): void {
  const startS = audio.currentTime + fromMs / 1_000;
  const endS = startS + forMs / 1_000;
  const oscillator = audio.createOscillator();
  oscillator.frequency.value = hz;
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0, startS);
  volume.gain.linearRampToValueAtTime(gain, startS + FADE_S);
  volume.gain.setValueAtTime(gain, Math.max(startS + FADE_S, endS - FADE_S));
  volume.gain.linearRampToValueAtTime(0, endS);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(startS);
  oscillator.stop(endS);
}
