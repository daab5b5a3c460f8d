import convex from "@convex-dev/eslint-plugin";
import jsxA11y from "eslint-plugin-jsx-a11y";
import react from "eslint-plugin-react";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const typed = { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } };

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/**",
      ".next*/**",
      ".data*/**",
      "public/**",
      "convex/_generated/**",
      "**/_generated/**",
      "next-env.d.ts",
      "test-results/**",
    ],
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: typed,
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/require-await": "off",
      // Stores are plain objects of functions that close over what they need; none of them has a "this".
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "no-console": "error",
      "no-empty": "error",
    },
  },
  {
    files: ["scripts/**", "bench/**", "runtime/**", "standins/**", "e2e/**", "seed/**"],
    rules: { "no-console": "off" },
  },
  {
    files: ["**/*.tsx"],
    plugins: { react, "react-hooks": reactHooks },
    extends: [jsxA11y.flatConfigs.recommended],
    rules: {
      ...reactHooks.configs.recommended.rules,
      // What scrolls must be reachable by keyboard.
      "jsx-a11y/no-noninteractive-tabindex": ["error", { tags: ["pre"], roles: ["tabpanel", "group", "region"] }],
      // The body of a table hears the arrow keys of its rows.
      "jsx-a11y/no-noninteractive-element-interactions": ["error", { tbody: ["onKeyDown"] }],
      "react/jsx-key": "error",
      "react/no-danger": "error",
      "react/jsx-no-target-blank": "error",
    },
  },
  {
    // Words live in message catalogues: a view with a literal sentence does not pass.
    files: ["components/**/*.tsx", "app/**/*.tsx"],
    ignores: ["**/*.test.tsx"],
    rules: {
      "react/jsx-no-literals": [
        "error",
        {
          noStrings: true,
          ignoreProps: true,
          noAttributeStrings: false,
          allowedStrings: [
            "·",
            "–",
            "—",
            "/",
            ":",
            "(",
            ")",
            "%",
            "×",
            "+",
            "…",
            "•",
            "?",
            "Esc",
            "→",
            "←",
            ",",
            ".",
            "#",
          ],
        },
      ],
    },
  },
  ...convex.configs.recommended.map((config) => ({ ...config, files: ["convex/**/*.ts"] })),
  {
    files: ["convex/**/*.ts"],
    ignores: ["convex/**/*.test.ts"],
    plugins: { "@convex-dev": convex },
    rules: { "@convex-dev/no-collect-in-query": "error", "@convex-dev/import-wrong-runtime": "error" },
  },
  {
    files: ["convex/**/*.ts"],
    ignores: ["convex/functions.ts", "convex/_generated/**", "convex/**/*.test.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["**/_generated/server"],
              importNamePattern: "^(query|mutation|action|internal.*|httpAction)$",
              message: "Use a builder from convex/functions.ts: it says who may call.",
            },
          ],
        },
      ],
    },
  },
);
