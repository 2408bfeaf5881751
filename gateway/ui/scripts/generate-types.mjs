// Types of every service's public API; `--check` fails where a committed file is not what the OpenAPI file says.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import openapiTS, { astToString } from 'openapi-typescript'

const ui = fileURLToPath(new URL('..', import.meta.url))
const services = join(ui, '../../services')
const target = join(ui, 'src/api/generated')
const check = process.argv.includes('--check')

const documents = readdirSync(services).map((name) => [name, join(services, name, 'openapi.json')])
documents.push(['sso', join(ui, '../sso/openapi.json')])

mkdirSync(target, { recursive: true })
let drifted = 0
for (const [name, file] of documents.sort()) {
  if (!existsSync(file)) continue
  const text = `// Generated from ${name}'s openapi.json by \`npm run types\`.\n\n${astToString(await openapiTS(JSON.parse(readFileSync(file, 'utf8'))))}`
  const path = join(target, `${name}.ts`)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
  if (check) {
    console.error(`src/api/generated/${name}.ts is not what ${name}/openapi.json says; run npm run types`)
    drifted++
  } else {
    writeFileSync(path, text)
    console.log(`wrote src/api/generated/${name}.ts`)
  }
}
process.exit(drifted ? 1 : 0)
