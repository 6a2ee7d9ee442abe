/* QR codes read without help of the browser; fetched only where it is needed. */
import { decodeQR } from "qr/decode.js";

const LONGEST_PIXELS = { frame: 1600, still: 3200 };
const STILL = { effort: Infinity, timeLimit: 1000 };

/** The pixels of a video's frame or of an image, made smaller where there are more than a code needs. */
export function pixelsOf(picture, isStill) {
  const size = { width: picture.videoWidth ?? picture.width, height: picture.videoHeight ?? picture.height };
  const { width, height } = fitted(size, isStill ? LONGEST_PIXELS.still : LONGEST_PIXELS.frame);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** The size with its longer side no more than `longest`. */
export function fitted({ width, height }, longest) {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** What the first QR code says, "" where there is none. A still picture is worth a longer look. */
export function decoded(pixels, isStill = false) {
  try {
    return decodeQR(pixels, isStill ? STILL : {});
  } catch {
    return "";
  }
}
