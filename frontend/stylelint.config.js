/* Logical properties only: Arabic comes from the same style sheet as everything else. */
const PHYSICAL = [
  "/^(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)/",
  "/^border-(top|bottom)-(left|right)-radius$/",
  "left",
  "right",
  "top",
  "bottom",
  "/^(min-|max-)?(width|height)$/",
];

export default {
  rules: {
    "property-disallowed-list": [
      PHYSICAL,
      { message: (property) => `"${property}" is physical: use the logical property (inline, block)` },
    ],
    "declaration-property-value-disallowed-list": {
      "/^(text-align|float|clear|caption-side)$/": ["/left|right|top|bottom/"],
    },
    "color-no-hex": [true, { message: "Colours stand in tokens.css" }],
    "function-disallowed-list": [["rgb", "rgba", "hsl", "hsla", "oklch"], { message: "Colours stand in tokens.css" }],
    "color-named": ["never", { message: "Colours stand in tokens.css" }],
    "block-no-empty": true,
    "declaration-block-no-duplicate-properties": true,
    "declaration-block-no-shorthand-property-overrides": true,
    "no-duplicate-selectors": true,
    "no-invalid-position-at-import-rule": true,
    "property-no-unknown": true,
    "selector-type-no-unknown": true,
    "unit-no-unknown": true,
  },
  overrides: [
    { files: ["**/tokens.css"], rules: { "color-no-hex": null, "function-disallowed-list": null, "no-duplicate-selectors": null } },
  ],
};
