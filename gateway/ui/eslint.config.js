import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

const kitOnly = ['element-plus', 'element-plus/*', 'echarts', 'echarts/*']

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/generated'] },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser, sourceType: 'module' } },
  },
  {
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/no-v-html': 'error',
      'no-undef': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['src/kit/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: kitOnly, message: 'Only the kit knows the component library.' }] }],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['src/lib/money.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.property.name='toFixed']", message: 'Amounts are written by lib/money.ts.' },
        { selector: "CallExpression[callee.name='parseFloat']", message: 'Amounts are integer fen.' },
        { selector: "BinaryExpression[operator='/'][right.value=100]", message: 'Amounts are written by lib/money.ts.' },
      ],
    },
  },
  {
    // Typed arrays of a fixed length: every index below it is there.
    files: ['src/lib/sha256.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
)
