/* Reading the codes in a picture: by the browser where it can, else, or as well, by a library that is fetched then. */
export const FORMATS = ["qr_code", "data_matrix", "code_128", "code_39"];
const MOST_CHARS = 5000;

/** What a code says, as one line for the field. */
export function lineOf(said) {
  return said.replace(/[\s\p{Cc}]+/gu, " ").trim().slice(0, MOST_CHARS);
}

/**
 * A function that gives the line of the first code in a picture, "" where it finds none. Of a still picture, `isStill`,
 * the library is asked too if the browser finds nothing; of a frame of the camera only if the browser cannot read QR codes.
 */
export async function codeReader({ scope = globalThis, load = () => import("./pixels.js") } = {}) {
  const own = await ownDetector(scope);
  let needsLibrary = !own?.readsQr;
  if (needsLibrary) await load();
  return async (picture, { isStill = false } = {}) => {
    const line = own ? await own.read(picture).catch(() => { needsLibrary = true; return ""; }) : "";
    if (line || !(needsLibrary || isStill)) return line;
    const library = await load();
    return lineOf(library.decoded(library.pixelsOf(picture, isStill), isStill));
  };
}

/* Some browsers have the interface and nothing behind it. */
async function ownDetector(scope) {
  try {
    const known = await scope.BarcodeDetector.getSupportedFormats();
    const formats = FORMATS.filter((format) => known.includes(format));
    if (!formats.length) return null;
    const detector = new scope.BarcodeDetector({ formats });
    return { readsQr: formats.includes("qr_code"), read: async (picture) => firstOf(await detector.detect(picture)) };
  } catch {
    return null;
  }
}

function firstOf(found) {
  return found.map((code) => lineOf(code.rawValue)).find(Boolean) ?? "";
}
