import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeQR } from "qr";
import { decoded, fitted } from "./pixels.js";

const ADDRESS = "https://chm.example/fr/records/ABSCH-IRCC-FR-259-1/";
const SCALE = 4;

function drawn(text) {
  const rows = encodeQR(text, "raw", { border: 4 });
  const side = rows.length * SCALE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let at = 0; at < side * side; at += 1) {
    const isDark = rows[Math.floor(at / side / SCALE)][Math.floor((at % side) / SCALE)];
    if (isDark) data.fill(0, at * 4, at * 4 + 3);
  }
  return { width: side, height: side, data };
}

test("the address in a code is read, from a frame and from a still picture", () => {
  assert.equal(decoded(drawn(ADDRESS)), ADDRESS);
  assert.equal(decoded(drawn(ADDRESS), true), ADDRESS);
});

test("a picture without a code says nothing", () => {
  const data = new Uint8ClampedArray(200 * 200 * 4).map((_, at) => (at * 7919) % 256);
  assert.equal(decoded({ width: 200, height: 200, data }), "");
  assert.equal(decoded({ width: 1, height: 1, data: data.slice(0, 4) }, true), "");
});

test("a large picture is made smaller, a small one is left", () => {
  assert.deepEqual(fitted({ width: 4000, height: 3000 }, 3200), { width: 3200, height: 2400 });
  assert.deepEqual(fitted({ width: 1080, height: 1920 }, 1600), { width: 900, height: 1600 });
  assert.deepEqual(fitted({ width: 640, height: 480 }, 1600), { width: 640, height: 480 });
  assert.deepEqual(fitted({ width: 20_000, height: 2 }, 1600), { width: 1600, height: 1 });
});
