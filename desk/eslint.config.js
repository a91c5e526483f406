// What svelte-check does not see: the recommended rules of ESLint, typescript-eslint and eslint-plugin-svelte.
import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

export default defineConfig(
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      'no-undef': 'off', // TypeScript knows what is defined
      'svelte/no-useless-mustaches': 'off', // {' '} keeps a blank where a line ends
      'svelte/prefer-svelte-reactivity': 'off', // sets and maps that are shown are made anew, not changed
    },
  },
)
