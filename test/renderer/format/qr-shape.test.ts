import decodeQR from "qr/decode.js";
import { describe, expect, it } from "vitest";
import { qrShape, type QrShape } from "../../../renderer/format/qr-shape.ts";

const url = "https://relay.example:8443/pay/AAAAAAAAAAAAAAAAAAAAAA";
/** Pixels a square: about what a till's screen gives one. */
const SCALE = 4;

/** The path painted black on white, as a camera would see it. */
function painted({ size, path }: QrShape) {
  const width = size * SCALE;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x = "", y = "", run = ""] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      const from = (row * width + Number(x) * SCALE) * 4;
      data.fill(0, from, from + Number(run) * SCALE * 4);
    }
  }
  return { width, height: width, data };
}

describe("the code of a payment page", () => {
  it.each([url, "https://caffè.example/支払い", "x"])(
    "is read as the address it was drawn from: %s",
    (text) => {
      expect(decodeQR(painted(qrShape(text)))).toBe(text);
    },
  );

  it("keeps the four empty squares around it that cameras need", () => {
    const { size, path } = qrShape(url);
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, run]) => ({
      left: Number(x),
      top: Number(y),
      right: Number(x) + Number(run),
    }));
    expect(Math.min(...runs.map(({ left }) => left))).toBe(4);
    expect(Math.min(...runs.map(({ top }) => top))).toBe(4);
    expect(Math.max(...runs.map(({ right }) => right))).toBe(size - 4);
    expect(Math.max(...runs.map(({ top }) => top))).toBe(size - 5);
  });
});
