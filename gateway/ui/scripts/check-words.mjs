// The words of the portal: both languages say the same things, every key is used, nothing is said outside the locale
// files, no banned word is used, and every refusal and every fault a service exports has its sentence.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const LANGUAGES = ['zh-CN', 'en']
const BANNED = ['拒绝', '落选', '未报名名单', '欠费名单', '排名', '系统错误', '非法操作', '请联系管理员']
// How a date is written in Chinese is a rule of its own, not a sentence.
const MAY_HOLD_CHINESE = ['lib/dates.ts']

const ui = fileURLToPath(new URL('..', import.meta.url))
const src = join(ui, 'src')
const faults = []

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(src, join(entry.parentPath, entry.name)))
const words = Object.fromEntries(LANGUAGES.map((language) => [language, new Map()]))
for (const file of files.filter((name) => name.endsWith('.json'))) {
  const language = LANGUAGES.find((one) => file.includes(`/${one}/`) || basename(file) === `${one}.json`)
  if (!language) continue
  collect(JSON.parse(readFileSync(join(src, file), 'utf8')), prefixOf(file), words[language], file)
}
compareLanguages()
compareUse()
findChinese()
findProblems()

for (const fault of faults) console.error(fault)
console.log(`${words['zh-CN'].size} words, ${faults.length} faults`)
process.exit(faults.length ? 1 : 0)

function prefixOf(file) {
  if (file.startsWith('features/')) return `${file.split('/')[1]}.`
  return file.includes('/problems/') ? `problem.${basename(file, '.json')}.` : ''
}

function collect(node, prefix, into, file) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') into.set(prefix + key, { text: value, file })
    else collect(value, `${prefix}${key}.`, into, file)
  }
}

function placeholders(text) {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join(',')
}

function compareLanguages() {
  const [zh, en] = LANGUAGES.map((language) => words[language])
  for (const [key, { text, file }] of zh) {
    const other = en.get(key)
    if (!other) faults.push(`${file}: ${key} is missing in English`)
    else if (placeholders(text) !== placeholders(other.text)) faults.push(`${file}: ${key} has other placeholders in English`)
    for (const word of BANNED) if (text.includes(word)) faults.push(`${file}: ${key} says ${word}`)
  }
  for (const [key, { file }] of en) if (!zh.has(key)) faults.push(`${file}: ${key} is missing in Chinese`)
}

function compareUse() {
  const keys = [...words['zh-CN'].keys()]
  const literals = new Set()
  const beginnings = new Set()
  for (const file of sources()) {
    const text = readFileSync(join(src, file), 'utf8')
    for (const [, literal] of text.matchAll(/['"]([a-z][\w-]*(?:\.[\w-]+)+)['"]/g)) literals.add(literal)
    for (const [, beginning] of text.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{/g)) beginnings.add(beginning)
    for (const [, key] of text.matchAll(/\bt\(\s*'([^']+)'/g)) {
      if (!words['zh-CN'].has(key)) faults.push(`${file}: there are no words for ${key}`)
    }
  }
  for (const beginning of beginnings) {
    if (!keys.some((key) => key.startsWith(beginning))) faults.push(`there are no words that begin with ${beginning}`)
  }
  for (const key of keys) {
    if (key.startsWith('problem.') || literals.has(key) || [...beginnings].some((beginning) => key.startsWith(beginning))) continue
    faults.push(`${words['zh-CN'].get(key).file}: ${key} is used nowhere`)
  }
}

function findChinese() {
  for (const file of [...sources(), ...files.filter((name) => name.endsWith('.css'))]) {
    if (MAY_HOLD_CHINESE.includes(file)) continue
    const lines = readFileSync(join(src, file), 'utf8').split('\n')
    lines.forEach((line, index) => {
      if (/\p{Script=Han}/u.test(line)) faults.push(`src/${file}:${index + 1}: Chinese belongs in a locale file`)
    })
  }
}

function findProblems() {
  const services = join(ui, '../../services')
  const documents = readdirSync(services).map((name) => join(services, name, 'openapi.json'))
  documents.push(join(ui, '../sso/openapi.json'))
  const codes = new Set()
  for (const file of documents.filter(existsSync)) {
    const schemas = JSON.parse(readFileSync(file, 'utf8')).components?.schemas ?? {}
    for (const kind of ['ProblemCode', 'FaultCode']) for (const code of schemas[kind]?.enum ?? []) codes.add(code)
  }
  for (const code of codes) {
    for (const language of LANGUAGES) {
      if (!words[language].has(`problem.${code}`)) faults.push(`problem.${code} has no sentence in ${language}`)
    }
  }
}

function sources() {
  return files.filter((name) => /\.(ts|vue)$/.test(name) && !/\.test\.ts$|^api\/generated\//.test(name))
}
