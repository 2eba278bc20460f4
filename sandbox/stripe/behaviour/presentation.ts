import type { TestCard } from "./test-cards.ts";

export const gestures = ["tap", "insert", "swipe"] as const;
export type Gesture = (typeof gestures)[number];

/** A card held out to a reader. */
export type Presentation = {
  readonly card: TestCard;
  readonly gesture: Gesture;
  readonly tipMinor: number;
};
