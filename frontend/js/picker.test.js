import assert from "node:assert/strict";
import { test } from "node:test";
import { valuesOf } from "./picker.js";

test("a result without a label is shown by its value", () => {
  assert.deepEqual(valuesOf({ pick: "guid-1" }), { value: "guid-1", label: "guid-1", identifier: "" });
});

test("label and identifier are taken from the result", () => {
  const values = valuesOf({ pick: "guid-1", pickLabel: "Maize", pickIdentifier: "BCH-LMO-1" });
  assert.deepEqual(values, { value: "guid-1", label: "Maize", identifier: "BCH-LMO-1" });
});
