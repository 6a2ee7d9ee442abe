import assert from "node:assert/strict";
import { test } from "node:test";
import { codeReader, lineOf } from "./codes.js";

const NO_LIBRARY = () => assert.fail("the library is not needed");

function browser(known, detect) {
  const asked = [];
  return {
    asked,
    BarcodeDetector: class {
      static getSupportedFormats = async () => known;

      constructor({ formats }) {
        asked.push(...formats);
      }

      detect = detect;
    },
  };
}

function library(said) {
  return async () => ({ pixelsOf: (picture) => picture, decoded: () => said });
}

test("what a code says becomes one line", () => {
  assert.equal(lineOf(" ABSCH-IRCC-FR-259-1\r\nMON-00810-6\u001d "), "ABSCH-IRCC-FR-259-1 MON-00810-6");
  assert.equal(lineOf("x".repeat(6000)).length, 5000);
});

test("the browser reads what it can, and the first code that says something is taken", async () => {
  const scope = browser(["aztec", "code_128", "qr_code"], async () => [{ rawValue: " " }, { rawValue: "A" }, { rawValue: "B" }]);
  const read = await codeReader({ scope, load: NO_LIBRARY });
  assert.equal(await read({}), "A");
  assert.deepEqual(scope.asked, ["qr_code", "code_128"]);
});

test("a frame without a code asks no library where the browser reads QR codes, a still picture does", async () => {
  let loads = 0;
  const load = () => { loads += 1; return library("C")(); };
  const read = await codeReader({ scope: browser(["qr_code"], async () => []), load });
  assert.equal(await read({}), "");
  assert.equal(loads, 0);
  assert.equal(await read({}, { isStill: true }), "C");
});

test("without a detector, with an empty one and with one that fails, the library reads", async () => {
  const broken = browser(["qr_code"], async () => { throw new Error("no service"); });
  const unwilling = { BarcodeDetector: { getSupportedFormats: async () => { throw new Error("no"); } } };
  for (const scope of [{}, browser([], NO_LIBRARY), broken, unwilling]) {
    const read = await codeReader({ scope, load: library("D\n") });
    assert.equal(await read({}), "D");
  }
});

test("a browser that reads only bars leaves QR codes to the library", async () => {
  const read = await codeReader({ scope: browser(["code_128"], async () => []), load: library("E") });
  assert.equal(await read({}), "E");
});

test("that the library cannot be fetched is known at once", async () => {
  await assert.rejects(codeReader({ scope: {}, load: async () => { throw new TypeError("off line"); } }), TypeError);
});
