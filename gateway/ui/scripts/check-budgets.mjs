// What a page loads before it can be used, gzipped, against the budgets of the portal; fails the build above them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const KB = 1000
const FIRST_PAGES = [
  'src/features/city/OverviewPage.vue', 'src/features/school/BoardPage.vue', 'src/features/finance/ReconPage.vue',
  'src/features/vendor/ClaimsPage.vue', 'src/features/vendor/OwnClaimsPage.vue',
]
const BUDGET = { shell: 90, first: 150, page: 220, chart: 190, words: 20 }

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
const sizes = new Map()

function sizeOf(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length)
  return sizes.get(file)
}

function filesOf(key, found = new Set(), seen = new Set()) {
  const chunk = manifest[key]
  if (!chunk || seen.has(key)) return found
  seen.add(key)
  found.add(chunk.file)
  for (const style of chunk.css ?? []) found.add(style)
  for (const other of chunk.imports ?? []) filesOf(other, found, seen)
  return found
}

const total = (files) => [...files].reduce((sum, file) => sum + sizeOf(file), 0)
const shell = filesOf('index.html')
const checked = [['shell', total(shell), BUDGET.shell]]
for (const key of Object.keys(manifest)) {
  if (key.startsWith('src/features/') && key.endsWith('Page.vue')) {
    const size = total(new Set([...shell, ...filesOf(key)]))
    checked.push([key, size, FIRST_PAGES.includes(key) ? BUDGET.first : BUDGET.page])
  } else if (key === 'src/kit/ChartCanvas.vue') {
    checked.push([key, total([...filesOf(key)].filter((file) => !shell.has(file))), BUDGET.chart])
  } else if (/locales?\/.*\.json$/.test(key)) {
    checked.push([key, sizeOf(manifest[key].file), BUDGET.words])
  }
}

let over = 0
for (const [name, bytes, budget] of checked) {
  const size = (bytes / KB).toFixed(1)
  if (bytes > budget * KB) over++
  console.log(`${bytes > budget * KB ? 'OVER' : '  ok'}  ${size.padStart(6)} of ${budget} kB  ${name}`)
}
process.exit(over ? 1 : 0)
