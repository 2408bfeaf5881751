import { createI18n } from 'vue-i18n'

import type { Language } from '@/lib/dates'

export const LANGUAGES: readonly Language[] = ['zh-CN', 'en']

type Words = Record<string, unknown>
type Loader = () => Promise<{ default: Words }>

const shell = import.meta.glob<{ default: Words }>('../locales/*/shell.json')
const problems = import.meta.glob<{ default: Words }>('../locales/*/problems/*.json')
const areas = import.meta.glob<{ default: Words }>('../features/*/locales/*.json')

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  missingWarn: false,
  fallbackWarn: false,
  messages: {},
})

const wanted = new Map<string, { loader: Record<string, Loader>; file: (language: Language) => string; prefix: string[] }>()
const loaded = new Set<string>()

export function currentLanguage(): Language {
  return i18n.global.locale.value as Language
}

/** Load the words of the shell in `language` and of everything opened so far, then switch to it. */
export async function useLanguage(language: Language): Promise<void> {
  want('shell', shell, (each) => `../locales/${each}/shell.json`, [])
  for (const service of SHELL_PROBLEMS) wantProblems(service)
  await loadWanted(language)
  i18n.global.locale.value = language
  document.documentElement.lang = language
}

/** Load the words of a feature area and of the refusals of the services it asks. */
export async function openArea(area: string, services: readonly string[]): Promise<void> {
  want(`area ${area}`, areas, (each) => `../features/${area}/locales/${each}.json`, [area])
  for (const service of services) wantProblems(service)
  await loadWanted(currentLanguage())
}

const SHELL_PROBLEMS = ['chassis', 'edge', 'kernel', 'portal', 'rulebook', 'sso']

function wantProblems(service: string): void {
  want(`problem ${service}`, problems, (each) => `../locales/${each}/problems/${service}.json`, ['problem', service])
}

function want(name: string, loader: Record<string, Loader>, file: (language: Language) => string, prefix: string[]): void {
  wanted.set(name, { loader, file, prefix })
}

async function loadWanted(language: Language): Promise<void> {
  const jobs = [...wanted].map(async ([name, { loader, file, prefix }]) => {
    const key = `${language} ${name}`
    const load = loader[file(language)]
    if (loaded.has(key) || !load) return
    const words = (await load()).default
    const nested = prefix.reduceRight<Words>((inner, part) => ({ [part]: inner }), words)
    i18n.global.mergeLocaleMessage(language, nested)
    loaded.add(key)
  })
  await Promise.all(jobs)
}
