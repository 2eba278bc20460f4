import type { Locator } from "@playwright/test";
import decodeQR from "qr/decode.js";

/** What a phone's camera reads off a code as it is drawn on the screen: its pixels, decoded. */
export async function readCode(code: Locator): Promise<string> {
  const png = (await code.screenshot()).toString("base64");
  const { pixels, ...size } = await code.page().evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas?.drawImage(image, 0, 0);
    return { width, height, pixels: [...(canvas?.getImageData(0, 0, width, height).data ?? [])] };
  }, png);
  return decodeQR({ ...size, data: Uint8Array.from(pixels) });
}
