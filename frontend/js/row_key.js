/* A new row of a group gets the key by which it is known, wherever it is moved. */
export function rowKey(input) {
  if (!input.value) input.value = newRowKey();
}

/** Ten letters and figures that no other row has. */
export function newRowKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
