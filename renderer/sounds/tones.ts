/** What a clerk may hear. Each has a twin for the eye on the screen; none is longer than 400 ms. */
export const sounds = ["added", "refused", "approved", "declined", "unknown"] as const;
export type Sound = (typeof sounds)[number];

/** One tone, times in milliseconds from the sound's start, `gain` 0 to 1. */
export type Tone = Readonly<{ hz: number; fromMs: number; forMs: number; gain: number }>;

export const tones: Readonly<Record<Sound, readonly Tone[]>> = {
  /** A soft tick. */
  added: [{ hz: 1_320, fromMs: 0, forMs: 40, gain: 0.12 }],
  /** A low double. */
  refused: [
    { hz: 196, fromMs: 0, forMs: 110, gain: 0.35 },
    { hz: 196, fromMs: 170, forMs: 110, gain: 0.35 },
  ],
  /** Two rising notes. */
  approved: [
    { hz: 660, fromMs: 0, forMs: 140, gain: 0.25 },
    { hz: 880, fromMs: 150, forMs: 220, gain: 0.25 },
  ],
  /** One flat note. */
  declined: [{ hz: 294, fromMs: 0, forMs: 380, gain: 0.3 }],
  /** A slow pulse, once. */
  unknown: [{ hz: 392, fromMs: 0, forMs: 400, gain: 0.2 }],
};
