import { defineConfig } from "vite";
import tailwindcss from "@tailwindcss/vite";

/** daisyUI dresses a label around a disabled field by `:has(> input[disabled])`, which no page has. With `::placeholder`
 * behind it, such a selector makes a browser reckon the style of the whole page anew after every swap. */
type Part = { type: string; kind?: string; name?: string; selectors?: Part[][] };

function dressesLabel(selector: Part[]): boolean {
  const inside = (part: Part) => part.selectors?.flat() ?? [];
  const wraps = (part: Part) => part.kind === "has" && inside(part).some((each) => each.type === "attribute" && each.name === "disabled");
  return selector.some((part) => wraps(part) || (part.kind === "is" && part.selectors?.every(dressesLabel)));
}

const visitor = {
  Rule: {
    style(rule: { value: { selectors: Part[][] } }) {
      const kept = rule.value.selectors.filter((selector) => !dressesLabel(selector));
      if (!kept.length) return [];
      if (kept.length === rule.value.selectors.length) return undefined;
      rule.value.selectors = kept;
      return rule;
    },
  },
};

export default defineConfig({
  root: "frontend",
  base: "/static/",
  plugins: [tailwindcss()],
  css: { transformer: "lightningcss", lightningcss: { visitor: visitor as never } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    rollupOptions: { input: "frontend/main.ts" },
  },
});
